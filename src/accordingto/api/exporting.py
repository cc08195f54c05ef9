"""The verb of a Python user who takes out what a ledger holds, in a format that others use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from accordingto import __version__
from accordingto.api.export_formats import load_exporter
from accordingto.api.export_material import LedgerMaterial
from accordingto.api.looking import Asked, Words, make_filters
from accordingto.corroboration import (
    blaming,
    copies,
    grading,
    independence,
    origins,
    ranges,
    reconciliation,
    stakes,
    voices,
)
from accordingto.corroboration.casebook_looking import find_case
from accordingto.corroboration.credits import RULE as CREDITS
from accordingto.corroboration.weights import load_weights
from accordingto.errors import FilterError
from accordingto.formats import acled_codes
from accordingto.formats.datapackage import describe_export
from accordingto.formats.editions import Edition, Exporter, LeftOut
from accordingto.formats.export_folder import Column, ExportFolder
from accordingto.ledger.case_rows import find_pending
from accordingto.ledger.exports import LoggedExport, log_export
from accordingto.ledger.filters import Filters
from accordingto.ledger.hashes import hash_bytes
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.state import read_state
from accordingto.views.visible import make_visible

__all__ = ["ExportAsked", "Exported", "export"]

RULES = (
    CREDITS,
    blaming.RULE,
    copies.RULE,
    grading.RULE,
    independence.RULE,
    origins.RULE,
    ranges.UCDP,
    reconciliation.RULE,
    stakes.RULE,
    voices.RULE,
)
"""Rules by which cases are put together, with their versions."""
_OF_FORMAT = {"acled-like": (acled_codes.RULE,)}
"""Rules by which a format alone is made."""
LEFT_OUT = "left_out.csv"
_LEFT_OUT_COLUMNS = (
    Column("what", "string", "Code of a case, key of a report, or id of a record."),
    Column("why", "string", "Why it is not in the export."),
)
ANYTHING = Asked()
_OPTIONS = {"first_day": "--from", "last_day": "--until"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportAsked:
    """What a person asks for."""

    format: str
    folder: Path
    asked: Asked = ANYTHING
    cases: tuple[str, ...] = ()
    """Codes of cases, or their starts; all that match where none is named."""
    with_unreviewed: bool = False
    by: str = ""
    """Who exports; stands in the ledger's log of exports."""
    licence: str = ""
    title: str = ""
    is_logged: bool = True
    """False for a ledger that may only be looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What came of an export."""

    files: tuple[str, ...]
    """In the folder."""
    cases: int
    """That match and go out."""
    left_out: tuple[LeftOut, ...]
    unreviewed: int
    """Cases that match, and are not in it since no person stands for any account of them."""
    pending: int
    """Reports that are not corroborated as they stand."""
    sha256: str
    """Of the folder's descriptor, as the ledger's log of exports has it."""


def export(  # noqa: PLR0913 -- each is one thing that a user may say, by its name
    format: str,  # noqa: A002 -- the word of the command line
    ledger: str | Path,
    folder: str | Path,
    *,
    first_day: str | date | None = None,
    last_day: str | date | None = None,
    place: Words = (),
    country: Words = (),
    actor: Words = (),
    source: Words = (),
    publisher: Words = (),
    kind: Words = (),
    blame: Words = (),
    min_toll: int | None = None,
    text: str = "",
    case: Words = (),
    include_unreviewed: bool = False,
    by: str = "",
    licence: str = "",
    title: str = "",
    log: bool = True,
) -> Exported:
    """Write what a ledger holds into a folder, in a format that `accordingto export --to` knows.

    Only what people reviewed or entered goes out, unless `include_unreviewed`. The same ledger and
    version give the same bytes. Raises FilterError when something that is asked for cannot be
    meant, ConfigurationError when the folder cannot be written to, StoreError when the ledger
    cannot be opened.
    """
    asked = Asked(
        first_day=first_day,
        last_day=last_day,
        place=place,
        country=country,
        actor=actor,
        source=source,
        publisher=publisher,
        kind=kind,
        blame=blame,
        min_toll=min_toll,
        text=text,
    )
    return run_export(
        str(ledger),
        ExportAsked(
            format=format,
            folder=Path(folder),
            asked=asked,
            cases=(case,) if isinstance(case, str) else tuple(case),
            with_unreviewed=include_unreviewed,
            by=by,
            licence=licence,
            title=title,
            is_logged=log,
        ),
    )


def run_export(
    ledger: str, asked: ExportAsked, on_bundle: Callable[[], None] | None = None
) -> Exported:
    """Export as asked, telling of each case and report gone through; raises as `export` does."""
    check_export(asked)
    opening = Opening.CHANGE if asked.is_logged else Opening.LOOK
    with Ledger.open(ledger, opening) as opened:
        return export_from(opened, asked, on_bundle)


def check_export(asked: ExportAsked) -> None:
    """Raise FilterError for a format that there is not, and for what cannot be meant."""
    load_exporter(asked.format)
    _filters(asked.asked)


def export_from(
    opened: Ledger, asked: ExportAsked, on_bundle: Callable[[], None] | None = None
) -> Exported:
    """Export from a ledger that is open, for changes if that is to be logged."""
    exporter, filters = load_exporter(asked.format), _filters(asked.asked)
    with opened.look() as connection, ExportFolder(asked.folder, make_visible) as folder:
        codes = frozenset(find_case(connection, one).code for one in asked.cases)
        material = LedgerMaterial(connection, filters, asked.with_unreviewed, codes or None)
        if on_bundle is not None:
            material = replace(material, on_bundle=on_bundle)
        edition = edition_of(connection, asked)
        left_out = _write(exporter, edition, material, folder)
        descriptor = describe_export(edition, folder.resources, len(left_out))
        sha256 = _keep(opened, asked, edition, folder, descriptor, len(left_out))
        return Exported(
            files=tuple(one.path for one in folder.resources),
            cases=len(material.codes),
            left_out=left_out,
            unreviewed=0 if asked.with_unreviewed else material.count_unreviewed(),
            pending=len(find_pending(connection).fresh),
            sha256=sha256,
        )


def _filters(asked: Asked) -> Filters:
    if asked.review is not None or asked.as_of is not None:
        raise FilterError("an export takes no --as-of, --unreviewed or --rejected")
    filters = make_filters(asked)
    first, last = filters.first_day, filters.last_day
    if first is not None and last is not None and first > last:
        raise FilterError(f"--from {first} lies after --until {last}; expected --from first")
    return filters


def edition_of(connection: Connection, asked: ExportAsked) -> Edition:
    """Return what was asked for, and of which ledger as it is now."""
    state = read_state(connection)
    return Edition(
        format=asked.format,
        ledger=state.ledger,
        state=state.sha256,
        as_of=state.as_of,
        program=f"accordingto {__version__}",
        rules=tuple(sorted({*RULES, *_OF_FORMAT.get(asked.format, ()), load_weights().rule})),
        filters=(*_told(asked.asked), *(("--case", code) for code in asked.cases)),
        with_unreviewed=asked.with_unreviewed,
        licence=asked.licence,
        title=asked.title,
    )


def _told(asked: Asked) -> Iterable[tuple[str, str]]:
    """Yield what was asked for, as it is typed."""
    for field in fields(asked):
        value = getattr(asked, field.name)
        name = _OPTIONS.get(field.name, f"--{field.name.replace('_', '-')}")
        several = value if isinstance(value, list | tuple) else (value,)
        yield from ((name, str(one)) for one in several if one not in {None, ""})


def _write(
    exporter: Exporter, edition: Edition, material: LedgerMaterial, folder: ExportFolder
) -> tuple[LeftOut, ...]:
    left_out = tuple(exporter.write(edition, material, folder))
    if left_out:
        rows = ([one.what, one.why] for one in left_out)
        folder.write_csv(
            LEFT_OUT, _LEFT_OUT_COLUMNS, rows, "What does not fit the format, and why."
        )
    return left_out


def _keep(
    ledger: Ledger,
    asked: ExportAsked,
    edition: Edition,
    folder: ExportFolder,
    descriptor: bytes,
    left_out: int,
) -> str:
    """Put the files in their place, and log that; both, or neither."""
    if not asked.is_logged:
        return folder.keep(descriptor)
    logged = LoggedExport(
        exported_at=ledger.now(),
        exported_by=asked.by,
        format=edition.format,
        filters=edition.filters,
        with_unreviewed=edition.with_unreviewed,
        state=edition.state,
        as_of=edition.as_of,
        program=edition.program,
        sha256=hash_bytes(descriptor),
        files={one.path: one.sha256 for one in folder.resources},
        left_out=left_out,
    )
    with ledger.change() as connection:
        log_export(connection, logged)
        return folder.keep(descriptor)
