import json
import sys
from pathlib import Path

import pytest

from accordingto.engine.contests import (
    Contestant,
    Course,
    Series,
    Spread,
    hold_contest,
    run_once,
    start,
)
from accordingto.engine.measuring import Measured
from accordingto.errors import ConfigurationError

COURSE = Course(Path("corpus.jsonl"), jobs=2, words_a_report=300.0)
ANSWER = {"reports": 9, "first_s": 1.0, "whole_s": 5.0, "reports_per_s": 2.0, "memory_mb": None}


def made_run(rate, memory=100.0, failed=0):
    return Measured(
        reports=9,
        failed=failed,
        first_s=1.0,
        whole_s=5.0,
        reports_per_s=rate,
        memory_mb=memory,
    )


def program(code):
    return (sys.executable, "-c", code)


def test_run_is_given_corpus_jobs_and_the_time_of_its_start(tmp_path):
    heard = tmp_path / "heard.json"
    code = f"import json, sys; json.dump(sys.argv[1:], open({str(heard)!r}, 'w'))"
    code += f"; print('loading ...'); print({json.dumps(ANSWER)!r})"
    measured = run_once(Contestant("ours", (*program(code), "rules")), COURSE)
    assert measured == Measured(**ANSWER)
    reader, corpus, jobs, started = json.loads(heard.read_text())
    assert (reader, corpus, jobs) == ("rules", "corpus.jsonl", "2")
    assert float(started) > 0


def test_contestants_take_turns():
    told = []
    ours, peer = (
        Contestant(name, program(f"print({json.dumps(ANSWER)!r})")) for name in ("ours", "peer")
    )
    series = hold_contest([ours, peer], COURSE, 2, told.append)
    assert told == ["ours, jobs: 2", "peer, jobs: 2"] * 2
    assert [(each.name, len(each.runs)) for each in series] == [("ours", 2), ("peer", 2)]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (program("import sys; sys.exit('the index is missing')"), "ours: the index is missing"),
        (program("raise KeyError('x')"), r"ours: KeyError: 'x' \(exit status 1\)"),
        (program("import os; os._exit(3)"), r"it said nothing \(exit status 3\)"),
        (program("import os; os.kill(os.getpid(), 9)"), "signal 9, as when memory runs out"),
        (("/nowhere/python",), "ours: it cannot be started: No such file"),
        (("a\0b",), "ours: it cannot be started: embedded null byte"),
    ],
)
def test_run_that_ends_badly_is_told_with_its_last_word(command, told):
    with pytest.raises(ConfigurationError, match=told):
        start(command, who="ours")


@pytest.mark.parametrize("answer", ["", "fast", "[]", '{"speed": 3}'])
def test_answer_of_another_kind_is_told(answer):
    with pytest.raises(ConfigurationError, match=r"ours: it printed .*; expected what it measured"):
        run_once(Contestant("ours", program(f"print({answer!r})")), COURSE)


def test_median_stands_with_the_lowest_and_the_highest():
    series = Series("ours", COURSE, tuple(made_run(rate) for rate in (10.0, 40.0, 20.0)))
    spreads = series.spreads()
    assert spreads["reports_per_s"] == Spread(20.0, 10.0, 40.0)
    assert spreads["words_per_s"] == Spread(6000.0, 3000.0, 12_000.0)
    assert spreads["memory_mb"] == Spread(100.0, 100.0, 100.0)


def test_what_the_machine_does_not_tell_is_not_known():
    assert Series("ours", COURSE, (made_run(1.0, memory=None),)).spreads()["memory_mb"] is None


def test_ratio_is_that_of_the_medians():
    ours = Series("ours", COURSE, tuple(made_run(rate) for rate in (30.0, 60.0, 50.0)))
    peer = Series("peer", COURSE, tuple(made_run(rate) for rate in (90.0, 10.0, 5.0)))
    assert ours.ratio_to(peer) == 5.0


def test_failures_are_those_of_the_worst_run():
    assert Series("ours", COURSE, (made_run(1.0), made_run(1.0, failed=3))).failed == 3
