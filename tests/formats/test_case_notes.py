import pytest

from accordingto.formats.case_notes import (
    MOST,
    blame_in_words,
    days_in_words,
    killed_by_voice,
    notes_of,
    range_in_words,
    reviewed_in_words,
    tolls_in_words,
)
from accordingto.records.tolls import Extent, TollRange
from accordingto.records.values import ActorKind, Age, Bound, Certainty, Kind, State, Who
from tests.corroboration.accounts import FRIDAY
from tests.corroboration.casebook import blame, day, figure, speaker
from tests.formats.exported import ACCEPTED, MINISTRY, OBSERVATORY, case_of, told


def observed(low=12, high=-1, **fields):
    return figure(low, high, speaker="obs", record=f"{low}{high}{fields}", **fields)


@pytest.mark.parametrize(
    ("low", "high", "below", "above", "words"),
    [
        (6, 19, False, False, "6 to 19"),
        (6, 19, False, True, "6 to 19 or more"),
        (12, 12, False, False, "12"),
        (12, 12, False, True, "12 or more"),
        (30, 30, True, False, "30 or fewer"),
        (5, 30, True, True, "5 or fewer to 30 or more"),
    ],
)
def test_open_ends_of_a_range_are_told(low, high, below, above, words):
    extent = Extent(low=low, high=high, is_open_below=below, is_open_above=above)
    assert range_in_words(TollRange(rule="r/1", name="deaths", extent=extent)) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (FRIDAY, FRIDAY, "2024-03-15"),
        (FRIDAY, day(1), "2024-03-15/2024-03-16"),
        (None, day(1), "../2024-03-16"),
        (FRIDAY, None, "2024-03-15/.."),
    ],
)
def test_days_are_written_as_iso_has_them(first, last, words):
    assert days_in_words(first, last) == words


def test_dead_are_told_first_and_groups_are_named():
    case = case_of(
        told(
            OBSERVATORY,
            observed(30, state=State.INJURED, words="30 hurt"),
            observed(3, age=Age.CHILDREN, who=Who.CIVILIAN, words="three children"),
        )
    )
    assert tolls_in_words(case) == [
        "killed, civilians, children: “three children” (Tarn Observatory for Rights, 2024-03-16)",
        "injured: “30 hurt” (Tarn Observatory for Rights, 2024-03-16)",
    ]


def test_what_one_voice_says_twice_is_told_once_and_vague_words_each():
    case = case_of(
        told(
            OBSERVATORY,
            observed(12, words="twelve"),
            figure(12, speaker="obs", record="again", words="12 people"),
            observed(24, None, bound=Bound.VAGUE, words="dozens"),
        )
    )
    (words,) = tolls_in_words(case)
    assert words.count("“") == 2


def test_figure_that_no_longer_stands_is_not_told():
    later = observed(15, words="15 people", said=day(3))
    case = case_of(
        told(OBSERVATORY, observed(12, words="12 people")),
        told(OBSERVATORY, later, report="r2", publisher="Hill Wire", published=day(3)),
    )
    assert "12 people" not in notes_of(case)


def test_who_gives_the_first_figures_stands_first():
    activists = speaker("act", "activists", kind=ActorKind.UNNAMED)
    case = case_of(told(activists, OBSERVATORY, figure(4, speaker="act"), observed(9)))
    claims = [claim for toll in case.case.figures.tolls for claim in toll.claims]
    unnamed = {claim.ref for claim in claims if claim.name == "activists"}
    assert killed_by_voice(case, ()) == ["Tarn Observatory for Rights", "activists (unnamed)"]
    assert killed_by_voice(case, unnamed)[0] == "activists (unnamed)"


def test_long_list_of_accusers_is_cut_and_says_so():
    speakers = [speaker(f"s{n}", f"{chr(65 + n)}orvel Relief") for n in range(MOST + 3)]
    claims = [blame("the army", speaker=one.id) for one in speakers]
    (words,) = blame_in_words(case_of(told(*speakers, *claims)))
    assert words.endswith(" and 3 more)")


def test_what_is_alleged_and_what_others_tell_is_said():
    alleged = {"certainty": Certainty.ALLEGED}
    notes = notes_of(case_of(told(MINISTRY, account=alleged)), "One more")
    assert notes == "Air strike, told of by 1 report. Told as alleged. Not reviewed. One more."


def test_kind_stands_alone_in_words():
    notes = notes_of(case_of(told(account={"kind": Kind.CHEMICAL})))
    assert notes.startswith("Chemical attack, told of by 1 report.")


def test_review_of_a_part_is_no_review_of_the_whole():
    case = case_of(told(OBSERVATORY, observed()))
    assert reviewed_in_words(case) == "not reviewed"
    half = case_of(told(OBSERVATORY, observed()), review=ACCEPTED)
    assert reviewed_in_words(half) == "reviewed"
    (one,) = case.incidents
    mixed = type(case)(
        case=case.case, reports=case.reports, incidents=(one,), figures=half.figures, statements=()
    )
    assert reviewed_in_words(mixed) == "partly reviewed (1 of 2)"
