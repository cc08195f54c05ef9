"""The words of the calendar, by what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from accordingto.lexicons.loader import load_words
from accordingto.reader.day_values import SEASONS


@dataclass(frozen=True, slots=True)
class DayWords:
    """Word to value, for each kind of word that days are made of."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    """Monday is 0."""
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    """To `day`, `week`, `month`, `year` or `hour`."""
    seasons: Mapping[str, int]
    """To the first month."""
    sets: Mapping[str, frozenset[str]]
    """The lists that carry no value, by name."""

    def is_in(self, name: str, word: str) -> bool:
        """Tell whether a word stands in the list `name`."""
        return word in self.sets[name]


@cache
def day_words() -> DayWords:
    """Return the words of the lexicon `days`."""
    lists = load_words("days")
    return DayWords(
        months=_valued(lists, "month_"),
        weekdays=_valued(lists, "weekday_"),
        numbers=_valued(lists, "number_"),
        units={
            word: unit
            for unit in ("day", "week", "month", "year", "hour")
            for word in lists[f"unit_{unit}"]
        },
        seasons={word: month for name, month in SEASONS.items() for word in lists[name]},
        sets=lists,
    )


def _valued(lists: Mapping[str, frozenset[str]], prefix: str) -> dict[str, int]:
    """Return the words of the lists named by a prefix and a number, each with that number."""
    return {
        word: int(name.removeprefix(prefix))
        for name, words in lists.items()
        if name.startswith(prefix)
        for word in words
    }
