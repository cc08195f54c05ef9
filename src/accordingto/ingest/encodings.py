"""Bytes of pages to text: which encoding a page is in, told by its bytes, its header and itself."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from accordingto.ingest.extracts import Note, NotExtractedError

_UTF8, _WESTERN = "utf-8", "cp1252"
_BOMS = ((b"\xef\xbb\xbf", _UTF8), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_PRESCANNED = 8192
"""Bytes in which a page may name its encoding."""
_CHARSET = re.compile(
    r"<(?:meta\s[^>]{0,200}?\bcharset|\?xml\s[^>]{0,99}?\bencoding)"
    r"""\s{0,9}=\s{0,9}["']?([a-z0-9_:.-]{1,40})""",
    re.IGNORECASE,
)
_FEW_ZEROS = 100
_TWO_BYTES = frozenset({"utf-16-le", "utf-16-be"})
_SEVEN_BITS = "iso2022-jp"
"""Its pages are plain ASCII to look at, and yet no UTF-8."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as text."""

    text: str
    encoding: str
    """Python's name of it."""
    notes: tuple[Note, ...] = ()


def decode_page(raw: bytes, charset: str = "") -> Decoded:
    """Return the text of a page's bytes; `charset` is what its HTTP header says, if anything.

    A byte order mark wins; then UTF-8 where the bytes are good UTF-8, whatever is declared, since
    text in another encoding all but never is; then the header, then the page's own declaration, as
    browsers have it. A page that declares nothing is taken for windows-1252. What had to be guessed
    and bytes that mean nothing are told in notes; such bytes become U+FFFD.

    Raises NotExtractedError for binary data.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _decode(raw[len(mark) :], encoding, ())
    declared = _codec(charset) or _own_codec(raw)
    if _codec(charset) in _TWO_BYTES:
        return _decode(raw, declared, ())
    if zeros := raw.count(0):
        return _without_zeros(raw, charset, zeros)
    if declared != _SEVEN_BITS and (text := _as_utf8(raw)) is not None:
        is_told = raw.isascii() or declared in {"", _UTF8}
        return Decoded(text, _UTF8, () if is_told else (_differs(declared),))
    if declared == _UTF8 and not _holds_utf8(raw):
        return _decode(raw, _WESTERN, (_differs(declared, _WESTERN),))
    if declared:
        return _decode(raw, declared, ())
    note = Note(
        "encoding_unknown",
        "the page names no encoding and is not in UTF-8; it was read as windows-1252, as a browser "
        "would: letters beyond A to Z may be wrong",
    )
    return _decode(raw, _WESTERN, (note,))


def _without_zeros(raw: bytes, charset: str, zeros: int) -> Decoded:
    """Read a page in which a few bytes are zero, as programs that make pages let happen."""
    first = raw.find(0)
    if zeros > _FEW_ZEROS or zeros * 100 > len(raw):
        raise NotExtractedError(
            f"{zeros:,} zero bytes, the first at offset {first:,}: this is binary data, or UTF-16 "
            "that does not say so; expected a page in one of the encodings of the web; save the "
            "page again, or its text as a .txt file",
            "binary",
        )
    page = decode_page(raw.replace(b"\0", b"\x1a"), charset)
    note = Note("bytes_replaced", f"{zeros:,} bytes are zero, the first at offset {first:,}")
    return Decoded(page.text.replace("\x1a", "\ufffd"), page.encoding, (*page.notes, note))


def _decode(raw: bytes, encoding: str, notes: tuple[Note, ...]) -> Decoded:
    try:
        return Decoded(raw.decode(encoding), encoding, notes)
    except UnicodeDecodeError as error:
        first = error.start
    text = raw.decode(encoding, "replace")
    count = text.count("\ufffd")
    note = Note(
        "bytes_replaced",
        f"{count:,} places hold bytes that mean nothing in {encoding}, the first at offset "
        f"{first:,}; U+FFFD stands for them",
    )
    return Decoded(text, encoding, (*notes, note))


def _as_utf8(raw: bytes) -> str | None:
    try:
        return raw.decode(_UTF8)
    except UnicodeDecodeError:
        return None


def _holds_utf8(raw: bytes) -> bool:
    """Tell whether some characters beyond ASCII are good UTF-8, though not all."""
    return any(not c.isascii() for c in raw.decode(_UTF8, "ignore"))


def _own_codec(raw: bytes) -> str:
    """Return the codec that the page itself names; one of two bytes a character is none."""
    found = _CHARSET.search(raw[:_PRESCANNED].decode("latin-1"))
    codec = _codec(found.group(1)) if found else ""
    return _UTF8 if codec in _TWO_BYTES else codec


def _codec(label: str) -> str:
    return _labels().get(label.strip().strip("\"'").lower(), "")


def _differs(declared: str, used: str = _UTF8) -> Note:
    return Note(
        "encoding_differs",
        f"the page is said to be in {declared}, but its bytes are {used}: it was read as {used}",
    )


@cache
def _labels() -> Mapping[str, str]:
    """Codecs by the labels that pages use."""
    table = tomllib.loads(files(__package__).joinpath("encodings.toml").read_text("utf-8"))
    return {label: codec for codec, labels in table["codecs"].items() for label in labels}
