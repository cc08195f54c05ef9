import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import IngestError
from accordingto.ingest.fetch.pace import Pace, parse_retry_after
from accordingto.ingest.fetch.targets import parse_url
from tests.ingest.fetch.servers import NOON, StillClock

STORY = parse_url("https://news.example.org/story")
OTHER = parse_url("https://other.example.org/story")


def test_first_request_to_each_host_does_not_wait():
    clock = StillClock()
    pace = Pace(clock)
    pace.wait(STORY)
    pace.note(STORY, 0)
    pace.wait(OTHER)
    assert clock.slept == []


@pytest.mark.parametrize(("delay", "waited"), [(0, 1), (0.1, 1), (7, 7), (60, 60)])
def test_next_request_waits_as_long_as_the_host_asks(delay, waited):
    clock = StillClock()
    pace = Pace(clock)
    pace.note(STORY, delay)
    pace.wait(STORY)
    assert clock.slept == [waited]


def test_longer_wish_stands():
    clock = StillClock()
    pace = Pace(clock)
    pace.note(STORY, 30)
    pace.note(STORY, 0)
    pace.wait(STORY)
    assert clock.slept == [30]


def test_host_that_wants_too_long_a_pause_is_left():
    clock = StillClock()
    pace = Pace(clock)
    pace.note(STORY, 3600)
    with pytest.raises(IngestError, match="wants no request for 3,600 seconds") as caught:
        pace.wait(STORY)
    assert caught.value.code == "busy"
    assert clock.slept == []


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("Thu, 14 Mar 2024 12:01:30 GMT", 90),
        ("Thu, 14 Mar 2024 11:00:00 GMT", 0),
        ("Thu, 14 Mar 2024 12:01:30 -0000", None),
        ("-5", None),
        ("9" * 400, None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(value, seconds):
    assert parse_retry_after(value, NOON) == seconds


@given(st.text() | st.text("0123456789 :-+,MonJanGMT"))
def test_any_retry_after_is_read_or_left(value):
    assert (parse_retry_after(value, NOON) or 0.0) >= 0.0
