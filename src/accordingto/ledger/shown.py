"""Rows of lists with all that is shown of them: the report, and its reading as it stands."""

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from accordingto.ledger.as_it_stands import (
    StandingReading,
    load_touched,
    stand,
    stand_as_carried,
)
from accordingto.ledger.carrying import carry
from accordingto.ledger.decisions import read_standing
from accordingto.ledger.filters import Filters
from accordingto.ledger.listing import Found, Page, find_page
from accordingto.ledger.listings import Listing
from accordingto.ledger.plain import parse_list
from accordingto.ledger.readings import StoredReading, as_stored, select_readings
from accordingto.ledger.redaction import NOTHING_LIFTED, Lifted, Withheld, read_withheld
from accordingto.ledger.standing import Standing
from accordingto.ledger.store_tables import arrivals, publications, readings, texts

AT_ONCE = 200
"""Rows that are held at a time with their readings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What is known of a report beside its reading: what it is, and how it came."""

    publication_id: int
    key: str
    """Of the publication; the same in every ledger."""
    report_id: str
    title: str
    published: str | None
    """As it was given."""
    publisher: str
    agencies: tuple[str, ...]
    url: str
    source: str
    given_id: str
    page: str
    version: int
    versions: int
    """How many there are on its page."""
    text: str
    text_sha256: str
    added_at: str
    path: str
    line: int | None
    tool: str
    """What read the text out of the bytes that came."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A report with its reading."""

    facts: ReportFacts
    standing: StandingReading | None
    """None when it could not be read."""
    withheld: frozenset[str] = frozenset()
    """Names that people decided to withhold."""
    lifted: Lifted = NOTHING_LIFTED
    """What people decided to show."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a list with its report."""

    found: Found
    report: Shown


def iterate_rows(
    connection: Connection, listing: Listing, filters: Filters, page: Page
) -> Generator[ShownRow, None, int | None]:
    """Yield the rows of a page however long, few held at a time; return where the next begins.

    Raises FilterError as `find_page` does.
    """
    left, after = page.limit, page.after
    withheld = read_withheld(connection)
    while True:
        part = replace(page, limit=min(left, AT_ONCE), after=after)
        found = find_page(connection, listing, filters, part)
        yield from load_rows(connection, found.rows, withheld, filters.as_of)
        left, after = left - len(found.rows), found.next
        if after is None or left <= 0:
            return after


def load_rows(
    connection: Connection,
    found: Sequence[Found],
    withheld: Withheld,
    as_of: date | None = None,
) -> list[ShownRow]:
    """Return rows with their reports, as they stand, or as they were known on a day.

    Raises StoreError when a reading cannot be read back.
    """
    facts = load_facts(connection, {(row.publication_id, row.reading_id) for row in found})
    ids = sorted({row.reading_id for row in found if row.reading_id is not None})
    standing = _load_standing(connection, ids, as_of)
    return [
        ShownRow(row, _shown(facts[row.publication_id, row.reading_id], row, standing, withheld))
        for row in found
    ]


def load_reports(
    connection: Connection, wanted: Iterable[tuple[int, int]], withheld: Withheld
) -> dict[int, Shown]:
    """Return reports by the rows of their readings, given the rows of publications and readings.

    Raises StoreError when a reading cannot be read back.
    """
    facts = load_facts(connection, wanted)
    standing = _load_standing(connection, [reading for _, reading in facts if reading], None)
    return {
        reading: Shown(one, standing[reading], withheld.names_in(one.text_sha256), withheld.lifted)
        for (_, reading), one in facts.items()
        if reading is not None
    }


def _shown(
    facts: ReportFacts, row: Found, standing: Mapping[int, StandingReading], withheld: Withheld
) -> Shown:
    own = None if row.reading_id is None else standing[row.reading_id]
    return Shown(facts, own, withheld.names_in(facts.text_sha256), withheld.lifted)


def load_facts(
    connection: Connection, wanted: Iterable[tuple[int, int | None]]
) -> dict[tuple[int, int | None], ReportFacts]:
    """Return what is known of publications, with the title and date that a reading was given.

    Without a reading, with those that came last.
    """
    pairs = sorted(wanted, key=lambda pair: (pair[0], pair[1] or 0))
    read = {reading for _, reading in pairs if reading is not None}
    unread = {publication for publication, reading in pairs if reading is None}
    found: dict[tuple[int, int | None], ReportFacts] = {}
    asked = _select_facts(readings.c.id.label("reading_id")).join(
        readings, readings.c.arrival_id == arrivals.c.id
    )
    for row in connection.execute(asked.where(readings.c.id.in_(read))).mappings():
        found[row["publication_id"], row["reading_id"]] = _facts(row)
    last = (
        select(func.max(arrivals.c.id))
        .where(arrivals.c.publication_id.in_(unread))
        .group_by(arrivals.c.publication_id)
    )
    if unread:
        for row in connection.execute(_select_facts().where(arrivals.c.id.in_(last))).mappings():
            found[row["publication_id"], None] = _facts(row)
    return found


def _select_facts(*more: ColumnElement[int]) -> Select[tuple[object, ...]]:
    own = ("title", "published", "agencies", "path", "line", "tool", "report_id")
    pages = publications.alias()
    versions = (
        select(func.max(pages.c.version))
        .where(pages.c.page == publications.c.page)
        .correlate(publications)
        .scalar_subquery()
    )
    return (
        select(
            *(arrivals.c[name] for name in own),
            arrivals.c.publisher,
            publications.c.id.label("publication_id"),
            *(publications.c[name] for name in ("key", "url", "source", "given_id")),
            *(publications.c[name] for name in ("page", "version", "added_at")),
            versions.label("versions"),
            texts.c.text,
            texts.c.sha256.label("text_sha256"),
            *more,
        )
        .select_from(arrivals)
        .join(publications, publications.c.id == arrivals.c.publication_id)
        .join(texts, texts.c.id == publications.c.text_id)
    )


def _facts(row: RowMapping) -> ReportFacts:
    plain = {name: value for name, value in row.items() if name != "reading_id"}
    plain["agencies"] = tuple(map(str, parse_list(row["agencies"])))
    return ReportFacts(**plain)


def _load_standing(
    connection: Connection, ids: Sequence[int], as_of: date | None
) -> Mapping[int, StandingReading]:
    asked = select_readings().where(readings.c.id.in_(ids))
    stored = [as_stored(row) for row in connection.execute(asked).mappings()]
    if as_of is not None:
        return {one.id: _as_of(connection, one, as_of) for one in stored}
    touched = load_touched(connection, ids)
    return {one.id: stand(one.reading, touched.get(one.id, ())) for one in stored}


def _as_of(connection: Connection, stored: StoredReading, day: date) -> StandingReading:
    entries = read_standing(connection, [stored.text_sha256]).entries.values()
    known = [entry for entry in entries if entry.judgement.time.date() <= day]
    if not known:
        return StandingReading(stored.reading)
    return stand_as_carried(stored.reading, carry(stored.reading, Standing.of(known)))
