"""Time, as fetching needs it: what o'clock it is, how long something took, and waiting."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits."""

    def now(self) -> datetime:
        """Return the time of day in UTC."""
        ...

    def elapsed(self) -> float:
        """Return seconds since some fixed moment; never goes back."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the time of day in UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """Return seconds since the machine started."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class DeadlineError(Exception):
    """The time for one request is up."""


class Deadline:
    """The time that one request may take, from connecting to the last byte."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._end = clock.elapsed() + seconds

    def left(self, at_most: float) -> float:
        """Return the seconds left, or fewer; raises DeadlineError when none are."""
        left = self._end - self._clock.elapsed()
        if left <= 0:
            raise DeadlineError
        return min(left, at_most)


def stamp(moment: datetime) -> str:
    """Return a moment to the second, as in 2024-03-14T09:26:53Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
