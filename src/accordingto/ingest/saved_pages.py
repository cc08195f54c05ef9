"""Pages that a browser saved with all that belongs to them in one file: MHTML, web archives."""

import plistlib
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from typing import cast

from accordingto.ingest.extracts import Extract, Fact, NotExtractedError
from accordingto.ingest.html import extract_html

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def extract_mhtml(raw: bytes) -> Extract:
    """Return the article of the page in an MHTML file, as Chrome and Edge save it.

    The page is the first part that is one. Raises NotExtractedError when there is none.
    """
    try:
        message = BytesParser().parsebytes(raw)
        page = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
        content = page.get_payload(decode=True) if page else None
    except (MessageError, ValueError, LookupError) as error:
        raise _without_page(f"broken: {error}") from error
    if page is None or not isinstance(content, bytes):
        raise _without_page("it holds no page")
    extract = extract_html(content, page.get_content_charset(""))
    return replace(extract, facts=(*_saving(message, page), *extract.facts))


def extract_webarchive(raw: bytes) -> Extract:
    """Return the article of the page in a web archive, as Safari saves it.

    Raises NotExtractedError when there is none.
    """
    try:
        archive = plistlib.loads(raw)
    except (plistlib.InvalidFileException, ValueError, OverflowError) as error:
        raise _without_page(f"broken: {error}") from error
    main = archive.get("WebMainResource") if isinstance(archive, dict) else None
    content = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(content, bytes):
        raise _without_page("it holds no page")
    extract = extract_html(content, _text(main.get("WebResourceTextEncodingName")))
    url = _text(main.get("WebResourceURL"))
    return replace(
        extract, facts=(Fact("saved:url", url), *extract.facts) if url else extract.facts
    )


def _saving(message: Message, page: Message) -> Iterator[Fact]:
    """Yield from where the page was saved, and when."""
    for part, name in ((message, "Snapshot-Content-Location"), (page, "Content-Location")):
        if url := _text(cast("object", part.get(name))).strip():
            yield Fact("saved:url", url)
            break
    if date := _text(cast("object", message.get("Date"))).strip():
        yield Fact("saved:date", date)


def _text(value: object) -> str:
    """Return what a file gives as text, cut; nothing for anything else."""
    return str(value)[:2000].encode("utf-8", "replace").decode() if value is not None else ""


def _without_page(found: str) -> NotExtractedError:
    return NotExtractedError(
        f"a page that a browser saved in one file, but {found}; expected the page in it; save it "
        "again, or its text as a .txt file",
        "broken_saved_page",
    )
