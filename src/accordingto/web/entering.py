"""Entries by hand at the desk: fields of a page to forms, forms to records that are kept."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accordingto.corroboration.casebook import corroborate_pending
from accordingto.errors import IngestError
from accordingto.ingest.entries import Entry, entries_in
from accordingto.ledger.entries import store_entry
from accordingto.ledger.identities import identify
from accordingto.ledger.ledger import Ledger
from accordingto.records.base import JsonValue
from accordingto.records.entries import SCHEMA
from accordingto.views.visible import make_plain
from accordingto.web.adding import AddedReport, AddingDone, codes_of
from accordingto.web.jobs import Say
from accordingto.web.refusals import RefusedError

NAME = "(entered)"
"""Stands in the place of a file's path."""
_TAIL = "; mend it there, and enter the file again"
Plain = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Entries of one form, and what is wrong with those that are none."""

    entries: tuple[Entry, ...]
    faults: tuple[str, ...]


def parse_sheaf(text: str, by: str, today: date) -> Sheaf:
    """Return the entries in a text as `accordingto enter` takes it, TOML or JSON.

    Raises RefusedError when it is no form at all.
    """
    ending = ".json" if text.lstrip().startswith("{") else ".toml"
    try:
        found = list(entries_in(text, Path(f"{NAME}{ending}"), by, today))
    except IngestError as error:
        raise RefusedError(422, error.message) from error
    return Sheaf(
        tuple(one for one in found if isinstance(one, Entry)),
        tuple(_fault_of(one) for one in found if isinstance(one, IngestError)),
    )


def make_one(plain: Plain, by: str, today: date) -> Entry:
    """Return the entry of plain values; raises RefusedError with all that is wrong with it."""
    sheaf = parse_sheaf(json.dumps({"schema": SCHEMA, "entry": [_told(plain)]}), by, today)
    if sheaf.faults:
        raise RefusedError(422, sheaf.faults[0].removeprefix("entry 1: "))
    return sheaf.entries[0]


def keep_entries(
    ledger: Ledger, entries: Sequence[Entry], faults: Sequence[str], say: Say
) -> AddingDone:
    """Keep entries, link them into cases, and tell what became of each."""
    news: list[str] = []
    for entry in entries:
        with ledger.change() as connection:
            news.append(store_entry(connection, entry, ledger.now()).value)
    say("looking for the cases that it belongs to")
    settled = corroborate_pending(ledger)
    with ledger.look() as connection:
        kept = [
            _kept(entry, one, lambda key: codes_of(connection, key))
            for entry, one in zip(entries, news, strict=True)
        ]
    refused = [AddedReport(news="refused", told=make_plain(one), title=NAME) for one in faults]
    every = (*kept, *refused)
    counts = {one.news: sum(other.news == one.news for other in every) for one in every}
    return AddingDone(
        reports=every,
        counts=tuple(counts.items()),
        new_cases=settled.new,
        grown_cases=settled.grown,
    )


def _kept(entry: Entry, news: str, codes: Callable[[str], tuple[str, ...]]) -> AddedReport:
    key = identify(entry.incoming).key
    problems = "; ".join(one.message for one in entry.reading.problems)
    return AddedReport(
        news=news,
        told=make_plain(f"{news}{': ' if problems else ''}{problems}"),
        title=f"{entry.form.kind} of {entry.form.received.isoformat()}",
        report=key,
        cases=codes(key),
    )


def _fault_of(error: IngestError) -> str:
    return error.message.removesuffix(_TAIL)


def _told(plain: Plain) -> Plain:
    """Return plain values without those that are empty: unknown stays unknown."""
    told = {name: _pruned(value) for name, value in plain.items()}
    return {name: value for name, value in told.items() if _is_told(value)}


def _pruned(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return _told(value)
    if isinstance(value, list):
        return [one for one in map(_pruned, value) if _is_told(one)]
    return value.strip() if isinstance(value, str) else value


def _is_told(value: JsonValue) -> bool:
    return value not in ("", None, [], {})


def iterate_rows(columns: dict[str, list[str]]) -> Iterator[Plain]:
    """Yield the rows of a form's columns; raises RefusedError where these are not of one length."""
    if len({len(column) for column in columns.values()}) > 1:
        raise RefusedError(422, "the rows of the form are not whole; open the page again")
    for cells in zip(*columns.values(), strict=True):
        row: Plain = dict(zip(columns, cells, strict=True))
        if any(cell.strip() for cell in cells):
            yield row
