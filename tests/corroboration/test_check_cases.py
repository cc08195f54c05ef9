from datetime import date

import pytest

from accordingto.corroboration.check_cases import by_day, cases_of
from accordingto.corroboration.check_subjects import Backer, subjects_of
from accordingto.corroboration.condensing import condense
from accordingto.corroboration.corroborating import corroborate
from accordingto.records.cases import AccountRef
from tests.builders import make_report, reader
from tests.corroboration.checks import make_checked

STORY = (
    "Shells hit a bakery in Aleppo on Tuesday, killing 12 people, the Tarvo Rights Monitor said."
)
OTHER = (
    "(Reuters) - Twenty people died on Tuesday when shells hit a bakery in Aleppo, the Hill Rights "
    "Council said. Rain fell on the city all night."
)
LATER = (
    "Shells fell on a bakery in Aleppo on Wednesday and 20 people died, the Hill Rights Council "
    "said."
)


def subjects(*texts):
    """Return what is checked of reports, each with its number as its id."""
    readings = [
        reader().read(make_report(text, id=f"r{number}", publisher=f"Post {number}", title=title))
        for number, (text, title) in enumerate(texts, 1)
    ]
    told = {AccountRef(r.id, one.id): one for r in readings for one in subjects_of(r)}
    return list(cases_of(corroborate(map(condense, readings)), told))


@pytest.fixture(scope="module")
def case():
    (found,) = subjects((STORY, "Bakery hit"), (OTHER, ""), (LATER, ""))
    return found


def test_event_is_one_with_every_report_behind_it(case):
    assert (case.is_case, case.id[:2], case.group) == (True, "C-", "")
    assert case.reports == ("r1", "r2", "r3")
    assert {(one.report, one.publisher) for one in case.accounts} == {
        ("r1", "Post 1"),
        ("r2", "Post 2"),
        ("r3", "Post 3"),
    }


def test_what_most_say_comes_first_and_the_rest_is_kept(case):
    assert case.days == (date(2024, 3, 12),) * 2
    assert [(held.days[0].day, held.reports) for held in case.told_days] == [
        (12, ("r1", "r2")),
        (13, ("r3",)),
    ]
    assert (case.spot.name, case.is_beside) == ("Aleppo", True)


def test_each_voice_gives_its_own_toll_and_none_is_added(case):
    assert {(toll.low, toll.by, toll.reports) for toll in case.killed} == {
        (12, "Tarvo Rights Monitor", ("r1",)),
        (20, "Hill Rights Council", ("r2", "r3")),
    }


def test_makers_agencies_and_voices_stand_behind_it_with_their_reports(case):
    assert {Backer("Post 1", ("r1",)), Backer("Reuters", ("r2",))} <= set(case.voices)
    assert Backer("Tarvo Rights Monitor", ("r1",)) in case.voices


def test_copies_of_one_text_count_once():
    story = (
        f"{STORY} " + "The bakery stood beside the old bridge, and people queued for bread. " * 8
    )
    (found,) = subjects(*((story, ""),) * 4, (OTHER, ""), (LATER, ""))
    assert [(len(held.reports), held.texts) for held in found.told_days] == [(5, 2), (1, 1)]


def test_toll_that_its_voice_took_back_is_left_out():
    raised = STORY.replace("12 people", "15 people").replace("on Tuesday", "on Tuesday this week")
    first = reader().read(make_report(STORY, id="r1", published="2024-03-12"))
    second = reader().read(make_report(raised, id="r2", published="2024-03-14"))
    told = {AccountRef(r.id, one.id): one for r in (first, second) for one in subjects_of(r)}
    (found,) = cases_of(corroborate(map(condense, (first, second))), told)
    assert [toll.low for toll in found.killed] == [15]


def test_own_voice_of_a_report_is_named_after_who_published_it():
    text = "Shells hit a bakery in Aleppo on Tuesday, killing 12 people."
    (found,) = subjects((text, ""))
    assert [toll.by for toll in found.killed] == ["Post 1 in its own voice"]
    reading = reader().read(make_report(text))
    told = {AccountRef("r1", one.id): one for one in subjects_of(reading)}
    (unknown,) = cases_of(corroborate([condense(reading)]), told)
    assert [toll.by for toll in unknown.killed] == [None]


def test_what_a_title_alone_tells_stands_beside_the_cases():
    found = subjects((STORY, ""), ("The council met.", "Shells hit Homs on Tuesday, killing 12"))
    assert [(one.is_case, one.reports) for one in found] == [(True, ("r1",)), (False, ("r2",))]


def test_cases_are_told_by_day_and_those_without_one_last():
    late, none = make_checked(id="b", day=date(2024, 3, 20)), make_checked(id="c", day=None)
    assert sorted([none, late, make_checked()], key=by_day) == [make_checked(), late, none]
