"""Exports as the ledger remembers them: who took out what, and the hashes of the files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from accordingto.ledger.blackening import map_texts, texts_in
from accordingto.ledger.export_tables import exports
from accordingto.ledger.names import NameFinder
from accordingto.ledger.plain import compact, parse_list, parse_object, storable
from accordingto.ledger.rows import add_row


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedExport:
    """One export."""

    exported_at: str
    exported_by: str
    """Empty where nobody was named."""
    format: str
    filters: tuple[tuple[str, str], ...]
    with_unreviewed: bool
    state: str
    """Of the ledger as it was, as `LedgerState.sha256`."""
    as_of: str
    program: str
    sha256: str
    """Of the descriptor."""
    files: Mapping[str, str]
    """SHA-256 of each file by its name."""
    left_out: int


def log_export(connection: Connection, made: LoggedExport) -> None:
    """Remember an export."""
    add_row(
        connection,
        exports,
        {
            "exported_at": made.exported_at,
            "exported_by": storable(made.exported_by),
            "format": made.format,
            "filters": storable(compact([list(one) for one in made.filters])),
            "with_unreviewed": int(made.with_unreviewed),
            "state": made.state,
            "as_of": made.as_of,
            "program": made.program,
            "sha256": made.sha256,
            "files": storable(compact(dict(made.files))),
            "left_out": made.left_out,
        },
    )


def read_exports(connection: Connection) -> Iterator[LoggedExport]:
    """Yield the exports of this ledger, the first first."""
    for row in connection.execute(select(exports).order_by(exports.c.id)).mappings().all():
        pairs = [(str(one[0]), str(one[1])) for one in map(_pair, parse_list(row["filters"]))]
        yield LoggedExport(
            exported_at=row["exported_at"],
            exported_by=row["exported_by"],
            format=row["format"],
            filters=tuple(pairs),
            with_unreviewed=bool(row["with_unreviewed"]),
            state=row["state"],
            as_of=row["as_of"],
            program=row["program"],
            sha256=row["sha256"],
            files={name: str(value) for name, value in parse_object(row["files"]).items()},
            left_out=row["left_out"],
        )


def erase_in_exports(connection: Connection, finder: NameFinder) -> None:
    """Blacken names that people narrowed exports to."""
    asked = select(exports.c.id, exports.c.filters, exports.c.files)
    for row in connection.execute(asked).mappings().all():
        if finder.finds(texts_in([parse_list(row["filters"]), parse_object(row["files"])])):
            filters = map_texts(parse_list(row["filters"]), finder.blacken)
            files = map_texts(parse_object(row["files"]), finder.blacken)
            changed = {"filters": compact([filters])[1:-1], "files": compact([files])[1:-1]}
            connection.execute(update(exports).where(exports.c.id == row["id"]).values(**changed))


def _pair(value: object) -> list[object]:
    return value if isinstance(value, list) and len(value) == 2 else ["", ""]
