"""Words of time that name no day, by what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from accordingto.lexicons.loader import load_words


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Word to value, for each kind of word of the lexicon `times`."""

    units: Mapping[str, str]
    numbers: Mapping[str, int]
    """Those above twelve; the others are of the calendar."""
    ordinals: Mapping[str, int]
    parts: Mapping[str, str]
    """Parts of the day, to the two letters of TimeML."""
    references: Mapping[str, str]
    habits: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]

    def is_in(self, name: str, word: str) -> bool:
        """Tell whether a word stands in the list `name`."""
        return word in self.sets[name]


@cache
def time_words() -> TimeWords:
    """Return the words of the lexicon `times`."""
    lists = load_words("times")
    return TimeWords(
        units=_named(lists, "unit_"),
        numbers={word: int(value) for word, value in _named(lists, "tens_").items()},
        ordinals={
            word: int(value) for word, value in _named(lists, "ordinal_").items() if value.isdigit()
        },
        parts=_named(lists, "part_"),
        references=_named(lists, "reference_"),
        habits=_named(lists, "habit_"),
        sets=lists,
    )


def _named(lists: Mapping[str, frozenset[str]], prefix: str) -> dict[str, str]:
    """Return the words of the lists with a prefix, each with the rest of its list's name."""
    return {
        word: name.removeprefix(prefix)
        for name, words in lists.items()
        if name.startswith(prefix)
        for word in words
    }
