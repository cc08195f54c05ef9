"""A run of `show`: a list a page at a time, or one record, in the form that is asked for."""

import csv
import io
import json
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection

from accordingto.api.looking import Asked, make_filters
from accordingto.cli.exits import ExitCode
from accordingto.cli.forms import ShowFormat
from accordingto.cli.outputs import FileOutput, Output, StandardOutput
from accordingto.cli.tables import render_table
from accordingto.cli.terminal import (
    DEFAULT_WIDTH,
    MAX_WIDTH,
    discard_output,
    say,
    terminal_width,
    wants_colour,
)
from accordingto.errors import FilterError
from accordingto.ledger.details import load_details
from accordingto.ledger.filters import NO_FILTERS, Filters
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.listing import Page, count_rows
from accordingto.ledger.listings import Listing, ReviewFilter
from accordingto.ledger.shown import ShownRow, iterate_rows
from accordingto.views.json_rows import details_to_json, json_row
from accordingto.views.record_text import render_details
from accordingto.views.report_views import ReportView
from accordingto.views.sheet_rows import sheet_header, sheet_row
from accordingto.views.table_rows import COLUMNS, table_row

WIDEST_TABLE = 200
"""Columns of a terminal that a table takes up at most."""
ALL = 2**62
"""Rows of a page without end."""
_AT_ONCE = 50
"""Rows of a table that are laid out together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How it is written, and where to."""

    form: ShowFormat = ShowFormat.TABLE
    output: Path | None = None
    width: int | None = None
    colour: bool = False
    quiet: bool = False

    def columns(self, widest: int = MAX_WIDTH) -> int:
        """Return the columns to write: those asked for, else the terminal's, within bounds."""
        return self.width or (terminal_width(widest) if self.output is None else DEFAULT_WIDTH)

    @property
    def is_coloured(self) -> bool:
        """Tell whether it goes to a terminal that shows colours."""
        return self.colour and self.output is None and wants_colour()


@dataclass(frozen=True, slots=True)
class ShowRun:
    """What a user asked for."""

    listing: Listing
    ledger: str
    one: str | None
    asked: Asked
    page: Page
    look: Look


@dataclass(slots=True)
class _Tally:
    """What was written, for a word at the end."""

    rows: int = 0
    next: int | None = None
    total: int = 0
    """Rows of the whole list."""
    reviewed: int | None = None
    """Of these, those that a person stands for; None where that was not asked or is no question."""
    every: int | None = None
    """Rows without any filter, where none was found."""


def run_show(run: ShowRun) -> ExitCode:
    """Write what is asked for; errors are told on standard error."""
    tally = _Tally()
    try:
        filters = make_filters(run.asked)
        with Ledger.open(run.ledger) as ledger, ledger.look() as connection:
            if run.listing is Listing.CASES:
                _show_cases(connection, run, filters)
            elif run.one is None:
                _write(_list(connection, run, filters, tally), run.look.output)
            else:
                _write(_one(connection, run, filters, run.one), run.look.output)
    except FilterError as error:
        say(str(error))
        return ExitCode.USAGE
    except BrokenPipeError:
        discard_output()
        return ExitCode.OUTPUT_CLOSED
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except OSError as error:
        where = run.look.output or "standard output"
        say(f"{where}: cannot be written to: {error.strerror or error}")
        return ExitCode.MISCONFIGURED
    if not run.look.quiet and run.one is None and run.listing is not Listing.CASES:
        _tell(run, tally)
    return ExitCode.ALL_READ


def _show_cases(connection: Connection, run: ShowRun, filters: Filters) -> None:
    from accordingto.cli import showing_cases  # noqa: PLC0415 -- it loads what compares texts

    look = showing_cases.CaseLook(
        form=run.look.form,
        width=run.look.columns(MAX_WIDTH if run.one else WIDEST_TABLE),
        colour=run.look.is_coloured,
        write_csv=_csv,
    )
    if run.one is not None:
        _write(showing_cases.show_case(connection, run.one, filters, look), run.look.output)
        return
    _write(showing_cases.list_cases(connection, filters, run.page, look), run.look.output)
    if not run.look.quiet:
        showing_cases.tell_of_cases(connection, filters, run.page)


def _one(connection: Connection, run: ShowRun, filters: Filters, one: str) -> Iterator[str]:
    """Yield one report or record with all that surrounds it."""
    if replace(filters, as_of=None) != NO_FILTERS:
        raise FilterError(f"filters do not go with an id ({one!r}); only --as-of does")
    details = load_details(connection, run.listing, one, filters.as_of)
    if run.look.form is ShowFormat.JSON:
        yield json.dumps(details_to_json(run.listing, details), ensure_ascii=False) + "\n"
    elif run.look.form is ShowFormat.CSV:
        row = details.row
        yield _csv(sheet_header(run.listing))
        yield _csv(sheet_row(run.listing, row.found, ReportView(row.report)))
    else:
        yield render_details(details, width=run.look.columns(), colour=run.look.is_coloured)


def _list(connection: Connection, run: ShowRun, filters: Filters, tally: _Tally) -> Iterator[str]:
    rows = _rows(iterate_rows(connection, run.listing, filters, run.page), tally)
    _count(connection, run.listing, filters, tally)
    if run.look.form is ShowFormat.JSON:
        yield from _json(run.listing, rows, tally)
    elif run.look.form is ShowFormat.CSV:
        yield _csv(sheet_header(run.listing))
        for row in rows:
            yield _csv(sheet_row(run.listing, row.found, ReportView(row.report)))
    else:
        yield from _table(run, rows)


def _rows(
    found: Generator[ShownRow, None, int | None], tally: _Tally
) -> Generator[ShownRow, None, None]:
    """Yield rows, counted; note where the next page begins."""

    def counted() -> Generator[ShownRow, None, None]:
        tally.next = yield from found

    for row in counted():
        tally.rows += 1
        yield row


def _table(run: ShowRun, rows: Iterable[ShownRow]) -> Iterator[str]:
    waiting = iter(rows)
    is_first = True
    while part := list(islice(waiting, _AT_ONCE)):
        views = ((row, ReportView(row.report)) for row in part)
        yield render_table(
            COLUMNS[run.listing],
            [table_row(run.listing, row.found, view) for row, view in views],
            width=run.look.columns(WIDEST_TABLE),
            colour=run.look.is_coloured,
            with_headings=is_first,
        )
        is_first = False


def _json(listing: Listing, rows: Iterable[ShownRow], tally: _Tally) -> Iterator[str]:
    head: dict[str, str] = {"listing": listing.value}
    lead = json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": [\n'
    yield lead
    between = ""
    for row in rows:
        yield between + json.dumps(json_row(listing, row.found, row.report), ensure_ascii=False)
        between = ",\n"
    tail = {"shown": tally.rows, "total": tally.total, "reviewed": tally.reviewed}
    yield "\n], " + json.dumps(tail | {"next": tally.next})[1:] + "\n"


def _csv(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _write(parts: Iterable[str], path: Path | None) -> None:
    with ExitStack() as stack:
        output: Output = stack.enter_context(FileOutput(path)) if path else StandardOutput()
        for part in parts:
            output.write(part.encode("utf-8", "backslashreplace"))
        output.keep(is_whole=True)


def _count(connection: Connection, listing: Listing, filters: Filters, tally: _Tally) -> None:
    """Count the whole list, and how much of it people have reviewed."""
    tally.total = count_rows(connection, listing, filters)
    if not listing.is_of_names and filters.review is None:
        reviewed = replace(filters, review=ReviewFilter.REVIEWED)
        tally.reviewed = count_rows(connection, listing, reviewed)
    if not tally.total:
        tally.every = count_rows(connection, listing, NO_FILTERS)


def _tell(run: ShowRun, tally: _Tally) -> None:
    """Say on standard error how much of the list was shown, and how to see the rest."""
    if not tally.total:
        every = f"none of the {tally.every or 0:,} {run.listing} is like that"
        say(every if tally.every else f"the ledger holds no {run.listing} yet")
        return
    told = f"{tally.rows:,} of {tally.total:,} {run.listing}"
    if tally.reviewed is not None:
        told += f"; {tally.total - tally.reviewed:,} of {tally.total:,} not reviewed by a person"
    if tally.next is not None:
        told += f"; the next: --after {tally.next}, all: -n 0"
    say(told)
