"""PDF documents, made by hand."""

import zlib
from collections.abc import Sequence


def paper(
    pages: Sequence[Sequence[str]], facts: str = "", kids: Sequence[int] | None = None
) -> bytes:
    """A document with lines of text on each page; an empty page is one that was scanned.

    `kids` are the pages as the document lists them, the first 0: one may stand there often.
    """
    objects = [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    tree = 2 + 2 * len(pages)
    for lines in pages:
        shown = b" ".join(b"(%s) Tj T*" % _escaped(line) for line in lines)
        packed = zlib.compress(b"BT /F1 11 Tf 14 TL 50 780 Td " + shown + b" ET")
        objects.append(
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
        )
        objects.append(
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 1 0 R>>>>>>" % (tree, len(objects))
        )
    listed = range(len(pages)) if kids is None else kids
    references = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in listed)
    objects.append(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(listed), references))
    objects.append(b"<</Type/Catalog/Pages %d 0 R>>" % tree)
    objects.append(b"<<%s>>" % facts.encode("latin-1"))
    return _file(objects)


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(objects) - 1,
        len(objects),
        start,
    )
    return bytes(out)
