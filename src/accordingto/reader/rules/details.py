"""Details of an attribution: who is accused, who passed the words on, how the source knows."""

from collections.abc import Sequence
from itertools import pairwise

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token
from accordingto.reader.rules import clauses
from accordingto.reader.rules.clauses import Range
from accordingto.reader.rules.cues import Form, Frame
from accordingto.reader.rules.lines import Attribution, Line
from accordingto.reader.rules.sources import segment_start
from accordingto.records.values import Channel, Knowledge, Stance

_MEDIA = load_words("speakers")["media"]
_WORDS = load_words("saying")


def find_accused(line: Line, found: Attribution) -> tuple[Range, ...]:
    """Return whom an accusing cue accuses: "accused X of", "blamed it on X", "X was accused"."""
    cue, content = found.cue, found.content
    if cue.entry.stance is not Stance.ACCUSES or content is None:
        return ()
    if cue.entry.frame is not Frame.OBJECT:
        return ()
    behind = _behind_on(line, cue.first, cue.body, content[1])
    if behind is not None:
        accused = clauses.noun_phrase_after(line.tokens, behind, line.end)
    elif cue.form in {Form.PASSIVE, Form.BY_AGENT}:
        accused = _before_verb(line, cue.first)
    else:
        start = content[0] + (line.lower(content[0]) == "at")
        accused = clauses.noun_phrase_after(line.tokens, start, content[1])
    if accused is None:
        return ()
    end = next(
        (i for i in range(accused[0] + 1, accused[1]) if _opens_charge(line, i, accused[1])),
        accused[1],
    )
    return ((accused[0], end),)


def _behind_on(line: Line, first: int, start: int, end: int) -> int | None:
    """Return the place behind "on" or "to" in "blamed it on X", "attributed it to X"."""
    verb = line.lower(first)
    joint = "on" if verb.startswith("blam") else "to" if verb.startswith("attribut") else ""
    for place in range(start, end):
        if line.lower(place) == "for":
            return None
        if line.lower(place) == joint and line.lower(place + 1) not in clauses.TIMES:
            return place + 1
    return None


def _before_verb(line: Line, first: int) -> Range | None:
    place = first
    while line.lower(place - 1) in clauses.BEFORE_VERB:
        place -= 1
    return clauses.noun_phrase_before(line.tokens, place, segment_start(line.tokens, place))


def _opens_charge(line: Line, place: int, end: int) -> bool:
    """Tell whether the charge begins: "accused the army of shelling"."""
    lower, after = line.lower(place), line.lower(place + 1)
    if lower in {"for", "over", "in"}:
        return True
    if lower != "of" or line.tokens[place + 1].is_capitalised:
        return False
    charge_follows = any(line.lower(i) in {"for", "over"} for i in range(place + 1, end))
    if charge_follows and not after.endswith("ing"):  # "blamed dissidents of the front for it"
        return False
    return after != "the" or not any(line.lower(i) == "of" for i in range(place + 1, end + 1))


def find_relay(line: Line, found: Attribution) -> tuple[Range, ...]:
    """Return who passed the words on: the agency that cites a source, or that was told."""
    relay = found.relay
    if found.cue.entry.id == "quoted-saying":
        quoting = _behind_by(line, found)
        return () if quoting is None else (quoting,)
    if relay is None:
        return ()
    if found.cue.entry.frame in {Frame.CITING, Frame.QUOTING}:
        return (relay,)
    words = line.tokens[slice(*relay)]
    is_outlet = any(t.lower in _MEDIA and t.is_capitalised for t in words) or (
        len(words) == 1 and words[0].text.isupper() and len(words[0].text) > 1
    )
    return (relay,) if is_outlet else ()


def _behind_by(line: Line, found: Attribution) -> Range | None:
    """Return Y of "X was quoted by Y as saying" or "X was quoted as saying by Y"."""
    for place in range(found.cue.first, found.cue.body + 1):
        if line.lower(place) == "by":
            limit = next(
                (i for i in range(place, found.cue.body) if line.lower(i) == "as"), line.end
            )
            return clauses.noun_phrase_after(line.tokens, place + 1, limit)
    return None


def knowledge_of(line: Line, found: Attribution) -> Knowledge:
    """Tell how a source knows what it says, by its own name and by what it says of itself."""
    if found.cue.entry.observing:
        return Knowledge.EYEWITNESS
    source = () if found.source is None else line.tokens[slice(*found.source)]
    if _has(source, "witnesses"):
        return Knowledge.EYEWITNESS
    if _has(source, "records"):
        return Knowledge.RECORDS
    content = () if found.content is None else line.tokens[slice(*found.content)]
    for own, verb in pairwise(content):
        if own.lower in {"i", "we"} and verb.lower in _WORDS["seeing"]:
            return Knowledge.EYEWITNESS
    return Knowledge.RELAYED if found.cue.entry.relayed else Knowledge.UNKNOWN


def _has(tokens: Sequence[Token], words: str) -> bool:
    return any(t.lower in _WORDS[words] for t in tokens)


def channel_of(line: Line, found: Attribution) -> Channel | None:
    """Return the channel that adjuncts name, else that of a source which is a document."""
    if found.channel is not None or found.source is None:
        return found.channel
    is_document = line.lower(found.source[1] - 1) in _WORDS["documents"]
    return Channel.STATEMENT if is_document else None
