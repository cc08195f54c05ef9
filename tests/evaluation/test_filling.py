import random
import sys
from pathlib import Path

import pytest

from accordingto.ledger.ledger import Ledger
from accordingto.ledger.verify import verify_ledger
from evaluation import filling
from evaluation.filling import Part, fill, tell_fall
from evaluation.invented_searches import SEARCHES, search, wait_for
from evaluation.invented_war import War

REPORTS = 30
DRAW = random.Random(1)  # noqa: S311 -- nothing secret


@pytest.fixture(scope="module")
def war():
    return War.of(1)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("filled") / "war.ledger")
    return path, fill(path, REPORTS, 1)


def test_ledger_that_was_filled_is_as_it_was_kept(filled):
    with Ledger.open(filled[0]) as ledger:
        assert list(verify_ledger(ledger)) == []


def test_every_part_is_measured(filled):
    parts = filled[1]
    assert [part.reports for part in parts] == [REPORTS // 10] * 10
    assert all(part.per_clock > 0 and part.memory_mb > 0 for part in parts)


@pytest.mark.parametrize("one", SEARCHES, ids=lambda one: one.name)
def test_every_search_can_be_meant(filled, war, one):
    wait = wait_for(filled[0], one.listing, one.filters(war, DRAW), one.page)
    assert 0 <= wait.rows <= one.page.limit


def test_searches_find_what_was_invented(filled, war, capsys):
    search(filled[0], war, DRAW, draws=2)
    told = capsys.readouterr().out.splitlines()
    rows = {line.split(" | ")[0]: int(line.split(" | ")[1]) for line in told[3:-1]}
    assert len(rows) == len(SEARCHES) + 1
    for name in ("reports, first page", "incidents, a toll", "statements, residents"):
        assert rows[f"| {name}"] > 0
    assert told[-1].endswith("searches took more than 100 ms")


def test_fall_is_that_from_the_first_part_to_the_last(capsys):
    slower = [
        Part(reports=100, clock_s=seconds, processor_s=1.0, memory_mb=1.0, file_mb=1.0)
        for seconds in (1.0, 9.0, 1.25)
    ]
    tell_fall(slower)
    assert "fell by 20% by the clock, by 0% by the processor" in capsys.readouterr().out


def test_two_ledgers_are_added_to_by_turns_and_left_alone(filled, tmp_path, monkeypatch, capsys):
    small = str(tmp_path / "small.ledger")
    fill(small, 10, 2)
    before = Path(filled[0]).read_bytes()
    asked = ["--ledger", filled[0], "--beside", small, "--rounds", "2", "--each", "3"]
    monkeypatch.setattr(sys, "argv", ["filling", *asked])
    capsys.readouterr()
    assert filling.main() == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in told] == ["per_clock", "per_processor"]
    assert Path(filled[0]).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["small.ledger"]


def test_command_fills_and_searches(tmp_path, monkeypatch, capsys):
    where = str(tmp_path / "w.ledger")
    asked = ["--reports", "10", "--draws", "1", "--ledger", where]
    monkeypatch.setattr(sys, "argv", ["filling", *asked])
    assert filling.main() == 0
    told = capsys.readouterr().out
    assert f"the ledger is {where}" in told
    assert "| 10 | " in told
    assert "| all | " in told
