"""A count of people as the rules read it: its words, its number and what its noun tells."""

from dataclasses import dataclass

from accordingto.reader.numbers import Number
from accordingto.reader.rules.harm import HarmCue
from accordingto.records.values import Who


@dataclass(frozen=True, slots=True)
class Count:
    """A phrase that counts people: tokens `first` up to but not including `last`."""

    first: int
    last: int
    number: Number
    head: int | None = None
    """The counted noun, when there is one and it is known."""
    who: Who = Who.UNKNOWN
    is_single: bool = False
    """One person counted by a noun alone, "a child"."""
    is_definite: bool = False
    """One person who is known already, "the pilot"."""
    is_elliptic: bool = False
    """No noun, or "others": what it counts stands elsewhere."""
    is_unknown: bool = False
    """The noun is not in the lexicon."""
    is_further: bool = False
    """More of those counted before, "another 12"."""
    of_them: bool = False
    """A part by its own words: "two of them", "one of the victims"."""
    cue: HarmCue | None = None
    """The counted noun itself as cue: "12 deaths"."""
    premodifier: HarmCue | None = None
    """A cue before the counted noun: "12 wounded men"."""
    name: tuple[int, int] | None = None
    """The person's name, when that is what counts as one."""
