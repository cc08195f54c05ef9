"""PDF documents: the text that they hold, page by page, and what they say of themselves."""

from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw as pdfium_codes

from accordingto.ingest.extracts import MAX_VALUE, Extract, Fact, Note, NotExtractedError

PDF_TOOL = f"accordingto-pdf/1 pypdfium2/{pdfium.PYPDFIUM_INFO}"
MAX_PAGES = 300
"""Pages of a report; a longer one is an archive or a book."""
MAX_TEXT = 20_000_000
"""Characters that a document may hold; a few bytes may stand for any number of them."""
_SHOWN = 12
_LINE_HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen at the end of a line, with the line end."""


def extract_pdf(raw: bytes) -> Extract:
    """Return the text of a PDF document; its pages follow one another.

    A hyphen between small letters at the end of a line is taken for one that breaks a word.
    Raises NotExtractedError for a document that is broken, locked or too long, or holds no text, as
    one that was scanned.
    """
    with _open(raw) as document:
        count = len(document)
        if count > MAX_PAGES:
            raise NotExtractedError(
                f"a PDF document of {count:,} pages; expected no more than {MAX_PAGES}; take out "
                "the pages that hold the report, as in: qpdf IN --pages . 1-20 -- OUT",
                "too_large",
            )
        facts = tuple(_facts(document))
        pages = list(_pages(document))
    text = _joined(pages)
    if not text:
        raise NotExtractedError(
            f"a PDF document without text, {count:,} {'page' if count == 1 else 'pages'}: scanned, "
            "or pictures only; expected text that can be copied from it; have it recognised first, "
            "as in: ocrmypdf IN OUT",
            "no_text",
        )
    return Extract(text=text, tool=PDF_TOOL, facts=facts, notes=tuple(_notes(pages)))


def _open(raw: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_codes.FPDF_ERR_PASSWORD:
            raise NotExtractedError(
                "a PDF document that is locked by a password; expected an open one; save it "
                "without the password",
                "locked",
            ) from error
        raise NotExtractedError(
            f"a PDF document that is broken ({error}); expected a whole one; download or save it "
            "again",
            "broken_pdf",
        ) from error


def _facts(document: pdfium.PdfDocument) -> Iterator[Fact]:
    for name, value in document.get_metadata_dict(skip_empty=True).items():
        yield Fact(f"pdf:{name}", value[:MAX_VALUE])


def _pages(document: pdfium.PdfDocument) -> Iterator[str]:
    """Yield the text of each page; empty where a page has none, or is broken."""
    total = 0
    for number in range(len(document)):
        try:
            page = document[number]
            textpage = page.get_textpage()
        except pdfium.PdfiumError:
            yield ""
            continue
        total += textpage.count_chars()
        if total > MAX_TEXT:
            raise NotExtractedError(
                f"a PDF document of more than {MAX_TEXT:,} characters by page {number + 1:,}; "
                "expected a report; take out the pages that hold it",
                "too_large",
            )
        text = textpage.get_text_range()
        textpage.close()
        page.close()
        yield _with_words_whole(text.replace("\r\n", "\n")).strip("\n ")


def _with_words_whole(text: str) -> str:
    """Join words that were cut at the end of a line.

    Between anything but small letters the hyphen may be the writer's own, as in 10-12, and stays.
    """
    first, *rest = text.split(_LINE_HYPHEN)
    joined = [first]
    for part in rest:
        is_cut = joined[-1][-1:].islower() and part[:1].islower()
        joined += ["" if is_cut else "-", part]
    return "".join(joined)


def _joined(pages: list[str]) -> str:
    """Join pages by a blank line; by none where a sentence goes on."""
    text = ""
    for page in filter(None, pages):
        goes_on = page[0].islower() and text[-1:] not in ".!?:"
        between = "\n" if goes_on else "\n\n"
        text += f"{between}{page}" if text else page
    return text


def _notes(pages: list[str]) -> Iterator[Note]:
    empty = [number for number, page in enumerate(pages, start=1) if not page]
    if empty:
        shown = ", ".join(map(str, empty[:_SHOWN])) + (", ..." if len(empty) > _SHOWN else "")
        yield Note(
            "pages_without_text",
            f"{len(empty):,} of {len(pages):,} pages hold no text, scanned perhaps: {shown}",
        )
