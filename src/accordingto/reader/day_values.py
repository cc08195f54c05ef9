"""Days as values: ranges with their precision and their form in EDTF."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from accordingto.records.base import Mention
from accordingto.records.days import Days

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First month of each season in the north."""
_EDTF_SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}


class Interval(NamedTuple):
    """A range of days, both included; None is an open end."""

    first: date | None
    last: date | None
    edtf: str
    is_rough: bool = False
    """The words round off ("two weeks ago"): the day is known to about a week."""

    @property
    def day(self) -> date | None:
        """The one day, when the range is a single one."""
        return self.first if self.first == self.last else None


def day_interval(day: date, *, is_rough: bool = False) -> Interval:
    """Return a single day."""
    return Interval(day, day, f"{day:%Y-%m-%d}{'~' if is_rough else ''}", is_rough)


def month_interval(year: int, month: int) -> Interval:
    """Return the days of a month, its first and last."""
    last = monthrange(year, month)[1]
    return Interval(date(year, month, 1), date(year, month, last), f"{year:04}-{month:02}")


def year_interval(year: int) -> Interval:
    """Return the days of a year."""
    return Interval(date(year, 1, 1), date(year, 12, 31), f"{year:04}")


def decade_interval(year: int) -> Interval:
    """Return the ten years from `year`, which ends in 0.

    >>> decade_interval(1990).edtf
    '199X'
    """
    return Interval(date(year, 1, 1), date(year + 9, 12, 31), f"{year // 10:03}X")


def season_interval(year: int, first_month: int) -> Interval:
    """Return the three months of a season; winter reaches into the next year."""
    last_year, last_month = (year + 1, 2) if first_month == 12 else (year, first_month + 2)
    last = month_interval(last_year, last_month).last
    return Interval(date(year, first_month, 1), last, f"{year:04}-{_EDTF_SEASONS[first_month]}")


def week_interval(day: date) -> Interval:
    """Return Monday to Sunday of the week that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return span_interval(monday, monday + timedelta(days=6))


def span_interval(first: date | None, last: date | None) -> Interval:
    """Return the range of two days, either of them open.

    >>> span_interval(date(2014, 1, 1), None).edtf
    '2014-01-01/..'
    """
    if first == last and first is not None:
        return day_interval(first)
    return Interval(first, last, f"{first or '..'}/{last or '..'}")


def join_intervals(left: Interval, right: Interval) -> Interval:
    """Return the range from the first day of `left` to the last of `right`."""
    return Interval(left.first, right.last, f"{left.edtf}/{right.edtf}")


def shift_month(year: int, month: int, months: int) -> tuple[int, int]:
    """Return year and month, moved by a number of months.

    >>> shift_month(2016, 2, -3)
    (2015, 11)
    """
    years, month_0 = divmod(month - 1 + months, 12)
    return year + years, month_0 + 1


def make_days(interval: Interval, evidence: Mention | None) -> Days:
    """Return the public value of a range, with the precision codes of UCDP GED and ACLED."""
    ucdp, acled = _precision(interval)
    return Days(
        date_from=interval.first,
        date_to=interval.last,
        precision_ucdp=ucdp,
        precision_acled=acled,
        edtf=interval.edtf,
        evidence=evidence,
    )


def _precision(interval: Interval) -> tuple[int, int | None]:
    """Return the two codes; ACLED knows none for more than a month."""
    if interval.first is None or interval.last is None:
        return 5, None
    count = (interval.last - interval.first).days + 1
    if interval.is_rough:
        count = max(count, 7)
    if count == 1:
        return 1, 1
    if count <= 7:
        return (2 if count < 7 else 3), 2
    return (4, 3) if count <= 31 else (5, None)
