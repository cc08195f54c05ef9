"""The pages of the desk: one module each, with a line here, and a place in the menu for some."""

from accordingto.web.pages import adding, exports, home, settings
from accordingto.web.views import Pages

PAGES: tuple[Pages, ...] = (
    home.PAGES,
    adding.PAGES,
    exports.PAGES,
    settings.PAGES,
)
"""All pages; of two that answer to one path, the first does."""
