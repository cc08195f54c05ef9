"""Lines of a brief: who says so in the same line, and the evidence."""

from dataclasses import replace
from datetime import date

import pytest

from accordingto.records.days import Days
from accordingto.records.incidents import Blame, SourcedDays
from accordingto.records.values import BlameMode, Certainty, Stance
from accordingto.views.brief import Dispute
from accordingto.views.brief_lines import NOT_REVIEWED, Teller
from accordingto.views.report_views import ReportView
from tests.views.briefs import shown
from tests.views.readings import Sketch, market

TUESDAY = date(2024, 3, 12)


def teller(sketch, reviews=None, *, with_unreviewed=True, **more):
    return Teller(ReportView(shown(sketch, reviews, **more)), with_unreviewed)


def entry_of(sketch, reviews=None, *, with_unreviewed=True, **more):
    told = teller(sketch, reviews, with_unreviewed=with_unreviewed, **more)
    return told.entry(next(iter(told.view.incidents.values())))


def test_every_line_names_report_and_record_and_quotes_words():
    entry = entry_of(market())
    for line in (entry.line, *entry.held, *entry.tolls):
        assert line.evidence.origin.told() == "Skerry Wire, 2024-03-14, dorrash"
        assert line.evidence.record
        assert any(quote.words for quote in line.evidence.quotes)


def test_record_is_named_by_the_start_of_its_id():
    sketch = Sketch("Shelling hit Dorrash.")
    sketch.incident("Shelling", TUESDAY, id="3f8a12bc4d5e6f70")
    assert entry_of(sketch).line.evidence.record == "3f8a12bc4d5e"


def test_blame_stands_with_mode_and_accuser_in_one_line():
    assert [held.what for held in entry_of(market()).held] == [
        "the Tavresian army - accused by The rebels",
        "the Tavresian army - denied by the Tavresian army",
    ]


def test_alternatives_keep_mode_and_accuser():
    sketch = Sketch("Either jets or guns hit Dorrash, monitors said.")
    by = sketch.words("monitors")
    group = tuple(
        Blame(actor=sketch.words(word), mode=BlameMode.SUSPECTED, source=by)
        for word in ("jets", "guns")
    )
    sketch.incident("hit", TUESDAY, blame=group, alternatives=(group,))
    told = entry_of(sketch).held[-1].what
    assert told == (
        "only one of these can hold: jets - suspected by monitors or guns - suspected by monitors"
    )


def test_doers_without_blame_are_shown_for_what_they_are():
    sketch = Sketch("Jets hit Dorrash.")
    sketch.incident("hit", TUESDAY, actors=(sketch.words("Jets"),))
    assert entry_of(sketch).held[0].what == "Jets - how, and by whom, was not read"


def test_tolls_stand_with_who_says_so_and_parts_below():
    tolls = entry_of(market()).tolls
    assert [(toll.depth, toll.what, toll.says) for toll in tolls] == [
        (0, "at least 31 killed", "according to Ilvar Dreshko, director of the hospital"),
        (1, "6 killed", "according to Ilvar Dreshko, director of the hospital"),
        (0, "Dozens displaced", "in the report's own voice"),
    ]


def test_sentence_is_quoted_once_in_an_entry():
    entry = entry_of(market())
    (first,) = entry.line.evidence.quotes
    assert first.before == "An "
    assert first.words == "air strike"
    assert "31 people" in first.after
    (toll,) = entry.tolls[0].evidence.quotes
    assert (toll.before, toll.words, toll.after) == ("", "at least 31 people", "")


@pytest.mark.parametrize(
    ("certainty", "stance", "says"),
    [
        ("reported", "asserts", "according to residents"),
        ("alleged", "accuses", "alleged by residents"),
        ("denied", "denies", "denied by residents, and asserted by nobody in the report"),
        ("reported", "denies", "named in a denial by residents"),
    ],
)
def test_incident_is_told_by_whoever_says_its_words(certainty, stance, says):
    sketch = Sketch("Shelling hit Dorrash, residents said.")
    sketch.incident("Shelling", TUESDAY, certainty=Certainty(certainty))
    residents = sketch.words("residents")
    sketch.statement("Shelling hit Dorrash", residents, stance=Stance(stance))
    assert entry_of(sketch).line.says == says


def test_incident_in_nobodys_words_is_the_reports_own():
    sketch = Sketch("Shelling hit Dorrash.")
    sketch.incident("Shelling", TUESDAY)
    assert entry_of(sketch).line.says == "in the report's own voice"


def test_allegation_without_a_speaker_says_so():
    sketch = Sketch("Shelling allegedly hit Dorrash.")
    sketch.incident("Shelling", TUESDAY, certainty=Certainty.ALLEGED)
    assert entry_of(sketch).line.says == "alleged; by whom is not said"


def test_headline_is_no_source():
    sketch = Sketch("Text.", title="Shelling hits Dorrash")
    with sketch.in_title() as title:
        title.incident("Shelling", None)
    assert entry_of(sketch).line.says == "in the headline alone, which is no source of its own"


def test_speaker_of_a_statement_that_is_not_reviewed_is_not_told():
    sketch = Sketch("Shelling hit Dorrash, residents said.")
    incident = sketch.incident("Shelling", TUESDAY)
    sketch.statement("Shelling hit Dorrash", sketch.words("residents"))
    entry = entry_of(sketch, {incident.id: "accepted"}, with_unreviewed=False)
    assert entry.line.says == "told as having happened; who says so is not reviewed"


def test_figures_that_are_not_reviewed_are_left_out_and_counted():
    sketch = market()
    strike, (_, part, *_) = sketch.incidents[0], sketch.figures
    reviews = {strike.id: "accepted", part.id: "accepted"}
    entry = entry_of(sketch, reviews, with_unreviewed=False)
    assert [line.what for line in entry.tolls] == ["6 killed"]
    assert entry.left_out == 2
    # The whole is not reviewed, so its number is not told.
    assert not any("31" in detail for detail in entry.tolls[0].details)


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        ("accepted", ""),
        ("corrected", "corrected by a person"),
        ("unreviewed", NOT_REVIEWED),
        ("disputed", "not reviewed: people decided at odds"),
    ],
)
def test_line_is_marked_with_what_people_made_of_it(status, mark):
    sketch = Sketch("Shelling hit Dorrash.")
    incident = sketch.incident("Shelling", TUESDAY)
    evidence = entry_of(sketch, {incident.id: status}).line.evidence
    assert evidence.mark == mark
    assert evidence.is_reviewed is (status in {"accepted", "corrected"})


def test_tolls_that_cannot_both_hold_are_contested():
    sketch = Sketch("A bomb in Dorrash killed 31, doctors said. The army said 12 died.")
    bomb = sketch.incident("bomb", TUESDAY)
    doctors, army = sketch.words("doctors"), sketch.words("The army")
    sketch.figure("31", 31, 31, incident=bomb.id, source=doctors)
    sketch.figure("12", 12, 12, incident=bomb.id, source=army)
    (contest,) = entry_of(sketch).contests
    assert contest.dispute is Dispute.TOLLS
    assert [(line.what, line.says) for line in contest.lines] == [
        ("31 killed", "according to doctors"),
        ("12 killed", "according to The army"),
    ]


def test_denied_blame_is_contested():
    contests = {one.dispute: one for one in entry_of(market()).contests}
    told = [line.what for line in contests[Dispute.BLAME].lines]
    assert told[1] == "the Tavresian army - denied by the Tavresian army"


def test_denied_incident_is_contested():
    sketch = Sketch("The army denied shelling Dorrash.")
    sketch.incident("shelling", TUESDAY, certainty=Certainty.DENIED)
    assert [one.dispute for one in entry_of(sketch).contests] == [Dispute.DENIED]


def test_accounts_of_days_stand_side_by_side():
    sketch = Sketch("A bomb hit Dorrash on Monday, police said; on Tuesday, residents said.")
    days = tuple(
        SourcedDays(
            value=Days(
                date_from=date(2024, 3, day),
                date_to=date(2024, 3, day),
                precision_ucdp=1,
                precision_acled=1,
                edtf=f"2024-03-{day}",
                evidence=sketch.words(word),
            ),
            source=sketch.words(by),
        )
        for day, word, by in ((11, "Monday", "police"), (12, "Tuesday", "residents"))
    )
    sketch.incident("bomb", TUESDAY, days=days)
    (contest,) = entry_of(sketch).contests
    assert [(line.what, line.says) for line in contest.lines] == [
        ("Monday 11 March 2024", "according to police"),
        ("Tuesday 12 March 2024", "according to residents"),
    ]


def test_same_toll_on_the_same_word_stands_once_with_both_records():
    sketch = Sketch("A bomb killed 12 in Dorrash. The bomb killed 12 people.")
    bomb = sketch.incident("bomb", TUESDAY)
    for words in ("12 in", "12 people"):
        sketch.figure(words, 12, 12, incident=bomb.id)
    (line,) = entry_of(sketch).tolls
    assert len(line.all_evidence()) == 2


def test_names_of_children_are_withheld_everywhere():
    sketch = market()
    sketch.figure("Sella Orn, 9,", 1, 1, incident=sketch.incidents[0].id)
    line = entry_of(sketch).tolls[-2]
    assert "[name withheld]" in line.evidence.quotes[0].words
    assert "Sella" not in repr(entry_of(sketch))


def test_names_that_people_withheld_are_hidden_in_ids_too():
    sketch = replace(market(), id="ilvar-dreshko-speaks")
    told = repr(entry_of(sketch, withheld=("Ilvar Dreshko",)))
    assert "ilvar" not in told.casefold()


def test_version_of_a_page_is_told():
    origin = entry_of(market(), version=2, versions=3).line.evidence.origin
    assert origin.told().endswith("version 2 of 3")


def test_step_stands_with_who_says_so_and_the_accused():
    told = teller(market())
    lines = [told.step_line(step) for step in told.view.agreements.values()]
    assert [(line.what, line.says) for line in lines] == [
        ("day not given · collapsed · The truce", "alleged by the Observatory"),
        ("Saturday 2 March 2024 · agreed · The truce", "in the report's own voice"),
    ]


def test_reviewed_figure_of_an_incident_that_is_not_says_so():
    sketch = market()
    figure = sketch.figures[0]
    told = teller(sketch, {figure.id: "accepted"}, with_unreviewed=False)
    assert "of an incident that is not reviewed" in told.loose_line(figure).details


def test_characters_that_hide_or_steer_are_spelt_out():
    sketch = Sketch("Shelling\u202e hit Dor\u200brash.")
    sketch.incident("Shelling", TUESDAY, targets=(sketch.words("Dor\u200brash"),))
    line = entry_of(sketch).line
    assert line.details == ("targets: Dor[U+200B]rash",)
    assert "[U+202E]" in line.evidence.quotes[0].after
