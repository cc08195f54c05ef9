"""Workbooks written row by row: the same bytes each time, and nothing in them that runs.

Text is always a text cell, whatever it begins with; there are no formulas. Times in the file are
fixed. A cell holds no more than 32,767 characters in any spreadsheet: longer text is cut, and says
so.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from accordingto.formats.export_folder import Cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575
"""Rows of a sheet, below its headers."""
LONGEST = 32_767
_EXACT = 10**15
"""Whole numbers from which spreadsheets keep no more than the first digits: they stand as text."""
_CUT = " … [cut: {:,} characters; the CSV beside this has all]"
_NEVER = (1980, 1, 1, 0, 0, 0)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What spreadsheets would take for a character written as its number."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXT, _HEAD, _OWN = 1, 2, 3
"""Styles of cells: text, headers, and cells that are there to be changed."""
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="10"/><name val="Arial"/>'
    '</font><font><b/><sz val="10"/><name val="Arial"/></font></fonts><fills count="3">'
    '<fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill>'
    '<patternFill patternType="solid"><fgColor rgb="FFFFF7D6"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf/>'
    '<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf numFmtId="49" fontId="1" applyFont="1"/>'
    '<xf numFmtId="49" fillId="2" applyFill="1" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top"/></xf></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column of a sheet."""

    name: str
    width: int = 14
    """Characters."""
    is_own: bool = False
    """There to be changed by whoever opens it: shaded."""
    choices: tuple[str, ...] = ()
    """What a cell may hold, offered as a list."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook; rows are taken as they are written, up to MOST_ROWS."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Cell]]


def write_workbook(stream: BinaryIO, sheets: Sequence[Sheet]) -> None:
    """Write a workbook to a stream that need not be seekable."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in _fixed_parts(sheets):
            archive.writestr(_entry(name), part)
        for number, sheet in enumerate(sheets, start=1):
            entry = _entry(f"xl/worksheets/sheet{number}.xml")
            with archive.open(entry, "w", force_zip64=True) as file:
                for piece in _sheet_xml(sheet):
                    file.write(piece.encode("utf-8"))


def cut_cell(words: str) -> str:
    """Return text as a cell can hold it."""
    words = _NO_XML.sub("\ufffd", words)
    if len(words) <= LONGEST:
        return words
    told = _CUT.format(len(words))
    return words[: LONGEST - len(told)] + told


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NEVER)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _fixed_parts(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(sheets) + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in numbers
    )
    types = (
        f'<Default Extension="rels" ContentType="{_RELATIONS}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{parts}'
    )
    yield "[Content_Types].xml", f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{types}</Types>'
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in zip(numbers, sheets, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*targets, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _sheet_xml(sheet: Sheet) -> Iterator[str]:
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane '
        'ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        "</sheetViews><cols>"
    )
    for place, column in enumerate(sheet.columns, start=1):
        yield f'<col min="{place}" max="{place}" width="{column.width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    yield _row(1, [column.name for column in sheet.columns], [_HEAD] * len(sheet.columns))
    styles = [_OWN if column.is_own else _TEXT for column in sheet.columns]
    last = 1
    for last, row in enumerate(islice(sheet.rows, MOST_ROWS), start=2):
        yield _row(last, row, styles)
    yield f'</sheetData><autoFilter ref="A1:{_letters(len(sheet.columns))}{max(last, 2)}"/>'
    yield "".join(_validations(sheet.columns, max(last, 2)))
    yield "</worksheet>"


def _validations(columns: Sequence[SheetColumn], last: int) -> Iterator[str]:
    chosen = [(n, one.choices) for n, one in enumerate(columns, start=1) if one.choices]
    if not chosen:
        return
    yield f'<dataValidations count="{len(chosen)}">'
    for place, choices in chosen:
        letters = _letters(place)
        yield (
            '<dataValidation type="list" allowBlank="1" showErrorMessage="1" '
            f'sqref="{letters}2:{letters}{last}"><formula1>&quot;{escape(",".join(choices))}&quot;'
            "</formula1></dataValidation>"
        )
    yield "</dataValidations>"


def _row(number: int, cells: Sequence[Cell], styles: Sequence[int]) -> str:
    written = "".join(
        _cell(f"{_letters(place)}{number}", cell, style)
        for place, (cell, style) in enumerate(zip(cells, styles, strict=True), start=1)
    )
    return f'<row r="{number}">{written}</row>'


def _cell(name: str, cell: Cell, style: int) -> str:
    if cell is None or cell == "":
        return f'<c r="{name}" s="{style}"/>'
    if isinstance(cell, bool):
        cell = str(cell).lower()
    if isinstance(cell, int) and abs(cell) >= _EXACT:
        cell = str(cell)
    if isinstance(cell, int | float):
        return f'<c r="{name}" s="{style if style == _OWN else 0}"><v>{cell!r}</v></c>'
    words = _LIKE_ESCAPE.sub("_x005F_", escape(cut_cell(cell))).replace("\r", "&#13;")
    return (
        f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
    )


def _letters(place: int) -> str:
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
