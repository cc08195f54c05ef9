import json
import sys

import pytest

from accordingto.engine.measuring import measure, peak_memory_mb
from accordingto.errors import ConfigurationError


def ticks(*times):
    return iter(times).__next__


def test_rate_runs_from_the_first_record_and_leaves_loading_out():
    measured = measure([True] * 5, started=10.0, clock=ticks(13.0, 15.0))
    assert (measured.first_s, measured.whole_s) == (3.0, 5.0)
    assert measured.reports_per_s == 2.0
    assert (measured.reports, measured.failed) == (5, 0)


def test_reports_are_taken_one_by_one_and_the_first_is_timed_before_the_second():
    told = []

    def was_read():
        for number in range(3):
            told.append(number)
            yield True

    def clock():
        told.append("clock")
        return float(len(told))

    measure(was_read(), 0.0, clock)
    assert told == [0, "clock", 1, 2, "clock"]


def test_reports_that_came_to_nothing_are_counted():
    assert measure([True, False, False], 0.0).failed == 2


@pytest.mark.parametrize("reports", [0, 1])
def test_too_few_reports_have_no_rate(reports):
    with pytest.raises(ConfigurationError, match=f"over {reports} reports has no rate"):
        measure([True] * reports, 0.0)


def test_line_is_json_with_every_field():
    measured = measure([True, True], 1.0, ticks(2.0, 3.0))
    line = json.loads(measured.to_line())
    assert line.keys() == {"reports", "failed", "first_s", "whole_s", "reports_per_s", "memory_mb"}


def test_memory_is_in_megabytes_where_the_system_tells_it(monkeypatch):
    assert 5 < peak_memory_mb() < 50_000
    monkeypatch.setattr(sys, "platform", "win32")
    assert peak_memory_mb() is None
