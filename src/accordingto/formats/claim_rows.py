"""Claims as rows of a sheet: events, tolls and steps, conflicting ones one below the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from accordingto.formats.bundles import (
    CaseBundle,
    RecordNote,
    ReportBundle,
    ReportNote,
    ReviewNote,
)
from accordingto.formats.export_folder import Cell
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention
from accordingto.records.figures import Figure
from accordingto.records.incidents import Blame, Incident
from accordingto.records.tolls import ClaimRef, GroupToll, Standing
from accordingto.records.tolls import TollClaim as Claimed

EVENT, TOLL, STEP = "event", "toll", "step"
OWN_VOICE = "in the report's own voice"
ACCORDING = ", according to "

Cells = Mapping[str, Cell]
"""By column; columns that are left out are empty."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a toll is in its case."""

    standing: str
    is_contested: bool
    voices: int | None


def rows_of_case(bundle: CaseBundle, ledger: str) -> Iterator[Cells]:
    """Yield the rows of a case: its events, then its tolls, those of one state by number."""
    reports = {one.key: one for one in bundle.reports}
    standings = dict(_standings(bundle))
    for event in bundle.incidents:
        yield _event(event, reports[event.report], ledger)
    for toll in sorted(bundle.figures, key=_in_order):
        yield _toll(toll, reports[toll.report], ledger, standings.get(toll.ref))


def rows_of_report(bundle: ReportBundle, ledger: str) -> Iterator[Cells]:
    """Yield the rows of a report, those of its title last."""
    for event in bundle.incidents:
        yield _event(event, bundle.report, ledger)
    for toll in bundle.figures:
        yield _toll(toll, bundle.report, ledger, None)
    for step in bundle.agreements:
        yield _step(step, bundle.report, ledger)


def loose_rows(bundle: ReportBundle, ledger: str) -> Iterator[Cells]:
    """Yield the rows of what the rows of no case hold."""
    events = {one.record.id for one in bundle.incidents if one.case}
    home = {one.record.id: one.record.incident for one in bundle.figures}
    for event in bundle.incidents:
        if not event.case:
            yield _event(event, bundle.report, ledger)
    for toll in bundle.figures:
        if (toll.record.incident or home.get(toll.record.part_of or "")) not in events:
            yield _toll(toll, bundle.report, ledger, None)
    for step in bundle.agreements:
        yield _step(step, bundle.report, ledger)


def blame_line(blame: Blame) -> str:
    """Return who is held responsible, how and by whom, in one line."""
    told = f"{_plain(blame.actor)}: {blame.mode}"
    if blame.source is None:
        return f"{told}, {OWN_VOICE}"
    return f"{told}{ACCORDING}{_plain(blame.source)}"


def _event(note: RecordNote[Incident], report: ReportNote, ledger: str) -> Cells:
    one = note.record
    return _common(note, note.review, report, ledger, EVENT) | {
        "kind": one.kind.value,
        "date_from": _day(one.date_from),
        "date_to": _day(one.date_to),
        "place": one.place.name if one.place else None,
        "country": one.place.country if one.place else None,
        "blame": "\n".join(map(blame_line, one.blame)) or None,
        "record": f"incident/{one.id}",
    }


def _toll(
    note: RecordNote[Figure], report: ReportNote, ledger: str, told: _Standing | None
) -> Cells:
    one = note.record
    return _common(note, note.review, report, ledger, TOLL) | {
        "kind": one.state.value,
        "low": one.low,
        "high": one.high,
        "words": one.words,
        "who": one.who.value,
        "age": one.age.value,
        "sex": one.sex.value,
        "source": _plain(one.source) if one.source else None,
        "contested": None if told is None else "yes" if told.is_contested else "no",
        "standing": told.standing if told else None,
        "voices": told.voices if told else None,
        "record": f"figure/{one.id}",
    }


def _step(note: RecordNote[Agreement], report: ReportNote, ledger: str) -> Cells:
    one = note.record
    return _common(note, note.review, report, ledger, STEP) | {
        "kind": one.step.value,
        "date_from": _day(one.date_from),
        "date_to": _day(one.date_to),
        "source": _plain(one.source) if one.source else None,
        "record": f"agreement/{one.id}",
    }


def _common(
    note: RecordNote[Incident] | RecordNote[Figure] | RecordNote[Agreement],
    review: ReviewNote,
    report: ReportNote,
    ledger: str,
    claim: str,
) -> dict[str, Cell]:
    return {
        "status": review.status.value,
        "reviewed_by": "; ".join(review.reviewers) or None,
        "reviewed_at": review.time or None,
        "case": note.case or None,
        "claim": claim,
        "quote": note.quote,
        "publisher": report.publisher or None,
        "published": report.published.edtf,
        "title": report.title or None,
        "url": report.url or None,
        "report": f"report/{report.publication}",
        "ledger": f"ledger/{ledger}",
    }


def _standings(bundle: CaseBundle) -> Iterator[tuple[ClaimRef, _Standing]]:
    figures = bundle.case.figures
    for claim in (*figures.parts, *figures.cumulative):
        yield claim.ref, _Standing(claim.standing.value, False, None)
    for toll in figures.tolls:
        for claim in toll.claims:
            yield claim.ref, _of_toll(toll, claim)


def _of_toll(toll: GroupToll, claim: Claimed) -> _Standing:
    stands = claim.standing is Standing.STANDS
    values = (one for one in toll.values if claim.ref in one.claims)
    voices = next((one.voices.named for one in values), None)
    return _Standing(claim.standing.value, toll.is_contested and stands, voices)


def _in_order(note: RecordNote[Figure]) -> tuple[tuple[str, ...], int, int, str, str]:
    one = note.record
    low = -1 if one.low is None else one.low
    high = -1 if one.high is None else one.high
    group = (one.state.value, one.who.value, one.age.value, one.sex.value)
    return group, low, high, note.report, one.id


def _plain(mention: Mention) -> str:
    return " ".join(mention.text.split())


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
