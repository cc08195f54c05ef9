import json
import sys

import pytest

from accordingto.cli import bench_child
from accordingto.engine.measuring import Measured
from accordingto.ledger.case_rows import find_pending
from tests.engine.works import make_incoming, shout

TEXT = "Shelling killed at least 12 people in Homs on Friday, residents said."


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "c.jsonl"
    rows = ({"id": str(n), "published": "2024-03-14", "text": f"{TEXT} {n}"} for n in range(3))
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def run_child(monkeypatch, *arguments, child=bench_child.main):
    monkeypatch.setattr(sys, "argv", ["-c", *map(str, arguments)])
    child()


def test_corpus_is_read_and_what_that_took_is_printed(corpus, monkeypatch, capsys):
    run_child(monkeypatch, "rules", corpus, 1, 0.0)
    measured = Measured(**json.loads(capsys.readouterr().out))
    assert (measured.reports, measured.failed) == (3, 0)


def test_reader_of_another_name_ends_the_run_with_a_message(corpus, monkeypatch):
    with pytest.raises(SystemExit, match="there is no reader 'oracle'"):
        run_child(monkeypatch, "oracle", corpus, 1, 0.0)


def test_reader_and_jobs_are_those_that_were_asked_for(corpus, monkeypatch, capsys):
    asked = []

    def read_all(items, work, jobs):
        asked.append((work.choice.name, work.format, jobs, len(list(items))))
        return iter([shout(make_incoming(1)), shout(make_incoming(2))])

    monkeypatch.setattr(bench_child, "read_all", read_all)
    run_child(monkeypatch, "network", corpus, 4, 0.0)
    assert asked == [("network", "jsonl", 4, 3)]
    assert json.loads(capsys.readouterr().out)["failed"] == 2


def test_corpus_is_added_to_a_fresh_ledger_and_linked_before_the_run_ends(
    corpus, monkeypatch, capsys
):
    linked = []

    def corroborate(ledger):
        with ledger.look() as connection:
            linked.append(len(find_pending(connection).fresh))

    monkeypatch.setattr(bench_child, "corroborate_pending", corroborate)
    for _ in range(2):
        run_child(monkeypatch, "rules", corpus, 1, 0.0, child=bench_child.add)
    lines = capsys.readouterr().out.splitlines()
    runs = [Measured(**json.loads(line)) for line in lines]
    assert [(run.reports, run.failed) for run in runs] == [(3, 0)] * 2
    assert linked == [3, 3]
