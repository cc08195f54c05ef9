from dataclasses import replace
from datetime import UTC, datetime

import pytest

import accordingto as ato
from accordingto.engine import rereading
from accordingto.errors import JudgementError, ReadingError, StoreError
from tests.builders import reader
from tests.ledger.incoming import make_incoming, read

TEXT = make_incoming().report.text
FIGURE = read(make_incoming()).figures[0].id


@pytest.fixture
def ledger(tmp_path):
    report = tmp_path / "r1.txt"
    report.write_text(TEXT)
    ato.add([report], tmp_path / "war.ledger", published="2024-03-14")
    return tmp_path / "war.ledger"


def test_decisions_are_recorded_and_logged(ledger):
    noon = datetime(2024, 3, 20, 12, tzinfo=UTC)
    (made,) = ato.judge(ledger, "accept", FIGURE[:8], reviewer="Odd", time=noon)
    ato.judge(ledger, "correct", [FIGURE], reviewer="Ada", changes=["low=3"], why="recount")
    first, second = ato.log(ledger)
    assert (first.entry.judgement.reviewer, first.force.value) == ("Ada", "holds")
    assert (second.entry, second.force.value) == (made.entry, "superseded")
    assert second.entry.judgement.time == noon
    assert len(ato.log(ledger, FIGURE, reviewer="Ada")) == 1
    assert len(ato.log(ledger, until=noon)) == 1
    assert len(ato.log(ledger, newest=1)) == 1


def test_what_cannot_be_recorded_raises(ledger, tmp_path):
    with pytest.raises(JudgementError, match="reject without a reason"):
        ato.judge(ledger, "reject", FIGURE, reviewer="Odd")
    with pytest.raises(ValueError, match="delete"):
        ato.judge(ledger, "delete", FIGURE, reviewer="Odd")
    with pytest.raises(StoreError):
        ato.judge(tmp_path / "none.ledger", "accept", FIGURE, reviewer="Odd")


class LaterReader:
    info = replace(reader().info, version="99")

    def __init__(self, fails=False):
        self.fails = fails

    def read(self, report):
        if self.fails:
            raise ReadingError("too long", report=report.id, path="r1.txt")
        reading = reader().read(report)
        return replace(reading, figures=(), report=replace(reading.report, reader=self.info))


def choose(monkeypatch, made):
    monkeypatch.setattr(rereading, "open_reader", lambda _: made)
    monkeypatch.setattr("accordingto.engine.choices.open_reader", lambda _: made)


def test_reports_are_read_again(ledger, monkeypatch):
    assert list(ato.reread(ledger)) == []
    choose(monkeypatch, LaterReader())
    for dry_run in (True, False):
        (made,) = ato.reread(ledger, dry_run=dry_run)
        assert [change.old.id for change in made.diff.gone] == [FIGURE]
    assert list(ato.reread(ledger)) == []


def test_report_that_cannot_be_read_is_handed_over_or_raised(ledger, monkeypatch):
    choose(monkeypatch, LaterReader(fails=True))
    failed = []
    assert list(ato.reread(ledger, on_failed=failed.append)) == []
    assert [error.report for error in failed] == ["r1"]
    with pytest.raises(ReadingError):
        list(ato.reread(ledger))
