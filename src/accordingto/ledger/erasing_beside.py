"""Names erased from what stands beside reports: entries, sheets, quarantine, decisions."""

from collections.abc import Collection

from sqlalchemy import Connection, select, update

from accordingto.ledger.blackening import map_texts, texts_in
from accordingto.ledger.decision_tables import decision_contents, decision_targets
from accordingto.ledger.decisions import erase_content, texts_before
from accordingto.ledger.entry_tables import entries, entry_media, sheet_rows, sheets
from accordingto.ledger.hashes import hash_json
from accordingto.ledger.names import NameFinder
from accordingto.ledger.plain import compact, parse_list, parse_object
from accordingto.ledger.rows import stream
from accordingto.ledger.store_tables import quarantine
from accordingto.ledger.tombstones import Graveyard, Kind
from accordingto.records.canonical import parse_json

_CASE_WORDS = ("code", "days_words", "place", "country", "kind", "actors", "sources", "grade")


def erase_in_entries(connection: Connection, finder: NameFinder) -> None:
    """Take protected names out, and blacken notes on photos and documents."""
    for row in stream(connection, select(entries.c.id, entries.c.source_name)):
        if row["source_name"] is not None and finder.finds(row["source_name"]):
            here = update(entries).where(entries.c.id == row["id"])
            connection.execute(here.values(source_name=None))
    for row in connection.execute(select(entry_media)).mappings().all():
        if finder.finds(row["file"]) or finder.finds(row["note"] or ""):
            note = None if row["note"] is None else finder.blacken(row["note"])
            here = update(entry_media).where(entry_media.c.id == row["id"])
            connection.execute(here.values(file=finder.blacken(row["file"]), note=note))


def erase_in_sheets(connection: Connection, finder: NameFinder) -> set[int]:
    """Blacken cells and headers; return the rows of the files that have to go, packed or not."""
    touched: set[int] = set()
    for row in connection.execute(select(sheet_rows)).mappings().all():
        said = [row[name] or "" for name in _CASE_WORDS]
        if not any(map(finder.finds, (*said, row["cells"], row["urls"]))):
            continue
        touched.add(row["sheet_id"])
        changed = {n: row[n] and finder.blacken(row[n]) for n in _CASE_WORDS}
        cells = map_texts(parse_object(row["cells"]), finder.blacken)
        urls = map_texts(parse_list(row["urls"]), finder.blacken)
        changed |= {"cells": compact(cells), "urls": compact(urls)}  # type: ignore[arg-type]
        here = update(sheet_rows).where(sheet_rows.c.id == row["id"])
        connection.execute(here.values(**changed))
    for row in connection.execute(select(sheets)).mappings().all():
        own = ("name", "path", "sheet", "mapping")
        if any(finder.finds(row[name] or "") for name in (*own, "headers")):
            touched.add(row["id"])
            changed = {name: row[name] and finder.blacken(row[name]) for name in own}
            headers = map_texts(parse_list(row["headers"]), finder.blacken)
            changed["headers"] = compact(headers)  # type: ignore[arg-type]
            connection.execute(update(sheets).where(sheets.c.id == row["id"]).values(**changed))
    return set(connection.scalars(select(sheets.c.blob_id).where(sheets.c.id.in_(touched))))


def erase_in_quarantine(connection: Connection, finder: NameFinder, graveyard: Graveyard) -> None:
    """Blacken what is told of things that were refused."""
    own = ("path", "report_id", "message", "given")
    for row in connection.execute(select(quarantine)).mappings().all():
        if not any(finder.finds(row[name]) for name in own):
            continue
        given = map_texts(parse_object(row["given"]), finder.blacken)
        changed = {name: finder.blacken(row[name]) for name in own[:3]}
        changed["given"] = compact(given)  # type: ignore[arg-type]
        if row["key"] == hash_json(["ingest", row["path"], row["line"], row["code"]]):
            now = hash_json(["ingest", changed["path"], row["line"], row["code"]])
            graveyard.bury(Kind.QUARANTINE, row["key"], now)
        here = update(quarantine).where(quarantine.c.id == row["id"])
        connection.execute(here.values(**changed))


def erase_contents(
    connection: Connection, finder: NameFinder, graveyard: Graveyard, hashes: Collection[str]
) -> int:
    """Erase the contents of decisions that hold a name; about these texts, also a part of one."""
    about = {old for sha256 in hashes for old in texts_before(connection, sha256)}
    asked = select(decision_targets.c.decision_id).where(decision_targets.c.text_sha256.in_(about))
    near = set(connection.scalars(asked)) if about else set()
    asked_contents = select(decision_contents).where(decision_contents.c.content.is_not(None))
    gone = []
    for row in stream(connection, asked_contents.order_by(decision_contents.c.id)):
        said = texts_in(parse_json(row["content"]))
        if finder.find(said, with_parts=row["decision_id"] in near):
            gone.append(row["commitment"])
    why = graveyard.reason
    return sum(erase_content(connection, one, graveyard.now, why) for one in gone)
