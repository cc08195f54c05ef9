"""How long to wait before a server is asked again."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 90.0
"""Who asks to be left alone for longer is not asked again for this report."""


def wait_of(turn: int, retry_after: str, now: datetime) -> float:
    """Return seconds: twice as long each turn, or what the server asks for if that is longer.

    >>> wait_of(3, "", datetime(2024, 3, 14, tzinfo=UTC))
    4.0
    >>> wait_of(1, "7", datetime(2024, 3, 14, tzinfo=UTC))
    7.0
    """
    return max(FIRST_WAIT_S * (1 << (turn - 1)), _asked_for(retry_after.strip(), now))


def _asked_for(retry_after: str, now: datetime) -> float:
    """Return the seconds of a Retry-After header: a number, or a date; 0 for anything else."""
    if retry_after.isascii() and retry_after.isdecimal():
        return float(retry_after[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (moment - now).total_seconds()
    except (ValueError, OverflowError):
        return 0.0
