"""Files for a browser: a list, or what `export --to` writes as one archive; each is logged."""

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from accordingto import __version__
from accordingto.api.export_formats import FORMATS, load_exporter
from accordingto.api.exporting import ExportAsked, check_export, export_from
from accordingto.corroboration.casebook_looking import find_case
from accordingto.errors import FilterError
from accordingto.ledger.exports import LoggedExport, log_export
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.listings import Listing, ReviewFilter
from accordingto.ledger.state import read_state
from accordingto.web.lists_out import ListForm, check_list, write_list
from accordingto.web.narrowing import Narrowed
from accordingto.web.refusals import RefusedError

NOT_HERE: Mapping[str, str] = MappingProxyType(
    {"ledger-json": "it holds all names unmasked; `accordingto export --to ledger-json` writes it"}
)
"""Formats that a browser is not given, and why."""
ZIP = "application/zip"
_PIECE = 1 << 18
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""Time of every file of an archive: the same files give the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatOffered:
    """A format in which cases can be taken out."""

    name: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file on its way: what it is, and its bytes as they are made."""

    name: str
    media_type: str
    parts: Iterator[bytes]


@cache
def formats_offered() -> tuple[FormatOffered, ...]:
    """Return the formats that a browser can be given, by name."""
    names = sorted(set(FORMATS) - set(NOT_HERE))
    return tuple(FormatOffered(name=name, about=load_exporter(name).about) for name in names)


def export_list(ledger: Ledger, name: str, narrowed: Narrowed, by: str) -> Download:
    """Return a list as a file: `figures.csv`.

    Raises RefusedError when there is no such list, FilterError when a filter does not go with it.
    """
    listing, form = _list_of(name)
    filters = narrowed.filters()
    check_list(listing, filters)

    def parts() -> Iterator[bytes]:
        told = hashlib.sha256()
        try:
            with ledger.look() as connection:
                for part in write_list(connection, listing, form, filters):
                    told.update(part)
                    yield part
        finally:
            _log_list(ledger, name, narrowed, by, told.hexdigest())

    return Download(name=f"accordingto-{name}", media_type=form.media_type, parts=parts())


def export_archive(
    ledger: Ledger, name: str, narrowed: Narrowed, cases: tuple[str, ...], by: str
) -> Download:
    """Return what `export --to` writes as one ZIP file.

    Where no review is asked for, what a machine found goes out too, and is marked. Raises
    RefusedError when there is no such format, FilterError for what it does not take.
    """
    asked = ExportAsked(
        format=name,
        folder=Path(),
        asked=replace(narrowed.asked(), review=None),
        cases=cases,
        with_unreviewed=_with_unreviewed(narrowed),
        by=by,
    )
    check_export(asked)
    with ledger.look() as connection:
        for one in cases:
            find_case(connection, one)

    def parts() -> Iterator[bytes]:
        with TemporaryDirectory(prefix="accordingto-") as above:
            folder = Path(above) / name
            export_from(ledger, replace(asked, folder=folder))
            archive = Path(above) / "export.zip"
            _pack(folder, archive)
            with archive.open("rb") as stream:
                yield from iter(lambda: stream.read(_PIECE), b"")

    return Download(name=f"accordingto-{name}.zip", media_type=ZIP, parts=parts())


def check_form(name: str) -> None:
    """Raise RefusedError unless a browser can be given this form."""
    if name in NOT_HERE:
        raise RefusedError(403, f"{name} is not given to a browser: {NOT_HERE[name]}")
    if name not in FORMATS:
        lists = ", ".join(f"{one}.csv" for one in Listing)
        known = ", ".join(one.name for one in formats_offered())
        raise RefusedError(
            404,
            f"there is no form {name[:80]!r}; expected {lists}, the same with .json, or {known}",
        )


def is_list(name: str) -> bool:
    """Tell whether a list is asked for, and not a format."""
    listing, dot, form = name.rpartition(".")
    return bool(dot) and listing in set(Listing) and form in set(ListForm)


def _list_of(name: str) -> tuple[Listing, ListForm]:
    listing, _, form = name.rpartition(".")
    return Listing(listing), ListForm(form)


def _with_unreviewed(narrowed: Narrowed) -> bool:
    if narrowed.review in {ReviewFilter.UNREVIEWED, ReviewFilter.REJECTED}:
        raise FilterError(
            f"review={narrowed.review}: a format takes out what people reviewed, or all but what "
            "they rejected; expected review=reviewed or none; a list as CSV or JSON takes it"
        )
    return not narrowed.review


def _log_list(ledger: Ledger, name: str, narrowed: Narrowed, by: str, sha256: str) -> None:
    with ledger.look() as connection:
        state = read_state(connection)
    made = LoggedExport(
        exported_at=ledger.now(),
        exported_by=by,
        format=name,
        filters=tuple((f"--{key.replace('_', '-')}", value) for key, value in narrowed.pairs()),
        with_unreviewed=narrowed.review != ReviewFilter.REVIEWED,
        state=state.sha256,
        as_of=state.as_of,
        program=f"accordingto {__version__}",
        sha256=sha256,
        files={name: sha256},
        left_out=0,
    )
    with ledger.change() as connection:
        log_export(connection, made)


def _pack(folder: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            told = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), _LONG_AGO)
            told.compress_type = zipfile.ZIP_DEFLATED
            told.external_attr = 0o644 << 16
            with path.open("rb") as stream, packed.open(told, "w", force_zip64=True) as member:
                while piece := stream.read(_PIECE):
                    member.write(piece)
