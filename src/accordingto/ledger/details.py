"""One report or record with all that surrounds it: decisions, links, versions, copies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import Connection, RowMapping, select

from accordingto.ledger.arrivals import load_report
from accordingto.ledger.decisions import find_entries, read_standing
from accordingto.ledger.linking import DecidedLink, links_of
from accordingto.ledger.listings import Listing
from accordingto.ledger.looking_up import find_one
from accordingto.ledger.plain import parse_object
from accordingto.ledger.publications import Publication, versions_of
from accordingto.ledger.redaction import read_withheld
from accordingto.ledger.shown import ShownRow, load_rows
from accordingto.ledger.standing import Recorded
from accordingto.ledger.store_tables import arrivals, publications, texts
from accordingto.ledger.versions import VersionChange, compare_texts
from accordingto.records.base import JsonValue
from accordingto.records.judgements import Target
from accordingto.records.kinds import Listed, records_of


@dataclass(frozen=True, slots=True)
class Came:
    """One time that a report came in."""

    at: str
    title: str
    published: str | None
    publisher: str
    path: str
    line: int | None
    tool: str
    extra: Mapping[str, JsonValue]
    """Unknown columns of its row, in their order."""
    metadata: Mapping[str, JsonValue]
    """What its source says beyond a report's fields."""
    fetched: Mapping[str, JsonValue] | None
    """Request and answer, for what came over the network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """A row of a list, and what surrounds it."""

    row: ShownRow
    decisions: tuple[Recorded, ...]
    """That hold for it, then notes; of a report, those about all of its records."""
    links: tuple[DecidedLink, ...]
    """Links with records of other reports that people decided on."""
    copies: tuple[Publication, ...]
    """Other publications of the same text."""
    versions: tuple[Publication, ...]
    """All on its page, oldest first; itself alone where there is one."""
    changes: tuple[VersionChange, ...]
    """From each version to the next; of reports only."""
    came: tuple[Came, ...]
    """Each time it came in; of reports only."""


def load_details(
    connection: Connection, listing: Listing, typed: str, as_of: date | None = None
) -> Details:
    """Return the one row that is meant, with all that surrounds it.

    Raises FilterError when there is none, or more than one.
    """
    found = find_one(connection, listing, typed, as_of)
    (row,) = load_rows(connection, [found], read_withheld(connection), as_of)
    facts, is_report = row.report.facts, not row.found.record
    versions = _until(versions_of(connection, facts.page), as_of)
    return Details(
        row=row,
        decisions=_decisions(connection, row),
        links=() if is_report else _links(connection, row, as_of),
        copies=tuple(_until(_copies(connection, row), as_of)),
        versions=tuple(versions),
        changes=tuple(_changes(connection, versions)) if is_report else (),
        came=_came(connection, row, as_of) if is_report else (),
    )


def _decisions(connection: Connection, row: ShownRow) -> tuple[Recorded, ...]:
    standing = row.report.standing
    if standing is None:
        return ()
    one = row.found.record
    reviews = [standing.review_of(one)] if one else list(standing.reviews.values())
    decided = (hash_ for review in reviews for hash_ in review.decisions)
    noted = (hash_ for review in reviews for hash_ in review.notes)
    hashes = dict.fromkeys((*decided, *noted))
    return tuple(one.recorded for hash_ in hashes for one in find_entries(connection, hash_))


def _links(connection: Connection, row: ShownRow, as_of: date | None) -> tuple[DecidedLink, ...]:
    standing = read_standing(connection, [row.report.facts.text_sha256])
    if as_of is not None:
        entries = standing.entries.values()
        standing = standing.of(one for one in entries if one.judgement.time.date() <= as_of)
    span = _listed(row).span
    kind = _listed(row).kind
    return tuple(
        link
        for link in links_of(standing)
        if any(_is_at(end, row.report.facts.text_sha256, kind, span) for end in link.ends)
    )


def _is_at(end: Target, sha256: str, kind: object, span: object) -> bool:
    return (end.sha256, end.kind, end.span) == (sha256, kind, span)


def _listed(row: ShownRow) -> Listed:
    standing = row.report.standing
    assert standing is not None  # noqa: S101 -- it has records
    every = (*records_of(standing.reading), *standing.rejected)
    return next(one for one in every if one.record.id == row.found.record)


def _copies(connection: Connection, row: ShownRow) -> list[Publication]:
    facts = row.report.facts
    if not facts.text:
        return []  # it has a title alone, and so have others
    own = [publications.c[name] for name in Publication.__slots__ if name in publications.c]
    asked = (
        select(*own, texts.c.sha256.label("text_sha256"))
        .join(texts, texts.c.id == publications.c.text_id)
        .where(texts.c.sha256 == facts.text_sha256, publications.c.id != facts.publication_id)
        .order_by(publications.c.id)
    )
    return [Publication(**found) for found in connection.execute(asked).mappings()]


def _until(found: Iterable[Publication], as_of: date | None) -> list[Publication]:
    last = as_of.isoformat() if as_of else "9"
    return [one for one in found if one.added_at[: len("2024-03-14")] <= last]


def _changes(connection: Connection, versions: Sequence[Publication]) -> list[VersionChange]:
    words = [_words(connection, one) for one in versions] if len(versions) > 1 else []
    return [
        compare_texts(one.version, old, other.version, new)
        for (one, old), (other, new) in pairwise(zip(versions, words, strict=False))
    ]


def _words(connection: Connection, publication: Publication) -> str:
    """Return the text of a publication; the title where it has no more."""
    report = load_report(connection, publication.id)
    return report.text or report.title


def _came(connection: Connection, row: ShownRow, as_of: date | None) -> tuple[Came, ...]:
    here = arrivals.c.publication_id == row.report.facts.publication_id
    asked = select(arrivals).where(here).order_by(arrivals.c.id)
    found = [_arrival(one) for one in connection.execute(asked).mappings()]
    return tuple(one for one in found if as_of is None or one.at[:10] <= as_of.isoformat())


def _arrival(row: RowMapping) -> Came:
    own = {name: row[name] for name in ("title", "published", "publisher", "path", "line", "tool")}
    return Came(
        at=row["arrived_at"],
        extra=parse_object(row["extra"]),
        metadata=parse_object(row["metadata"]),
        fetched=None if row["fetched"] is None else parse_object(row["fetched"]),
        **own,
    )
