"""One row of a reference dataset under the names of its things, for the module of its dataset."""

from dataclasses import dataclass
from datetime import date

from accordingto.formats.reference import (
    DayPrecision,
    PlacePrecision,
    ReferenceDays,
    ReferencePlace,
)
from accordingto.formats.reference_columns import ReferenceColumns
from accordingto.formats.reference_values import (
    CellError,
    parse_code,
    parse_count,
    parse_day,
    parse_degrees,
    parse_words,
    widen_days,
)


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """The cells of one row."""

    columns: ReferenceColumns
    cells: tuple[str, ...]
    line: int

    def has(self, thing: str) -> bool:
        """Tell whether the file has such a column at all."""
        return thing in self.columns.places

    def words(self, thing: str) -> str:
        """Return words; empty where there are none."""
        at = self.columns.places.get(thing)
        return parse_words(self.cells[at]) if at is not None else ""

    def several(self, thing: str) -> tuple[str, ...]:
        """Return words that semicolons part."""
        return tuple(filter(None, (part.strip() for part in self.words(thing).split(";"))))

    def count(self, thing: str) -> int | None:
        """Return a count of people."""
        return parse_count(self.words(thing), self._header(thing))

    def code(self, thing: str, last: int) -> int:
        """Return a code from 1 to `last`; 0 where there is none."""
        return parse_code(self.words(thing), self._header(thing), last)

    def id(self) -> str:
        """Return the row's own id, written as a whole number where it is one; else its line."""
        words = self.words("id")
        return words.removesuffix(".0") or f"line {self.line}"

    def days(self, precision: DayPrecision) -> ReferenceDays:
        """Return the days of the row, as wide as their precision has them."""
        first = self._day("first_day")
        last = self._day("last_day") or first
        if first is None or last is None:
            raise CellError(f"{self._header('first_day')} is empty; expected a day")
        return widen_days(first, last, precision)

    def place(self, precision: PlacePrecision) -> ReferencePlace:
        """Return the place of the row."""
        lat = parse_degrees(self.words("lat"), self._header("lat"), 90)
        lon = parse_degrees(self.words("lon"), self._header("lon"), 180)
        return ReferencePlace(
            name=self.words("place"),
            admin1=self.words("admin1"),
            admin2=self.words("admin2"),
            country=self.words("country"),
            lat=lat if lon is not None else None,
            lon=lon if lat is not None else None,
            precision=precision,
        )

    def _day(self, thing: str) -> date | None:
        return parse_day(self.words(thing), self._header(thing))

    def _header(self, thing: str) -> str:
        at = self.columns.places.get(thing)
        return self.columns.header[at] if at is not None else thing
