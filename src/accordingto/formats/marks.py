"""Words that a person marked in another tool, and where they stand in a text that is kept here.

Nothing is guessed: words that do not stand where the other tool says, or stand in several places,
are told with the reason and left alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from accordingto.errors import IngestError
from accordingto.ingest.json_values import UnreadableJsonError, parse_loose_json
from accordingto.records.base import JsonValue
from accordingto.records.kinds import RecordKind
from accordingto.records.values import Kind, Stance, State, Step
from accordingto.report import Span

MAX_BYTES = 64 << 20
"""Bytes of a file of marks."""
MOST_PLACES = 2
"""Places where words stand that are looked for: more than one is one too many."""
MOST_SHOWN = 60
"""Characters of somebody else's words in a message."""


class Verdict(StrEnum):
    """What whoever marked words says outright of the record that they carry."""

    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Which text marked words stand in, and where, as far as the other tool says."""

    text: str | None = None
    """The text itself, where the file has it."""
    sha256: str = ""
    """Of the text; empty where the file does not name it."""
    url: str = ""
    """Address of the page."""
    in_title: bool = False
    start: int | None = None
    end: int | None = None
    quote: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that a person marked, with what they say of them."""

    where: str
    """Where it stands in the file, for messages."""
    at: Whereabouts
    kind: RecordKind
    record: str = ""
    """Id of the record of ours that is meant; empty where none is named."""
    fields: Mapping[str, JsonValue] = field(default_factory=dict)
    """What is said of it, by the names of our fields."""
    verdict: Verdict | None = None
    is_ours: bool = False
    """We wrote it, and nobody said a word about it: no decision unless a field was changed."""
    annotator: str = ""
    """As the file names whoever marked it; empty where it does not."""
    time: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something of a file that makes no decision, and why."""

    where: str
    why: str


CORES: Mapping[RecordKind, tuple[str, type[StrEnum]]] = {
    RecordKind.FIGURE: ("state", State),
    RecordKind.STATEMENT: ("stance", Stance),
    RecordKind.INCIDENT: ("kind", Kind),
    RecordKind.AGREEMENT: ("step", Step),
}
"""Kinds of records that can be marked, with the field that a label may say after a colon."""
_PLURAL = {f"{kind.value}s": kind for kind in CORES}


@dataclass(frozen=True, slots=True)
class Label:
    """What a label stands for."""

    kind: RecordKind
    fields: Mapping[str, JsonValue] = field(default_factory=dict)


def parse_label(label: str, known: Mapping[str, str] | None = None) -> Label | None:
    """Return what a label stands for: `figure`, `figure:killed`, or one that the user explains.

    None for any other.

    >>> parse_label("Figure: killed").fields
    {'state': 'killed'}
    """
    told = (known or {}).get(label, label)
    name, _, value = (part.strip().casefold().replace(" ", "_") for part in told.partition(":"))
    kind = _PLURAL.get(name) or next((one for one in CORES if one.value == name), None)
    if kind is None:
        return None
    core, values = CORES[kind]
    if not value:
        return Label(kind)
    return Label(kind, {core: value}) if value in {one.value for one in values} else None


def labels_in_words() -> str:
    """Return which labels are known, for a message."""
    return ", ".join(f"{kind.value} or {kind.value}:{next(iter(CORES[kind][1]))}" for kind in CORES)


def read_json(path: Path) -> JsonValue:
    """Return the JSON value that a file holds.

    Raises IngestError when it cannot be opened, is too large, or is no JSON.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise _refusal(path, f"it cannot be opened ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise _refusal(path, f"it is not UTF-8 ({error.reason})") from error
    if len(raw) > MAX_BYTES:
        raise _refusal(path, f"more than {MAX_BYTES:,} bytes")
    try:
        return parse_loose_json(text)[0]
    except (UnreadableJsonError, ValueError) as error:
        raise _refusal(path, str(error)) from error


def _refusal(path: Path, found: str) -> IngestError:
    return IngestError(
        f"{found}; expected one JSON value in UTF-8, as the other tool exports it",
        path=str(path),
        code="broken_json",
    )


def parse_time(value: JsonValue) -> datetime | None:
    """Return a time as JSON of other tools has it, in UTC; None for what is none.

    >>> parse_time("2024-03-14T10:00:00.25Z").isoformat()
    '2024-03-14T10:00:00.250000+00:00'
    """
    if not isinstance(value, str) or not value.isascii() or len(value) > 40:
        return None
    try:
        time = datetime.fromisoformat(value)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def words_of(value: JsonValue) -> str:
    """Return a JSON value as words: a string, or the first of a list of strings; else nothing."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def shorten(words: str) -> str:
    """Return words as a message shows them."""
    return ascii(words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}...")


def locate(text: str, at: Whereabouts) -> Span | str:
    """Return where marked words stand in a text, or why that is not known.

    Offsets are code points, as the standard of the W3C says; those of a program that counts the
    halves of characters beyond the first 65,536 are taken too, where the words prove them.
    """
    places = list(dict.fromkeys(_by_offsets(text, at)))
    if at.quote:
        places = [one for one in places if text[one.start : one.end] == at.quote]
    if len(places) == 1:
        return places[0]
    if not at.quote:
        return _without_words(text, at)
    found = _by_words(text, at)
    if len(found) == 1:
        return found[0]
    told = shorten(at.quote)
    if not found:
        return f"the words {told} do not stand in the text there, nor anywhere else in it"
    return f"the words {told} stand in the text in several places; nothing tells which is meant"


def _by_offsets(text: str, at: Whereabouts) -> Iterator[Span]:
    if at.start is None or at.end is None or not 0 <= at.start < at.end:
        return
    if at.end <= len(text):
        yield Span(at.start, at.end)
    if at.quote and not text.isascii():
        units = text.encode("utf-16-le", "surrogatepass")
        if 2 * at.end <= len(units):
            parts = units[: 2 * at.start], units[2 * at.start : 2 * at.end]
            before, words = (len(one.decode("utf-16-le", "surrogatepass")) for one in parts)
            yield Span(before, before + words)


def _without_words(text: str, at: Whereabouts) -> str:
    if at.start is None or at.end is None:
        return "it says neither words nor where they stand; expected a quote or a position"
    return f"offsets {at.start}-{at.end}; expected a range within 0-{len(text)}"


def _by_words(text: str, at: Whereabouts) -> list[Span]:
    """Return the places where the words stand, after and before those that are given around."""
    found: list[Span] = []
    start = text.find(at.quote)
    while start >= 0 and len(found) < MOST_PLACES:
        end = start + len(at.quote)
        if text.endswith(at.prefix, 0, start) and text.startswith(at.suffix, end):
            found.append(Span(start, end))
        start = text.find(at.quote, start + 1)
    return found
