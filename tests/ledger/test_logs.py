from datetime import timedelta

import pytest

from accordingto.ledger import logs
from accordingto.ledger.decisions import add_judgement
from accordingto.ledger.logs import Force, LogFilter, Words, read_log, read_queue, words_of
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.records.judgements import Change, Decision
from accordingto.report import Span
from tests.ledger.desks import TEXT, decide, link, undo
from tests.ledger.incoming import OTHER_TEXT, keep, make_incoming, read_by
from tests.records.judgements import NOON, judge

OTHER = make_incoming(OTHER_TEXT).report.sha256


@pytest.fixture
def decided(ledger):
    keep(ledger, make_incoming())
    keep(ledger, make_incoming(OTHER_TEXT, given_id="r2"))
    decide(ledger, "accept")
    decide(ledger, "correct", Change(field="low", value=3), why="recount")
    undo(ledger, decide(ledger, "reject", reviewer="Ada", why="no count"))
    link(ledger, "link", TEXT, OTHER, reviewer="Ada")
    decide(ledger, "note", kind="statement", why="ask them")
    return ledger


def log(ledger, **wanted):
    with ledger.look() as connection:
        return list(read_log(connection, LogFilter(**wanted)))


def told(lines):
    return [(line.entry.judgement.decision.value, line.force.value) for line in lines]


def test_log_tells_the_newest_first_and_what_became_of_each(decided):
    assert told(log(decided)) == [
        ("note", "holds"),
        ("link", "holds"),
        ("undo", "holds"),
        ("reject", "undone"),
        ("correct", "holds"),
        ("accept", "superseded"),
    ]


def test_line_has_who_what_when_and_why(decided):
    line = log(decided, decision=Decision.CORRECT)[0]
    made = line.entry.judgement
    assert (made.reviewer, made.time, made.why) == ("Odd", NOON, "recount")
    assert (line.words, line.reports, line.force) == (("at least 12 people",), ("r1",), Force.HOLDS)
    assert log(decided, decision=Decision.LINK)[0].reports in {("r1", "r2"), ("r2", "r1")}


@pytest.mark.parametrize(
    ("wanted", "decisions"),
    [
        ({"reviewer": "Ada"}, ["link", "reject"]),
        ({"reviewer": "' OR 1=1 --"}, []),
        ({"decision": Decision.NOTE}, ["note"]),
        ({"newest": 2}, ["note", "link"]),
        ({"newest": 0}, []),
        ({"since": NOON + timedelta(seconds=1)}, []),
        ({"until": NOON - timedelta(seconds=1)}, []),
        ({"since": NOON, "until": NOON, "reviewer": "Odd"}, ["note", "undo", "correct", "accept"]),
    ],
)
def test_lines_are_filtered(decided, wanted, decisions):
    assert [line.entry.judgement.decision.value for line in log(decided, **wanted)] == decisions


def test_lines_about_words_and_those_that_overlap_them(decided):
    (line,) = log(decided, decision=Decision.CORRECT)
    about = words_of(line.entry.judgement.targets[0])
    figure = ["undo", "reject", "correct", "accept"]
    for span in (about.span, Span(about.span.start + 2, about.span.start + 3)):
        lines = log(decided, about=Words(TEXT, about.kind, span))
        assert [one.entry.judgement.decision.value for one in lines] == figure
    assert log(decided, about=Words(TEXT, about.kind, Span(about.span.end, 90))) == []
    assert log(decided, about=Words(OTHER, about.kind, about.span)) == []


def test_decision_about_a_text_that_the_ledger_does_not_have_is_told(ledger):
    with ledger.change() as connection:
        add_judgement(connection, judge("accept"))
    (line,) = log(ledger)
    assert (line.reports, line.words) == ((), ("12 people",))


def test_time_that_goes_back_is_told(ledger):
    with ledger.change() as connection:
        for hours in (2, 1, 3):
            made = judge("note", why=str(hours), time=NOON + timedelta(hours=hours))
            add_judgement(connection, made)
    assert [line.is_backdated for line in log(ledger)] == [False, True, False]


def test_long_log_is_told_in_parts(ledger, monkeypatch):
    monkeypatch.setattr(logs, "PART", 3)
    monkeypatch.setattr(logs, "_HELD", 1)
    with ledger.change() as connection:
        for number in range(8):
            add_judgement(connection, judge("note", why=str(number)))
    assert [line.entry.judgement.why for line in log(ledger)] == list("76543210")


def test_queue_tells_what_did_not_carry_over(decided):
    incoming = make_incoming()
    later = read_by(incoming, "9.9")
    fields = {name: getattr(later, name) for name in later.__slots__}
    keep(decided, incoming, type(later)(**fields | {"figures": (), "statements": ()}))
    with decided.change() as connection:
        refresh_reviews(connection, [TEXT])
        queue = list(read_queue(connection))
    assert [(line.code.value, line.report) for line in queue] == [
        ("gone", "r1"),
        ("note_gone", "r1"),
    ]
