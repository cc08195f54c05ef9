import re

import pytest

from accordingto.errors import JudgementError
from accordingto.ledger.decisions import iterate_entries
from accordingto.ledger.judging import Asked, judge
from accordingto.ledger.linking import read_links
from accordingto.ledger.reviewing import reviewed_readings
from accordingto.ledger.reviews import Status
from accordingto.records.judgements import Decision
from tests.ledger.desks import TEXT
from tests.ledger.incoming import OTHER_TEXT, keep, make_incoming, read
from tests.records.judgements import NOON

READING, OTHER = read(make_incoming()), read(make_incoming(OTHER_TEXT))
FIGURE, STATEMENT = READING.figures[0].id, READING.statements[0].id
INCIDENTS = READING.incidents[0].id, OTHER.incidents[0].id


@pytest.fixture
def two(ledger):
    keep(ledger, make_incoming())
    keep(ledger, make_incoming(OTHER_TEXT, given_id="r2"))
    return ledger


def ask(ledger, decision, *ids, why="seen in the text", reviewer="Odd", sets=(), **more):
    return judge(
        ledger,
        Asked(
            decision=Decision(decision),
            ids=ids,
            reviewer=reviewer,
            time=NOON,
            why=why,
            assignments=tuple(sets),
            **more,
        ),
    )


def look(ledger, record=FIGURE):
    with ledger.look() as connection:
        (found,) = reviewed_readings(connection, TEXT)
    return next(one for one in found.carried.records if one.record.id == record)


def count(ledger):
    with ledger.look() as connection:
        return len(list(iterate_entries(connection)))


def test_record_is_accepted_by_the_start_of_its_id(two):
    (made,) = ask(two, "accept", FIGURE[:6], why="")
    assert look(two).status is Status.ACCEPTED
    assert made.words == ("at least 12 people",)
    assert [found.report for found in made.records] == ["r1"]
    assert made.replaced == ()


def test_several_records_are_accepted_at_once(two):
    made = ask(two, "accept", FIGURE, STATEMENT)
    assert [one.entry.seq for one in made] == [0, 1]
    assert {look(two, record).status for record in (FIGURE, STATEMENT)} == {Status.ACCEPTED}


def test_one_that_is_wrong_keeps_all_from_being_recorded(two):
    with pytest.raises(JudgementError, match="no record"):
        ask(two, "accept", FIGURE, "ffffffff")
    assert count(two) == 0


def test_fields_are_corrected_as_typed(two):
    sets = ["low=3", "high=3", "source=Marenna", f"incident={INCIDENTS[0][:5]}", "role=bakers"]
    ask(two, "correct", FIGURE, sets=sets)
    found = look(two)
    assert (found.record.low, found.record.source.text) == (3, "Marenna")
    assert (found.record.incident, found.record.role) == (INCIDENTS[0], "bakers")
    assert found.status is Status.CORRECTED


def test_blame_is_added_and_taken_away(two):
    incident = INCIDENTS[0]
    ask(two, "correct", incident, sets=["blame+=residents, suspected"])
    assert [(b.actor.text, b.mode.value) for b in look(two, incident).record.blame] == [
        ("residents", "suspected")
    ]
    (made,) = ask(two, "correct", incident, sets=["blame-=0"], reviewer="Ada")
    assert look(two, incident).record.blame == ()
    assert [entry.judgement.reviewer for entry in made.replaced] == ["Odd"]


def test_records_of_two_reports_are_linked_and_unlinked(two):
    (made,) = ask(two, "link", *INCIDENTS)
    assert {found.report for found in made.records} == {"r1", "r2"}
    ask(two, "unlink", *reversed(INCIDENTS), reviewer="Ada")
    with two.look() as connection:
        assert [link.status.value for link in read_links(connection)] == ["unlinked"]


def test_entry_is_undone_by_its_hash_or_by_its_record(two):
    (made,) = ask(two, "reject", FIGURE)
    (undone,) = ask(two, "undo", made.entry.hash[:10], reviewer="Ada")
    assert [entry.hash for entry in undone.replaced] == [made.entry.hash]
    assert look(two).status is Status.UNREVIEWED
    ask(two, "accept", FIGURE)
    ask(two, "undo", FIGURE)
    assert look(two).status is Status.UNREVIEWED
    assert count(two) == 4


def test_record_with_no_decision_or_with_two_is_not_undone(two):
    with pytest.raises(JudgementError, match=r"0 decisions hold for .*: none"):
        ask(two, "undo", FIGURE)
    ask(two, "accept", FIGURE)
    ask(two, "accept", FIGURE, reviewer="Ada")
    with pytest.raises(JudgementError, match=r"2 decisions hold.*\(accept by Ada\)"):
        ask(two, "undo", FIGURE)


def test_nothing_that_the_log_has_is_undone_when_nothing_fits(two):
    with pytest.raises(JudgementError, match="no record"):
        ask(two, "undo", "ffffffff")


@pytest.mark.parametrize(
    ("decision", "ids", "more", "message"),
    [
        ("link", [FIGURE], {}, "link of 1 records; expected the ids of two"),
        ("accept", [], {}, "no id; expected that of a record"),
        ("accept", [FIGURE, FIGURE], {}, "one id twice"),
        ("accept", [FIGURE], {"sets": ["low=3"]}, "accept with 1 changes; give --set with correct"),
        ("correct", [FIGURE], {}, "correct with 0 changes; give --set with correct"),
        ("note", [FIGURE], {"as_read": True}, "--as-read goes with accept, correct, reject"),
        ("reject", [FIGURE], {"why": " "}, "reject without a reason; expected one: --why TEXT"),
        ("accept", [FIGURE], {"reviewer": ""}, "no reviewer; expected a name"),
        ("accept", [FIGURE], {"reviewer": "Odd\u202e"}, "cannot be seen or steers a line"),
        ("correct", [FIGURE], {"sets": ["low=many"]}, "figure: low: Input should be a valid int"),
        ("correct", [FIGURE], {"sets": ["source=nobody"]}, "do not stand in the report"),
        ("correct", [FIGURE], {"sets": ["incident=ffff"]}, "expected the start of one id"),
        ("link", [FIGURE, STATEMENT], {}, "expected two records of one kind"),
        ("accept", ["x"], {}, "no start of an id"),
        ("undo", ["x"], {}, "no start of an id"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_is_kept(two, decision, ids, more, message):
    with pytest.raises(JudgementError, match=re.escape(message)):
        ask(two, decision, *ids, **more)
    assert count(two) == 0


def test_correction_of_a_title_is_checked_against_the_title(ledger):
    incoming = make_incoming("Calm.", title="Mayor: 12 killed in Homs")
    keep(ledger, incoming)
    (figure,) = read(incoming).headline.figures
    ask(ledger, "correct", figure.id, sets=["label=Homs", "source=Mayor"])
    with ledger.look() as connection:
        (found,) = reviewed_readings(connection, incoming.report.sha256)
    (shown,) = [one for one in found.carried.records if one.record.id == figure.id]
    assert shown.record.source.text == "Mayor"
