"""Addresses of public web archives: the address of the page that is kept there, and since when."""

import re
from datetime import date
from typing import NamedTuple

from accordingto.reader.day_expressions import is_day

_ARCHIVES = (
    re.compile(
        r"https?://web\.archive\.org/web/(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)\d{0,6}"
        r"(?:[a-z]{2}_)?/(?P<url>https?:/.+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"https?://archive\.(?:today|is|li|md|ph|vn)/(?P<year>\d{4})\.(?P<month>\d\d)\."
        r"(?P<day>\d\d)-\d{6}/(?P<url>https?:/.+)",
        re.IGNORECASE,
    ),
)


class Capture(NamedTuple):
    """A page as an archive has it."""

    url: str
    """Address of the page itself."""
    on: date | None
    """Day on which the archive took it in; None for a page that is in no archive."""


def find_capture(url: str) -> Capture:
    """Return the page behind an address of a web archive; any other address is that of its page.

    >>> find_capture("https://web.archive.org/web/20240312180000/https://skerry.example/a")
    Capture(url='https://skerry.example/a', on=datetime.date(2024, 3, 12))
    """
    for pattern in _ARCHIVES:
        if found := pattern.fullmatch(url.strip()):
            day = int(found["year"]), int(found["month"]), int(found["day"])
            return Capture(found["url"], date(*day) if is_day(*day) else None)
    return Capture(url, None)
