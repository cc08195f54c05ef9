"""The folder of an export: what was written to it, with hashes, and nobody's files overwritten."""

import csv
import hashlib
import json
import os
import shutil
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from io import BufferedIOBase, TextIOWrapper
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, cast

from accordingto.errors import ConfigurationError, InvalidRecordError
from accordingto.ingest.cells import disarm_cell

DESCRIPTOR = "datapackage.json"
MADE_BY = "accordingto"
"""Name in the descriptor by which a folder is known to be ours."""
CSV = "text/csv"
Cell = str | int | float | bool | None
Clean = Callable[[str], str]
"""Makes text of reports safe to show."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, as the table schema of Frictionless has it."""

    name: str
    type: str
    """`string` `integer` `number` `date` `boolean` `year`."""
    about: str
    source: str = ""
    """From which fields of our records it is made; for the mapping tables in docs/."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A file of an export."""

    path: str
    """Its name in the folder, with "/" between folders."""
    media_type: str
    about: str
    columns: tuple[Column, ...] = ()
    """Of a CSV."""
    rows: int | None = None
    sha256: str = ""
    size: int = 0
    """Bytes."""


@cache
def load_columns(name: str, package: str = "accordingto.formats") -> tuple[Column, ...]:
    """Return the columns that a TOML file beside a module lists, in their order.

    Each is a `[[column]]` with `name`, `type`, `about` and `source`.
    """
    read = tomllib.loads((files(package) / name).read_text(encoding="utf-8"))
    return tuple(
        Column(one["name"], one.get("type", "string"), one["about"], one.get("source", ""))
        for one in read["column"]
    )


class _Hashing(BufferedIOBase):
    """A file that is hashed while it is written."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.sha256, self.size = hashlib.sha256(), 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        written = memoryview(data)  # type: ignore[arg-type]  # any buffer
        self.sha256.update(written)
        self.size += written.nbytes
        self._stream.write(written)
        return written.nbytes


class ExportFolder:
    """Writes files beside a folder, and moves them there when all is written; use it in `with`.

    The folder must be new, or empty, or hold an earlier export, whose files are replaced. Errors of
    the disk are told as ConfigurationError.
    """

    def __init__(self, folder: Path, clean: Clean = str) -> None:
        self.folder = folder
        self._clean = clean
        whole = folder.absolute()
        self._beside = whole.parent / f".{whole.name}.{os.getpid()}.tmp"
        self._resources: dict[str, Resource] = {}
        self._is_kept = False

    def __enter__(self) -> "ExportFolder":
        with self._told():
            self._earlier()
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self._beside.mkdir()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        shutil.rmtree(self._beside, ignore_errors=True)

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What was written so far, in order."""
        return tuple(self._resources.values())

    @contextmanager
    def open(self, path: str, media_type: str, about: str) -> Iterator[BinaryIO]:
        """Give a file to write bytes to; when it is closed, it stands among the resources."""
        self._expect_new(path)
        with self._told():
            place = self._beside / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as stream:
                hashing = _Hashing(stream)
                yield cast("BinaryIO", hashing)
        self._resources[path] = Resource(
            path=path,
            media_type=media_type,
            about=about,
            sha256=hashing.sha256.hexdigest(),
            size=hashing.size,
        )

    def write(self, path: str, data: bytes, media_type: str, about: str) -> None:
        """Write a whole file."""
        with self.open(path, media_type, about) as stream:
            stream.write(data)

    def write_csv(
        self, path: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], about: str
    ) -> int:
        """Write a table as CSV, UTF-8; return the number of its rows.

        Text is made safe: nothing in it steers a line, and no spreadsheet runs it as a formula.
        """
        count = 0
        with self.open(path, CSV, about) as stream:
            written = TextIOWrapper(stream, "utf-8", "backslashreplace", "")
            table = csv.writer(written, lineterminator="\r\n")
            table.writerow([column.name for column in columns])
            for row in rows:
                table.writerow(self.safe_row(row, columns))
                count += 1
            written.flush()
            written.detach()
        self._resources[path] = replace(self._resources[path], columns=tuple(columns), rows=count)
        return count

    def safe_row(self, row: Sequence[Cell], columns: Sequence[Column]) -> list[Cell]:
        """Return cells as a sheet may show them; numbers stay numbers."""
        if len(row) != len(columns):
            raise InvalidRecordError(f"a row of {len(row)} cells; expected {len(columns)}")
        return [self.safe(cell) for cell in row]

    def safe(self, cell: Cell) -> Cell:
        """Return a cell that shows as it stands, and does not run."""
        if isinstance(cell, bool):
            return str(cell).lower()
        return disarm_cell(self._clean(cell)) if isinstance(cell, str) else cell

    def clean(self, words: str) -> str:
        """Return text with nothing in it that steers a line; for files that are no sheets."""
        return self._clean(words)

    def keep(self, descriptor: bytes) -> str:
        """Put all in its place, with the descriptor last; return the descriptor's hash."""
        with self._told():
            (self._beside / DESCRIPTOR).write_bytes(descriptor)
            earlier = self._earlier()
            self.folder.mkdir(exist_ok=True)
            for path in earlier:
                (self.folder / path).unlink(missing_ok=True)
            for path in (*self._resources, DESCRIPTOR):
                place = self.folder / path
                if path != DESCRIPTOR and (place.is_symlink() or place.exists()):
                    raise _not_ours(place)
                place.parent.mkdir(parents=True, exist_ok=True)
                (self._beside / path).replace(place)
        return hashlib.sha256(descriptor).hexdigest()

    def _expect_new(self, path: str) -> None:
        if not _is_inside(path) or path in self._resources or path == DESCRIPTOR:
            raise InvalidRecordError(f"{path!r} in an export; expected a new name inside of it")

    def _earlier(self) -> tuple[str, ...]:
        """Return the files of the export that stands in the folder."""
        if self.folder.is_symlink() or (self.folder.exists() and not self.folder.is_dir()):
            raise ConfigurationError(
                f"{self.folder} is no folder; name a new or an empty folder to export to"
            )
        if not self.folder.exists() or not any(self.folder.iterdir()):
            return ()
        return _files_of(self.folder)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ConfigurationError(
                f"{self.folder}: cannot be written to ({error.strerror or error}); nothing was "
                "exported; name a folder that you may write to, with room on its disk"
            ) from error


def _files_of(folder: Path) -> tuple[str, ...]:
    """Return the files of an earlier export; raises ConfigurationError when it is none of ours."""
    try:
        read = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        hashes = {str(one["path"]): str(one["hash"]) for one in read["resources"]}
        is_ours = MADE_BY in read
    except (OSError, ValueError, KeyError, TypeError):
        hashes, is_ours = {}, False
    if not is_ours:
        raise ConfigurationError(
            f"{folder} is not empty and holds no export of accordingto; "
            "name a new or an empty folder"
        )
    inside = [path for path in hashes if _is_inside(path) and (folder / path).is_file()]
    for path in inside:
        if f"sha256:{_hash_file(folder / path)}" != hashes[path]:
            raise ConfigurationError(
                f"{folder / path} was changed since it was exported, and would be overwritten; "
                "take it in, move it away, or name another folder"
            )
    return tuple(inside)


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path


def _hash_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _not_ours(place: Path) -> ConfigurationError:
    return ConfigurationError(
        f"{place} was not written by accordingto and would be overwritten; "
        "move it away or name another folder"
    )
