"""Pages: the article's text, without navigation and comments, and what the page says of it."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import trafilatura
from lxml import etree
from lxml.html import HTMLParser
from trafilatura.core import bare_extraction
from trafilatura.settings import MIN_DUPLICATE_LENGTH, Document, Extractor, use_config
from trafilatura.xml import xmltotxt

from accordingto.ingest.declarations import tell_declarations
from accordingto.ingest.encodings import decode_page
from accordingto.ingest.extracts import Extract, Note, NotExtractedError
from accordingto.ingest.json_ld import Linked, read_json_ld
from accordingto.ingest.markup import find_facts, find_saving
from accordingto.ingest.stand_ins import StandIns, paragraphs

HTML_TOOL = f"accordingto-html/1 trafilatura/{trafilatura.__version__}"
MAX_MARKUP = 10_000_000
"""Bytes of a page beside what is embedded in it, such as pictures."""
SHORT = 250
"""Characters below which a text may be no article at all."""
STUB = 800
"""Characters below which an article may stand in the page's JSON-LD rather than on it."""
_EMBEDDED = b";base64,"
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=%"
_TAGGED = re.compile(r"</?[a-zA-Z]|&#?[a-zA-Z0-9]{2,9};")
_BLOCK_ENDS = re.compile(r"</(?:p|div|li|h[1-6]|blockquote)\s{0,9}>|<br\s{0,9}/?>", re.IGNORECASE)
_DROPPED = ("script", "style", "template", "svg")
_JSON_LD = "application/ld+json"


def extract_html(raw: bytes, charset: str = "") -> Extract:
    """Return the text of the article on a page, with the facts that the page gives.

    Nothing outside the page is looked at: no entity is expanded, no DTD loaded. Paragraphs are set
    apart by a blank line; characters are kept as they are. Raises NotExtractedError for what is too
    large, nested too deeply, or without a text.
    """
    slim = _without_pictures(raw)
    if len(slim) > MAX_MARKUP:
        raise NotExtractedError(
            f"a page of {len(slim):,} bytes beside its pictures; expected no more than "
            f"{MAX_MARKUP:,}; save the article alone, or its text as a .txt file",
            "too_large",
        )
    page = decode_page(slim, charset)
    root = _parse(page.text)
    facts = [*find_saving(page.text), *find_facts(root)]
    addresses = {"canonical", "meta:og:url", "saved:url"}
    linked = read_json_ld(_scripts(root), [fact.value for fact in facts if fact.name in addresses])
    text, notes = _article(root, linked)
    return Extract(
        text=text,
        tool=HTML_TOOL,
        facts=(*linked.facts, *facts),
        notes=(*page.notes, *tell_declarations(page.text), *linked.notes, *notes),
    )


def _without_pictures(raw: bytes) -> bytes:
    """Return a page without the data that it embeds in addresses, as saved pages do."""
    first, *rest = raw.split(_EMBEDDED)
    kept = [first]
    for part in rest:
        kept.append(part.lstrip(_BASE64) if b"data:" in kept[-1][-99:] else part)
    return _EMBEDDED.join(kept)


def _parse(text: str) -> etree._Element:
    """Return the root of a page's tree, which is whole."""
    parser = HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.LxmlError:
        root = None
    if any(entry.type_name == "ERR_NO_MEMORY" for entry in parser.error_log):
        raise MemoryError
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise NotExtractedError(
            "a page with more than 2,000 elements within one another; expected some hundreds at "
            "most; save the article's text as a .txt file",
            "too_deep",
        )
    if root is None:
        raise _without_text()
    return root


def _scripts(root: etree._Element) -> list[str]:
    """Return the scripts of JSON-LD, and take all scripts and drawings out of the tree."""
    found = [
        "".join(script.itertext())
        for script in root.iter("script")
        if _JSON_LD in (script.get("type") or "").lower()
    ]
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    return found


def _article(root: etree._Element, linked: Linked) -> tuple[str, list[Note]]:
    """Return the article's text, from the page itself or else from its JSON-LD."""
    repeats = _count_repeats(root)
    stand_ins = StandIns(root)
    stand_ins.exchange(root)
    text = stand_ins.restore("\n\n".join(paragraphs(_extract(root, stand_ins), stand_ins.line)))
    notes = []
    if stand_ins.lost:
        notes.append(
            Note(
                "characters_dropped",
                f"the page has so many kinds of hidden characters that {stand_ins.lost:,} of them "
                "were dropped; read the page itself",
            )
        )
    if repeats:
        notes.append(
            Note(
                "repeats_dropped",
                f"{repeats:,} paragraphs that repeat the one before them were left out",
            )
        )
    if len(text) < STUB and len(linked.body) > 2 * len(text):
        text = _without_tags(linked.body)
        notes.append(
            Note(
                "text_from_json_ld",
                "the page shows little or no text; the text is the one that its JSON-LD gives for "
                "the article",
            )
        )
    if not text or text.isspace():
        raise _without_text()
    return text, [*notes, *_doubts(text, linked)]


def _count_repeats(root: etree._Element) -> int:
    """Count long paragraphs that say what the one before them said: they are read once."""
    texts = ["".join(element.itertext()).strip() for element in root.iter("p")]
    return sum(one == before and len(one) > MIN_DUPLICATE_LENGTH for before, one in pairwise(texts))


def _extract(root: etree._Element, stand_ins: StandIns) -> str:
    document = bare_extraction(root, options=_options())
    if not isinstance(document, Document):
        return ""
    body = document.body
    for line in body.iter("lb"):
        line.tail = stand_ins.line + (line.tail or "")
    for row in list(body.iter("row")):
        cells = [" ".join(" ".join(cell.itertext()).split()) for cell in row]
        _make_paragraph(row, stand_ins.tab.join(cells))
    for item in body.iter("item"):
        item.tag = "p"
    etree.strip_tags(body, "lb", "table", "list")
    return xmltotxt(body, include_formatting=False)


def _make_paragraph(element: etree._Element, text: str) -> None:
    for child in list(element):
        element.remove(child)
    element.tag, element.text = "p", text


@cache
def _options() -> Extractor:
    config = use_config()
    config.set("DEFAULT", "INSECURE_SSL_FALLBACK", "off")
    return Extractor(config=config, output_format="python", comments=False)


def _without_tags(body: str) -> str:
    """Return the text of an article's body in JSON-LD, which may be HTML."""
    if not _TAGGED.search(body):
        return body.strip()
    root = etree.fromstring(
        _BLOCK_ENDS.sub("\n\n", body).encode(), HTMLParser(encoding="utf-8", no_network=True)
    )
    if root is None:
        return ""
    lines = (" ".join(line.split(" ")) for line in "".join(root.itertext()).split("\n"))
    return "\n\n".join(line.strip() for line in lines if line.strip())


def _doubts(text: str, linked: Linked) -> Iterator[Note]:
    """Yield what makes the text doubtful as that of a whole article."""
    if any(
        fact.name == "ld:isAccessibleForFree" and fact.value == "false" for fact in linked.facts
    ):
        yield Note(
            "paywalled",
            "the page says that it is not free to read: its text may be the beginning only",
        )
    if len(text) < SHORT:
        yield Note(
            "text_short",
            f"the page gave {len(text):,} characters of text; an article has more: it may be a "
            "stub, a gallery or an error page",
        )
    if linked.updates:
        yield Note(
            "live_blog",
            f"a live blog of {linked.updates:,} entries, read as one report: days such as Friday "
            "are counted from the day it began",
        )


def _without_text() -> NotExtractedError:
    return NotExtractedError(
        "no article's text on this page; expected a page with a text to read; if a browser shows "
        "one, save the page from there, or the text as a .txt file",
        "no_text",
    )
