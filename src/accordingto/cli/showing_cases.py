"""A run of `show cases`: a page of cases, or one whole, in the form that is asked for."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from accordingto.cli.forms import ShowFormat
from accordingto.cli.tables import render_table
from accordingto.cli.terminal import say
from accordingto.corroboration.casebook_looking import FoundCase, find_case, load_cases
from accordingto.errors import FilterError
from accordingto.ledger.case_listing import count_cases, find_cases, has_filters
from accordingto.ledger.case_rows import find_pending
from accordingto.ledger.filters import Filters
from accordingto.ledger.listing import Page
from accordingto.records.cases import Case
from accordingto.views.case_background import Showing
from accordingto.views.case_rows import CASE_COLUMNS, CASE_HEADER, case_cells, case_row
from accordingto.views.case_text import render_whole_case
from accordingto.views.case_words import plural
from accordingto.views.withheld_cases import case_to_plain, withheld_cases, withhold_in_case
from accordingto.views.withholding import Masks

STATUS = (
    "Put together by machine from readings as they stand and links that people decided on; not "
    "reviewed as a case."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLook:
    """How cases are written."""

    form: ShowFormat
    width: int
    colour: bool
    write_csv: Callable[[tuple[object, ...]], str]


def show_case(
    connection: Connection, asked: str, filters: Filters, look: CaseLook
) -> Iterator[str]:
    """Yield one case with all that is claimed about it."""
    if has_filters(filters):
        raise FilterError(f"filters do not go with a code ({asked!r})")
    found = find_case(connection, asked)
    loaded, withheld = load_cases(connection, [found.code]), Masks(connection).of_text
    case = withhold_in_case(loaded, loaded.case(found.code, loaded.groups[0]), withheld)
    if look.form is ShowFormat.JSON:
        plain = {"listing": "cases", "asked": found.asked, "case": case_to_plain(case)}
        yield json.dumps(plain, ensure_ascii=False) + "\n"
    elif look.form is ShowFormat.CSV:
        yield look.write_csv(CASE_HEADER)
        yield look.write_csv(case_cells(case))
    else:
        yield _redirect_told(found)
        showing = Showing(width=look.width, colour=look.colour, status=STATUS, withheld=withheld)
        yield render_whole_case(loaded, found.code, loaded.groups[0], showing) + "\n"


def _redirect_told(found: FoundCase) -> str:
    return "" if found.asked == found.code else f"{found.asked} is now part of {found.code}\n"


def list_cases(
    connection: Connection, filters: Filters, page: Page, look: CaseLook
) -> Iterator[str]:
    """Yield a page of cases; tell on standard error how much of the list that is."""
    listed = find_cases(connection, filters, page)
    withheld = Masks(connection).of_text
    cases = withheld_cases(connection, listed.codes, withheld)
    if look.form is ShowFormat.JSON:
        yield '{"listing": "cases", "rows": [\n'
        between = ""
        for case in cases:
            yield between + json.dumps(case_to_plain(case), ensure_ascii=False)
            between = ",\n"
        tail = {"shown": len(listed.codes), "total": count_cases(connection), "next": listed.next}
        yield "\n], " + json.dumps(tail)[1:] + "\n"
    elif look.form is ShowFormat.CSV:
        yield look.write_csv(CASE_HEADER)
        for case in cases:
            yield look.write_csv(case_cells(case))
    else:
        yield from _table(cases, look)


def _table(cases: Iterator[Case], look: CaseLook) -> Iterator[str]:
    is_first = True
    for case in cases:
        yield render_table(
            CASE_COLUMNS,
            [case_row(case)],
            width=look.width,
            colour=look.colour,
            with_headings=is_first,
        )
        is_first = False


def tell_of_cases(connection: Connection, filters: Filters, page: Page) -> None:
    """Say on standard error how many cases there are, and what they do not know yet."""
    listed, total = find_cases(connection, filters, page), count_cases(connection)
    waiting = len(find_pending(connection).fresh)
    if not total and not waiting:
        say("the ledger holds no cases yet")
    elif not listed.codes:
        say(f"none of the {total:,} cases is like that")
    else:
        more = f"; the next: --after {listed.next}, all: -n 0" if listed.next is not None else ""
        say(f"{len(listed.codes):,} of {plural(total, 'case')}; put together by machine{more}")
    if waiting:
        say(
            f"not corroborated as they stand: {plural(waiting, 'report')}; `accordingto "
            "corroborate --ledger` takes them up"
        )
