"""Days in the form that a reader asked for."""

from datetime import date, datetime

from accordingto.views.phrases import MONTHS
from accordingto.web.sessions import DayForm


def write_day(day: date | datetime | str | None, form: DayForm) -> str:
    """Return a day as a reader wants to see it; what is no day of the calendar stays as it is.

    >>> write_day("2024-04-06", DayForm.MONTH_FIRST)
    'April 6, 2024'
    >>> write_day("2024-04", DayForm.DAY_FIRST)
    'April 2024'
    """
    if day is None:
        return "not known"
    written = day.isoformat() if isinstance(day, date) else day
    parts = written[:10].split("-")
    if form is DayForm.ISO or not all(part.isdigit() for part in parts) or len(parts) > 3:
        return written
    year, *rest = parts
    numbers = [int(part) for part in rest]
    if not numbers or not 1 <= numbers[0] <= 12:
        return written
    month = MONTHS[numbers[0] - 1]
    if len(numbers) == 1:
        return f"{month} {year}"
    if form is DayForm.MONTH_FIRST:
        return f"{month} {numbers[1]}, {year}"
    return f"{numbers[1]} {month} {year}"
