"""The pages of the desk: one module each, with a line here, and a place in the menu for some."""

from accordingto.web.pages import exports, home, settings
from accordingto.web.views import Pages

PAGES: tuple[Pages, ...] = (
    home.PAGES,
    exports.PAGES,
    settings.PAGES,
)
"""All pages; of two that answer to one path, the first does."""
