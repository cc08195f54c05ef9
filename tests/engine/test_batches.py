from dataclasses import replace

import pytest

from accordingto.engine.batches import count_cores, read_all
from accordingto.engine.outcomes import Done
from accordingto.errors import ConfigurationError, IngestError, ReadingError
from accordingto.ingest.inputs import Skipped
from tests.engine.works import Misconfigured, Shout, StillBorn, make_incoming

JOBS = pytest.mark.parametrize("jobs", [1, 2])


def values(outcomes):
    return [
        outcome.value if isinstance(outcome, Done) else type(outcome).__name__
        for outcome in outcomes
    ]


@JOBS
def test_outcomes_come_in_the_order_of_the_inputs(jobs):
    items = [make_incoming(number, "x" * (number % 7 * 10_000)) for number in range(300)]
    assert values(read_all(items, Shout(), jobs)) == [f"R{number}" for number in range(300)]


@JOBS
def test_what_was_refused_before_keeps_its_place(jobs):
    items = [
        IngestError("bad", path="a"),
        make_incoming(1),
        Skipped("b", "hidden"),
        make_incoming(3),
    ]
    expected = ["IngestError", "R1", "Skipped", "R3"]
    assert values(read_all(items, Shout(), jobs)) == expected


@JOBS
def test_nothing_comes_of_nothing(jobs):
    assert values(read_all([], Shout(), jobs)) == []


@JOBS
def test_error_in_one_report_is_told_in_its_place(jobs):
    items = [make_incoming(1), make_incoming(2, "err"), make_incoming(3)]
    outcomes = list(read_all(items, Shout(), jobs))
    assert values(outcomes) == ["R1", "ReadingError", "R3"]
    error = outcomes[1]
    assert (error.report, error.path, error.line) == ("r2", "c.jsonl", 2)
    assert str(error) == "c.jsonl, line 2 (report 'r2'): it stumbled"


@JOBS
@pytest.mark.parametrize("items", [[make_incoming(1)], [make_incoming(1, "mend")]])
def test_what_no_report_would_escape_is_raised(jobs, items):
    work = Shout() if items[0].report.text == "mend" else Misconfigured()
    with pytest.raises(ConfigurationError, match="is missing"):
        list(read_all(items, work, jobs))


@pytest.mark.parametrize(("text", "end"), [("die", "signal 9"), ("leave", "exit status 3")])
def test_report_that_ends_its_worker_is_named_and_the_rest_is_read(text, end):
    items = [make_incoming(number, text if number in {5, 90} else "") for number in range(200)]
    outcomes = list(read_all(items, Shout(), 2))
    expected = [f"R{number}" for number in range(200)]
    expected[5] = expected[90] = "ReadingError"
    assert values(outcomes) == expected
    assert isinstance(outcomes[90], ReadingError)
    assert (outcomes[90].report, outcomes[90].code) == ("r90", "worker_died")
    assert end in outcomes[90].message


def test_worker_that_cannot_start_is_told():
    with pytest.raises(ConfigurationError, match=r"ended while it started \(exit status 7\)"):
        list(read_all([make_incoming(1)], StillBorn(), 2))


@JOBS
def test_few_inputs_are_held_at_a_time(jobs):
    taken = 0

    def items():
        nonlocal taken
        for number in range(100_000):
            taken = number
            yield make_incoming(number) if number % 2 else Skipped("a", "hidden")

    outcomes = read_all(items(), Shout(), jobs)
    for _ in range(50):
        next(outcomes)
    outcomes.close()
    assert taken < 1000


def test_few_large_inputs_are_held_at_a_time():
    taken = 0

    def items():
        nonlocal taken
        for number in range(1000):
            taken = number
            yield replace(make_incoming(number), size=5_000_000)

    outcomes = read_all(items(), Shout(), 2)
    for _ in range(200):
        next(outcomes)
    outcomes.close()
    assert taken < 220


def test_all_cores_are_used_when_asked():
    assert count_cores() >= 1
    assert values(read_all([make_incoming(1)], Shout(), 0)) == ["R1"]
