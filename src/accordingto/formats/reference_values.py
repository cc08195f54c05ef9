"""Cells of reference datasets to values: counts, degrees, days. Nothing is guessed."""

import calendar
import re
from datetime import date, timedelta

from accordingto.formats.reference import DayPrecision, ReferenceDays

_NUMBER = re.compile(r"([+-]?[0-9]{1,15})(?:[.,]([0-9]{1,20}))?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,4}")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ][0-9:.]{1,20}Z?)?")
_WRITTEN_DAY = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})\.?[ -]([0-9]{4})")
_TWO_WAYS = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOTHING = frozenset(("", "na", "n/a", "nan", "none", "null", "-"))
_WEEK = 7
_NEIGHBOURHOOD = 3
"""Days before and after the middle of a week."""


class CellError(ValueError):
    """A cell does not hold what its column is for: what was found, and what was expected."""


def parse_words(cell: str) -> str:
    """Return the words of a cell, empty for those that stand for nothing ("NA", "null")."""
    words = cell.strip()
    return "" if words.casefold() in _NOTHING else words


def parse_count(cell: str, thing: str) -> int | None:
    """Return a count of people, however the number is written; None for an empty cell.

    >>> parse_count("21.0", "best"), parse_count("1,200", "best"), parse_count("", "best")
    (21, 1200, None)
    """
    words = parse_words(cell)
    if not words:
        return None
    if _THOUSANDS.fullmatch(words):
        return int(words.replace(",", ""))
    found = _NUMBER.fullmatch(words)
    if not found or found[1].startswith("-") or (found[2] or "").strip("0"):
        raise CellError(f"{thing} is {words[:40]!r}; expected a whole number of people")
    return int(found[1])


def parse_code(cell: str, thing: str, last: int) -> int:
    """Return a code from 1 to `last`; 0 for an empty cell, which says nothing."""
    code = parse_count(cell, thing)
    if code is None:
        return 0
    if not 1 <= code <= last:
        raise CellError(f"{thing} is {code}; expected a code from 1 to {last}")
    return code


def parse_degrees(cell: str, thing: str, most: int) -> float | None:
    """Return degrees, with a decimal point or a decimal comma; None for an empty cell."""
    words = parse_words(cell)
    if not words:
        return None
    found = _NUMBER.fullmatch(words)
    degrees = float(words.replace(",", ".")) if found else 0.0
    if not found or abs(degrees) > most:
        raise CellError(f"{thing} is {words[:40]!r}; expected degrees from -{most} to {most}")
    return degrees


def parse_day(cell: str, thing: str) -> date | None:
    """Return a day written as 2016-09-19, or as 19 September 2016; None for an empty cell.

    Raises CellError for any other form, and for digits that can be read as two days.
    """
    words = parse_words(cell)
    if not words:
        return None
    numbers = _numbers_of(words)
    if numbers:
        try:
            return date(*numbers)
        except ValueError as error:
            raise CellError(
                f"{thing} is {words[:40]!r}, which is no day of the calendar"
            ) from error
    why = ", which can be read as two days" if _TWO_WAYS.fullmatch(words) else ""
    raise CellError(
        f"{thing} is {words[:40]!r}{why}; expected a day as 2016-09-19 or 19 September 2016"
    )


def _numbers_of(words: str) -> tuple[int, int, int] | None:
    if found := _ISO_DAY.fullmatch(words):
        return int(found[1]), int(found[2]), int(found[3])
    found = _WRITTEN_DAY.fullmatch(words)
    month = found[2].casefold() if found else ""
    if found is None or month[:3] not in _MONTHS:
        return None
    return int(found[3]), _MONTHS.index(month[:3]) + 1, int(found[1])


def widen_days(first: date, last: date, precision: DayPrecision) -> ReferenceDays:
    """Return the days that a row may mean, when it stands for a week, a month or a year.

    Datasets write such a row under its first, its middle or its last day, or under all.
    """
    if first > last:
        raise CellError(f"the last day, {last}, is before the first, {first}")
    if precision is DayPrecision.WEEK and (last - first).days < _WEEK - 1:
        around = timedelta(days=_NEIGHBOURHOOD)
        first, last = first - around, last + around
    elif precision is DayPrecision.MONTH:
        first = first.replace(day=1)
        last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    elif precision is DayPrecision.YEAR:
        first, last = first.replace(month=1, day=1), last.replace(month=12, day=31)
    return ReferenceDays(first, last, precision)
