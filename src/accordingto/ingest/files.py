"""Paths to files: folders are walked in order, and what is passed over is said."""

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from accordingto.errors import IngestError
from accordingto.ingest.documents import HTML, MHTML, PDF, WEBARCHIVE, WORD
from accordingto.ingest.inputs import STANDARD_INPUT, Skipped
from accordingto.ingest.urls import is_url

TEXTS = frozenset({".txt"})
CORPORA = frozenset({".jsonl", ".ndjson"})
DOCUMENTS = {".htm": HTML, ".html": HTML, ".xhtml": HTML, ".pdf": PDF}
DOCUMENTS |= {".mht": MHTML, ".mhtml": MHTML, ".webarchive": WEBARCHIVE, ".docx": WORD}
TABLES = frozenset({".csv", ".tsv", ".tab"})
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
FEEDS = frozenset({".atom", ".rss"})
ARCHIVES = frozenset({".warc", ".warc.gz"})
READ = TEXTS | CORPORA | DOCUMENTS.keys() | TABLES | WORKBOOKS | FEEDS | ARCHIVES
"""Endings of the files that are read where a folder holds them."""
_SAVED_PARTS = ("_files", ".files")
"""Endings of the folders in which browsers put what belongs to a saved page."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read."""

    path: Path | None
    """None for standard input, and for an address."""
    name: str
    """As the user would write it."""
    parts: tuple[str, ...]
    """Names from which an id is made, the stem last; none for pipes and standard input."""
    depth: int
    """How many of them it takes."""
    is_address: bool = False
    """True for what has to be fetched: `name` is its address."""

    @property
    def ending(self) -> str:
        """How the name of the file ends, in lower case; empty for standard input."""
        return _ending(self.path) if self.path else ""

    @property
    def is_corpus(self) -> bool:
        """Tell by the ending whether it must be JSONL."""
        return self.ending in CORPORA

    @property
    def media_type(self) -> str:
        """What it is by its ending, when that is one of a document; else nothing."""
        return DOCUMENTS.get(self.ending, "")


Found = Source | IngestError | Skipped


def find_sources(paths: Sequence[str]) -> Iterator[Found]:
    """Yield the files that paths name, in their order; folders in the order of their names.

    An id is the file's stem; below a folder that was named, the way down from it (`week1/report`);
    where several folders were named, with the folder's own name before it. A path at which there is
    nothing may be a pattern (`week*/*.html`, `**/*.pdf`): an id then is the way down from the last
    folder before its first star.
    """
    folders = sum(_is_folder(Path(path)) for path in paths)
    for name in paths:
        if name == STANDARD_INPUT:
            yield Source(None, "(standard input)", (), 0)
            continue
        if is_url(name):
            yield Source(None, name, (), 0, is_address=True)
            continue
        path = Path(name)
        try:
            # An empty name is no path, though Path takes it for this folder.
            os.stat(name)  # noqa: PTH116
        except (OSError, ValueError) as error:  # ValueError: a path with a zero byte in it
            if isinstance(error, OSError) and glob.has_magic(name):
                yield from _find_by_pattern(name)
            else:
                yield _missing(name, error)
            continue
        if path.is_dir():
            yield from _find_in_folder(path, name, min(folders, 2))
        else:
            yield _source(path, name, 1)


def measure(paths: Sequence[str]) -> int | None:
    """Return how many bytes there are to read; None when that cannot be known, as of a pipe."""
    total = 0
    for found in find_sources(paths):
        if not isinstance(found, Source):
            continue
        if found.path is None or _is_special(found.path):
            return None
        with suppress(OSError):  # reading it will tell
            total += found.path.stat().st_size
    return total


def show_path(path: Path | str) -> str:
    """Return a path as text that can be written: bytes that are not UTF-8 are spelt out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _find_by_pattern(pattern: str) -> Iterator[Found]:
    """Yield the files that fit a pattern, and those of the folders that do, in order of names."""
    names = sorted(glob.iglob(pattern, recursive=True), key=os.fsencode)  # noqa: PTH207 -- the user's own words
    fixed = len(list(takewhile(lambda part: not glob.has_magic(part), Path(pattern).parts)))
    ending = Path(pattern).suffix
    is_named = bool(ending) and not glob.has_magic(ending)
    for name in names:
        path = Path(name)
        depth = max(len(path.parts) - fixed, 1)
        if not _is_folder(path):
            reason = None if is_named else _reason_to_skip(path)
            yield Skipped(show_path(path), reason) if reason else _source(path, name, depth)
        elif "**" not in pattern:  # its files fit the pattern themselves
            yield from _find_in_folder(path, name, depth + 1)
    if not names:
        yield IngestError(
            "there is nothing at this path, and nothing fits it as a pattern; expected a file, a "
            "folder, or a pattern such as 'week*/*.html'; check the spelling, and the folder you "
            "are in",
            path=show_path(pattern),
            code="not_found",
        )


def _find_in_folder(folder: Path, name: str, depth: int) -> Iterator[Found]:
    readable = 0
    passed: Counter[str] = Counter()
    for found in _walk(folder, depth):
        readable += not isinstance(found, Skipped)
        if isinstance(found, Skipped):
            passed[Path(found.path).suffix or "no ending"] += 1
        yield found
    if not readable:
        kinds = ", ".join(f"{count:,} with {kind}" for kind, count in sorted(passed.items()))
        yield IngestError(
            f"no report in this folder (it holds {kinds or 'nothing'}); expected "
            f"{', '.join(sorted(READ))} files; name another folder, or name the files themselves",
            path=show_path(name),
            code="no_report",
        )


def _walk(folder: Path, depth: int) -> Iterator[Found]:
    """Yield what a folder holds, its sub-folders where their names stand."""
    waiting = [(folder, depth)]
    while waiting:
        path, deep = waiting.pop()
        reason = None if path is folder else _reason_to_skip(path)
        if reason:
            yield Skipped(show_path(path), reason)
        elif _is_folder(path):
            try:
                names = sorted(path.iterdir(), key=os.fsencode, reverse=True)
            except OSError as error:
                yield unreadable(show_path(path), error)
                continue
            waiting += [(inner, deep + (path is not folder)) for inner in names]
        else:
            yield _source(path, str(path), deep)


def _reason_to_skip(path: Path) -> str | None:
    if path.name.startswith("."):
        return "hidden"
    if _is_folder(path):
        if path.is_symlink():
            return "a link to a folder"
        return "parts of a saved page" if _belongs_to_page(path) else None
    if _ending(path) not in READ:
        return "of a kind that is not read"
    return "a device, pipe or socket" if _is_special(path) else None


def _belongs_to_page(folder: Path) -> bool:
    """Tell whether a browser put here what belongs to a page that it saved beside it."""
    for ending in _SAVED_PARTS:
        stem = folder.name.removesuffix(ending)
        if stem != folder.name:
            return any(folder.with_name(stem + page).exists() for page in DOCUMENTS)
    return False


def _ending(path: Path) -> str:
    name = path.name.lower()
    return ".warc.gz" if name.endswith(".warc.gz") else path.suffix.lower()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # behind a link that may not be followed: opening it will tell why
        return False


def _is_special(path: Path) -> bool:
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False


def _source(path: Path, name: str, depth: int) -> Source:
    if _is_special(path):  # a number such as that of /dev/fd/63 names nothing
        return Source(path, show_path(name), (), 0)
    whole = path.absolute()
    parts = [show_path(part) for part in (*whole.parent.parts[1:], path.stem)]
    return Source(path, show_path(name), tuple(parts), depth)


def _missing(name: str, error: OSError | ValueError) -> IngestError:
    if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
        return unreadable(show_path(name), error)
    return IngestError(
        "there is nothing at this path; expected a file, a folder, or - for standard input; "
        "check the spelling, and the folder you are in",
        path=name.encode("utf-8", "backslashreplace").decode(),
        code="not_found",
    )


def unreadable(name: str, error: OSError) -> IngestError:
    """Say that a file or folder is there, but cannot be read."""
    return IngestError(
        f"it cannot be opened ({error.strerror or error}); expected something that you may read; "
        "check its permissions",
        path=name,
        code="unreadable",
    )
