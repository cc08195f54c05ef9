"""What the entries of a feed say: RSS and Atom by feedparser, in the process that reads documents.

Every field is what a stranger wrote, and is taken as text. Nothing is fetched, no entity of a
document type is expanded beyond what feedparser itself knows to be harmless.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import cast
from xml.parsers import expat

from lxml import etree
from lxml.html import HTMLParser

from accordingto.ingest.declarations import tell_declarations
from accordingto.ingest.extracts import Extract, Note, NotExtractedError
from accordingto.ingest.json_values import mend_surrogates

FEED = "application/feed+xml"
"""How such a feed is called here, whatever its own kind."""
_ENTRIES = frozenset({"item", "entry"})
_MAX_DEPTH = 200
_PROLOG = 100_000
"""Bytes in which a document type is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed, each field as it is given; empty where it gives none."""

    id: str = ""
    url: str = ""
    title: str = ""
    published: str = ""
    updated: str = ""
    author: str = ""
    source: str = ""
    """Whose story it is, where a feed gathers those of others."""
    body: str = ""
    is_html: bool = False
    is_summary: bool = False
    """The body is what the feed calls a summary, not the content."""
    tags: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    start: int = 0
    """Byte at which it begins in the feed."""
    end: int = 0
    """Byte behind its end; 0 where that is not known."""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, with its entries in their order."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    entries: tuple[FeedEntry, ...] = ()


Fields = Mapping[str, object]
_REFERENCE = re.compile(rb"&#(?:x([0-9a-fA-F]{1,99})|([0-9]{1,99}));")


def extract_feed(raw: bytes) -> Extract:
    """Return the entries of an RSS or Atom feed, as JSON.

    Raises NotExtractedError when it is no feed.
    """
    # Loaded here: most runs meet no feed.
    import feedparser  # noqa: PLC0415

    whole = BytesIO(_REFERENCE.sub(_possible, raw))
    found = feedparser.parse(whole, sanitize_html=False, resolve_relative_uris=False)
    entries = cast("list[Fields]", found["entries"])
    if not found.get("version") and not entries:
        raise NotExtractedError(
            "no feed; expected RSS, Atom or JSON Feed; save the page's feed, or the page itself",
            "no_feed",
        )
    places = _places(raw)
    if len(places) != len(entries):
        places = [(0, 0, None)] * len(entries)
    about = cast("Fields", found["feed"])
    feed = Feed(
        title=_plain(about, "title"),
        publisher=_text(about, "publisher"),
        url=_text(about, "link"),
        language=_text(about, "language"),
        entries=tuple(_entry(entry, place) for entry, place in zip(entries, places, strict=True)),
    )
    notes = [] if not found.get("bozo") else [_broken(found.get("bozo_exception"))]
    notes += tell_declarations(raw[:_PROLOG].replace(b"\0", b"").decode("latin-1"))
    tool = f"feedparser/{feedparser.__version__}"
    return Extract(text=json.dumps(asdict(feed)), tool=tool, notes=tuple(notes))


def _possible(found: re.Match[bytes]) -> bytes:
    """Return a reference to a character; one to no character, at which parsers fail, as U+FFFD."""
    number = int(found[1], 16) if found[1] else int(found[2])
    is_none = number > sys.maxunicode or 0xD800 <= number <= 0xDFFF
    return b"&#xFFFD;" if is_none else found[0]


def _broken(error: object) -> Note:
    return Note("feed_broken", f"the feed is not as it should be ({error}): some may be missing")


def _entry(entry: Fields, place: tuple[int, int, int | None]) -> FeedEntry:
    body, is_html, is_summary = _body(entry)
    return FeedEntry(
        id=_text(entry, "id"),
        url=_text(entry, "link"),
        title=_plain(entry, "title"),
        published=_text(entry, "published"),
        # Else feedparser gives the day of publication for it, with a warning.
        updated=_text(entry, "updated") if "updated" in entry else "",
        author=_text(entry, "author"),
        source=_text(entry.get("source"), "title"),
        body=body,
        is_html=is_html,
        is_summary=is_summary,
        tags=tuple(_all(entry.get("tags"), "term")),
        enclosures=tuple(_all(entry.get("enclosures"), "href")),
        start=place[0],
        end=place[1],
        line=place[2],
    )


def _body(entry: Fields) -> tuple[str, bool, bool]:
    """Return the longest content, else the summary; whether it is HTML; whether it is a summary."""
    contents = entry.get("content")
    found = [
        (_text(one, "value"), _text(one, "type"))
        for one in (contents if isinstance(contents, list) else [])
    ]
    if any(value.strip() for value, _ in found):
        value, kind = max(found, key=lambda one: len(one[0]))
        return value, "html" in kind, False
    return _text(entry, "summary"), "html" in _text(entry.get("summary_detail"), "type"), True


def _plain(fields: Fields, name: str) -> str:
    """Return a field without the tags that some feeds write into titles."""
    value = _text(fields, name)
    kind = _text(fields.get(f"{name}_detail"), "type")
    if "html" not in kind or not ("<" in value or "&" in value):
        return value
    root = etree.fromstring(value.encode(), HTMLParser(encoding="utf-8", no_network=True))
    return "" if root is None else "".join(root.itertext())


def _text(fields: object, name: str) -> str:
    value = fields.get(name) if isinstance(fields, Mapping) else None
    return str(mend_surrogates(value)) if isinstance(value, str) else ""


def _all(rows: object, name: str) -> Iterator[str]:
    for row in rows if isinstance(rows, Iterable) else ():
        if value := _text(row, name):
            yield value


class _TooDeepError(Exception):
    """Elements within one another without end."""


def _places(raw: bytes) -> list[tuple[int, int, int | None]]:
    """Return where each entry begins and ends, and its line; nothing where the XML is broken."""
    finder = _Finder(raw)
    try:
        finder.parser.Parse(raw, True)
    except (expat.ExpatError, _TooDeepError):
        return []
    return finder.found


class _Finder:
    """Finds the outermost entries in XML."""

    def __init__(self, raw: bytes) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.found: list[tuple[int, int, int | None]] = []
        self._raw = raw
        self._step = 2 if b"\0" in raw[:4] else 1
        self._depth = 0
        self._inside = 0
        self._from = (0, 0)

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _TooDeepError
        if self._inside == 0 and name.rpartition(":")[2] in _ENTRIES:
            self._inside = self._depth
            self._from = (self.parser.CurrentByteIndex, self.parser.CurrentLineNumber)

    def _end(self, name: str) -> None:
        if self._inside == self._depth:
            start, line = self._from
            self.found.append((start, self._end_of(name), line))
            self._inside = 0
        self._depth -= 1

    def _end_of(self, name: str) -> int:
        """Return where an element ends: behind its end tag, or here where it has none."""
        here = self.parser.CurrentByteIndex
        end = self._raw.find(b">", here) + self._step
        tag = self._raw[here:end].replace(b"\0", b"")
        return end if tag.rstrip(b"> \t\r\n") == b"</" + name.encode() else here
