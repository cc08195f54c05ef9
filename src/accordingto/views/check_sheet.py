"""A check as rows of a sheet: one for each case (or incident) and row, formulas disarmed."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from accordingto.corroboration.check_results import Candidate, CheckResult, Finding, Flag
from accordingto.corroboration.check_subjects import Checked
from accordingto.formats.reference import ReferenceEvent
from accordingto.ingest.cells import disarm_cell
from accordingto.views.check_phrases import (
    describe_claim,
    describe_difference,
    describe_others,
    describe_row_sources,
    describe_row_what,
    describe_term,
    describe_toll,
)
from accordingto.views.visible import make_unmistakable

Cell = str | int | float | None
UNMENTIONED = "unmentioned"
"""Outcome of a row of the dataset that no incident matches or may match."""


def check_header() -> list[str]:
    """Return the names of the columns."""
    return list(load_columns())


@cache
def load_columns() -> Mapping[str, str]:
    """Return the columns in their order, and what stands in each."""
    path = files("accordingto.views") / "check_columns.toml"
    columns = tomllib.loads(path.read_text(encoding="utf-8"))["column"]
    return {column["name"]: column["about"] for column in columns}


def check_rows(result: CheckResult, *, with_reverse: bool = False) -> Iterator[list[Cell]]:
    """Yield the rows of a sheet: an incident without rows has one of its own."""
    for finding in result.findings:
        subject = _subject_cells(finding.subject) | _finding_cells(finding)
        if not finding.rows and not finding.also:
            yield _row(subject)
        for is_match, several in ((True, finding.rows), (False, finding.also)):
            for candidate in several:
                cells = subject | _candidate_cells(candidate) | _event_cells(candidate.event)
                yield _row(cells | {"row_is_match": "yes" if is_match else "no"})
    if with_reverse:
        for event in result.unmentioned:
            yield _row({"outcome": UNMENTIONED} | _event_cells(event))


def _row(cells: Mapping[str, Cell]) -> list[Cell]:
    return [_safe(cells.get(name)) for name in load_columns()]


def _safe(value: Cell) -> Cell:
    return disarm_cell(make_unmistakable(value)) if isinstance(value, str) else value


def _subject_cells(subject: Checked) -> dict[str, Cell]:
    first, last = subject.days or (None, None)
    spot = subject.spot
    return {
        "case": subject.id if subject.is_case else None,
        "reports": len(subject.reports),
        "report": "; ".join(subject.reports),
        "incident": "; ".join(one.incident for one in subject.accounts) or subject.id,
        "title": subject.title,
        "kind": subject.kind.value,
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
        "place": spot.name if spot else None,
        "place_is_beside": ("yes" if subject.is_beside else "no") if spot else None,
        "also_told": describe_others(subject),
        "country": subject.country,
        "lat": spot.lat if spot else None,
        "lon": spot.lon if spot else None,
        "tolls": "; ".join(describe_toll(toll, subject) for toll in subject.tolls),
    }


def _finding_cells(finding: Finding) -> dict[str, Cell]:
    together = finding.together
    flags: dict[str, Cell] = {
        flag.value: "; ".join(one.why for one in finding.flags if one.flag is flag) for flag in Flag
    }
    return {
        "outcome": finding.outcome.value,
        "why": finding.why,
        "together_low": together.low if together else None,
        "together_high": together.high if together else None,
        "together_rows": together.rows if together else None,
        **flags,
    }


def _candidate_cells(candidate: Candidate) -> dict[str, Cell]:
    differences = (
        f"{describe_claim(toll.claim)}: {describe_difference(toll)}" for toll in candidate.tolls
    )
    return {
        "score": candidate.score,
        "days_apart": candidate.days_apart,
        "km": candidate.km,
        "toll_differences": "; ".join(differences),
        "terms": "; ".join(map(describe_term, candidate.terms)),
    }


def _event_cells(event: ReferenceEvent) -> dict[str, Cell]:
    place, toll = event.place, event.toll
    groups = (
        f"{group.name} {group.state.value} {group.low}-{group.high}" for group in event.groups
    )
    return {
        "row": event.id,
        "row_first_day": event.days.first.isoformat(),
        "row_last_day": event.days.last.isoformat(),
        "row_day_precision": event.days.precision.name.lower(),
        "row_place": place.name,
        "row_admin1": place.admin1,
        "row_country": place.country,
        "row_lat": place.lat,
        "row_lon": place.lon,
        "row_place_precision": place.precision.name.lower(),
        "row_low": toll.low,
        "row_best": toll.best,
        "row_high": toll.high,
        "row_groups": "; ".join(groups),
        "row_what": describe_row_what(event),
        "row_sources": describe_row_sources(event),
        "row_notes": event.notes,
        "row_line": event.line,
    }
