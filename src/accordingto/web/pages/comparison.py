"""Two reports compared: versions of one page, or a text and its copy."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from accordingto.ledger.versions import compare_texts
from accordingto.views.visible import make_visible
from accordingto.web.desk import LookHere, SessionHere
from accordingto.web.report_diffs import Line, RecordLine, lines_of, records_apart
from accordingto.web.report_pages import (
    ReportHead,
    describe_head,
    find_report,
    take_into_view,
)
from accordingto.web.report_records import ReportInView
from accordingto.web.views import Pages

PAGES = Pages("reports")
Key = Annotated[str, Field(max_length=200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What one report has that the other has not."""

    one: ReportHead
    """Of versions of one page, the older."""
    other: ReportHead
    are_versions: bool
    lines: tuple[Line, ...]
    """Sentences that went (`-`) and came (`+`), with little of what stayed around them."""
    is_all: bool
    """All that changed is shown."""
    is_fine: bool
    """All that changed was compared sentence by sentence."""
    gone: tuple[RecordLine, ...]
    """Records that only the first has."""
    new: tuple[RecordLine, ...]


@PAGES.view(
    "/reports/{report}/compare/{other}",
    template="comparison.html",
    summary="What two reports do not share",
)
def compare_reports(
    report: Key, other: Key, connection: LookHere, session: SessionHere
) -> Comparison:
    """Return what changed from one report to another, names withheld."""
    found = [find_report(connection, typed) for typed in (report, other)]
    pair = [take_into_view(connection, one, session.preferences) for one in found]
    are_versions = len({one.shown.facts.page for one in pair}) == 1
    if are_versions:
        pair.sort(key=lambda one: one.shown.facts.version)
    first, last = pair
    change = compare_texts(1, _text(first), 2, _text(last))
    lines, is_all = lines_of(change)
    gone, new = records_apart(first, last)
    return Comparison(
        one=describe_head(first),
        other=describe_head(last),
        are_versions=are_versions,
        lines=lines,
        is_all=is_all,
        is_fine=change.is_whole,
        gone=gone,
        new=new,
    )


def _text(report: ReportInView) -> str:
    facts = report.shown.facts
    return make_visible(report.mask.hide(facts.text or facts.title))
