"""A folder of pages: safe names, and nothing of anybody else's overwritten."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from accordingto.errors import ConfigurationError

MANIFEST_NAME = "accordingto-pages.txt"
"""Lists the pages that we wrote, one a line: only these are ever replaced or removed."""

LONGEST_NAME = 80
"""Characters of a page's name before ".html"; file systems take 255 bytes."""

_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]*")
_PAGE = re.compile(r"[a-z0-9][a-z0-9_-]{0,199}\.html")
_UNSAFE = re.compile(r"[^a-z0-9_-]+")
_RESERVED = re.compile(r"(?:index|con|prn|aux|nul|com[0-9]|lpt[0-9])")


def derive_name(id_: str) -> str:
    """Return a file name for the page of the report with this id, without ending.

    Lower-case letters, digits, hyphen and underscore alone: no path, no reserved device, the same
    on file systems that know no case. An id that is not of that form gets part of its hash.

    >>> derive_name("01-dorrash"), derive_name("../../etc/passwd")
    ('01-dorrash', 'etc-passwd-3754d6cb3a')
    """
    if _SAFE.fullmatch(id_) and len(id_) <= LONGEST_NAME and not _RESERVED.fullmatch(id_):
        return id_
    folded = unicodedata.normalize("NFKD", id_[: 4 * LONGEST_NAME]).lower()
    slug = _UNSAFE.sub("-", folded).strip("-_")[:LONGEST_NAME].rstrip("-_") or "report"
    digest = sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{slug}-{digest[:10]}"


class PageFolder:
    """Writes pages into a folder that is empty, or that it wrote before; use it in `with`.

    Pages of an earlier run that this one does not write are removed at its end.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._old: set[str] = set()
        self._new: dict[str, None] = {}
        self._numbers: dict[str, int] = {}

    def __enter__(self) -> "PageFolder":
        with self._readable_errors():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._old = self._read_manifest()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """After success, remove the pages of the earlier run that were not written anew."""
        if kind is not None:
            return
        with self._readable_errors():
            for name in self._old - self._new.keys():
                (self._folder / name).unlink(missing_ok=True)
            listed = "".join(f"{name}\n" for name in self._new)
            self._replace(MANIFEST_NAME, listed)

    def name_page(self, id_: str) -> str:
        """Return a file name for the page of this report that no other page of this run has."""
        base = derive_name(id_)
        name = f"{base}.html"
        while name in self._new:
            self._numbers[base] = self._numbers.get(base, 1) + 1
            name = f"{base}-{self._numbers[base]}.html"
        return name

    def write(self, name: str, page: str) -> None:
        """Write a page whole; raises ConfigurationError where a file of somebody else's stands."""
        path = self._folder / name
        with self._readable_errors():
            if name not in self._old and name not in self._new and _stands(path):
                raise ConfigurationError(
                    f"{path} was not written by accordingto and would be overwritten; "
                    "move it away or name another folder"
                )
            self._new[name] = None
            # Listed before it is written: after a crash, the next run still knows it as ours.
            with (self._folder / MANIFEST_NAME).open("a", encoding="utf-8", newline="\n") as ours:
                ours.write(f"{name}\n")
            self._replace(name, page)

    def _read_manifest(self) -> set[str]:
        path = self._folder / MANIFEST_NAME
        if path.is_file() and not path.is_symlink():
            lines = path.read_text("utf-8", "replace").splitlines()
            return {line for line in lines if _PAGE.fullmatch(line)}
        if any(self._folder.iterdir()):
            raise ConfigurationError(
                f"{self._folder} is not empty and was not written by accordingto; "
                "name a new or an empty folder"
            )
        return set()

    def _replace(self, name: str, content: str) -> None:
        """Write beside and move into place: never half a page, never through a link."""
        beside = self._folder / f".{name}.accordingto-tmp"
        beside.unlink(missing_ok=True)
        try:
            with beside.open("x", encoding="utf-8", newline="\n") as file:
                file.write(content)
            beside.replace(self._folder / name)
        finally:
            beside.unlink(missing_ok=True)

    @contextmanager
    def _readable_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ConfigurationError(
                f"{self._folder}: cannot be written to: {error.strerror or error}; "
                "name a folder that can"
            ) from error


def _stands(path: Path) -> bool:
    return path.is_symlink() or path.exists()
