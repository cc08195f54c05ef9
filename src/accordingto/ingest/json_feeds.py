"""JSON Feed (https://jsonfeed.org): the same entries as those of RSS and Atom."""

import json
from collections.abc import Iterator, Mapping

from accordingto.errors import IngestError
from accordingto.ingest.feed_entries import Feed, FeedEntry
from accordingto.ingest.json_values import UnreadableJsonError, mend_surrogates, parse_loose_json
from accordingto.ingest.texts import decode_utf8
from accordingto.records.base import JsonValue

Object = Mapping[str, JsonValue]


def read_json_feed(raw: bytes, path: str) -> tuple[Feed, tuple[bytes, ...]]:
    """Return a feed, and the JSON of each of its entries.

    Raises IngestError when it is no JSON Feed. Fields of another type than they should have are
    taken as missing, and what is no entry as one that says nothing.
    """
    try:
        value, _ = parse_loose_json(decode_utf8(raw, path).removeprefix("\ufeff"))
    except UnreadableJsonError as error:
        raise _refusal(str(error), path) from error
    if not isinstance(value, dict):
        raise _refusal("JSON, but no object", path)
    items = list(_rows(value.get("items")))
    feed = Feed(
        title=_text(value, "title"),
        url=_text(value, "home_page_url"),
        language=_text(value, "language"),
        entries=tuple(_entry(item if isinstance(item, dict) else {}) for item in items),
    )
    whole = map(mend_surrogates, items)
    return feed, tuple(json.dumps(item, ensure_ascii=False).encode() for item in whole)


def _refusal(found: str, path: str) -> IngestError:
    return IngestError(
        f"{found}; expected a JSON Feed; save it again", path=path, code="broken_feed"
    )


def _entry(item: Object) -> FeedEntry:
    page, plain = _text(item, "content_html"), _text(item, "content_text")
    summary = _text(item, "summary")
    return FeedEntry(
        id=_text(item, "id"),
        url=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        author=", ".join(_names(item)),
        body=page or plain or summary,
        is_html=bool(page),
        is_summary=not (page or plain),
        tags=tuple(tag for tag in _rows(item.get("tags")) if isinstance(tag, str)),
        enclosures=tuple(
            url for one in _rows(item.get("attachments")) if (url := _text(one, "url"))
        ),
    )


def _names(item: Object) -> Iterator[str]:
    for author in (item.get("author"), *_rows(item.get("authors"))):
        if name := _text(author, "name"):
            yield name


def _rows(value: JsonValue) -> list[JsonValue]:
    return list(value) if isinstance(value, list) else []


def _text(fields: JsonValue, name: str) -> str:
    value = fields.get(name) if isinstance(fields, dict) else None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return str(mend_surrogates(value)) if isinstance(value, str) else ""
