"""The verb of a Python user who takes a claims sheet in again, with what was decided in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from accordingto.api.export_material import LedgerMaterial
from accordingto.corroboration.casebook import catch_up
from accordingto.errors import IngestError, JudgementError
from accordingto.formats.claim_edits import (
    IDENTITY,
    REVIEW,
    Comparer,
    Edit,
    RowFaultError,
    SheetRow,
)
from accordingto.formats.claim_rows import Cells, rows_of_case, rows_of_report
from accordingto.ingest.mapping import TableKind, TableMapping
from accordingto.ingest.sheets import form_of, open_table, read_sheet
from accordingto.ingest.tables import Table
from accordingto.ledger.decision_tables import reviews
from accordingto.ledger.filters import NO_FILTERS
from accordingto.ledger.judging import Asked, judge_within
from accordingto.ledger.ledger import Ledger, Opening, read_about
from accordingto.ledger.plain import parse_list
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.ledger.reviews import Status
from accordingto.ledger.store_tables import current_readings
from accordingto.records.judgements import Decision, check_reviewer
from accordingto.views.visible import make_visible

__all__ = ["ClaimsTaken", "import_claims", "open_claims"]

_Key = tuple[str, str]
"""Key of a publication and id of a record."""
NO_COLUMN = "no_column"
"""Code of the refusal of a claims sheet that lacks a column."""
_TELLING = frozenset({"decision", "record", "claim"})
"""Columns that no other sheet has together."""
_SAID = TableMapping(rows=TableKind.CASES, columns={name: name for name in sorted(_TELLING)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsTaken:
    """What came of a claims sheet."""

    rows: int
    edits: tuple[Edit, ...]
    """What is recorded, or would be."""
    already: int
    """Rows that decide what the same person had decided already."""
    since: int
    """Rows without a decision about which somebody decided since the sheet was written."""
    faults: tuple[str, ...]
    """Rows that decide nothing, each with its line, its column, and what was expected."""


class _UndoneError(Exception):
    """Nothing is to be kept."""


def open_claims(path: Path) -> Table | None:
    """Return the table of a claims sheet; None when the file is something else.

    Raises IngestError when it cannot be read, or is a claims sheet without all that it needs.
    """
    form = form_of(path)
    if form is None:
        return None
    table = open_table(read_sheet(path), str(path), form, _SAID)
    names = {name.strip().lower() for name in table.names}
    if not names >= _TELLING:
        return None
    if missing := sorted({*IDENTITY, *REVIEW} - names):
        raise IngestError(
            f"a claims sheet without {', '.join(missing)}; expected these columns as they were "
            "exported: records are found by them; put them back",
            path=str(path),
            code=NO_COLUMN,
        )
    return table


def import_claims(
    ledger: str | Path,
    path: str | Path,
    *,
    by: str,
    dry_run: bool = False,
    time: datetime | None = None,
) -> ClaimsTaken:
    """Record what a claims sheet decides, and tell what in it cannot be meant.

    A row that is at fault decides nothing, and stops no other. A `dry_run` records nothing. Raises
    IngestError when it is no claims sheet, or one of another ledger, JudgementError when nobody is
    named who decides, StoreError when the ledger cannot be opened.
    """
    check_reviewer(by)
    rows, faults = read_claims(Path(path))
    with Ledger.open(ledger, Opening.CHANGE) as opened:
        return take_claims(opened, rows, faults, Deciding(by, dry_run, time, str(path)))


@dataclass(frozen=True, slots=True)
class Deciding:
    """Who decides, and whether it is kept."""

    by: str
    dry_run: bool = False
    time: datetime | None = None
    path: str = "claims"
    """Where the sheet came from, for what is told of it."""


def read_claims(path: Path) -> tuple[list[SheetRow], list[str]]:
    """Return the rows of a claims sheet, and what is wrong with those that are none.

    Raises IngestError when it is no claims sheet.
    """
    table = open_claims(path)
    if table is None:
        raise IngestError(
            f"no claims sheet; expected columns {', '.join(sorted(IDENTITY))}, as `accordingto "
            "export --to claims` writes them",
            path=str(path),
            code="no_claims_sheet",
        )
    faults: list[str] = []
    return list(_rows(table, faults)), faults


def take_claims(
    opened: Ledger, rows: Sequence[SheetRow], faults: Sequence[str], deciding: Deciding
) -> ClaimsTaken:
    """Record what rows of a claims sheet decide, as `import_claims` does."""
    check_reviewer(deciding.by)
    taken: ClaimsTaken | None = None
    try:
        with opened.change() as connection:
            _expect_own(connection, rows, deciding.path)
            time = deciding.time or datetime.now(UTC)
            desk = _Desk(connection, deciding.by, time, list(faults))
            taken = desk.take(rows)
            if deciding.dry_run:
                raise _UndoneError
    except _UndoneError:
        pass
    if not deciding.dry_run:
        catch_up(opened)
    if taken is None:
        raise JudgementError("nothing came of the sheet; please report it")
    return taken


def _rows(table: Table, faults: list[str]) -> Iterator[SheetRow]:
    is_csv = table.sheet is None
    for row in table.rows:
        if isinstance(row, IngestError):
            faults.append(str(row))
        elif any(value not in {None, ""} for value in row.values.values()):
            run = (table.names[place].strip().lower() for place, _ in row.formulas)
            yield SheetRow.of(row.number, row.values, is_csv=is_csv, formulas=run)


def _expect_own(connection: Connection, rows: Sequence[SheetRow], path: str) -> None:
    """Refuse the sheet of another ledger; raises IngestError."""
    own = read_about(connection).get("ledger", "")
    for row in rows:
        found = row.cell("ledger").partition("/")[2]
        if found and found != own:
            raise IngestError(
                f"a sheet of another ledger ({found[:12]}); expected one that was exported from "
                f"this one ({own[:12]}); nothing was taken in",
                path=path,
                line=row.line,
                code="other_ledger",
            )


@dataclass
class _Desk:
    """Takes in the rows of a sheet, one after the other."""

    connection: Connection
    by: str
    time: datetime
    faults: list[str]
    comparer: Comparer = field(default_factory=lambda: Comparer(make_visible))
    already: int = 0
    since: int = 0

    def take(self, rows: Sequence[SheetRow]) -> ClaimsTaken:
        """Record what rows decide."""
        now = self._now(rows)
        edits: list[Edit] = []
        texts: set[str] = set()
        seen: dict[_Key, int] = {}
        for row in rows:
            try:
                key = (row.id_in("report"), row.id_in("record"))
                edit = self._edit(row, key, now)
                if edit is None:
                    continue
                if key in seen:
                    told = f"a second decision, after line {seen[key]}"
                    raise RowFaultError("record", told, "one row a record")
                texts |= self._record(edit, key)
            except RowFaultError as fault:
                self.faults.append(f"line {row.line}, {fault}")
            except JudgementError as error:
                self.faults.append(f"line {row.line}: {error}")
            else:
                seen[key] = row.line
                edits.append(edit)
        refresh_reviews(self.connection, texts)
        return ClaimsTaken(
            rows=len(rows),
            edits=tuple(edits),
            already=self.already,
            since=self.since,
            faults=tuple(self.faults),
        )

    def _edit(self, row: SheetRow, key: _Key, now: Mapping[_Key, Cells]) -> Edit | None:
        cells = now.get(key)
        if cells is None:
            self._tell_missing(row, key[1])
            return None
        is_as_exported = self.comparer.is_as_exported(row, cells)
        if not is_as_exported and not row.decision:
            self.since += 1
            return None
        if is_as_exported:
            return self.comparer.edit(row, cells)
        if self._is_decided(row, cells):
            self.already += 1
            return None
        raise _conflict(str(cells.get("status")), str(cells.get("reviewed_by") or "nobody"))

    def _is_decided(self, row: SheetRow, cells: Cells) -> bool:
        """Tell whether the same person has decided since what the row decides."""
        is_own = self.by in str(cells.get("reviewed_by") or "").split("; ")
        if not is_own or row.decision == "reject":
            return False
        wanted = "corrected" if row.decision == "correct" else "accepted"
        return cells.get("status") == wanted and not self.comparer.changes(row, cells)

    def _tell_missing(self, row: SheetRow, record: str) -> None:
        """Tell what became of a record that does not stand any more; raises RowFaultError."""
        if not row.decision:
            return
        asked = (
            select(reviews.c.status, reviews.c.reviewers)
            .join(current_readings, current_readings.c.reading_id == reviews.c.reading_id)
            .where(reviews.c.record == record)
        )
        found = self.connection.execute(asked).first()
        if found is None or found.status != Status.REJECTED.value:
            raise RowFaultError(
                "record",
                "a record that the ledger does not have, or has no more since it was read anew",
                "a sheet that was exported since",
            )
        names = [str(one) for one in parse_list(found.reviewers)]
        if row.decision == "reject" and self.by in names:
            self.already += 1
            return
        raise _conflict("rejected", "; ".join(names))

    def _record(self, edit: Edit, key: _Key) -> set[str]:
        asked = Asked(
            decision=Decision(edit.decision),
            ids=(key[1],),
            reviewer=self.by,
            time=self.time,
            why=edit.why,
            assignments=edit.assignments,
            publication=key[0],
        )
        (made,) = judge_within(self.connection, asked)
        return {target.sha256 for target in made.entry.judgement.targets}

    def _now(self, rows: Sequence[SheetRow]) -> dict[_Key, Cells]:
        """Return what a sheet would say now of the records of these rows."""
        material = LedgerMaterial(self.connection, NO_FILTERS, with_unreviewed=True)
        publications = {row.cell("report").partition("/")[2] for row in rows}
        found = _by_key(
            cells
            for bundle in material.reports_of(sorted(publications - {""}))
            for cells in rows_of_report(bundle, "")
        )
        codes = sorted({row.cell("case") for row in rows} - {""})
        # As the sheet has them: under the names withheld in all reports of a case.
        of_cases = (
            cells for bundle in material.cases_of(codes) for cells in rows_of_case(bundle, "")
        )
        return {**found, **_by_key(of_cases)}


def _by_key(rows: Iterable[Cells]) -> dict[_Key, Cells]:
    return {
        (str(cells["report"]).partition("/")[2], str(cells["record"]).partition("/")[2]): cells
        for cells in rows
    }


def _conflict(status: str, who: str) -> RowFaultError:
    return RowFaultError(
        "decision",
        f"one about a record that has been {status} since the sheet was written, by {who}",
        "a sheet that was exported since, so that you decide about what stands",
    )
