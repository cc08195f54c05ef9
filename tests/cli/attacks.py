"""Hostile files as strangers would send them; all names are invented."""

import gzip
import json
from dataclasses import dataclass

from tests.ingest.warc.archives import answer, packed, record
from tests.ingest.word_parts import WORD, par, run, word
from tests.ingest.workbook_parts import PARTS, make_sheet, pack

TEXT = "Shelling killed at least 12 people in Marenna on Friday, residents said."
ARTICLE = "<article><h1>Marenna shelled</h1>" + f"<p>{TEXT}</p>" * 8 + "{}</article>"
HEAD = b"id,text\n"
GOOD_ROW = f"good,{TEXT.replace(',', ';')}\n".encode()
GOOD_LINE = json.dumps({"id": "good", "text": TEXT}).encode() + b"\n"
SHEET = "xl/worksheets/sheet1.xml"
DOCUMENT = "word/document.xml"
BESIDE_IT = "the secret of this machine"
"""Stands in a file beside, which nothing may load."""

_LEVELS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DECLARED = {
    "laughs": (f'[<!ENTITY l0 "haha">{_LEVELS}]', "&l9;"),
    "quadratic": (f'[<!ENTITY a "{"a" * 100_000}">]', "&a;" * 2_000),
    "entity": ('[<!ENTITY x SYSTEM "BESIDE">]', "&x;"),
    "parameter": ('[<!ENTITY % x SYSTEM "BESIDE"> %x;]', ""),
    "dtd": ('SYSTEM "BESIDE"', "&x;"),
    "public": ('PUBLIC "-//X//X" "BESIDE"', "&x;"),
}
"""What a document declares, and what uses it. BESIDE is the address of a file beside."""


@dataclass(frozen=True)
class Attack:
    """A file that is refused, in whole or in part."""

    content: bytes
    words: str
    """What the line says of it."""
    held: bytes | None = None
    """What is in quarantine; None for all of it."""
    keeps: bool = False
    """A report beside is read all the same."""


def page(body: str, before: str = "<!doctype html>") -> bytes:
    return f"{before}<html><head><title>t</title></head><body>{body}</body></html>".encode()


def rss(items: str, before: str = "") -> bytes:
    return f"{before}<rss version='2.0'><channel><title>s</title>{items}</channel></rss>".encode()


def atom(entries: str, before: str = "") -> bytes:
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>s</title>{entries}</feed>"
    return f'<?xml version="1.0"?>{before}{feed}'.encode()


def declaring(kind: str, name: str, beside: str) -> bytes:
    """A document of some kind that declares entities or a document type of its own."""
    said, used = (part.replace("BESIDE", beside) for part in DECLARED[name])

    def doctype(element: str) -> str:
        return f"<!DOCTYPE {element} {said}>"

    article = ARTICLE.format(f"<p>{used}</p>")
    item = f"<item><title>t {used}</title><description>{TEXT} {used}</description></item>"
    entry = f"<entry><id>a</id><title>t</title><content>{TEXT} {used}</content></entry>"
    sheet = f"{doctype('worksheet')}<worksheet>{used}</worksheet>"
    body = f'<w:document xmlns:w="{WORD}"><w:body>{par(run(TEXT + used))}</w:body></w:document>'
    return {
        "html": lambda: page(article, doctype("html")),
        "xhtml": lambda: b'<?xml version="1.0"?>' + page(article, doctype("html")),
        "rss": lambda: rss(item, doctype("rss")),
        "atom": lambda: atom(entry, doctype("feed")),
        "xlsx": lambda: pack({**PARTS, SHEET: sheet}),
        "docx": lambda: word("", **{DOCUMENT: doctype("x") + body}),
    }[kind]()


def _jsonl(line: str, words: str) -> Attack:
    raw = line.encode() + b"\n"
    return Attack(raw + GOOD_LINE, words, raw, keeps=True)


def _csv(row: bytes, words: str) -> Attack:
    return Attack(HEAD + row + GOOD_ROW, words, row, keeps=True)


_BOMB = gzip.compress(bytes(50 << 20), mtime=0)
_SHORT, _LONG = record(length="20"), record(length="999999")
_FINE = record(answer(page(ARTICLE)))
_ROWS = '<row r="9"/><row r="2"><c><v>1</v></c></row>'

REFUSED = {
    "bomb.txt": Attack(_BOMB, "gzip-compressed"),
    "bomb.html": Attack(_BOMB, "gzip-compressed"),
    "bomb.csv": Attack(_BOMB, "gzip-compressed"),
    "bomb.warc.gz": Attack(_BOMB, "no WARC record begins here"),
    "body.warc": Attack(record(answer(_BOMB, Content_Encoding="gzip")), "a page of 52,428,800"),
    "zip.txt": Attack(pack({"a.txt": "x" * (30 << 20)}), "ZIP archive"),
    "slip.txt": Attack(pack({"../../../slipped.txt": TEXT}), "ZIP archive"),
    "bomb.xlsx": Attack(make_sheet(" " * (20 << 20)), "packed into"),
    "bomb.docx": Attack(word(par(run(" " * (120 << 20)))), "the part word/document.xml of"),
    "slip.xlsx": Attack(pack({"../../../slipped": "x", **PARTS}), "without the part"),
    "slip.docx": Attack(pack({f"../../../{DOCUMENT}": "x"}), "without the part"),
    "deep.xlsx": Attack(make_sheet("<a>" * 200_000), "levels"),
    "deep.docx": Attack(word("<w:p>" * 200_000), "levels"),
    "deep.html": Attack(page("<div>" * 200_000 + TEXT + "</div>" * 200_000), "2,000 elements"),
    "deep.rss": Attack(rss("<item>" + "<a>" * 20_000), "neither text nor title"),
    "long.html": Attack(page(f"<p>{TEXT}</p>" * 290_000), "a page of 22"),
    "rows.xlsx": Attack(make_sheet(_ROWS), "row 2 behind row 9"),
    "short.warc": Attack(_SHORT + _FINE, "says it holds 20 bytes", _SHORT, keeps=True),
    "long.warc": Attack(_LONG + _FINE, "says it holds 999,999 bytes", _LONG, keeps=True),
    "short.warc.gz": Attack(packed(_SHORT, _FINE), "holds 20 bytes", _SHORT, keeps=True),
    "line.csv": _csv(b"a," + b"x" * (40 << 20) + b"\n", "a line of 41,943,043 bytes"),
    "quote.csv": _csv(b'1,"never closed\n', "a quotation mark is opened"),
    "zeros.csv": _csv(b"1,x\0y\n", "a zero byte in a cell"),
    "commas.csv": _csv(b"1,a,b,c\n", "a row of 4 cells below 2 headers"),
    "bytes.csv": _csv(b"1,\x81\n", "byte 0x81"),
    "macintosh.csv": Attack(b"id,text\r1,a\r", "new-line character"),
    "zeros.txt": Attack(b"Shelling\0killed", "binary data"),
    "wide.txt": Attack(TEXT.encode("utf-16"), "UTF-16"),
    "deep.jsonl": _jsonl('{"id": "1", "text": "a", "n": ' + "[" * 99_999, "too deeply"),
    "names.jsonl": _jsonl('{"id": "1", "text": "a", "text": "b"}', "stands twice"),
    "huge.jsonl": _jsonl('{"id": "1", "text": "a", "n": ' + "9" * 5_000 + "}", "5,000 digits"),
    "line.jsonl": _jsonl('{"id": "1", "text": "' + "x" * (33 << 20) + '"}', "a line of more than"),
    "array.json": Attack(b'[{"id": "1", "text": "a"}]', "not one object a line"),
    "large.txt": Attack(b"Shells fell. " * (3 << 20), "a text of more than"),
    "empty.rss": Attack(rss("<item/>"), "neither text nor title", b"<item/>"),
    "no.rss": Attack(b"<rss", "no feed"),
    "type.atom": Attack(b"Shells fell on Marvoy.", "no feed"),
}
"""By the names of their files; a good report stands beside each."""
REFUSED |= {
    f"{name}.{kind}": Attack(declaring(kind, name, "file:///nowhere"), "document type declaration")
    for kind in ("xlsx", "docx")
    for name in DECLARED
}
