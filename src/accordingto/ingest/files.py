"""Paths to files: folders are walked in order, and what is passed over is said."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from accordingto.errors import IngestError
from accordingto.ingest.inputs import STANDARD_INPUT, Skipped

TEXTS = frozenset({".txt"})
CORPORA = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read."""

    path: Path | None
    """None for standard input."""
    name: str
    """As the user would write it."""
    parts: tuple[str, ...]
    """Names from which an id is made, the stem last; none for pipes and standard input."""
    depth: int
    """How many of them it takes."""

    @property
    def is_corpus(self) -> bool:
        """Tell by the ending whether it must be JSONL."""
        return self.path is not None and self.path.suffix.lower() in CORPORA


Found = Source | IngestError | Skipped


def find_sources(paths: Sequence[str]) -> Iterator[Found]:
    """Yield the files that paths name, in their order; folders in the order of their names.

    An id is the file's stem; below a folder that was named, the way down from it (`week1/report`);
    where several folders were named, with the folder's own name before it.
    """
    folders = sum(_is_folder(Path(path)) for path in paths)
    for name in paths:
        if name == STANDARD_INPUT:
            yield Source(None, "(standard input)", (), 0)
            continue
        path = Path(name)
        try:
            # An empty name is no path, though Path takes it for this folder.
            os.stat(name)  # noqa: PTH116
        except (OSError, ValueError) as error:  # ValueError: a path with a zero byte in it
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
            f"no report in this folder (it holds {kinds or 'nothing'}); expected .txt, .jsonl or "
            ".ndjson files; name another folder, or name the files themselves",
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
        return "a link to a folder" if path.is_symlink() else None
    if path.suffix.lower() not in TEXTS | CORPORA:
        return "neither .txt nor .jsonl nor .ndjson"
    return "a device, pipe or socket" if _is_special(path) else None


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
