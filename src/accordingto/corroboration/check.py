"""Incidents or cases checked against a reference dataset, and the dataset against them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accordingto.corroboration.check_flags import CountryOf, ReferenceScope, flag_all
from accordingto.corroboration.check_matching import match
from accordingto.corroboration.check_results import CheckResult, Coverage, Finding
from accordingto.corroboration.check_rows import (
    Cell,
    ReferenceRows,
    cell_of,
    cells_around,
    fold_area,
)
from accordingto.corroboration.check_subjects import Checked
from accordingto.corroboration.digests import Spot
from accordingto.formats.reference import PlacePrecision, ReferenceEvent

COVERED_KM = 25.0
_LONGEST_DAYS = 7
"""Days of an incident that cover time, and of a row that can be missed."""


def check(
    subjects: Iterable[Checked],
    events: Sequence[ReferenceEvent],
    country_of: CountryOf,
    *,
    with_imprecise: bool = False,
) -> CheckResult:
    """Compare incidents or cases with the rows of a dataset, each by itself and in their order.

    Rows that are known to the year or to the country only are left out unless asked for. Cost grows
    with the number of incidents and with the rows near each of them, not with their product.
    """
    compared = [event for event in events if with_imprecise or not event.is_imprecise]
    rows = ReferenceRows.of(compared)
    scope = ReferenceScope.of(events, country_of)
    found = flag_all((match(subject, rows) for subject in subjects), scope)
    covered = _Covered.by(found, scope)
    within = [event for event in compared if covered.has(event)]
    told = {one.event.line for finding in found for one in (*finding.rows, *finding.also)}
    missed = [event for event in within if event.line not in told]
    return CheckResult(
        findings=found,
        rows_compared=len(compared),
        rows_left_out=len(events) - len(compared),
        coverage=covered.coverage(),
        unmentioned=tuple(sorted(missed, key=lambda event: (event.days.first, event.line))),
        within_coverage=len(within),
    )


@dataclass(frozen=True, slots=True)
class _Covered:
    """The days and the ground that reports cover."""

    days: frozenset[date]
    cells: frozenset[Cell]
    areas: frozenset[str]

    @classmethod
    def by(cls, findings: Iterable[Finding], scope: ReferenceScope | None) -> "_Covered":
        """Return what incidents with a day or a place cover, within the time of the file."""
        days: set[date] = set()
        spots: set[tuple[float, float]] = set()
        areas: set[str] = set()
        for finding in findings:
            days.update(_days_of(finding.subject))
            for spot in _spots_of(finding.subject):
                if spot.lat is not None and spot.lon is not None:
                    spots.add((spot.lat, spot.lon))
                if spot.admin1:
                    areas.add(fold_area(spot.admin1))
        cells = {cell for spot in spots for cell in cells_around(*spot, COVERED_KM)}
        inside = (day for day in days if scope and scope.first <= day <= scope.last)
        return cls(frozenset(inside), frozenset(cells), frozenset(areas))

    def has(self, event: ReferenceEvent) -> bool:
        """Tell whether a row is of a day and ground of which reports tell."""
        first, last = event.days.first, event.days.last
        if (last - first).days >= _LONGEST_DAYS:
            return False
        span = (first + timedelta(days=day) for day in range((last - first).days + 1))
        if not any(day in self.days for day in span):
            return False
        if event.place.precision > PlacePrecision.DISTRICT:
            return fold_area(event.place.admin1) in self.areas
        return cell_of(event.place.lat, event.place.lon) in self.cells

    def coverage(self) -> Coverage | None:
        """Return the coverage in words of time and distance."""
        if not self.days or not self.cells:
            return None
        return Coverage(
            first=min(self.days), last=max(self.days), days=len(self.days), radius_km=COVERED_KM
        )


def _days_of(subject: Checked) -> Iterator[date]:
    held = [one.days for one in subject.told_days]
    told: list[tuple[date, date] | None] = [*held] if held else [subject.days]
    for first, last in filter(None, told):
        if first <= last and (last - first).days < _LONGEST_DAYS:
            for day in range((last - first).days + 1):
                yield first + timedelta(days=day)


def _spots_of(subject: Checked) -> list[Spot]:
    return [held.spot for held in subject.told_places] or [*filter(None, (subject.spot,))]
