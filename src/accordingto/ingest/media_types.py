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
UNSAID = frozenset({"application/octet-stream", "binary/octet-stream"})
"""Names for bytes of any kind: the first of them tell."""


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
    if value and media_type not in DOCUMENTS | FEEDS | UNSAID:
        raise IngestError(
            f"{media_type[:80]!r}; expected a page, a PDF document, plain text or a feed; "
            "give the address of the article itself",
            path=url,
            code="media_type",
        )
