"""Lists as files: every row that the filters match, a piece at a time, names withheld."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from sqlalchemy import Connection

from accordingto.errors import FilterError
from accordingto.ledger.case_listing import find_cases
from accordingto.ledger.filters import Filters, check_filters
from accordingto.ledger.listing import MOST, Page
from accordingto.ledger.listings import Listing
from accordingto.ledger.shown import ShownRow, iterate_rows
from accordingto.records.cases import Case
from accordingto.views.case_rows import CASE_HEADER, case_cells
from accordingto.views.cells import safe_cell
from accordingto.views.json_rows import json_row
from accordingto.views.report_views import ReportView
from accordingto.views.sheet_rows import sheet_header, sheet_row
from accordingto.views.withheld_cases import case_to_plain, withheld_cases
from accordingto.views.withholding import Masks

PIECE = 1 << 16
"""Characters of a piece, about."""
_ALL = Page(limit=2**62)


class ListForm(StrEnum):
    """How a list is written."""

    CSV = "csv"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """As HTTP names it."""
        return "text/csv; charset=utf-8" if self is ListForm.CSV else "application/json"


def write_list(
    connection: Connection, listing: Listing, form: ListForm, filters: Filters
) -> Iterator[bytes]:
    """Yield a list in pieces: of CSV, with nothing that a spreadsheet would run, or of JSON.

    Raises FilterError, at the first piece, when a filter does not go with the list.
    """
    if listing is Listing.CASES:
        cases = _cases(connection, filters)
        if form is ListForm.CSV:
            parts = _csv(CASE_HEADER, (map(_cell, case_cells(case)) for case in cases))
        else:
            parts = _json(listing, map(case_to_plain, cases))
    else:
        rows = iterate_rows(connection, listing, filters, _ALL)
        parts = _rows(listing, form, rows)
    yield from _pieces(parts)


def check_list(listing: Listing, filters: Filters) -> None:
    """Raise FilterError when a filter does not go with a list."""
    if listing is Listing.CASES and filters.as_of is not None:
        raise FilterError("cases are kept as they are known now; expected no as_of")
    check_filters(filters, Listing.INCIDENTS if listing is Listing.CASES else listing)


def _cases(connection: Connection, filters: Filters) -> Iterator[Case]:
    withheld, page = Masks(connection).of_text, Page(limit=MOST)
    while True:
        found = find_cases(connection, filters, page)
        yield from withheld_cases(connection, found.codes, withheld)
        if found.next is None:
            return
        page = replace(page, after=found.next)


def _rows(listing: Listing, form: ListForm, rows: Iterable[ShownRow]) -> Iterator[str]:
    if form is ListForm.JSON:
        return _json(listing, (json_row(listing, row.found, row.report) for row in rows))
    cells = (sheet_row(listing, row.found, ReportView(row.report)) for row in rows)
    return _csv(sheet_header(listing), cells)


def _csv(header: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    yield _line(header)
    yield from map(_line, rows)


def _line(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(cell: object) -> object:
    return safe_cell(cell) if isinstance(cell, str) else cell


def _json(listing: Listing, rows: Iterable[object]) -> Iterator[str]:
    yield json.dumps({"listing": listing.value})[:-1] + ', "rows": [\n'
    shown = 0
    for row in rows:
        yield (",\n" if shown else "") + json.dumps(row, ensure_ascii=False)
        shown += 1
    yield f'\n], "shown": {shown}}}\n'


def _pieces(parts: Iterable[str]) -> Iterator[bytes]:
    held: list[str] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= PIECE:
            yield "".join(held).encode("utf-8", "backslashreplace")
            held, size = [], 0
    yield "".join(held).encode("utf-8", "backslashreplace")
