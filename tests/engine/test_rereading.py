from dataclasses import dataclass, replace

import pytest
from sqlalchemy import select

from accordingto.engine import rereading
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.rereading import RereadAll
from accordingto.errors import ReadingError
from accordingto.ledger.decision_tables import review_queue, reviews
from accordingto.ledger.readings import iterate_current, readings_of
from accordingto.ledger.reviews import QueueCode
from accordingto.records.judgements import Change
from accordingto.records.readings import Problem, ReaderInfo
from tests.builders import reader
from tests.ledger.conftest import (  # noqa: F401 -- fixtures
    database,
    ledger,
    postgres,
    sqlite,
    where,
)
from tests.ledger.desks import decide
from tests.ledger.incoming import OTHER_TEXT, keep, make_incoming


@dataclass(frozen=True)
class LaterReader:
    """The rules, one version later: every count is one more."""

    version: str = "99"
    fails_on: str = "nothing"

    @property
    def info(self):
        return replace(reader().info, version=self.version)

    def read(self, report):
        if self.fails_on in report.text:
            raise ReadingError("too long", report=report.id, path="c.jsonl")
        reading = reader().read(report)
        figures = tuple(
            replace(figure, id=f"{number:016x}", low=figure.low + 1)
            for number, figure in enumerate(reading.figures)
        )
        info = replace(reading.report, reader=self.info)
        return replace(reading, figures=figures, report=info)


@pytest.fixture
def later(monkeypatch):
    """Let every choice be the later reader."""

    def choose(made):
        monkeypatch.setattr(rereading, "open_reader", lambda _: made)
        monkeypatch.setattr("accordingto.engine.choices.open_reader", lambda _: made)

    choose(LaterReader())
    return choose


@pytest.fixture
def two(sqlite):  # noqa: F811 -- a fixture
    keep(sqlite, make_incoming())
    keep(sqlite, make_incoming(OTHER_TEXT, given_id="r2"))
    return sqlite


def versions(store):
    with store.look() as connection:
        return [stored.version for stored in iterate_current(connection)]


def test_same_reader_has_nothing_to_read_again(two):
    again = RereadAll(two, ReaderChoice("rules"))
    assert (again.count(), list(again())) == (0, [])


@pytest.mark.usefixtures("later")
def test_new_readings_stand_beside_the_old_with_what_changed(two):
    again = RereadAll(two, ReaderChoice())
    assert again.count() == 2
    first, second = again()
    assert [(c.fields, c.new.low) for c in first.diff.changed] == [(("low",), 13)]
    assert first.diff.same > 0
    assert (first.report, second.report) == ("r1", "r2")
    assert versions(two) == ["99", "99"]
    with two.look() as connection:
        assert len(readings_of(connection, 1)) == 2
    assert again.count() == 0


@pytest.mark.usefixtures("later")
def test_either_store_takes_new_readings(ledger):  # noqa: F811 -- a fixture
    keep(ledger, make_incoming())
    decide(ledger)
    (made,) = RereadAll(ledger, ReaderChoice())()
    assert made.held == 1
    assert versions(ledger) == ["99"]


@pytest.mark.usefixtures("later")
def test_dry_run_tells_and_keeps_nothing(two):
    before = versions(two)
    made = list(RereadAll(two, ReaderChoice(), keep=False)())
    assert [len(one.diff.changed) for one in made] == [1, 1]
    assert versions(two) == before


@pytest.mark.usefixtures("later")
def test_decisions_carry_over_and_what_differs_is_queued(two):
    decide(two, "correct", Change(field="low", value=3))
    decide(two, "reject", kind="statement")
    first, second = RereadAll(two, ReaderChoice())()
    assert first.held == 2
    assert [item.code for item in first.carried.queue] == [QueueCode.DIFFERS]
    assert (second.held, second.carried.queue) == (0, ())
    with two.look() as connection:
        rows = connection.execute(select(reviews)).all()
        queue = connection.execute(select(review_queue)).all()
    assert {row.status for row in rows} == {"corrected", "rejected"}
    assert [row.code for row in queue] == ["differs"]


def test_going_back_to_a_reader_reads_nothing_anew(two, later):
    list(RereadAll(two, ReaderChoice())())
    later(reader())
    back = list(RereadAll(two, ReaderChoice())())
    assert [one.diff.changed[0].new.low for one in back] == [12, 3]
    assert versions(two) == [reader().info.version] * 2
    with two.look() as connection:
        assert len(readings_of(connection, 1)) == 2


def test_report_that_cannot_be_read_keeps_its_reading(two, later):
    later(LaterReader(fails_on="Dorrash"))
    first, second = RereadAll(two, ReaderChoice())()
    assert first.report == "r1"
    assert isinstance(second, ReadingError)
    assert versions(two) == ["99", reader().info.version]


@pytest.mark.usefixtures("later")
def test_what_ingest_found_wrong_stays_in_the_reading(sqlite):  # noqa: F811 -- a fixture
    problem = Problem(stage="ingest", code="duplicate_id", message="stood further up")
    keep(sqlite, replace(make_incoming(), problems=(problem,)))
    list(RereadAll(sqlite, ReaderChoice())())
    with sqlite.look() as connection:
        (stored,) = iterate_current(connection)
    assert problem in stored.reading.problems


@pytest.mark.usefixtures("later")
def test_many_reports_are_read_again_in_parts(sqlite, monkeypatch):  # noqa: F811
    monkeypatch.setattr(rereading, "_AT_ONCE", 2)
    for number in range(5):
        keep(sqlite, make_incoming(f"Shelling killed {number + 2} people.", given_id=f"r{number}"))
    made = list(RereadAll(sqlite, ReaderChoice())())
    assert [one.report for one in made] == [f"r{number}" for number in range(5)]


@pytest.mark.usefixtures("later")
def test_two_publications_of_one_text_both_keep_their_decisions(sqlite):  # noqa: F811
    keep(sqlite, make_incoming())
    keep(sqlite, make_incoming(publisher="Skerry Wire"))
    decide(sqlite)
    assert [one.held for one in RereadAll(sqlite, ReaderChoice())()] == [1, 1]
    with sqlite.look() as connection:
        assert len(connection.execute(select(reviews)).all()) == 2


@pytest.mark.usefixtures("later")
def test_what_a_person_entered_by_hand_is_not_read_by_a_machine(sqlite):  # noqa: F811
    incoming = make_incoming()
    by_hand = reader().read(incoming.report)
    info = replace(by_hand.report, reader=ReaderInfo.by_person("Odd", "a" * 64))
    keep(sqlite, incoming, replace(by_hand, report=info))
    again = RereadAll(sqlite, ReaderChoice())
    assert (again.count(), list(again())) == (0, [])
