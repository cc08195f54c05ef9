"""A check as one self-contained page: a map and every incident beside its rows; no script."""

from accordingto.corroboration.check_results import CheckResult
from accordingto.formats.reference_files import ReferenceFile
from accordingto.views import check_phrases
from accordingto.views.check_map import draw_map
from accordingto.views.html import page_assets, page_environment

LISTED = 5
"""Rows of one incident that are shown; the rest is counted."""
MOST_MISSED = 2000
"""Rows that no report mentions which are listed on the page; a sheet has them all."""


def render_check_page(
    reference: ReferenceFile, result: CheckResult, *, with_reverse: bool = False
) -> str:
    """Return a check as one page of HTML with nothing to fetch."""
    return (
        page_environment()
        .get_template("check.html")
        .render(
            assets=page_assets("check", with_script=False),
            reference=reference,
            result=result,
            map=draw_map(result, with_reverse=with_reverse),
            phrases=check_phrases,
            with_reverse=with_reverse,
            listed=LISTED,
            missed=result.unmentioned[:MOST_MISSED],
        )
    )
