"""What a page holds of very many claims: the first of them, and how many more there are."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

One = TypeVar("One")


class Part(StrEnum):
    """What there may be very many of."""

    CLAIMS = "claims"
    """Rows of a chart, of the table of blame, and of what is said."""
    COLUMNS = "columns"
    FOLLOWERS = "followers"
    """Claims under the one that they repeat."""
    QUOTES = "quotes"
    LINKS = "links"
    REPORTS = "reports"
    ACCOUNTS = "accounts"
    """Of one report."""
    ACTS = "acts"
    """Of people, in a history."""
    VARIANTS = "variants"
    """Kinds, days and places that some reports give."""


ALL: Mapping[Part, int] = MappingProxyType({})
"""Nothing is cut."""


class Cutter:
    """Cuts before anything is made of what is cut off, and counts it."""

    def __init__(self, most: Mapping[Part, int] = ALL) -> None:
        """Begin with nothing cut off; of what is not named, there may be any number."""
        self._most = most
        self.left_out = 0

    def cut(self, told: Sequence[One], part: Part, *, beyond: int = 0) -> Sequence[One]:
        """Return the first of some; `beyond` are those of this part that were told before."""
        if part not in self._most:
            return told
        most = max(0, self._most[part] - beyond)
        self.left_out += max(0, len(told) - most)
        return told[:most]
