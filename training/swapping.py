"""Names exchanged for others in training, so that the sentence is read and not the name."""

import random
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from accordingto.gazetteer import index
from accordingto.gazetteer.schema import FEATURES as FEATURE_NUMBERS
from accordingto.reader.network.hints import FEATURES
from accordingto.reader.network.windows import WordWindow
from accordingto.reader.network.wordpieces import WordPieces
from training.examples import Example

MOST_PIECES = 508
"""A window that would grow beyond so many pieces keeps its names."""
_CITIES = "SELECT name FROM places WHERE population > 150000"
_COUNTRIES = f"SELECT name FROM places WHERE feature = {FEATURE_NUMBERS['country']}"  # noqa: S608
_DEMONYMS = "SELECT word FROM demonyms"
_PLACE, _CAPITAL = FEATURES["place"], FEATURES["capital"]
_COUNTRY = FEATURES["place_country"]

Cut = Sequence[tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Swapper:
    """Exchanges places for other places, and words like "Syrian" for others of their kind."""

    places: tuple[tuple[int, ...], ...]
    countries: tuple[tuple[int, ...], ...]
    demonyms: dict[str, tuple[int, ...]]

    @classmethod
    def of(cls, examples: Iterable[Example], pieces: WordPieces) -> "Swapper":
        """Return one with the names of the examples and of cities all over the world."""
        own = {
            example.pieces[place]
            for example in examples
            for place, marks in enumerate(example.words.features)
            if _PLACE in marks and _CAPITAL in marks and _COUNTRY not in marks
        }
        world = (pieces.cut(name) for name in _names(_CITIES))
        demonyms = {name.lower(): pieces.cut(name) for name in _names(_DEMONYMS)}
        countries = tuple(pieces.cut(name) for name in _names(_COUNTRIES))
        return cls((*sorted(own), *world), countries, demonyms)

    def swap(self, example: Example, window: WordWindow, rng: random.Random) -> Cut:
        """Return the pieces of a report's words, each name in a window exchanged throughout."""
        demonyms = list(self.demonyms.values())
        chosen: dict[str, tuple[int, ...]] = {}
        cut = list(example.pieces)
        for place in range(window.start, window.end):
            marks = example.words.features[place]
            lower = example.words.tokens[place].lower
            if _CAPITAL in marks and (_PLACE in marks or lower in self.demonyms):
                names = self.countries if _COUNTRY in marks else self.places
                names = demonyms if lower in self.demonyms else names
                cut[place] = chosen.setdefault(lower, rng.choice(names))
        size = sum(map(len, cut[window.start : window.end]))
        return cut if size <= MOST_PIECES else example.pieces


def _names(query: str) -> list[str]:
    """Return the names of one word that a query gives, in order of the alphabet."""
    with sqlite3.connect(Path(index.__file__).with_name("places.sqlite")) as places:
        return sorted({name for (name,) in places.execute(query) if name.isalpha()})
