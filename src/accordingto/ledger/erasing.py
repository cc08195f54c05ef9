"""Names erased for good: blackened in texts and all that was made of them, bytes taken away.

Where a whole name stands in a text or in what came with it, the name and its parts are blackened in
that publication, character for character, so that offsets hold. The bytes that came go, since a
name may stand in them in any form. Hashes stay as names of things, and tombstones tell what they
hash to now.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, RowMapping, delete, func, select, update

from accordingto.ledger.blackening import blacken_reading, map_texts
from accordingto.ledger.blobs import DamagedBytes, keep_blob, unpack
from accordingto.ledger.case_rows import forget_readings_of
from accordingto.ledger.checks import arrival_of
from accordingto.ledger.erasing_beside import (
    erase_contents,
    erase_in_entries,
    erase_in_quarantine,
    erase_in_sheets,
)
from accordingto.ledger.exports import erase_in_exports
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.identities import Identity
from accordingto.ledger.names import NameFinder, blacken
from accordingto.ledger.plain import compact, parse_list, parse_object
from accordingto.ledger.readings import as_stored, make_ready, select_readings
from accordingto.ledger.record_tables import RECORD_TABLES
from accordingto.ledger.rows import add_rows, find_id, stream
from accordingto.ledger.store_tables import arrivals, blobs, publications, readings, texts
from accordingto.ledger.tombstones import Graveyard, Kind

_WORDS = ("title", "publisher", "report_id", "url", "path", "media_type", "tool")
_JSON = ("metadata", "extra", "fetched")
_LISTS = ("agencies", "problems")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was taken away."""

    texts: int
    publications: int
    blobs: int
    contents: int
    """Of decisions; these hold for nothing any more."""
    hashes: frozenset[str]
    """Of the texts that are there now."""


@dataclass
class _Found:
    texts: set[int] = field(default_factory=set)
    publications: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Eraser:
    """Takes names out of a ledger, within one transaction."""

    connection: Connection
    finder: NameFinder
    graveyard: Graveyard

    def erase(self) -> Erased:
        """Blacken and take away all that holds a name; the search index is left to the caller."""
        found = self._find()
        gone = set()
        for publication_id in sorted(found.publications):
            gone |= self._blacken_arrivals(publication_id)
        hashes = {self._blacken_text(text_id) for text_id in sorted(found.texts)}
        for publication_id in sorted(found.publications):
            self._bury_publication(publication_id)
        beside = (self.connection, self.finder)
        gone |= self._find_blobs() | erase_in_sheets(*beside)
        for blob_id in sorted(gone):
            self._take_away(blob_id)
        erase_in_entries(*beside)
        erase_in_exports(*beside)
        erase_in_quarantine(*beside, self.graveyard)
        contents = erase_contents(*beside, self.graveyard, hashes)
        return Erased(
            texts=len(hashes),
            publications=len(found.publications),
            blobs=len(gone),
            contents=contents,
            hashes=frozenset(hashes),
        )

    def _find(self) -> _Found:
        """Find the publications where a name stands in the text, or in what came with it."""
        found = _Found()
        for row in stream(self.connection, select(texts.c.id, texts.c.text)):
            if self.finder.finds(row["text"]):
                found.texts.add(row["id"])
        for row in stream(self.connection, select(arrivals)):
            if any(self.finder.finds(said) for said in _said(row)):
                found.publications.add(row["publication_id"])
        of_text = select(publications.c.id, publications.c.text_id, publications.c.source)
        rows = self.connection.execute(of_text).all()
        found.publications |= {row.id for row in rows if self.finder.finds(row.source)}
        found.texts |= {row.text_id for row in rows if row.id in found.publications}
        found.publications |= {row.id for row in rows if row.text_id in found.texts}
        return found

    def _blacken_arrivals(self, publication_id: int) -> set[int]:
        """Blacken how a publication came; return the bytes that it came with."""
        raw, warc = blobs.alias(), blobs.alias()
        asked = (
            select(arrivals, raw.c.sha256.label("raw_sha256"), warc.c.sha256.label("warc_sha256"))
            .outerjoin(raw, raw.c.id == arrivals.c.blob_id)
            .outerjoin(warc, warc.c.id == arrivals.c.warc_blob_id)
            .where(arrivals.c.publication_id == publication_id)
        )
        gone = set()
        for row in self.connection.execute(asked).mappings().all():
            gone |= {row["blob_id"], row["warc_blob_id"]} - {None}
            self._blacken_arrival(row)
        return gone

    def _blacken_arrival(self, row: RowMapping) -> None:
        black = self.finder.blacken
        changed: dict[str, str | None] = {name: black(row[name]) for name in _WORDS}
        for name in _JSON:
            if row[name] is not None:
                plain = {n: map_texts(v, black) for n, v in parse_object(row[name]).items()}
                changed[name] = compact({black(n): value for n, value in plain.items()})
        for name in _LISTS:
            changed[name] = compact([map_texts(one, black) for one in parse_list(row[name])])
        now = {**row, **changed}
        if now == dict(row):
            return
        arrival = arrival_of(now)
        self.graveyard.bury(Kind.ARRIVAL, row["sha256"], arrival.sha256)
        self.graveyard.bury(Kind.HEAD, row["head_sha256"], arrival.head.sha256)
        self.connection.execute(
            update(arrivals).where(arrivals.c.id == row["id"]).values(**changed)
        )

    def _blacken_text(self, text_id: int) -> str:
        """Blacken a text and its readings; return its hash, as it is now."""
        row = self.connection.execute(select(texts).where(texts.c.id == text_id)).one()
        spans = self.finder.find(row.text, with_parts=True)
        text = blacken(row.text, spans)
        sha256 = hash_text(text)
        self.graveyard.bury(Kind.TEXT, row.sha256, sha256, spans)
        forget_readings_of(self.connection, text_id)
        self._blacken_readings(text_id, text, sha256)
        twin = find_id(self.connection, texts, sha256=sha256)
        if twin in {None, text_id}:
            here = update(texts).where(texts.c.id == text_id)
            self.connection.execute(here.values(text=text, sha256=sha256))
        else:  # two texts that differed in the name alone are one now
            for table in (publications, readings):
                moved = update(table).where(table.c.text_id == text_id)
                self.connection.execute(moved.values(text_id=twin))
            self.connection.execute(delete(texts).where(texts.c.id == text_id))
        return sha256

    def _blacken_readings(self, text_id: int, text: str, sha256: str) -> None:
        asked = select_readings().where(readings.c.text_id == text_id, blobs.c.bytes.is_not(None))
        for row in self.connection.execute(asked).mappings().all():
            stored = as_stored(row)
            ready = make_ready(blacken_reading(stored.reading, self.finder, text, sha256))
            here = readings.c.id == stored.id
            old = self.connection.scalar(select(readings.c.blob_id).where(here))
            new = keep_blob(self.connection, ready.data)
            if new == old:
                continue
            self.connection.execute(update(readings).where(here).values(blob_id=new))
            for table in RECORD_TABLES:
                self.connection.execute(delete(table).where(table.c.reading_id == stored.id))
                rows = [{"reading_id": stored.id, **one} for one in ready.rows.get(table.name, ())]
                if rows:
                    add_rows(self.connection, table, rows)
            still = select(func.count()).where(readings.c.blob_id == old)
            if old is not None and not self.connection.scalar(still):
                self._take_away(old)

    def _bury_publication(self, publication_id: int) -> None:
        """Blacken source and address; tell what the key is made of now."""
        first = (
            select(publications, texts.c.sha256, texts.c.characters, arrivals.c.title)
            .join(texts, texts.c.id == publications.c.text_id)
            .join(arrivals, arrivals.c.publication_id == publications.c.id)
            .where(publications.c.id == publication_id)
            .order_by(arrivals.c.id)
            .limit(1)
        )
        row = self.connection.execute(first).mappings().one()
        names = ("source", "given_id", "publisher", "url")
        changed = {name: self.finder.blacken(row[name]) for name in names}
        identity = Identity(
            source=changed["source"],
            given_id=changed["given_id"],
            text_sha256=row["sha256"],
            has_url=bool(changed["url"]),
            title_alone="" if row["characters"] else row["title"],
        )
        self.graveyard.bury(Kind.PUBLICATION, row["key"], identity.key)
        # A publication that is alone on its page has its key for a page.
        kind = Kind.PUBLICATION if row["page"] == row["key"] else Kind.PAGE
        if kind is Kind.PAGE:
            self.graveyard.bury(Kind.PAGE, row["page"], identity.page)
        here = update(publications).where(publications.c.id == publication_id)
        self.connection.execute(here.values(**changed))

    def _find_blobs(self) -> set[int]:
        """Find other bytes in which a name stands in the clear: of sheets, of what was refused."""
        used = select(readings.c.blob_id)
        asked = select(blobs).where(blobs.c.bytes.is_not(None), blobs.c.id.not_in(used))
        return {row["id"] for row in stream(self.connection, asked) if _holds(row, self.finder)}

    def _take_away(self, blob_id: int) -> None:
        row = self.connection.execute(select(blobs.c.sha256).where(blobs.c.id == blob_id)).one()
        self.graveyard.bury(Kind.BLOB, row.sha256, None)
        here = update(blobs).where(blobs.c.id == blob_id)
        self.connection.execute(here.values(bytes=None))


def _said(row: RowMapping) -> Iterable[str]:
    yield from (row[name] for name in _WORDS)
    yield from (row[name] for name in (*_JSON, *_LISTS) if row[name] is not None)


def _holds(row: RowMapping, finder: NameFinder) -> bool:
    data = unpack(row["packing"], row["bytes"], row["size"])
    if isinstance(data, DamagedBytes):
        return False
    return any(finder.finds(data.decode(code, "replace")) for code in _codes(data))


def _codes(data: bytes) -> Sequence[str]:
    return ("utf-8", "utf-16") if b"\0" in data[:64] else ("utf-8", "latin-1")
