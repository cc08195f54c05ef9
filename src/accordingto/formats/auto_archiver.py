"""Rows of the Auto Archiver of Bellingcat: where a page was archived, when, and the hash of that.

Two forms are known: the columns that it fills in a sheet (`link`, `archive location`, `hash` ...),
and the CSV that it writes by itself (`status`, `metadata`, `media`), whose cells hold values as
Python writes them. Those are read as plain values; nothing in them is run.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from accordingto.records.base import JsonValue

Cells = Mapping[str, JsonValue]
MAX_CELL = 1 << 20
"""Characters of a cell with values as Python writes them."""
MAX_DEPTH = 40
"""Levels of brackets in such a cell."""
DATABASE = frozenset({"status", "metadata", "media"})
"""Columns of the CSV that it writes by itself."""
_LINK = ("link", "url", "links")
_ARCHIVE = "archive location"
_SCHEMES = ("http://", "https://")
_HASH = re.compile(r"(?:[A-Za-z0-9_-]{2,12}:)?[0-9A-Fa-f]{32,128}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """What a row says of one page."""

    url: str
    """Of the page."""
    archives: tuple[str, ...]
    """Addresses, or paths, of what was kept of it; empty where nothing was."""
    archived_at: str
    """As the row has it; empty where it does not say."""
    hashes: tuple[str, ...]
    """Of what was kept, as the row has them: `SHA-256:1f40...`."""
    title: str
    status: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a row says nothing of a page."""

    why: str


def is_archive_table(headers: Sequence[JsonValue]) -> bool:
    """Tell by its headers whether a table is one of the Auto Archiver's."""
    names = {_fold(one) for one in headers if isinstance(one, str)}
    return names >= DATABASE or (_ARCHIVE in names and not names.isdisjoint(_LINK))


def read_row(cells: Cells) -> Archived | Unread:
    """Return what a row says, by the names of its columns.

    >>> row = {"Link": "https://a.example/1", "Archive location": "https://b.example/1"}
    >>> read_row(row).archives
    ('https://b.example/1',)
    """
    by_name = {_fold(name): value for name, value in cells.items()}
    if set(by_name) >= DATABASE or ("metadata" in by_name and _ARCHIVE not in by_name):
        return _from_database(by_name)
    urls = [one for name in _LINK for one in _addresses(_words(by_name.get(name)))]
    if len(urls) != 1:
        return Unread("no address in it" if not urls else "several addresses in one cell")
    status = _words(by_name.get("archive status"))
    places = (_words(by_name.get(name)) for name in (_ARCHIVE, "wacz"))
    return Archived(
        url=urls[0],
        archives=tuple(dict.fromkeys(one for words in places for one in _addresses(words))),
        archived_at=_words(by_name.get("archive date")),
        hashes=tuple(one for one in [_words(by_name.get("hash"))] if _HASH.fullmatch(one)),
        title=_words(by_name.get("upload title")),
        status=status,
    )


def _from_database(by_name: Cells) -> Archived | Unread:
    """Return what a row of the CSV says that the Auto Archiver writes by itself."""
    try:
        metadata, media = (_read_python(_words(by_name.get(n))) for n in ("metadata", "media"))
    except ValueError as error:
        return Unread(str(error))
    if not isinstance(metadata, Mapping) or not isinstance(media, list | None):
        return Unread("its metadata are no object, or its media no list")
    url = metadata.get("url")
    if not isinstance(url, str) or not _addresses(url):
        return Unread("no address in its metadata")
    kept = [one for one in media or () if isinstance(one, Mapping)]
    return Archived(
        url=url,
        archives=tuple(dict.fromkeys(one for inner in kept for one in _places(inner))),
        archived_at=_plainly(metadata.get("_processed_at")),
        hashes=tuple(dict.fromkeys(one for inner in kept for one in _hashes(inner))),
        title=_plainly(metadata.get("title")),
        status=_words(by_name.get("status")),
    )


def _places(media: Mapping[str, object]) -> Iterator[str]:
    urls = media.get("urls")
    yield from (one for one in (urls if isinstance(urls, list) else ()) if isinstance(one, str))


def _hashes(media: Mapping[str, object]) -> Iterator[str]:
    properties = media.get("properties")
    found = properties.get("hash") if isinstance(properties, Mapping) else None
    if isinstance(found, str) and _HASH.fullmatch(found):
        yield found


def _read_python(written: str) -> object:
    """Return a value as Python writes it: plain values, and times; raises ValueError."""
    if len(written) > MAX_CELL:
        raise ValueError(f"a cell of {len(written):,} characters; expected at most {MAX_CELL:,}")
    if not written.strip():
        return None
    _check_depth(written)
    try:
        tree = ast.parse(written, mode="eval")
        return _value(tree.body)
    except (SyntaxError, RecursionError, MemoryError, OverflowError, TypeError) as error:
        raise ValueError("a cell that holds no values as Python writes them") from error


def _check_depth(written: str) -> None:
    depth = 0
    for mark in re.finditer(r"[\[({\])}]", written):
        depth += 1 if mark[0] in "[({" else -1
        if depth > MAX_DEPTH:
            raise ValueError(f"a cell with more than {MAX_DEPTH} levels of brackets")


def _value(node: ast.expr) -> object:
    """Return what an expression says; anything that would have to be run is refused."""
    match node:
        case ast.Constant(value=str() | int() | float() | None as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
            return -value
        case ast.Dict(keys=keys, values=values):
            pairs = zip(keys, values, strict=True)
            return {str(_value(key)): _value(value) for key, value in pairs if key is not None}
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return [_value(item) for item in items]
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="datetime"), attr="datetime"), args=args
        ):
            numbers = [_value(one) for one in args]
            if not all(isinstance(one, int) for one in numbers) or not 3 <= len(numbers) <= 7:
                raise ValueError("a time that is none")
            return _time([int(str(one)) for one in numbers])
        case _:
            raise ValueError("a cell with something that would have to be run")


def _time(numbers: list[int]) -> str:
    year, month, day, *rest = numbers
    hour, minute, second, micro = [*rest, 0, 0, 0, 0][:4]
    time = datetime(year, month, day, hour, minute, second, micro, tzinfo=UTC)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)


def _addresses(words: str) -> list[str]:
    return [one for one in words.split() if one.lower().startswith(_SCHEMES)]


def _plainly(value: object) -> str:
    return value if isinstance(value, str) else ""


def _words(cell: JsonValue) -> str:
    value = cell.get("value") if isinstance(cell, Mapping) else cell
    return "" if value is None else str(value).strip()


def _fold(name: JsonValue) -> str:
    return " ".join(str(name).replace("_", " ").casefold().split())
