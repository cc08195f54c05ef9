"""One publication of another ledger, with how it came, its readings and its entries by hand."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, RowMapping, Table, func, insert, select, update

from accordingto.ledger.blobs import DamagedBytes, unpack
from accordingto.ledger.entry_tables import entries, entry_media
from accordingto.ledger.keeping import keep_reading, point_at
from accordingto.ledger.publications import Kept
from accordingto.ledger.readings import make_ready
from accordingto.ledger.rows import Value, add_row, find_id
from accordingto.ledger.search_index import settle_publication
from accordingto.ledger.store_tables import (
    arrivals,
    blobs,
    current_readings,
    publications,
    readings,
    texts,
)
from accordingto.ledger.tombstones import Kind, is_erased
from accordingto.records.codec import from_json

_FAR = 1_000_000_000
"""Versions are moved out of each other's way by this much while they are counted anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came over with one publication."""

    page: str
    is_new: bool
    arrivals: int = 0
    readings: int = 0
    differing: int = 0
    entries: int = 0
    is_left: bool = False
    """It was not taken: names were erased from just this text here."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reading of either ledger as it stands in this one."""

    id: int
    read_at: str
    sha256: str

    @property
    def order(self) -> tuple[str, str]:
        """The last in this order is shown."""
        return self.read_at, self.sha256


def merge_publication(into: Connection, source: Connection, row: RowMapping) -> Came:
    """Add a publication of another ledger, or what this one does not have of it."""
    publication_id = find_id(into, publications, key=row["key"])
    if _is_erased_otherwise(into, source, row["text_id"], publication_id):
        return Came(page=row["page"], is_new=False, is_left=True)
    is_new = publication_id is None
    text_id = _merge_text(into, source, row["text_id"])
    if publication_id is None:
        publication_id = _add_publication(into, row, text_id)
        is_changed = True
    else:
        is_changed = _set_earlier(into, publications, publication_id, "added_at", row["added_at"])
    before = _current(into, publication_id)
    counted = _Merger(into, source, row["id"], publication_id, text_id)
    came = counted.merge(row["page"], is_new=is_new)
    shown = [one for one in (before, counted.current_there()) if one is not None]
    if shown:
        winner = max(shown, key=lambda one: one.order)
        now = _current(into, publication_id)
        if now is None or now.id != winner.id:
            point_at(into, publication_id, winner.id)
    if is_changed or counted.moved or came.arrivals or came.readings or came.entries:
        settle_publication(into, publication_id)
    return came


def number_versions(into: Connection, pages: Iterable[str]) -> None:
    """Count the versions of pages anew, in the order in which they came in either ledger."""
    for page in sorted(set(pages)):
        asked = select(publications.c.id, publications.c.version).where(publications.c.page == page)
        found = into.execute(asked.order_by(publications.c.added_at, publications.c.key)).all()
        wrong = [(n, one.id) for n, one in enumerate(found, 1) if one.version != n]
        for away in (_FAR, 0):
            for number, publication_id in wrong:
                here = update(publications).where(publications.c.id == publication_id)
                into.execute(here.values(version=number + away))


def merge_blob(into: Connection, source: Connection, blob_id: int | None) -> int | None:
    """Keep bytes of another ledger, as they are packed there; return their row here."""
    if blob_id is None:
        return None
    row = source.execute(select(blobs).where(blobs.c.id == blob_id)).mappings().one()
    found = find_id(into, blobs, sha256=row["sha256"])
    if found is not None:
        return found
    return add_row(into, blobs, _without(row, "id"))


@dataclass(frozen=True, slots=True)
class _Merger:
    """What belongs to one publication of both ledgers."""

    into: Connection
    source: Connection
    theirs: int
    """Row of the publication there."""
    ours: int
    text_id: int
    moved: list[int] = field(default_factory=list)
    """Readings here that were made earlier there."""

    def merge(self, page: str, *, is_new: bool) -> Came:
        came = [self._merge_arrival(row) for row in self._rows(arrivals)]
        read = [self._merge_reading(row) for row in self._rows(readings)]
        return Came(
            page=page,
            is_new=is_new,
            arrivals=sum(came),
            readings=read.count(True),
            differing=read.count(None),
            entries=sum(self._merge_entry(row) for row in self._rows(entries)),
        )

    def current_there(self) -> _Reading | None:
        """Return the reading that is shown there, as it is known here."""
        asked = (
            select(readings)
            .join(current_readings, current_readings.c.reading_id == readings.c.id)
            .where(current_readings.c.publication_id == self.theirs)
        )
        row = self.source.execute(asked).mappings().one_or_none()
        if row is None:
            return None
        found = self._find_reading(row)
        return None if found is None else _reading(self.into, found)

    def _rows(self, table: Table) -> list[RowMapping]:
        asked = select(table).where(table.c.publication_id == self.theirs).order_by(table.c.id)
        return list(self.source.execute(asked).mappings())

    def _merge_arrival(self, row: RowMapping) -> bool:
        found = find_id(self.into, arrivals, publication_id=self.ours, sha256=row["sha256"])
        if found is not None:
            _set_earlier(self.into, arrivals, found, "arrived_at", row["arrived_at"])
            return False
        ours = _without(row, "id") | {
            "publication_id": self.ours,
            "blob_id": merge_blob(self.into, self.source, row["blob_id"]),
            "warc_blob_id": merge_blob(self.into, self.source, row["warc_blob_id"]),
        }
        add_row(self.into, arrivals, ours)
        return True

    def _merge_reading(self, row: RowMapping) -> bool | None:
        """Add a reading; tell whether it is new, or None where another stands in its place."""
        found = self._find_reading(row)
        blob = self.source.execute(select(blobs).where(blobs.c.id == row["blob_id"])).one()
        if found is not None:
            if _set_earlier(self.into, readings, found, "read_at", row["read_at"]):
                self.moved.append(found)
            return None if _reading(self.into, found).sha256 != blob.sha256 else False
        if blob.bytes is None:
            return False
        data = unpack(blob.packing, blob.bytes, blob.size)
        assert not isinstance(data, DamagedBytes)  # noqa: S101 -- the other ledger was verified
        came = select(arrivals.c.sha256).where(arrivals.c.id == row["arrival_id"])
        arrival = self.source.execute(came).scalar_one()
        arrival_id = find_id(self.into, arrivals, publication_id=self.ours, sha256=arrival)
        assert arrival_id is not None  # noqa: S101 -- arrivals came first
        kept = Kept(
            publication_id=self.ours,
            arrival_id=arrival_id,
            text_id=self.text_id,
            head_sha256=row["head_sha256"],
            version=0,
            is_new=False,
            is_new_arrival=False,
        )
        # What it is found by is made with the text, which is not in the bytes.
        text = self.into.execute(
            select(texts.c.text).where(texts.c.id == self.text_id)
        ).scalar_one()
        reading = from_json(data)
        whole = replace(reading, report=replace(reading.report, text=text))
        return keep_reading(self.into, kept, make_ready(whole), row["read_at"])

    def _find_reading(self, row: RowMapping) -> int | None:
        names = ("head_sha256", "reader", "version", "model_hash")
        same = {name: row[name] for name in names}
        return find_id(self.into, readings, publication_id=self.ours, **same)

    def _merge_entry(self, row: RowMapping) -> bool:
        asked = select(readings).where(readings.c.id == row["reading_id"])
        reading_id = self._find_reading(self.source.execute(asked).mappings().one())
        if reading_id is None or find_id(self.into, entries, reading_id=reading_id) is not None:
            return False
        ours = _without(row, "id") | {"publication_id": self.ours, "reading_id": reading_id}
        entry_id = add_row(self.into, entries, ours)
        media = select(entry_media).where(entry_media.c.entry_id == row["id"])
        rows = self.source.execute(media.order_by(entry_media.c.seq)).mappings()
        for one in rows:
            self.into.execute(insert(entry_media), _without(one, "id") | {"entry_id": entry_id})
        return True


def _is_erased_otherwise(
    into: Connection, source: Connection, text_id: int, publication_id: int | None
) -> bool:
    """Tell whether names were erased here that stand there, or others than there."""
    theirs = source.execute(select(texts.c.sha256).where(texts.c.id == text_id)).scalar_one()
    if is_erased(into, Kind.TEXT, theirs):
        return True
    if publication_id is None:
        return False
    ours = select(texts.c.sha256).join(publications, publications.c.text_id == texts.c.id)
    now = into.execute(ours.where(publications.c.id == publication_id)).scalar_one()
    return bool(now != theirs)


def _merge_text(into: Connection, source: Connection, text_id: int) -> int:
    row = source.execute(select(texts).where(texts.c.id == text_id)).mappings().one()
    found = find_id(into, texts, sha256=row["sha256"])
    return add_row(into, texts, _without(row, "id")) if found is None else found


def _add_publication(into: Connection, row: RowMapping, text_id: int) -> int:
    asked = select(func.max(publications.c.version)).where(publications.c.page == row["page"])
    version = (into.execute(asked).scalar() or 0) + 1
    return add_row(
        into, publications, _without(row, "id") | {"text_id": text_id, "version": version}
    )


def _set_earlier(into: Connection, table: Table, row_id: int, name: str, time: str) -> bool:
    """Let a time become the earlier of two; tell whether it did."""
    column = table.c[name]
    earlier = update(table).where(table.c.id == row_id, column > time).values({name: time})
    return into.execute(earlier).rowcount > 0


def _current(into: Connection, publication_id: int) -> _Reading | None:
    here = current_readings.c.publication_id == publication_id
    found = into.scalar(select(current_readings.c.reading_id).where(here))
    return None if found is None else _reading(into, found)


def _reading(into: Connection, reading_id: int) -> _Reading:
    asked = select(readings.c.id, readings.c.read_at, blobs.c.sha256)
    asked = asked.join(blobs, blobs.c.id == readings.c.blob_id).where(readings.c.id == reading_id)
    return _Reading(*into.execute(asked).one())


def _without(row: RowMapping, name: str) -> dict[str, Value]:
    return {key: value for key, value in row.items() if key != name}
