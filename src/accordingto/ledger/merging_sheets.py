"""Users' own sheets and quarantine of another ledger."""

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from accordingto.ledger.entry_tables import sheet_claims, sheet_rows, sheets
from accordingto.ledger.merging_publications import merge_blob
from accordingto.ledger.rows import Value, add_row, find_id, stream
from accordingto.ledger.store_tables import blobs, publications, quarantine

_SAME_SHEET = ("name", "form", "sheet", "mapping", "headers", "header_row")
_FAR = 1_000_000_000


def merge_sheets(into: Connection, source: Connection) -> int:
    """Add the sheets that this ledger does not have; return how many."""
    added = 0
    names: set[str] = set()
    asked = select(sheets, blobs.c.sha256).join(blobs, blobs.c.id == sheets.c.blob_id)
    for row in source.execute(asked.order_by(sheets.c.id)).mappings():
        found = _find_sheet(into, row)
        if found is not None:
            earlier = update(sheets).where(sheets.c.id == found)
            earlier = earlier.where(sheets.c.imported_at > row["imported_at"])
            into.execute(earlier.values(imported_at=row["imported_at"]))
        else:
            _add_sheet(into, source, row)
            added += 1
        names.add(row["name"])
    for name in sorted(names):
        _number(into, name)
    return added


def merge_quarantine(into: Connection, source: Connection) -> int:
    """Add what is in quarantine there; of what is in both, the later word holds.

    Return how much was added.
    """
    added = 0
    asked = select(quarantine, publications.c.key.label("publication")).outerjoin(
        publications, publications.c.id == quarantine.c.publication_id
    )
    for row in stream(source, asked.order_by(quarantine.c.id)):
        found = find_id(into, quarantine, key=row["key"])
        if found is not None:
            _settle(into, found, row)
            continue
        publication = row["publication"]
        ours = _plain(row, "id", "publication") | {
            "blob_id": merge_blob(into, source, row["blob_id"]),
            "publication_id": None
            if publication is None
            else find_id(into, publications, key=publication),
        }
        add_row(into, quarantine, ours)
        added += 1
    return added


def _settle(into: Connection, held_id: int, theirs: RowMapping) -> None:
    asked = select(quarantine).where(quarantine.c.id == held_id)
    ours = into.execute(asked).mappings().one()
    last = max((ours, theirs), key=_last_word)
    names = ("path", "line", "code", "message", "resolved_at")
    told: dict[str, Value] = {name: last[name] for name in names}
    told |= {
        "attempts": max(ours["attempts"], theirs["attempts"]),
        "first_at": min(ours["first_at"], theirs["first_at"]),
        "last_at": max(ours["last_at"], theirs["last_at"]),
    }
    if any(ours[name] != value for name, value in told.items()):
        into.execute(update(quarantine).where(quarantine.c.id == held_id).values(told))


def _last_word(row: RowMapping) -> tuple[str, str, str, int, str, str]:
    """Order what two ledgers say of one thing: the same, whichever of them is asked first."""
    latest = max(row["last_at"], row["resolved_at"] or "")
    line = -1 if row["line"] is None else row["line"]
    return latest, row["resolved_at"] or "", row["path"], line, row["code"], row["message"]


def _find_sheet(into: Connection, row: RowMapping) -> int | None:
    same = [sheets.c[name].is_not_distinct_from(row[name]) for name in _SAME_SHEET]
    asked = select(sheets.c.id).join(blobs, blobs.c.id == sheets.c.blob_id)
    found = into.execute(asked.where(blobs.c.sha256 == row["sha256"], *same)).scalars().first()
    return None if found is None else int(found)


def _add_sheet(into: Connection, source: Connection, row: RowMapping) -> None:
    named = sheets.c.name == row["name"]
    last = into.execute(select(func.max(sheets.c.version)).where(named)).scalar() or 0
    blob_id = merge_blob(into, source, row["blob_id"])
    own = _plain(row, "id", "sha256") | {"version": last + 1, "blob_id": blob_id}
    sheet_id = add_row(into, sheets, own)
    asked = select(sheet_rows).where(sheet_rows.c.sheet_id == row["id"])
    for case in stream(source, asked.order_by(sheet_rows.c.number)):
        row_id = add_row(into, sheet_rows, _plain(case, "id") | {"sheet_id": sheet_id})
        claims = select(sheet_claims).where(sheet_claims.c.row_id == case["id"])
        for claim in source.execute(claims.order_by(sheet_claims.c.seq)).mappings().all():
            into.execute(insert(sheet_claims), _plain(claim, "id") | {"row_id": row_id})


def _number(into: Connection, name: str) -> None:
    """Count the versions of a sheet anew, in the order in which they came in either ledger."""
    asked = select(sheets.c.id, sheets.c.version).join(blobs, blobs.c.id == sheets.c.blob_id)
    asked = asked.where(sheets.c.name == name)
    found = into.execute(asked.order_by(sheets.c.imported_at, blobs.c.sha256)).all()
    wrong = [(number, one.id) for number, one in enumerate(found, 1) if one.version != number]
    for away in (_FAR, 0):
        for number, sheet_id in wrong:
            here = update(sheets).where(sheets.c.id == sheet_id)
            into.execute(here.values(version=number + away))


def _plain(row: RowMapping, *without: str) -> dict[str, Value]:
    return {name: value for name, value in row.items() if name not in without}
