"""What has to be known to weigh an outcome: shared sources, limits of the dataset, aggregates."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from accordingto.corroboration.check_results import (
    MATCHED,
    Candidate,
    Finding,
    Flag,
    Flagged,
    Outcome,
)
from accordingto.corroboration.check_sources import shared_sources
from accordingto.corroboration.check_subjects import Checked
from accordingto.formats.reference import Dataset, DayPrecision, PlacePrecision, ReferenceEvent
from accordingto.records.values import Kind

_EDGE = timedelta(days=1)
_NOT_LETHAL = frozenset(
    {Kind.DETENTION, Kind.DISPLACEMENT, Kind.LOOTING_DESTRUCTION, Kind.SIEGE, Kind.ABDUCTION}
)
_EXACT = {DayPrecision.DAY, DayPrecision.DAYS}
_LETHAL_ONLY = {Dataset.GED}
_CIVILIANS_ONLY = {Dataset.AIRWARS}
CountryOf = Callable[[str], str | None]
"""Gives the code of a country that a dataset writes in full; None when nobody knows it."""


@dataclass(frozen=True, slots=True)
class ReferenceScope:
    """What the rows of a file cover, as far as the rows themselves tell."""

    dataset: Dataset
    first: date
    last: date
    years: frozenset[int]
    """Years of which there is a row."""
    countries: frozenset[str]
    """ISO codes; empty when the file does not say."""
    country_names: tuple[str, ...]

    @classmethod
    def of(cls, events: Sequence[ReferenceEvent], country_of: CountryOf) -> "ReferenceScope | None":
        """Return the scope of a file; None when it has no rows."""
        if not events:
            return None
        names = tuple(sorted({event.place.country for event in events if event.place.country}))
        codes = [country_of(name) for name in names]
        known = frozenset(code for code in codes if code)
        exact = [event for event in events if event.days.precision in _EXACT] or events
        return cls(
            events[0].dataset,
            min(event.days.first for event in exact),
            max(event.days.last for event in exact),
            frozenset(
                year
                for event in exact
                for year in range(event.days.first.year, event.days.last.year + 1)
            ),
            known if len(known) == len(names) else frozenset(),
            names,
        )


def flag_all(findings: Iterable[Finding], scope: ReferenceScope | None) -> tuple[Finding, ...]:
    """Return findings with their flags; what meets one row is counted over all of them."""
    found = tuple(findings)
    meeting = Counter(
        (finding.subject.group, candidate.event.line)
        for finding in found
        if finding.outcome in MATCHED
        for candidate in finding.rows
    )
    return tuple(
        replace(finding, flags=tuple(_flags(finding, scope, meeting))) for finding in found
    )


def _flags(
    finding: Finding, scope: ReferenceScope | None, meeting: Counter[tuple[str, int]]
) -> Iterator[Flagged]:
    if scope is not None:
        for why in outside_scope(finding.subject, scope):
            yield Flagged(Flag.OUTSIDE_SCOPE, why)
    yield from _shared(finding)
    yield from _aggregates(finding, meeting)


def _shared(finding: Finding) -> Iterator[Flagged]:
    subject = finding.subject
    standing = {backer.name: backer.reports for backer in subject.voices}
    seen: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for candidate in finding.rows:
        for voice, name in shared_sources(standing, candidate.event):
            voices, rows = seen.setdefault(name, ({}, {}))
            voices[voice] = rows[candidate.event.id] = None
    for name, (voices, rows) in seen.items():
        voice, row = next(iter(voices)), next(iter(rows))
        is_same = voice.casefold() == name.casefold()
        both = voice if is_same else f"{voice}, which the row calls {name},"
        rest = f" and {len(rows) - 1:,} more" if len(rows) > 1 else ""
        count = len({report for one in voices for report in standing[one]})
        whole = len(subject.reports)
        told = "both the report" if whole == 1 else f"{count:,} of its {whole:,} reports"
        yield Flagged(Flag.SHARES_SOURCE, f"{both} stands behind {told} and row {row}{rest}")


def outside_scope(subject: Checked, scope: ReferenceScope) -> Iterator[str]:
    """Yield why a dataset cannot be expected to have an incident, or not all of it."""
    yield from _outside_days(subject, scope)
    if scope.countries and subject.country and subject.country not in scope.countries:
        yield f"it is placed in {subject.country}; the file covers {', '.join(scope.country_names)}"
    killed = [claim for claim in subject.killed if claim.low or claim.high]
    if scope.dataset in _LETHAL_ONLY and not killed:
        if subject.tolls:
            yield "nobody is said to be killed; the dataset holds events with at least one death"
        elif subject.kind in _NOT_LETHAL:
            kind = subject.kind.value.replace("_", " ")
            yield f"{kind} without deaths; the dataset holds events with at least one death"
    if scope.dataset in _CIVILIANS_ONLY and subject.kind is Kind.ARMED_CLASH:
        yield "a clash; the dataset holds harm to civilians from explosive weapons and strikes"


def _outside_days(subject: Checked, scope: ReferenceScope) -> Iterator[str]:
    if subject.days is None:
        return
    first, last = subject.days
    if last < scope.first or first > scope.last or not _years(first, last) & scope.years:
        yield f"the file has rows from {scope.first} to {scope.last}"
    elif first - _EDGE < scope.first or last + _EDGE > scope.last:
        yield f"at the edge of the file, which has rows from {scope.first} to {scope.last}"


def _years(first: date, last: date) -> set[int]:
    return set(range(first.year, last.year + 1))


def _aggregates(finding: Finding, meeting: Counter[tuple[str, int]]) -> Iterator[Flagged]:
    for candidate in finding.rows:
        event = candidate.event
        if event.is_aggregate:
            why = f"row {event.id} is marked as a summary of several events by its makers"
        elif event.days.first != event.days.last:
            why = f"row {event.id} covers {event.days.first} to {event.days.last}"
        elif event.place.precision >= PlacePrecision.PROVINCE:
            why = f"row {event.id} is placed in a whole province or more"
        else:
            continue
        yield Flagged(Flag.AGGREGATE_OVERLAP, why)
    if finding.outcome is Outcome.AMBIGUOUS:
        return
    for candidate in finding.rows:
        count = meeting[finding.subject.group, candidate.event.line]
        if count > 1:
            yield Flagged(Flag.AGGREGATE_OVERLAP, _why_met(finding.subject, candidate, count))


def _why_met(subject: Checked, candidate: Candidate, count: int) -> str:
    row = candidate.event.id
    if subject.is_case:
        return f"{count:,} cases meet row {row}: it sums them up, or they are one event"
    return f"{count:,} incidents of the same report meet row {row}"
