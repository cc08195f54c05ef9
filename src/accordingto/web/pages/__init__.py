"""The pages of the desk: one module each, with a line here, and a place in the menu for some."""

from accordingto.web.pages import (
    adding,
    case,
    case_shaping,
    comparison,
    entering,
    exports,
    home,
    report,
    settings,
    sheets,
)
from accordingto.web.views import Pages

PAGES: tuple[Pages, ...] = (
    home.PAGES,
    adding.PAGES,
    case.PAGES,
    case_shaping.PAGES,
    entering.PAGES,
    sheets.PAGES,
    exports.PAGES,
    settings.PAGES,
    comparison.PAGES,
    report.PAGES,
)
"""All pages; of two that answer to one path, the first does."""
