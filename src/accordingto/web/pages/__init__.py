"""The pages of the desk: one module each, with a line here, and a place in the menu for some."""

from typing import NamedTuple

from accordingto.web.pages import home, settings
from accordingto.web.views import Pages


class Entry(NamedTuple):
    """A line of the menu."""

    path: str
    label: str


NAVIGATION: tuple[Entry, ...] = (Entry("/", "Today"),)
"""The menu, in the order of a morning's work."""

PAGES: tuple[Pages, ...] = (
    home.PAGES,
    settings.PAGES,
)
"""All pages; of two that answer to one path, the first does."""
