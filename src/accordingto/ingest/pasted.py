"""A text that a person pasted, with what they say of it, to one report."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from accordingto.errors import IngestError
from accordingto.ingest.inputs import Incoming, Item, Provenance
from accordingto.ingest.reports import look_over
from accordingto.ingest.texts import clean_text
from accordingto.report import Report

PASTED = "(pasted)"
"""Stands in the place of a file's path."""
PASTED_TOOL = "accordingto-pasted/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A text, and what is known of it."""

    text: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""


def read_pasted(pasted: Pasted, today: date | None = None) -> Item:
    """Return the report that was pasted, or an IngestError for one that is none.

    Its id is the beginning of its text's hash: the same words are the same report.
    """
    text = clean_text(pasted.text)
    raw = pasted.text.encode("utf-8", "surrogatepass")
    try:
        _check(pasted, text)
    except IngestError as error:
        return error.holding(raw, "text/plain")
    report = Report(
        id="",
        text=text,
        title=" ".join(pasted.title.split()),
        published=pasted.published.strip() or None,
        publisher=pasted.publisher.strip(),
    )
    incoming = Incoming(
        report=Report(
            id=report.sha256[:16],
            text=report.text,
            title=report.title,
            published=report.published,
            publisher=report.publisher,
        ),
        path=PASTED,
        line=None,
        size=len(raw),
        provenance=Provenance(
            raw=raw, media_type="text/plain", tool=PASTED_TOOL, url=pasted.url.strip()
        ),
    )
    return look_over(incoming, today or datetime.now(UTC).date())


def _check(pasted: Pasted, text: str) -> None:
    if not text.strip():
        raise _refusal("nothing but white space", "the words of a report; paste them", "empty")
    if "\0" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise _refusal("characters that no text has", "whole characters; copy it anew", "binary")
    url = pasted.url.strip()
    if url and not url.lower().startswith(("http://", "https://")):
        expected = "one that begins with https:// or http://, or none"
        raise _refusal(f"the address {url[:80]!r}", expected, "no_address")


def _refusal(found: str, expected: str, code: str) -> IngestError:
    return IngestError(f"{found}; expected {expected}", path=PASTED, code=code)
