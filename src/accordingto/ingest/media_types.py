"""What a web server says that it sends, and what its first bytes say."""

from email.message import Message

from accordingto.errors import IngestError
from accordingto.ingest.inputs import Headers

FEEDS = frozenset(
    {
        "application/atom+xml",
        "application/feed+json",
        "application/json",
        "application/rdf+xml",
        "application/rss+xml",
        "application/xml",
        "text/xml",
    }
)
DOCUMENTS = frozenset({"application/pdf", "application/xhtml+xml", "text/html", "text/plain"})
_BEGINNINGS = (
    (b"%pdf-", "application/pdf"),
    (b"<!doctype html", "text/html"),
    (b"<html", "text/html"),
    (b"<?xml", "application/xml"),
    (b"<rss", "application/xml"),
    (b"<feed", "application/xml"),
)
_OTHERS = (
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\x7fELF", "a program"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"MZ", "a program"),
    (b"PK\x03\x04", "a ZIP archive"),
)


def find_header(headers: Headers, name: str) -> str:
    """Return the first header of that name, or nothing."""
    wanted = name.lower()
    return next((value.strip() for own, value in headers if own.lower() == wanted), "")


def parse_content_type(value: str) -> tuple[str, str]:
    """Return the media type and the charset of a Content-Type header, in small letters.

    >>> parse_content_type('Text/HTML; charset="UTF-8"')
    ('text/html', 'utf-8')
    """
    message = Message()
    message["Content-Type"] = " ".join(value.split())[:200] or "unknown/unknown"
    charset = message.get_content_charset("")
    return message.get_content_type(), charset


def expect_readable(url: str, headers: Headers) -> None:
    """Raise IngestError when a page says that it is nothing to read, as an image does."""
    value = find_header(headers, "Content-Type")
    media_type, _ = parse_content_type(value)
    if value and media_type not in DOCUMENTS | FEEDS:
        raise _fault(url, f"{media_type[:80]!r}")


def tell_type(body: bytes, headers: Headers, url: str) -> tuple[str, str]:
    """Return the media type and charset of a page: as it says, or by its first bytes.

    Raises IngestError when its bytes are something else than it says, or when it says nothing and
    they do not tell.
    """
    said, charset = parse_content_type(find_header(headers, "Content-Type"))
    for begin, what in _OTHERS:
        if body.startswith(begin):
            raise _fault(url, f"{what}, whatever it calls itself ({said[:80]!r})")
    begin = body[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    found = next((kind for mark, kind in _BEGINNINGS if begin.startswith(mark)), "")
    if found == "application/pdf" or said not in DOCUMENTS | FEEDS:
        if not found:
            raise _fault(url, "something that does not say what it is")
        return found, charset
    if said == "application/pdf":
        raise _fault(url, "no PDF, though it calls itself one")
    return said, charset


def _fault(url: str, found: str) -> IngestError:
    return IngestError(
        f"{found}; expected a page, a PDF document, plain text or a feed; "
        "give the address of the article itself",
        path=url,
        code="media_type",
    )
