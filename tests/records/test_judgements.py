import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from accordingto.errors import JudgementError
from accordingto.records.judgements import Change, Decision, Judgement, Part, check_reviewer
from accordingto.records.kinds import RecordKind
from tests.records.judgements import LISTED, NOON, judge, target_of

FIGURES = [listed for listed in LISTED if listed.kind is RecordKind.FIGURE]
INCIDENTS = [listed for listed in LISTED if listed.kind is RecordKind.INCIDENT]
ENTRY, OTHER = "a" * 64, "b" * 64


def test_time_is_kept_in_utc_and_to_the_second():
    east = datetime(2024, 3, 20, 14, 0, 0, 999, tzinfo=timezone(timedelta(hours=2)))
    assert judge(time=east).time == NOON
    assert judge(time=east).time.tzinfo is UTC


def test_superseded_entries_are_a_set():
    assert judge(supersedes=(OTHER, ENTRY, OTHER)) == judge(supersedes=(ENTRY, OTHER))


@pytest.mark.parametrize(
    "made",
    [
        lambda: judge("accept"),
        lambda: judge("correct"),
        lambda: judge("reject"),
        lambda: judge("note", why="ask the desk"),
        lambda: judge("undo", undoes=ENTRY, seen=()),
        lambda: judge("link", *INCIDENTS[:2]),
        lambda: judge("unlink", *INCIDENTS[:2]),
        lambda: judge("undo", *INCIDENTS[:2], undoes=ENTRY),
        lambda: judge("correct", changes=(), seen=(), erased=(Part.SEEN, Part.CHANGES)),
    ],
)
def test_every_decision_can_be_made(made):
    assert isinstance(made(), Judgement)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: judge("correct", changes=()), "correct with 0 changes; correct has some"),
        (lambda: judge("accept", changes=(Change(field="low"),)), "accept with 1 changes"),
        (lambda: judge("link", *INCIDENTS[:2], changes=(Change(field="x"),)), "link with changes"),
        (lambda: judge("accept", seen=()), "accept without the record as it was seen"),
        (lambda: judge("accept", *FIGURES[:2]), "accept about 2 records; expected one"),
        (lambda: judge("note", targets=()), "note about 0 records; expected one"),
        (lambda: judge("link"), "link of 1 records; expected two different ones"),
        (lambda: judge("link", INCIDENTS[0], INCIDENTS[0]), "link of 1 records"),
        (lambda: judge("link", INCIDENTS[0], FIGURES[0]), "expected two records of one kind"),
        (lambda: judge("undo"), "names the entry that it undoes"),
        (lambda: judge("accept", undoes=ENTRY), "names the entry that it undoes"),
        (lambda: judge(time=datetime(2024, 3, 20)), "has no time zone"),  # noqa: DTZ001 -- the test
        (
            lambda: judge(time=datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))),
            "outside the calendar",
        ),
        (lambda: judge(why="x" * 10_001), "10001 characters of why"),
    ],
)
def test_what_does_not_hold_together_is_refused(made, message):
    with pytest.raises(JudgementError, match=re.escape(message)):
        made()


@pytest.mark.parametrize("name", ["Odd", "A. V.", "desk-2", "رنا", "Ada Mîran", "李"])
def test_reviewer_may_be_called_anything_that_can_be_seen(name):
    check_reviewer(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        " Odd",
        "Odd\n",
        "O" * 101,
        "e\u0301",  # another form of é
        "Odd\u200b",  # zero width
        "\u202eddO",  # right to left
        "O\tdd",
        "O\x00dd",
        "O\xa0dd",
        "\ud800",
    ],
)
def test_reviewer_who_could_pass_for_another_is_refused(name):
    with pytest.raises(JudgementError, match="expected"):
        check_reviewer(name)


def test_target_names_words_and_not_rows():
    assert target_of().span == FIGURES[0].span
    assert Decision("accept") in Decision
