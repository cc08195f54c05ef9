"""What a ledger has to add to a user's sheet: what the reports say that its rows name by address.

The user's own cells are never touched. Each toll and each blame stands with who says it, and with
whether a person has reviewed it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from accordingto.formats.added_columns import AddedColumn
from accordingto.ledger.as_it_stands import StandingReading, load_touched, stand
from accordingto.ledger.entry_tables import sheet_rows
from accordingto.ledger.page_addresses import forms_of, plain_address
from accordingto.ledger.plain import parse_list
from accordingto.ledger.readings import as_stored, select_readings
from accordingto.ledger.sheets import StoredSheet
from accordingto.ledger.store_tables import current_readings, publications, readings
from accordingto.records.base import Mention
from accordingto.records.readings import Reading

Hide = Callable[[Reading], Callable[[str], str]]
"""Makes, for a reading, what withholds the names that are not to be shown."""
_PART = 100
_SHOWN = 20
"""Claims of one row that are written out; the rest is counted."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What one report says."""

    report: str
    tolls: tuple[str, ...]
    blame: tuple[str, ...]
    reviewed: int
    records: int


def added_columns(
    connection: Connection, sheet: StoredSheet, hide: Hide
) -> tuple[AddedColumn, ...]:
    """Return the columns that a sheet is given back with."""
    rows = _addresses(connection, sheet)
    wanted = {plain_address(one) for addresses in rows.values() for one in addresses}
    said = _said_at(connection, sorted(wanted), hide)
    by_row = {
        number: [one for address in addresses for one in said.get(plain_address(address), ())]
        for number, addresses in rows.items()
    }
    return (
        AddedColumn("reports", _cells(by_row, lambda one: [one.report])),
        AddedColumn("killed and harmed, by who says so", _cells(by_row, lambda one: one.tolls)),
        AddedColumn("blame, by who says so", _cells(by_row, lambda one: one.blame)),
        AddedColumn("tolls and incidents reviewed by a person", _reviewed(by_row)),
    )


def _cells(
    by_row: Mapping[int, Sequence[_Said]], told_by: Callable[[_Said], Iterable[str]]
) -> dict[int, str]:
    cells = {}
    for number, said in by_row.items():
        told = list(dict.fromkeys(words for one in said for words in told_by(one)))
        more = f"; and {len(told) - _SHOWN:,} more" if len(told) > _SHOWN else ""
        if told:
            cells[number] = "; ".join(told[:_SHOWN]) + more
    return cells


def _reviewed(by_row: Mapping[int, Sequence[_Said]]) -> dict[int, str]:
    counts = {
        number: (sum(one.reviewed for one in said), sum(one.records for one in said))
        for number, said in by_row.items()
    }
    return {number: f"{done:,} of {all_:,}" for number, (done, all_) in counts.items() if all_}


def _addresses(connection: Connection, sheet: StoredSheet) -> dict[int, list[str]]:
    asked = select(sheet_rows.c.number, sheet_rows.c.urls).where(sheet_rows.c.sheet_id == sheet.id)
    return {
        row.number: [str(url) for url in parse_list(row.urls)]
        for row in connection.execute(asked.order_by(sheet_rows.c.number))
    }


def _said_at(
    connection: Connection, addresses: Sequence[str], hide: Hide
) -> dict[str, list[_Said]]:
    """Return what the reports at some addresses say, a few held at a time."""
    said: dict[str, list[_Said]] = {}
    for start in range(0, len(addresses), _PART):
        part = addresses[start : start + _PART]
        for url, standing in _standing_at(connection, part):
            said.setdefault(plain_address(url), []).append(_say(standing, url, hide))
    return said


def _standing_at(
    connection: Connection, addresses: Sequence[str]
) -> Iterator[tuple[str, StandingReading]]:
    forms = [form for address in addresses for form in forms_of(address)]
    here = (
        select(current_readings.c.reading_id, publications.c.url)
        .join(publications, publications.c.id == current_readings.c.publication_id)
        .where(publications.c.source.in_(forms))
    )
    urls = {row.reading_id: row.url for row in connection.execute(here)}
    asked = select_readings().where(readings.c.id.in_(urls)).order_by(readings.c.publication_id)
    touched = load_touched(connection, list(urls))
    for row in connection.execute(asked).mappings():
        stored = as_stored(row)
        yield urls[stored.id], stand(stored.reading, touched.get(stored.id, ()))


def _say(standing: StandingReading, url: str, hide: Hide) -> _Said:
    reading = standing.reading
    veil = hide(reading)
    info = reading.report
    publisher = info.publisher or plain_address(url).partition("/")[0]
    day = info.published_used.date_from
    figures = (*reading.figures, *reading.headline.figures)
    incidents = (*reading.incidents, *reading.headline.incidents)
    records = [record.id for record in (*figures, *incidents)]
    return _Said(
        report=veil(", ".join(filter(None, (publisher, str(day or ""), info.title)))),
        tolls=tuple(
            f"{one.state} {veil(one.words)} ({_by(one.source, publisher, veil)}, "
            f"{_status(standing, one.id)})"
            for one in figures
        ),
        blame=tuple(
            f"{veil(one.actor.text)}: {one.mode} ({_by(one.source, publisher, veil)}, "
            f"{_status(standing, incident.id)})"
            for incident in incidents
            for one in incident.blame
        ),
        reviewed=sum(map(standing.is_reviewed, records)),
        records=len(records),
    )


def _by(source: Mention | None, publisher: str, veil: Callable[[str], str]) -> str:
    """Say who says something: never nobody."""
    if source is None:
        return f"in the words of {publisher}"
    return f"according to {veil(source.text)}, in {publisher}"


def _status(standing: StandingReading, record: str) -> str:
    review = standing.review_of(record)
    if standing.entered_by is not None and not review.decisions:
        return f"entered by {standing.entered_by}"
    return review.status.value
