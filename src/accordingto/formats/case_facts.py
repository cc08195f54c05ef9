"""When and where a case happened, as tables of events want it: with codes of precision, or not.

What most texts give goes into the cells; what others give instead is told in the notes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from accordingto.formats.bundles import CaseBundle
from accordingto.records.days import Days
from accordingto.records.places import Place
from accordingto.records.values import Certainty

NO_DAY = "no report tells the day"
OPEN_DAYS = "the reports tell one end of its days alone"
COUNTRY = 6
"""Code of UCDP GED for a place known to the country alone."""
_POINT = 2
"""Up to this code, the point of the place that is named stands for the event."""
_GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
"""Codes of ACLED by those of UCDP GED; ACLED records nothing at a country."""
WHERE = {
    1: "at the place",
    2: "within some 25 km of the place, or in a part of it",
    3: "a district",
    4: "a province",
    5: "a part of a country, or a line",
    6: "a country",
    7: "international water or airspace",
}
"""Codes of UCDP GED for how exactly a place is known, in words."""


@dataclass(frozen=True, slots=True)
class EventDays:
    """The days of an event, both ends known."""

    first: date
    last: date
    ucdp: int
    """Code of UCDP GED: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 up to a year."""

    @property
    def count(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The day in the middle; of two, the earlier one."""
        return self.first + timedelta(days=(self.count - 1) // 2)

    @property
    def acled(self) -> int | None:
        """Code of ACLED: 1 a day, 2 a week, 3 a month; None for what it does not record."""
        if self.ucdp == 1:
            return 1
        return {2: 2, 3: 2, 4: 3}.get(self.ucdp)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """The place of an event; empty words and None where it is not known."""

    name: str
    """In the gazetteer, or as reports name it."""
    told: str
    """As the reports have it, with what loosens it: "outskirts of Marenna"."""
    admin1: str
    admin2: str
    country: str
    """ISO 3166-1 alpha-2."""
    lat: float | None
    lon: float | None
    where_prec: int | None
    """UCDP GED; 6 where a name is not in the gazetteer, but its country is known."""

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, of places that are known within some 25 km."""
        is_point = self.where_prec is not None and self.where_prec <= _POINT
        if not is_point or self.lat is None or self.lon is None:
            return None
        return self.lat, self.lon

    @property
    def geo_precision(self) -> int | None:
        """Code of ACLED; None for what it does not record."""
        return _GEO_PRECISION.get(self.where_prec or 0)


def days_of(bundle: CaseBundle) -> EventDays | str:
    """Return the days that most texts give; else why there are none."""
    told = bundle.days
    if told is None:
        return NO_DAY
    if told.date_from is None or told.date_to is None:
        return OPEN_DAYS
    first, last = told.date_from, told.date_to
    code = _by_count((last - first).days + 1)
    given = min(_codes_given(bundle, first, last), default=code)
    return EventDays(first, last, max(code, given))


def _by_count(count: int) -> int:
    """Return the code of UCDP GED for a number of days."""
    for code, most in enumerate((1, 6, 7, 31), start=1):
        if count <= most:
            return code
    return 5


def _codes_given(bundle: CaseBundle, first: date, last: date) -> Iterator[int]:
    """Yield the codes with which reports give these days: "two weeks ago" is no one day."""
    for note in bundle.incidents:
        for sourced in note.record.days:
            if _is(sourced.value, first, last) and sourced.value.precision_ucdp:
                yield sourced.value.precision_ucdp


def _is(days: Days, first: date, last: date) -> bool:
    return (days.date_from, days.date_to) == (first, last)


def place_of(bundle: CaseBundle) -> EventPlace | None:
    """Return the place that most texts give; None when no report tells one."""
    told = bundle.place
    if told is None:
        return None
    read = _as_read(bundle)
    qualifier = (read.qualifier or "") if read else ""
    country = told.country or ""
    return EventPlace(
        name=told.gazetteer_name or told.name,
        told=f"{qualifier} {told.name}".strip(),
        admin1=told.admin1 or "",
        admin2=(read.admin2 or "") if read else "",
        country=country,
        lat=told.lat,
        lon=told.lon,
        where_prec=told.where_prec or (COUNTRY if country else None),
    )


def _as_read(bundle: CaseBundle) -> Place | None:
    """Return a report's own record of the place that most texts give."""
    told = bundle.place
    if told is None:
        return None
    for note in bundle.incidents:
        place = note.record.place
        if place is None or note.report not in told.reports:
            continue
        if bundle.is_place_withheld or (place.gazetteer_id, place.name) == (
            told.gazetteer_id,
            told.name,
        ):
            return place
    return None


def is_denied(bundle: CaseBundle) -> bool:
    """Tell whether every report that tells of it tells that it did not happen."""
    told = [note.record.certainty for note in bundle.incidents]
    return bool(told) and all(one is Certainty.DENIED for one in told)
