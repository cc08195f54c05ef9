"""Rows of a reference dataset made ready to be looked up: by day and place, by word and kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from math import cos, floor, log, radians

from accordingto.corroboration.weights import load_rarity
from accordingto.corroboration.words import telling_words
from accordingto.formats.reference import PlacePrecision, ReferenceEvent
from accordingto.gazetteer.names import fold_sound
from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.rules.violence import load_lexicon
from accordingto.records.values import Kind

CELL_DEGREES = 0.25
_KM_PER_DEGREE = 111.2
_LONG_DAYS = 31
"""Rows of more days are looked up by month."""
_SURE_WORDS = 4.0
"""Longest logarithm of rarity that counts."""
_UNITS = ("governorate", "province", "muhafazat", "oblast", "district", "region", "state")
Cell = tuple[int, int]


@dataclass(frozen=True)
class ReferenceRows:
    """The rows that are compared; looking up costs the same however many there are."""

    events: Sequence[ReferenceEvent]
    _by_cell: dict[tuple[int, Cell], list[int]] = field(default_factory=dict)
    _by_area: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    _by_day: dict[int, list[int]] = field(default_factory=dict)
    _kinds: dict[int, frozenset[Kind]] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Sequence[ReferenceEvent]) -> "ReferenceRows":
        """Index rows."""
        by_cell, by_area, by_day = defaultdict(list), defaultdict(list), defaultdict(list)
        for at, event in enumerate(events):
            cell, area = cell_of(event.place.lat, event.place.lon), fold_area(event.place.admin1)
            if event.place.precision > PlacePrecision.DISTRICT:
                cell = None
            for day in _keys(event):
                by_day[day].append(at)
                by_area[day, area].append(at)
                if cell is not None:
                    by_cell[day, cell].append(at)
        return cls(events, dict(by_cell), dict(by_area), dict(by_day))

    def near(self, days: Iterable[date], lat: float, lon: float, radius_km: float) -> set[int]:
        """Return the rows of some days in the cells within a distance, and somewhat beyond."""
        cells = list(cells_around(lat, lon, radius_km))
        return {
            at for day in _all_keys(days) for c in cells for at in self._by_cell.get((day, c), ())
        }

    def in_area(self, days: Iterable[date], admin1: str) -> set[int]:
        """Return the rows of some days in a province."""
        area = fold_area(admin1)
        return {at for day in _all_keys(days) for at in self._by_area.get((day, area), ())}

    def vague_in_area(self, days: Iterable[date], admin1: str) -> set[int]:
        """Return the rows of some days that are known to be in a province, and not where."""
        least = PlacePrecision.PROVINCE
        rows = self.in_area(days, admin1)
        return {at for at in rows if self.events[at].place.precision >= least}

    def on(self, days: Iterable[date]) -> set[int]:
        """Return the rows of some days."""
        return {at for day in _all_keys(days) for at in self._by_day.get(day, ())}

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """The telling words of each row: of its place, its notes and its headlines."""
        return tuple(frozenset(telling_words(row_text(event))) for event in self.events)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(word for words in self.words for word in words)

    def rarity(self, word: str) -> float:
        """Return how rare a word is, in news and among the rows, whichever is less."""
        here = log((len(self.events) + 1) / (self._counts[word] + 1))
        return min(_SURE_WORDS + 2, here, load_rarity().of(word))

    def kinds(self, at: int) -> frozenset[Kind]:
        """Return the kinds of violence that a row's words name; none when they leave it open."""
        if at not in self._kinds:
            event = self.events[at]
            words = f"{event.what}. {event.notes}"
            self._kinds[at] = frozenset(event.kinds) or frozenset(kinds_in(words))
        return self._kinds[at]


def row_text(event: ReferenceEvent) -> str:
    """Return the words of a row by which it can be known."""
    headlines = (source.headline for source in event.sources)
    return " ".join((event.place.name, event.place.admin2, event.notes, *headlines))


def kinds_in(words: str) -> Iterator[Kind]:
    """Yield the kinds of violence that words name for certain: by deed, or by weapon."""
    lexicon = load_lexicon()
    tokens = list(find_tokens(words))
    for deed in lexicon.events.find(tokens):
        if deed.value.kind != "none" and not deed.value.loose:
            yield deed.value.kind
    for weapon in lexicon.weapons.find(tokens):
        yield weapon.value.kind


def cell_of(lat: float | None, lon: float | None) -> Cell | None:
    """Return the cell of the grid that a point lies in."""
    if lat is None or lon is None:
        return None
    return floor(lat / CELL_DEGREES), floor(lon / CELL_DEGREES)


def cells_around(lat: float, lon: float, radius_km: float) -> Iterator[Cell]:
    """Yield the cells that a circle touches, and those in its corners."""
    tall = radius_km / _KM_PER_DEGREE
    wide = min(180.0, tall / max(0.01, cos(radians(lat))))
    south, north = floor((lat - tall) / CELL_DEGREES), floor((lat + tall) / CELL_DEGREES)
    west, east = floor((lon - wide) / CELL_DEGREES), floor((lon + wide) / CELL_DEGREES)
    around = round(360 / CELL_DEGREES)
    for row in range(south, north + 1):
        for column in range(west, east + 1):
            yield row, (column + around // 2) % around - around // 2


@lru_cache(maxsize=4096)
def fold_area(name: str) -> str:
    """Return the key of a province, the same for the spellings that datasets and reports use.

    >>> fold_area("Deir ez Zor Governorate") == fold_area("Deir ez-Zor")
    True
    """
    words = [word for word in name.replace("-", " ").split() if word.casefold() not in _UNITS]
    return fold_sound(" ".join(words))


def _keys(event: ReferenceEvent) -> Iterable[int]:
    first, last = event.days.first, event.days.last
    if (last - first).days < _LONG_DAYS:
        return range(first.toordinal(), last.toordinal() + 1)
    months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    return [-month for month in months]


def _all_keys(days: Iterable[date]) -> set[int]:
    """Return the keys of days: of each day, and of its month."""
    found = set()
    for day in days:
        found |= {day.toordinal(), -(day.year * 12 + day.month)}
    return found
