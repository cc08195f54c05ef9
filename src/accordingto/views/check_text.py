"""A check for a terminal: each incident with the rows that match it or may, and why."""

from collections.abc import Iterable, Iterator

from accordingto.corroboration.check_results import Candidate, CheckResult, Finding
from accordingto.formats.reference import ReferenceEvent
from accordingto.formats.reference_files import ReferenceFile
from accordingto.views.check_phrases import (
    CAUTION,
    HEADINGS,
    describe_compared,
    describe_counts,
    describe_coverage,
    describe_differences,
    describe_gap,
    describe_others,
    describe_range,
    describe_reports,
    describe_row_days,
    describe_row_place,
    describe_row_sources,
    describe_row_toll,
    describe_row_what,
    describe_rows,
    describe_subject,
    describe_term,
    describe_toll,
    listed_rows,
)
from accordingto.views.paper import Paper, Style
from accordingto.views.visible import make_plain

LISTED = 5
"""Rows of one incident that are listed; the rest is counted."""
_LONGEST_NOTE = 200


def render_check(
    reference: ReferenceFile,
    result: CheckResult,
    *,
    width: int,
    colour: bool,
    with_reverse: bool = False,
) -> Iterator[str]:
    """Yield a check part by part."""
    yield _head(Paper(width, colour=colour), reference, result)
    for finding in result.findings:
        yield _finding(Paper(width, colour=colour), finding)
    if with_reverse:
        yield from _reverse(result, width, colour=colour)


def _head(paper: Paper, reference: ReferenceFile, result: CheckResult) -> str:
    paper.write((f"{reference.title}: {make_plain(reference.path)}", Style.BOLD))
    paper.write((describe_rows(result, len(reference.refused)), Style.PLAIN))
    paper.write((CAUTION, Style.PLAIN))
    paper.write((make_plain(reference.credit), Style.FAINT))
    counts = "; ".join(f"{name} {count:,}" for name, count in describe_counts(result))
    paper.gap()
    paper.write((f"{describe_compared(result)}: {counts}", Style.BOLD))
    paper.gap()
    return str(paper)


def _finding(paper: Paper, finding: Finding) -> str:
    subject = finding.subject
    paper.rule()
    name = " ".join(filter(None, (subject.group, subject.id)))
    paper.write(
        (describe_subject(subject), Style.BOLD),
        (f"[{make_plain(name)}]", Style.FAINT),
    )
    if subject.is_case:
        paper.write((describe_reports(subject), Style.PLAIN), indent=2)
    if others := describe_others(subject):
        paper.write((f"also told: {others}", Style.FAINT), indent=2)
    if subject.targets:
        paper.write((f"hit: {make_plain('; '.join(subject.targets))}", Style.PLAIN), indent=2)
    for claim in subject.tolls:
        paper.write((describe_toll(claim, subject), Style.PLAIN), indent=2)
    paper.write((f"{HEADINGS[finding.outcome]}:", Style.BOLD), (finding.why, Style.PLAIN), indent=2)
    if finding.together is not None:
        paper.write((describe_range(finding.together), Style.PLAIN), indent=2)
    for flagged in finding.flags:
        paper.write(
            (f"{flagged.flag.value}:", Style.BOLD),
            (make_plain(flagged.why), Style.PLAIN),
            indent=2,
            bullet="!",
        )
    rows, more = listed_rows(finding, LISTED)
    for candidate in rows:
        _row(paper, candidate)
    if more:
        paper.write((f"and {more:,} rows more, less like it", Style.FAINT), indent=4)
    if finding.also:
        names = ", ".join(one.event.id for one in finding.also[:LISTED])
        rest = f" and {len(finding.also) - LISTED:,} more" if len(finding.also) > LISTED else ""
        paper.write((f"possible too, less likely: {names}{rest}", Style.FAINT), indent=4)
    paper.gap()
    return str(paper)


def _row(paper: Paper, candidate: Candidate) -> None:
    event = candidate.event
    _row_itself(paper, event)
    paper.write((f"{describe_gap(candidate)}; score {candidate.score:.2f}", Style.PLAIN), indent=6)
    for tolls, how in describe_differences(candidate):
        paper.write((f"{how}:", Style.BOLD), (tolls, Style.PLAIN), indent=6)
    terms = "; ".join(map(describe_term, candidate.terms))
    paper.write((f"score from: {terms}", Style.FAINT), indent=6)


def _row_itself(paper: Paper, event: ReferenceEvent) -> None:
    head = f"{describe_row_days(event)} - {describe_row_place(event)}"
    paper.write(
        (f"row {make_plain(event.id)}:", Style.BOLD), (head, Style.PLAIN), indent=4, bullet="-"
    )
    paper.write((describe_row_toll(event), Style.PLAIN), indent=6)
    paper.write((describe_row_what(event), Style.PLAIN), indent=6)
    paper.write((describe_row_sources(event), Style.PLAIN), indent=6)
    if event.notes:
        notes = make_plain(event.notes)
        cut = notes if len(notes) <= _LONGEST_NOTE else f"{notes[:_LONGEST_NOTE]}..."
        paper.write((f"notes: {cut}", Style.FAINT), indent=6)


def _reverse(result: CheckResult, width: int, *, colour: bool) -> Iterator[str]:
    paper = Paper(width, colour=colour)
    paper.rule()
    paper.write(("Rows that no report mentions", Style.BOLD))
    paper.write((describe_coverage(result), Style.PLAIN))
    paper.gap()
    yield str(paper)
    yield from _rows(result.unmentioned, width, colour=colour)


def _rows(events: Iterable[ReferenceEvent], width: int, *, colour: bool) -> Iterator[str]:
    for event in events:
        paper = Paper(width, colour=colour)
        _row_itself(paper, event)
        yield str(paper)
