"""Rows of reference datasets (UCDP GED, ACLED, Airwars) as what they are: other readings.

A row is somebody's coding of reports, made under rules of its own. It is compared with, and never
taken for what is known to have happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from accordingto.records.values import Kind, State


class Dataset(StrEnum):
    """A dataset whose files are recognised."""

    GED = "ged"
    ACLED = "acled"
    AIRWARS = "airwars"


class DayPrecision(IntEnum):
    """How exactly a row knows its day, in the codes of UCDP GED."""

    UNKNOWN = 0
    DAY = 1
    DAYS = 2
    """Two to six days."""
    WEEK = 3
    MONTH = 4
    YEAR = 5


class PlacePrecision(IntEnum):
    """How exactly a row knows its place, in the codes of UCDP GED."""

    UNKNOWN = 0
    EXACT = 1
    NEAR = 2
    """Within about 25 km of a place that is known."""
    DISTRICT = 3
    PROVINCE = 4
    REGION = 5
    """A line, or a part of a country."""
    COUNTRY = 6
    INTERNATIONAL = 7


@dataclass(frozen=True, slots=True)
class ReferenceDays:
    """The days of a row; a precision coarser than a day widens them to what it allows."""

    first: date
    last: date
    precision: DayPrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePlace:
    """The place of a row."""

    name: str
    admin1: str
    admin2: str
    country: str
    """As the dataset writes it."""
    lat: float | None
    """Degrees north, WGS 84; of the middle of the unit when the precision is a unit's."""
    lon: float | None
    """Degrees east, WGS 84."""
    precision: PlacePrecision


@dataclass(frozen=True, slots=True)
class ReferenceToll:
    """People killed, as the row estimates it; None where it does not say."""

    low: int | None
    best: int | None
    high: int | None

    @property
    def least(self) -> int | None:
        """The lowest that the row gives."""
        return min((n for n in (self.low, self.best, self.high) if n is not None), default=None)

    @property
    def most(self) -> int | None:
        """The highest that the row gives."""
        return max((n for n in (self.low, self.best, self.high) if n is not None), default=None)


@dataclass(frozen=True, slots=True)
class GroupToll:
    """People of one group, as the row counts them."""

    name: str
    """In the dataset's own words: "civilians", "Government of Syria"."""
    state: State
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ReferenceSource:
    """One of the sources that a row names."""

    outlet: str
    published: str = ""
    """As written."""
    headline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceEvent:
    """One row of a reference dataset, with all of its columns as they stand in the file."""

    dataset: Dataset
    id: str
    line: int
    days: ReferenceDays
    place: ReferencePlace
    what: str
    """The dataset's own words for what it is: "one-sided violence", "Air/drone strike"."""
    kinds: tuple[Kind, ...]
    """Kinds of violence that these words stand for; none when they leave it open."""
    sides: tuple[str, ...]
    toll: ReferenceToll
    groups: tuple[GroupToll, ...] = ()
    sources: tuple[ReferenceSource, ...] = ()
    origins: tuple[str, ...] = ()
    """Who stands behind the sources, where the dataset says so."""
    notes: str = ""
    grading: str = ""
    """The dataset's own grading of the claim, if it grades."""
    is_aggregate: bool = False
    """The dataset itself says that the row sums up several events."""
    header: tuple[str, ...]
    cells: tuple[str, ...]
    """As written, one for each column of `header`."""

    @property
    def columns(self) -> Mapping[str, str]:
        """All original columns."""
        return dict(zip(self.header, self.cells, strict=True))

    @property
    def is_imprecise(self) -> bool:
        """Tell whether the day is known to a year at best, or the place to a country at best."""
        is_day_open = self.days.precision in {DayPrecision.YEAR, DayPrecision.UNKNOWN}
        return is_day_open or self.place.precision in _NO_PLACE


_NO_PLACE = {PlacePrecision.UNKNOWN, PlacePrecision.COUNTRY, PlacePrecision.INTERNATIONAL}
