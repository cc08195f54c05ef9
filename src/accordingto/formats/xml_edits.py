"""Places in XML, by byte, so that parts of it can be exchanged and all else stays as it was."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from accordingto.ingest.xml_parts import Attributes, BadPartError


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes to be put in the place of others."""

    start: int
    end: int
    new: bytes = b""


def apply_edits(raw: bytes, edits: Iterable[Edit]) -> bytes:
    """Return bytes with all changes; one inside another that begins before it is left out."""
    parts: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= at:
            parts += [raw[at : edit.start], edit.new]
            at = edit.end
    return b"".join([*parts, raw[at:]])


OnStart = Callable[[str, Attributes, int], None]
"""Name with its prefix, attributes, and the byte at which the element begins."""
OnEnd = Callable[[str, int, int], None]
"""Name, the byte at which the content ends, and the byte behind the element."""


def walk_places(
    raw: bytes, on_start: OnStart, on_end: OnEnd, on_text: Callable[[str], None]
) -> None:
    """Parse XML in UTF-8 and tell where its elements stand.

    The content of an element without an end tag ends where the element does. Raises BadPartError.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    has_just_begun = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal has_just_begun
        has_just_begun = True
        on_start(name, attributes, parser.CurrentByteIndex)

    def text(words: str) -> None:
        nonlocal has_just_begun
        has_just_begun = False
        on_text(words)

    def end(name: str) -> None:
        nonlocal has_just_begun
        here = parser.CurrentByteIndex
        # Without an end tag, the parser is behind the element already.
        has_tag = not (has_just_begun and raw[here - 2 : here] == b"/>")
        has_just_begun = False
        on_end(name, here, raw.find(b">", here) + 1 if has_tag else here)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise BadPartError(f"XML that breaks off ({error})") from error


def _refuse(*_: object) -> NoReturn:
    raise BadPartError("a document type declaration", "xml_attack")


def remove_elements(raw: bytes, is_unwanted: Callable[[Attributes], bool]) -> bytes:
    """Return XML without the elements whose attributes are unwanted; raises BadPartError."""
    begun: list[int | None] = []
    edits: list[Edit] = []

    def start(_: str, attributes: Attributes, at: int) -> None:
        begun.append(at if is_unwanted(attributes) else None)

    def end(_: str, __: int, behind: int) -> None:
        at = begun.pop()
        if at is not None:
            edits.append(Edit(at, behind))

    walk_places(raw, start, end, lambda _: None)
    return apply_edits(raw, edits)
