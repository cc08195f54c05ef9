"""The menu of the desk."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A line of the menu."""

    path: str
    label: str


NAVIGATION: tuple[Entry, ...] = (
    Entry("/", "Today"),
    Entry("/cases", "Cases"),
    Entry("/queue", "Queue"),
    Entry("/reports", "Reports"),
    Entry("/search", "Search"),
    Entry("/map", "Map"),
    Entry("/timeline", "Timeline"),
    Entry("/agreements", "Agreements"),
    Entry("/sources", "Sources"),
    Entry("/coverage", "Coverage"),
    Entry("/add", "Add"),
    Entry("/brief", "Brief"),
    Entry("/check", "Check"),
)
"""In the order of a morning's work."""
