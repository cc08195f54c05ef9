"""Feeds - RSS, Atom, JSON Feed - to reports, an entry each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from pydantic import TypeAdapter

from accordingto.errors import IngestError
from accordingto.ingest.documents import HTML, Place, read_document
from accordingto.ingest.extraction import Extractor, shared_extractor
from accordingto.ingest.extracts import Extract, NotExtractedError
from accordingto.ingest.feed_entries import FEED, Feed, FeedEntry
from accordingto.ingest.inputs import Given, Incoming, Item, Provenance
from accordingto.ingest.json_feeds import read_json_feed
from accordingto.ingest.texts import clean_text
from accordingto.records.readings import Problem
from accordingto.report import Report

JSON_FEED = "application/feed+json"
XML_ENTRY, JSON_ENTRY = "application/feed-entry+xml", "application/feed-entry+json"
FEED_TOOL = "accordingto-feeds/1"
"""Names how an entry becomes a report here; another number when it becomes another one."""
NOTHING_GIVEN = Given()
_FEED = TypeAdapter(Feed)
_BEGINNINGS = (b"<rss", b"<feed", b"<rdf:rdf", b"<atom:feed")
_DOCTYPE = b"<!doctype "
_VERSION = b"https://jsonfeed.org/version/"
_MAX_URL = 2000
_MAX_ID = 500


def tell_feed(head: bytes) -> str:
    """Return what sort of feed begins with these bytes; empty where it is none.

    >>> tell_feed(b'<?xml version="1.0"?><rss version="2.0">')
    'application/feed+xml'
    """
    begin = head.replace(b"\0", b"").lower().lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")  # UTF-16 too
    if begin.startswith(b"<"):
        return FEED if _first_element(begin).startswith(_BEGINNINGS) else ""
    return JSON_FEED if begin.startswith(b"{") and _VERSION in begin.replace(b"\\/", b"/") else ""


def _first_element(begin: bytes) -> bytes:
    """Return XML from its first element on, without what may stand before it.

    A document type names that element; what it declares may have no end.
    """
    while begin.startswith((b"<?", b"<!")):
        if begin.startswith(_DOCTYPE):
            return b"<" + begin.removeprefix(_DOCTYPE).lstrip()
        end = b"-->" if begin.startswith(b"<!--") else b">"
        begin = begin.partition(end)[2].lstrip()
    return begin


def read_feed(
    raw: bytes, path: str, given: Given = NOTHING_GIVEN, extractor: Extractor | None = None
) -> Iterator[Item]:
    """Yield the entries of a feed, in their order; an entry of a title alone has no text.

    Every field is text as a stranger wrote it. An entry that says nothing is refused, and the rest
    is read. Raises IngestError when the feed cannot be read at all.
    """
    extractor = extractor or shared_extractor()
    is_json = tell_feed(raw[:4096]) == JSON_FEED
    problems: tuple[Problem, ...] = ()
    if is_json:
        feed, raws = read_json_feed(raw, path)
        tool = FEED_TOOL
    else:
        extract = _extract(raw, path, extractor)
        feed = _FEED.validate_json(extract.text)
        raws = tuple(raw[one.start : one.end] if one.end else raw for one in feed.entries)
        tool = f"{FEED_TOOL} {extract.tool}"
        problems = tuple(
            Problem(stage="ingest", code=note.code, message=note.message) for note in extract.notes
        )
    if not feed.entries:
        raise IngestError(
            "a feed without entries; expected some; leave it out, or save it again later",
            path=path,
            code="empty",
        )
    reader = _EntryReader(path, given, feed, tool, JSON_ENTRY if is_json else XML_ENTRY, extractor)
    for entry, entry_raw in zip(feed.entries, raws, strict=True):
        try:
            incoming = reader.read(entry, entry_raw)
            yield replace(incoming, problems=(*problems, *incoming.problems))
        except IngestError as error:
            yield error.holding(entry_raw, reader.media_type)


def _extract(raw: bytes, path: str, extractor: Extractor) -> Extract:
    try:
        return extractor.extract(raw, FEED)
    except NotExtractedError as error:
        raise IngestError(error.message, path=path, code=error.code) from error


@dataclass(frozen=True, slots=True)
class _EntryReader:
    """Reads the entries of one feed."""

    path: str
    given: Given
    feed: Feed
    tool: str
    media_type: str
    extractor: Extractor

    def read(self, entry: FeedEntry, raw: bytes) -> Incoming:
        """Return the report of one entry; raises IngestError when it says nothing."""
        title = clean_text(entry.title).strip()
        text, tool, problems = self._text(entry)
        if not (text.strip() or title):
            raise IngestError(
                "an entry with neither text nor title; expected one of them; leave it out",
                path=self.path,
                line=entry.line,
                code="missing_text",
            )
        url = entry.url.strip()
        own_id = entry.id.strip()[:_MAX_ID]
        said = f"{url}\x1f{title}\x1f{text}"
        report = Report(
            id=own_id or url[:_MAX_ID] or sha256(said.encode()).hexdigest()[:16],
            text=text if text.strip() else "",
            title=title,
            published=(entry.published or entry.updated).strip() or self.given.published,
            publisher=self._publisher(entry),
        )
        return Incoming(
            report=report,
            path=self.path,
            line=entry.line,
            size=len(raw),
            problems=problems,
            given_id=own_id,
            provenance=Provenance(
                raw=raw,
                media_type=self.media_type,
                tool=tool,
                url=url if _is_address(url) else "",
                metadata=self._metadata(entry),
            ),
        )

    def _text(self, entry: FeedEntry) -> tuple[str, str, tuple[Problem, ...]]:
        """Return the text of an entry, what read it out, and what was odd about it."""
        if not entry.body.strip():
            return "", self.tool, ()
        problems: tuple[Problem, ...] = ()
        if entry.is_summary:
            problems = (_of_summary(),)
        if not entry.is_html:
            return clean_text(entry.body), self.tool, problems
        place = Place(path=self.path, line=entry.line)
        try:
            page = read_document(
                entry.body.encode("utf-8", "replace"),
                f"{HTML}; charset=utf-8",
                place,
                extractor=self.extractor,
            )
        except IngestError as error:
            found = f"its content gives no text ({error.message}): its title alone was read"
            return "", self.tool, (Problem(stage="ingest", code="entry_text", message=found),)
        tool = page.provenance.tool if page.provenance else ""
        own = tuple(problem for problem in page.problems if problem.code != "text_short")
        return page.report.text, f"{self.tool} {tool}", (*problems, *own)

    def _publisher(self, entry: FeedEntry) -> str:
        """Return whose story it is: the feed's title stands behind what the user says."""
        named = (entry.source, self.given.publisher, self.feed.publisher, self.feed.title)
        return next((" ".join(name.split()) for name in named if name.strip()), "")

    def _metadata(self, entry: FeedEntry) -> dict[str, str]:
        found = {
            "feed": self.feed.title,
            "feed_url": self.feed.url,
            "link": "" if _is_address(entry.url.strip()) else entry.url,
            "byline": entry.author,
            "source": entry.source,
            "published": entry.published,
            "updated": entry.updated,
            "tags": "\n".join(entry.tags),
            "enclosures": "\n".join(entry.enclosures),
        }
        return {name: value for name, value in found.items() if value}


def _of_summary() -> Problem:
    return Problem(
        stage="ingest",
        code="summary_only",
        message="the feed gives a summary and not the whole text: read the page itself for more",
    )


def _is_address(url: str) -> bool:
    return url.lower().startswith(("http://", "https://")) and len(url) <= _MAX_URL
