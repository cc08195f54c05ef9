"""The chain of decisions: each entry names, by hash, the ones that its reviewer made before it.

An entry is canonical JSON, and its hash is the SHA-256 of these bytes. `prev` names the reviewer's
latest entries: none for the first, one as a rule, several where the chain had branched, as when the
reviewer worked on two machines; the entry joins the branches again. `seq` counts from 0 along the
longest way.

What may be personal (the reasons, the record as seen, the changes) is not in the entry. In its
place stands a salted hash of it, so that it can be erased for good while the chain still verifies,
and nobody can find it again by trying out likely words.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from accordingto.errors import AccordingtoError, InvalidRecordError, JudgementError
from accordingto.records.base import JsonValue
from accordingto.records.canonical import canonical_bytes, parse_canonical
from accordingto.records.judgement_codec import from_plain, to_plain
from accordingto.records.judgements import Judgement, Part

FORMAT = "accordingto-decision/1"
_EMPTY: dict[Part, JsonValue] = {Part.WHY: "", Part.SEEN: [], Part.CHANGES: []}
_FIELDS = frozenset(Judgement.__dataclass_fields__) - {*_EMPTY, "erased"}
_FIELDS |= {"format", "seq", "prev", "parts"}
_FIELDS -= {"blind"}
_BLIND = _FIELDS | {"blind"}
"""An entry says that it was made blind, or nothing about it."""

Plain = dict[str, JsonValue]
MakeSalt = Callable[[], str]


@dataclass(frozen=True, slots=True, order=True)
class Head:
    """The place of one entry in a reviewer's chain, and its hash."""

    reviewer: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Step:
    """The links of one entry: all that is needed to check a chain."""

    head: Head
    prev: tuple[str, ...]
    names: frozenset[str]
    """Hashes of all entries that it builds on, those of others too."""


@dataclass(frozen=True, slots=True)
class Content:
    """A part of a judgement, outside the chain; salt and content are None once it is erased."""

    commitment: str
    """Salted hash, as it stands in the entry."""
    part: Part
    salt: str | None
    """64 hexadecimal digits, different for each part of each entry."""
    content: str | None
    """Canonical JSON."""
    erased_at: str | None = None
    erased_why: str | None = None

    @property
    def is_erased(self) -> bool:
        """Tell whether nothing is left of it but its salted hash."""
        return self.content is None

    @property
    def is_whole(self) -> bool:
        """Tell whether the content is that whose hash stands in the entry."""
        if self.salt is None or self.content is None:
            return False
        return commit(self.salt, self.content) == self.commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One link of a chain."""

    hash: str
    raw: bytes
    """Canonical JSON: what the hash is of."""
    reviewer: str
    seq: int
    prev: tuple[str, ...]
    parts: Mapping[Part, str]
    """Salted hashes of what stands outside."""
    judgement: Judgement
    """Without its parts: they count as erased."""

    @property
    def head(self) -> Head:
        """Its place in the chain."""
        return Head(self.reviewer, self.seq, self.hash)

    @property
    def step(self) -> Step:
        """Its links."""
        undone = (self.judgement.undoes,) if self.judgement.undoes else ()
        names = frozenset((*self.prev, *self.judgement.supersedes, *undone))
        return Step(self.head, self.prev, names)


def new_salt() -> str:
    """Return 32 random bytes in hexadecimal digits."""
    return secrets.token_hex(32)


def commit(salt: str, content: str) -> str:
    """Return the salted hash of a content.

    >>> commit("00" * 32, '"seen in print"')[:12]
    '409792236929'
    """
    return sha256(salt.encode() + b"\n" + content.encode()).hexdigest()


def make_entry(
    judgement: Judgement, heads: Iterable[Head], make_salt: MakeSalt = new_salt
) -> tuple[Entry, tuple[Content, ...]]:
    """Return the entry that goes on from the reviewer's heads, and what stands outside of it.

    Raises JudgementError for a judgement of which parts were erased, and for a head of another's.
    """
    before = sorted(set(heads))
    if judgement.erased:
        raise JudgementError("a decision with erased parts cannot be recorded; expected it whole")
    if any(head.reviewer != judgement.reviewer for head in before):
        raise JudgementError("a decision goes on from another's chain; expected one's own")
    body = to_plain(judgement)
    del body["erased"]
    if not body["blind"]:
        del body["blind"]
    contents = []
    for part, empty in _EMPTY.items():
        value = body.pop(part)
        if value != empty:
            contents.append(_content(part, value, make_salt()))
    body |= {
        "format": FORMAT,
        "seq": max((head.seq + 1 for head in before), default=0),
        "prev": sorted(head.hash for head in before),
        "parts": {content.part.value: content.commitment for content in contents},
    }
    return read_entry(canonical_bytes(body)), tuple(contents)


def _content(part: Part, value: JsonValue, salt: str) -> Content:
    written = canonical_bytes(value).decode()
    return Content(commit(salt, written), part, salt, written)


def read_entry(raw: bytes) -> Entry:
    """Return the entry that canonical JSON holds.

    Raises InvalidRecordError when it is none, or not canonical.
    """
    body = parse_canonical(raw)
    if not isinstance(body, dict) or not _has_fields(body) or body["format"] != FORMAT:
        raise InvalidRecordError(f"not an entry of a chain; expected {FORMAT} with its fields")
    plain: Plain = dict(body)
    seq, prev, parts = plain.pop("seq"), plain.pop("prev"), plain.pop("parts")
    del plain["format"]
    is_sound = isinstance(seq, int) and not isinstance(seq, bool) and seq >= 0
    if not is_sound or not _are_hashes(prev) or not isinstance(parts, dict):
        raise InvalidRecordError("an entry whose place in its chain cannot be read")
    if not set(parts) <= set(Part) or not _are_hashes(list(parts.values())):
        raise InvalidRecordError("an entry whose parts cannot be read; expected salted hashes")
    committed = {Part(part): cast("str", parts[part]) for part in sorted(parts)}
    try:
        judgement = from_plain(plain | {"erased": list(parts)})
    except JudgementError as error:
        raise InvalidRecordError(f"an entry that holds no judgement: {error}") from error
    return Entry(
        hash=sha256(raw).hexdigest(),
        raw=raw,
        reviewer=judgement.reviewer,
        seq=cast("int", seq),
        prev=tuple(cast("list[str]", prev)),
        parts=committed,
        judgement=judgement,
    )


def _has_fields(body: Plain) -> bool:
    return set(body) == _FIELDS or (set(body) == _BLIND and body["blind"] is True)


def fault_of_contents(entry: Entry, contents: Sequence[Content]) -> str | None:
    """Say what is wrong with what stands outside of an entry, if anything is."""
    kept = {content.part: content.commitment for content in contents}
    if kept != dict(entry.parts) or len(kept) != len(contents):
        return "its contents are not those that its salted hashes name"
    for content in contents:
        if not content.is_erased and not content.is_whole:
            return f"its {content.part} is not what was recorded"
    try:
        open_entry(entry, contents)
    except AccordingtoError as error:
        return str(error)
    return None


def open_entry(entry: Entry, contents: Iterable[Content]) -> Judgement:
    """Return the judgement with all of its parts that are still there.

    Raises InvalidRecordError when a part is not what its salted hash says.
    """
    found = {content.commitment: content for content in contents}
    plain: Plain = {}
    for part, commitment in entry.parts.items():
        content = found.get(commitment)
        if content is None or content.is_erased:
            continue
        if not content.is_whole or content.part is not part or content.content is None:
            raise InvalidRecordError(f"{part} of the entry {entry.hash} is not what was recorded")
        plain[part] = parse_canonical(content.content.encode())
    if not plain:
        return entry.judgement
    erased: list[JsonValue] = [part.value for part in entry.parts if part not in plain]
    return from_plain(to_plain(entry.judgement) | plain | {"erased": erased})


def heads_of(steps: Iterable[Step]) -> tuple[Head, ...]:
    """Return the entries that no other goes on from, by reviewer; two of one are branches."""
    known = {step.head.hash: step for step in steps}
    continued = {hash_ for step in known.values() for hash_ in step.prev}
    return tuple(sorted(step.head for hash_, step in known.items() if hash_ not in continued))


@dataclass(frozen=True, slots=True)
class ChainFault:
    """Something about the chains that is not as it was recorded."""

    entry: str
    """Hash of the entry, as it stands in the ledger."""
    message: str


def check_links(steps: Iterable[Step]) -> Iterator[ChainFault]:
    """Yield what is wrong with the links between entries, in the order of the entries.

    An entry that another names must be there; a place must follow from the places before it.
    """
    known = {step.head.hash: step for step in steps}
    for hash_, step in known.items():
        missing = sorted(step.names - known.keys())
        if missing:
            yield ChainFault(hash_, f"it names the entry {missing[0]}, which is not there")
            continue
        before = [known[prev].head for prev in step.prev]
        if any(head.reviewer != step.head.reviewer for head in before):
            yield ChainFault(hash_, "it goes on from the chain of another reviewer")
        place = max((head.seq + 1 for head in before), default=0)
        if step.head.seq != place:
            yield ChainFault(hash_, f"it stands in place {step.head.seq}; expected {place}")


def check_heads(pinned: Iterable[Head], known: Mapping[str, Head]) -> Iterator[ChainFault]:
    """Yield the pinned heads that are gone from the ledger: the tail of a chain was cut."""
    for head in sorted(pinned):
        found = known.get(head.hash)
        if found is None:
            message = (
                f"{head.reviewer}'s decision {head.seq} was there when the heads were exported, "
                "and is not now"
            )
            yield ChainFault(head.hash, message)
        elif found != head:
            message = f"it is {found.reviewer}'s decision {found.seq}; the export says otherwise"
            yield ChainFault(head.hash, message)


def _are_hashes(value: JsonValue) -> bool:
    if not isinstance(value, list) or len(set(map(str, value))) != len(value):
        return False
    digits = set("0123456789abcdef")
    return all(isinstance(one, str) and len(one) == 64 and set(one) <= digits for one in value)
