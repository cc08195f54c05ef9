"""Bytes to text: UTF-8 and nothing else, so that offsets mean one thing."""

from collections.abc import Sequence

from accordingto.errors import IngestError

MAX_TEXT = 32 << 20
"""Bytes of a text; what is larger is a corpus, and a reader would need gigabytes for it."""
HEAD = 4096
"""Bytes from which a file's format is told."""
TEXT_TOOL = "accordingto-text/1"
"""Names how bytes become text here; another number when they become another text."""

READABLE = "UTF-8 text, a page, a PDF document or a corpus"
_UNPACK = "unpack it first, and name the folder or file that comes out of it"
_UNPACK_OR_SAVE = "unpack it and name the folder, or save the document as PDF or text"
_SAVE = "save the article's text as a .txt file"
_MAGIC = (
    (b"%PDF-", "a PDF document", _SAVE),
    (b"PK\x03\x04", "a ZIP archive or an office document", _UNPACK_OR_SAVE),
    (b"PK\x05\x06", "an empty ZIP archive", _UNPACK_OR_SAVE),
    (b"\xd0\xcf\x11\xe0", "an office document", _SAVE),
    (b"{\\rtf", "an RTF document", _SAVE),
    (b"\x1f\x8b", "gzip-compressed data", _UNPACK),
    (b"BZh91AY", "bzip2-compressed data", _UNPACK),
    (b"\xfd7zXZ", "xz-compressed data", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x89PNG", "a picture", _SAVE),
    (b"\xff\xd8\xff", "a picture", _SAVE),
    (b"GIF8", "a picture", _SAVE),
)
_UTF16 = (
    (b"\xff\xfe", "UTF-16 text", "convert it, as in: iconv -f UTF-16 -t UTF-8 FILE"),
    (b"\xfe\xff", "UTF-16 text", "convert it, as in: iconv -f UTF-16 -t UTF-8 FILE"),
)
_XML = ((b"<?xml", "an XML document", _SAVE),)


def check_format(head: bytes, path: str) -> None:
    """Refuse a file that is by its first bytes something other than UTF-8 text.

    Raises IngestError, which says what the file is and what to do.
    """
    begin = head[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    _refuse(head, (*_MAGIC, *_UTF16), path)
    _refuse(begin, _XML, path)
    _check_zeros(head, path)


def refuse_other_formats(head: bytes, path: str) -> None:
    """Refuse what is by its first bytes no text in any encoding: an archive, a picture.

    Raises IngestError.
    """
    _refuse(head, _MAGIC, path)


def refuse_large(path: str, line: int | None = None) -> IngestError:
    """Say of a text that it is larger than a reader bears."""
    return IngestError(
        f"a text of more than {MAX_TEXT:,} bytes; expected one report; if it holds many, make "
        "them a corpus of one a line (JSONL)",
        path=path,
        line=line,
        code="too_large",
    )


def _refuse(head: bytes, kinds: Sequence[tuple[bytes, str, str]], path: str) -> None:
    for magic, what, advice in kinds:
        if head.startswith(magic):
            raise IngestError(
                f"this is {what}; expected {READABLE}; {advice}", path=path, code="binary"
            )


def decode_text(raw: bytes, path: str) -> str:
    """Return the text of a file that holds one report.

    Raises IngestError when the file is empty, binary, or not UTF-8.
    """
    _check_zeros(raw, path)
    text = clean_text(decode_utf8(raw, path))
    if not text or text.isspace():
        found = "the file is empty" if not raw else "the file holds nothing but white space"
        raise IngestError(
            f"{found}; expected the text of a report; put one in, or leave the file out",
            path=path,
            code="empty",
        )
    return text


def decode_utf8(raw: bytes, path: str, line: int | None = None) -> str:
    """Return bytes as text.

    Raises IngestError at the first byte that is not UTF-8; offsets count from the start of `raw`.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
        where = f"offset {at:,}" if line else f"offset {at:,}, line {raw.count(10, 0, at) + 1:,}"
        raise IngestError(
            f"byte 0x{raw[at]:02X} at {where} is not UTF-8; expected UTF-8 throughout; "
            "convert it, as in: iconv -f WINDOWS-1252 -t UTF-8 FILE",
            path=path,
            line=line,
            code="not_utf8",
        ) from error


def _check_zeros(raw: bytes, path: str) -> None:
    at = raw.find(b"\0")
    if at >= 0:
        raise IngestError(
            f"a zero byte at offset {at:,}: this is binary data; expected {READABLE}; {_SAVE}",
            path=path,
            code="binary",
        )


def clean_text(text: str) -> str:
    r"""Return the text as reports keep it: no byte order mark, CRLF to LF, nothing else changed.

    >>> clean_text("\ufeffShells fell.\r\nNobody was hurt.")
    'Shells fell.\nNobody was hurt.'
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n")
