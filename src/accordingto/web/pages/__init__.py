"""The pages of the desk: one module each, with a line here, and a place in the menu for some."""

from accordingto.web.pages import (
    adding,
    agreements,
    briefs,
    case,
    case_map,
    case_shaping,
    cases,
    checks,
    comparison,
    entering,
    exports,
    home,
    programs,
    queue,
    report,
    searching,
    settings,
    sheets,
    styles,
    timeline,
)
from accordingto.web.views import Pages

PAGES: tuple[Pages, ...] = (
    home.PAGES,
    adding.PAGES,
    cases.PAGES,
    case.PAGES,
    case_shaping.PAGES,
    entering.PAGES,
    sheets.PAGES,
    case_map.PAGES,
    timeline.PAGES,
    agreements.PAGES,
    exports.PAGES,
    briefs.PAGES,
    checks.PAGES,
    styles.PAGES,
    programs.PAGES,
    settings.PAGES,
    searching.PAGES,
    comparison.PAGES,
    queue.PAGES,
    report.PAGES,
)
"""All pages; of two that answer to one path, the first does."""
