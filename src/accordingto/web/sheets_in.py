"""Sheets that were brought: what would be kept of one, before it is, and what it decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from accordingto.api.claims import ClaimsTaken, Deciding, open_claims, read_claims, take_claims
from accordingto.errors import IngestError
from accordingto.formats.claim_edits import Edit
from accordingto.ingest.headers import load_headers
from accordingto.ingest.mapping import (
    DateOrder,
    FigureColumns,
    TableKind,
    TableMapping,
    TableOptions,
    parse_mapping,
    write_mapping,
)
from accordingto.ingest.sheets import CaseRow, CaseSheet, SheetClaim, form_of, read_case_bytes
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.sheets import SheetKept, store_sheet
from accordingto.records.values import State, Who
from accordingto.views.visible import make_plain
from accordingto.web.drafts import Draft
from accordingto.web.refusals import RefusedError

ROWS_SHOWN = 20
FAULTS_TOLD = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChosen:
    """Columns that are taken for counts of people harmed."""

    state: State
    who: Who = Who.UNKNOWN
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingChosen:
    """What a person says of the columns of a sheet."""

    columns: tuple[tuple[str, str], ...]
    """What a column is taken for, and its name; an empty name takes none."""
    figures: tuple[FigureChosen, ...]
    dates: DateOrder | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """A row as it would be kept."""

    number: int
    code: str
    days: str
    place: str
    country: str
    kind: str
    tolls: tuple[str, ...]
    urls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPreview:
    """A sheet as it would be kept; nothing is yet."""

    name: str
    about: str
    """As in "comma-separated, UTF-8"."""
    names: tuple[str, ...]
    """All columns, in order."""
    things: tuple[tuple[str, str], ...]
    """What a column can be taken for, and the name of the one that is."""
    figures: tuple[FigureChosen, ...]
    dates: DateOrder | None
    is_guess: bool
    mapping: str
    """As TOML, for `--mapping`."""
    rows: tuple[RowShown, ...]
    row_count: int
    claim_count: int
    faults: tuple[str, ...]
    """Rows that cannot be read, or of which something cannot; the first of them."""
    fault_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A row of a claims sheet that decides something."""

    line: int
    record: str
    case: str
    decision: str
    changes: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPreview:
    """What a claims sheet decides, or has decided."""

    rows: int
    decided: tuple[Decided, ...]
    already: int
    since: int
    faults: tuple[str, ...]


def is_claims(draft: Draft) -> bool:
    """Tell whether a file is a claims sheet, whole or with columns missing."""
    try:
        return open_claims(draft.path) is not None
    except IngestError as error:
        return error.code == "no_column"


def preview_sheet(draft: Draft, chosen: MappingChosen | None) -> SheetPreview:
    """Return a sheet as it would be kept. Raises RefusedError when it cannot be read."""
    sheet = _open(draft, None if chosen is None else _mapping_of(chosen))
    faults: list[str] = []
    rows = list(_rows(sheet, faults))
    mapping, names = sheet.mapping, tuple(str(name) for name in sheet.table.names)
    known = load_headers()[TableKind.CASES]
    return SheetPreview(
        name=Path(draft.name).stem,
        about=sheet.table.about,
        names=names,
        things=tuple((thing, mapping.columns.get(thing, "")) for thing in known),
        figures=tuple(_figure(one) for one in mapping.figures),
        dates=mapping.dates,
        is_guess=chosen is None,
        mapping=write_mapping(mapping, names),
        rows=tuple(map(_shown, rows[:ROWS_SHOWN])),
        row_count=len(rows),
        claim_count=sum(len(row.claims) for row in rows),
        faults=tuple(map(make_plain, faults[:FAULTS_TOLD])),
        fault_count=len(faults),
    )


def keep_sheet(ledger: Ledger, draft: Draft, name: str, mapping: str, by: str) -> SheetKept:
    """Keep a sheet with the mapping that was shown. Raises RefusedError when it cannot be."""
    sheet = _open(draft, parse_mapping(mapping, Path("mapping")))
    rows = list(_rows(sheet, []))
    with ledger.change() as connection:
        return store_sheet(connection, name, sheet, rows, ledger.now(), by or None)


def take_decisions(ledger: Ledger, draft: Draft, by: str, *, dry_run: bool) -> ClaimsPreview:
    """Record what a claims sheet decides, or only look. Raises RefusedError when it is none."""
    try:
        rows, faults = read_claims(draft.path)
        taken = take_claims(ledger, rows, faults, Deciding(by, dry_run, path=draft.name))
    except IngestError as error:
        raise RefusedError(422, error.message) from error
    return _decided(taken)


def _open(draft: Draft, mapping: TableMapping | None) -> CaseSheet:
    form = form_of(draft.path)
    if form is None:
        raise RefusedError(422, f"{draft.name}: no sheet; expected a file in CSV, TSV or XLSX")
    try:
        sheet = read_case_bytes(draft.path.read_bytes(), draft.name, form, TableOptions(mapping))
    except IngestError as error:
        raise RefusedError(422, f"{draft.name}: {error.message}") from error
    return replace(sheet, path=draft.name)


def _rows(sheet: CaseSheet, faults: list[str]) -> Iterator[CaseRow]:
    for row in sheet.rows:
        if isinstance(row, IngestError):
            faults.append(f"row {row.line}: {row.message}; the row is left out")
            continue
        if row.days_words and row.date_from is None:
            faults.append(f"row {row.number}: no one day in “{row.days_words}”: the words are kept")
        for claim in row.claims:
            if claim.low is None and claim.high is None:
                told = f"no number in “{claim.words}” ({claim.state}): the words are kept"
                faults.append(f"row {row.number}: {told}")
        yield row


def _mapping_of(chosen: MappingChosen) -> TableMapping:
    figures = (
        FigureColumns(state=one.state, who=one.who, low=one.low or None, high=one.high or None)
        for one in chosen.figures
        if one.low or one.high
    )
    return TableMapping(
        rows=TableKind.CASES,
        columns={thing: name for thing, name in chosen.columns if name},
        figures=tuple(figures),
        dates=chosen.dates,
    )


def _figure(columns: FigureColumns) -> FigureChosen:
    return FigureChosen(
        state=columns.state, who=columns.who, low=columns.low or "", high=columns.high or ""
    )


def _shown(row: CaseRow) -> RowShown:
    days = " to ".join(dict.fromkeys(filter(None, (row.date_from, row.date_to))))
    return RowShown(
        number=row.number,
        code=make_plain(row.code),
        days=days or make_plain(row.days_words),
        place=make_plain(row.facts.get("place", "")),
        country=make_plain(row.facts.get("country", "")),
        kind=make_plain(row.facts.get("kind", "")),
        tolls=tuple(map(_toll, row.claims)),
        urls=len(row.urls),
    )


def _toll(claim: SheetClaim) -> str:
    ends = (claim.low, claim.high)
    if claim.low is None and claim.high is None:
        number = f"“{make_plain(claim.words)}”, no number"
    elif claim.low == claim.high:
        number = f"{claim.low:,}"
    else:
        number = " to ".join("?" if one is None else f"{one:,}" for one in ends)
    who = "" if claim.who is Who.UNKNOWN else f" {claim.who}"
    return f"{number}{who} {claim.state}"


def _decided(taken: ClaimsTaken) -> ClaimsPreview:
    return ClaimsPreview(
        rows=taken.rows,
        decided=tuple(map(_edit, taken.edits)),
        already=taken.already,
        since=taken.since,
        faults=tuple(map(make_plain, taken.faults)),
    )


def _edit(edit: Edit) -> Decided:
    kind, _, record = edit.row.cell("record").partition("/")
    return Decided(
        line=edit.row.line,
        record=make_plain(f"{kind} {record[:12]}"),
        case=make_plain(edit.row.cell("case")),
        decision=str(edit.decision),
        changes=tuple(_changes(edit)),
        why=make_plain(edit.why),
    )


def _changes(edit: Edit) -> Sequence[str]:
    return [
        make_plain(f"{one.column}: {one.before or 'nothing'} → {one.after or 'nothing'}")
        for one in edit.changed
    ]
