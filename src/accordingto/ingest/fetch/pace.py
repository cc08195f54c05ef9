"""How often a host is asked: never faster than it bears, and not while it says to wait."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from accordingto.errors import IngestError
from accordingto.ingest.fetch.clocks import Clock
from accordingto.ingest.fetch.targets import Target

LEAST_S = 1.0
"""Between two requests to one host."""
LONGEST_S = 60.0
"""That is waited for at all; a host that wants more is asked another day."""

_SECONDS = re.compile(r"[0-9]{1,9}")


class Pace:
    """Waits between requests to one host."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next: dict[str, float] = {}
        """By host, from when on it may be asked again."""

    def wait(self, target: Target) -> None:
        """Wait until a host may be asked.

        Raises IngestError when that would take too long.
        """
        seconds = self._next.get(target.host, 0.0) - self._clock.elapsed()
        if seconds > LONGEST_S:
            raise IngestError(
                f"a host that wants no request for {seconds:,.0f} seconds; "
                f"expected one that can be asked within {LONGEST_S:.0f}; try again later",
                path=target.url,
                code="busy",
            )
        if seconds > 0:
            self._clock.sleep(seconds)

    def note(self, target: Target, delay_s: float) -> None:
        """Note that a host was asked, or said how long to wait."""
        until = self._clock.elapsed() + max(delay_s, LEAST_S)
        self._next[target.host] = max(until, self._next.get(target.host, 0.0))


def parse_retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds that Retry-After asks to wait, as a number or a date; None for neither.

    >>> parse_retry_after("120", datetime(2024, 3, 14))
    120.0
    """
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
        return max((moment - now).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None
