"""The last day on which something can have happened: that on which it was told."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from accordingto.records.statements import Statement
from accordingto.records.values import Stance
from accordingto.report import Span

_AHEAD = frozenset((Stance.DEMANDS, Stance.PLEDGES))
"""What is demanded or pledged may be still to come."""
NESTED = 3
"""Statements in statements that are looked at."""


class DayLimits:
    """Tells the last day that something told in a report can have happened on.

    "The mayor said on Tuesday that shells fell" sets it to Tuesday; else it is that of publication.
    """

    def __init__(self, statements: Iterable[Statement], published: date | None) -> None:
        self._published = published
        said = [
            (one.content.start, one.content.end, one.said_on.date_to)
            for one in statements
            if one.said_on is not None
            and one.said_on.date_to is not None
            and one.said_on.date_from == one.said_on.date_to
            and one.stance not in _AHEAD
        ]
        self._said = sorted(said)

    def not_after(self, mentions: Sequence[Span]) -> date | None:
        """Return the earliest day on which one of the mentions was told; None when none is known.

        A saying dated later than publication is a misreading, and left out of account.
        """
        days = [day for span in mentions for day in self._told_on(span)]
        if self._published is not None:
            days = [self._published, *(day for day in days if day <= self._published)]
        return min(days, default=None)

    def _told_on(self, span: Span) -> list[date]:
        """Return the days of the statements that hold a span."""
        place = bisect_right(self._said, (span.start + 1, -1, date.min))
        row = self._said[max(place - NESTED, 0) : place]
        return [day for start, end, day in row if start <= span.start and span.end <= end]
