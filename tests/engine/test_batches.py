from dataclasses import replace
from itertools import count

import pytest

from accordingto.engine.batches import count_cores, read_all
from accordingto.engine.limits import Limits
from accordingto.engine.outcomes import Done
from accordingto.errors import ConfigurationError, IngestError, ReadingError
from accordingto.ingest.inputs import Skipped
from tests.engine.works import Misconfigured, Shout, StillBorn, Unborn, make_incoming

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


@pytest.mark.parametrize(
    ("text", "limits", "code"),
    [
        ("hang", Limits(seconds=5), "too_slow"),
        ("stop", Limits(seconds=5), "too_slow"),
        ("grow", Limits(megabytes=300), "too_large"),
    ],
)
def test_report_that_takes_too_much_is_given_up_and_the_rest_is_read_once(text, limits, code):
    items = [make_incoming(number, text if number == 40 else "") for number in range(120)]
    outcomes = list(read_all(items, Shout(), 2, limits))
    assert values(outcomes) == [
        "ReadingError" if number == 40 else f"R{number}" for number in range(120)
    ]
    assert (outcomes[40].report, outcomes[40].code) == ("r40", code)
    assert "(0: none)" in outcomes[40].message


def test_in_one_process_a_report_is_held_to_its_time_too():
    items = [make_incoming(1), make_incoming(2, "hang"), make_incoming(3)]
    outcomes = list(read_all(items, Shout(), 1, Limits(seconds=2)))
    assert values(outcomes) == ["R1", "ReadingError", "R3"]
    assert outcomes[1].code == "too_slow"


def test_time_in_which_all_stood_still_does_not_count(monkeypatch):
    hours = count(step=3600)
    monkeypatch.setattr("accordingto.engine.pool.monotonic", lambda: next(hours))
    items = list(map(make_incoming, range(80)))
    outcomes = list(read_all(items, Shout(), 2, Limits(seconds=60)))
    assert values(outcomes) == [f"R{number}" for number in range(80)]


def test_worker_that_never_starts_is_told(monkeypatch):
    monkeypatch.setattr("accordingto.engine.pool.START_S", 1)
    with pytest.raises(ConfigurationError, match="did not start within 1 seconds"):
        list(read_all([make_incoming(1)], Unborn(), 2, Limits(seconds=100)))


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
