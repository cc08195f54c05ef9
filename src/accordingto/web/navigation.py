"""The menu of the desk."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A line of the menu."""

    path: str
    label: str


NAVIGATION: tuple[Entry, ...] = (Entry("/", "Today"), Entry("/add", "Add"),)
"""In the order of a morning's work."""
