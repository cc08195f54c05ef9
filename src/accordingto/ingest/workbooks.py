"""Workbooks (.xlsx, .xlsm): their sheets, and what their cells mean.

Read here and not by a library: a sheet is parsed as it streams past, so that its size is no
matter; a cell's formula and its last value are both to be had; and nothing of a hostile file
(entities, bombs, lying sizes) meets code that trusts it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import BinaryIO

from accordingto.ingest.json_values import mend_surrogates
from accordingto.ingest.xml_parts import (
    MAX_HELD,
    Attributes,
    BadPartError,
    Package,
    join_part,
    read_xml,
)

_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Number formats that show days or hours (ECMA-376, 18.8.30)."""
_NOT_A_DATE = re.compile(r'"[^"]{0,200}"|\\.|_.|\*.|\[[^\]]{0,100}\]|general', re.IGNORECASE)
"""What of a number format is shown as it stands, or steers colour and language."""
_ELAPSED = ("[h", "[m", "[s")
"""Begin what looks alike and shows hours that went by."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships id"


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet of a workbook."""

    name: str
    part: str
    is_hidden: bool


@dataclass(slots=True)
class _Elements:
    """Gathers the elements of a small part: their names and attributes, with the parent's name."""

    found: list[tuple[str, str, Attributes]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: Attributes) -> None:
        self.found.append((self.open[-1] if self.open else "", name, attributes))
        self.open.append(name)

    def text(self, words: str) -> None:
        pass

    def end(self, name: str) -> None:
        self.open.pop()


@dataclass(slots=True)
class _Strings:
    """Gathers the words that cells share."""

    found: list[str] = field(default_factory=list)
    parts: list[str] | None = None
    is_text: bool = False
    phonetic: int = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self.parts = []
        elif name == "rPh":
            self.phonetic += 1
        self.is_text = name == "t" and not self.phonetic

    def text(self, words: str) -> None:
        if self.is_text and self.parts is not None:
            self.parts.append(words)

    def end(self, name: str) -> None:
        self.is_text = False
        if name == "rPh":
            self.phonetic -= 1
        elif name == "si":
            self.found.append(unescape("".join(self.parts or ())))
            self.parts = None


class Workbook:
    """A workbook that is open: its sheets in their order.

    Raises BadPartError, in the constructor and in each method.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.package = Package(stream)
        self.part = self._main_part()
        elements = self.elements(self.part)
        self.sheets = tuple(self._sheets(elements))
        if not self.sheets:
            raise BadPartError("a workbook without a sheet")
        properties = [found for _, name, found in elements if name == "workbookPr"]
        flag = properties[0].get("date1904", "0") if properties else "0"
        self._epoch = datetime(1904, 1, 1) if flag in {"1", "true"} else None  # noqa: DTZ001 -- no zone
        self._strings: list[str] | None = None
        self._dates: frozenset[int] | None = None

    def elements(self, part: str) -> list[tuple[str, str, Attributes]]:
        """Return the elements of a small part: parent's name, name, attributes."""
        handler = _Elements()
        read_xml(self.package.pieces(part, MAX_HELD // 16), handler)
        return handler.found

    def shared_string(self, place: str) -> str:
        """Return the words that a cell points at by their number."""
        if self._strings is None:
            handler = _Strings()
            part = self.related(self.part, "/sharedStrings")
            if part:
                read_xml(self.package.pieces(part, MAX_HELD), handler)
            self._strings = handler.found
        number = int(place) if place.strip().isdecimal() else -1
        if not 0 <= number < len(self._strings):
            raise BadPartError(f"a cell whose words are not there (number {place[:20]})")
        return self._strings[number]

    def is_date(self, style: str) -> bool:
        """Tell whether cells of a style show days or hours."""
        if self._dates is None:
            self._dates = frozenset(self._date_styles())
        return style.isdecimal() and len(style) < 9 and int(style) in self._dates

    def day_of(self, serial: float) -> str | None:
        """Return the day or the time of day that a number stands for; None where it is neither."""
        if not 0 <= serial < 2_958_466:
            return None
        try:
            if self._epoch:
                moment = self._epoch + timedelta(days=serial)
            else:
                # Excel believes in a 29 February 1900.
                base = datetime(1899, 12, 30) if serial >= 60 else datetime(1899, 12, 31)  # noqa: DTZ001
                moment = base + timedelta(days=serial)
        except OverflowError:
            return None
        moment = (moment + timedelta(microseconds=500)).replace(microsecond=0)
        if serial < 1:
            return moment.time().isoformat()
        return moment.date().isoformat() if serial == int(serial) else moment.isoformat()

    def _main_part(self) -> str:
        if "_rels/.rels" in self.package:
            for _, _, found in self.elements("_rels/.rels"):
                if found.get("Type", "").endswith("/officeDocument"):
                    return join_part("", found.get("Target", ""))
        if "xl/workbook.xml" in self.package:
            return "xl/workbook.xml"
        raise BadPartError("a ZIP archive, but no workbook", "not_a_workbook")

    def _sheets(self, elements: list[tuple[str, str, Attributes]]) -> Iterator[SheetInfo]:
        targets = {
            found.get("Id", ""): join_part(self.part, found.get("Target", ""))
            for _, name, found in self._relations(self.part)
            if found.get("Type", "").endswith("/worksheet")
        }
        for parent, name, found in elements:
            relation = found.get(_RELATION) or found.get(_STRICT_RELATION) or ""
            if (parent, name) == ("sheets", "sheet") and relation in targets:
                hidden = found.get("state", "visible") != "visible"
                yield SheetInfo(found.get("name", ""), targets[relation], hidden)

    def _relations(self, part: str) -> list[tuple[str, str, Attributes]]:
        folder, _, name = part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        return self.elements(relations) if relations in self.package else []

    def related(self, part: str, kind: str) -> str | None:
        """Return the part that another one points at as being of a kind: `/styles`."""
        for _, _, found in self._relations(part):
            if found.get("Type", "").endswith(kind):
                return join_part(part, found.get("Target", ""))
        return None

    def _date_styles(self) -> Iterator[int]:
        part = self.related(self.part, "/styles")
        elements = self.elements(part) if part else []
        custom = {
            found.get("numFmtId", ""): found.get("formatCode", "")
            for _, name, found in elements
            if name == "numFmt"
        }
        styles = [found for parent, name, found in elements if (parent, name) == ("cellXfs", "xf")]
        for place, found in enumerate(styles):
            number = found.get("numFmtId", "0")
            if _shows_days(number, custom.get(number)):
                yield place


def _shows_days(number: str, code: str | None) -> bool:
    """Tell whether a number format shows days or hours."""
    if code is None:
        return number.isdecimal() and len(number) < 9 and int(number) in _BUILT_IN_DATES
    code = code[:500].casefold()
    for elapsed in _ELAPSED:
        code = code.replace(elapsed, elapsed[1])
    return any(mark in "ymdhs" for mark in _NOT_A_DATE.sub("", code))


def unescape(words: str) -> str:
    r"""Return the words of a cell with `_x000D_` and its like as the characters they stand for.

    >>> unescape("a_x000A_b _x005F_x000A_")
    'a\nb _x000A_'
    """
    if "_x" not in words:
        return words
    whole = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)
    return str(mend_surrogates(whole))
