"""Sources that are no subject of their cue: "according to X", "citing X", "what X called"."""

from collections.abc import Sequence
from dataclasses import replace

from accordingto.lexicons.loader import load_words
from accordingto.reader.rules import clauses
from accordingto.reader.rules.clauses import Range
from accordingto.reader.rules.cues import Cue, Form, Frame
from accordingto.reader.rules.lines import Attribution, Line
from accordingto.reader.rules.sources import can_speak, subject_before
from accordingto.records.values import Channel

_WORDS = load_words("saying")
_QUOTING_REACH = 9


def what_told(line: Line, cue: Cue) -> Attribution | None:
    """Resolve "what residents described as a massacre"."""
    source = clauses.noun_phrase_before(line.tokens, cue.first, 0)
    if source is None or line.lower(source[0] - 1) != "what":
        return None
    body = cue.body + (line.lower(cue.body) == "as")
    spoken = replace(cue, form=Form.ACTIVE)
    return Attribution(spoken, source, is_after=True, body=body, start=source[0] - 1)


def source_after(line: Line, cue: Cue, before: Sequence[Attribution]) -> Attribution | None:
    """Resolve "according to X", "citing X", "quoted X as saying"."""
    if cue.entry.frame is Frame.QUOTING:
        return _quoting(line, cue)
    if cue.entry.frame is Frame.CITING and not line.lower(cue.first).endswith("ing"):
        return None
    source = clauses.noun_phrase_after(line.tokens, cue.body, line.end)
    if source is None or not can_speak(line.tokens, source):
        return None
    author = _author(line, source)
    body, channel = line.skip((author or source)[1])
    if author is not None:
        source, channel = author, channel or Channel.STATEMENT
    relay = None
    if cue.entry.frame is Frame.CITING:
        relay = before[-1].source if before else _citing_subject(line, cue)
    opens = line.tokens[cue.first].is_capitalised or _opens_clause(line, cue.first)
    is_inserted = line.lower(cue.first - 1) == "," == line.lower(source[1])
    if is_inserted and before and before[-1].cue.last == cue.first - 1:
        opens = True  # "X said, citing Y, that ..."
    return Attribution(cue, source, opens, body, cue.first, channel=channel, relay=relay)


def _author(line: Line, source: Range) -> Range | None:
    """Return X of "a statement by X"; None where no paper is named."""
    if line.lower(source[1]) != "by" or line.lower(source[1] - 1) not in _WORDS["documents"]:
        return None
    author = clauses.noun_phrase_after(line.tokens, source[1] + 1, line.end)
    return author if author is not None and can_speak(line.tokens, author) else None


def _citing_subject(line: Line, cue: Cue) -> Range | None:
    """Return X of "X, citing Y, said"."""
    if cue.first < 2 or line.lower(cue.first - 1) != ",":
        return None
    found = clauses.noun_phrase_before(line.tokens, cue.first - 1, line.left_edge(cue.first - 1))
    is_subject = found is not None and found[0] == line.left_edge(cue.first - 1)
    return found if is_subject and found is not None and can_speak(line.tokens, found) else None


def _quoting(line: Line, cue: Cue) -> Attribution | None:
    """Resolve "The agency quoted X as saying": X speaks, the agency passes it on."""
    source = clauses.noun_phrase_after(line.tokens, cue.first + 1, line.end)
    saying = next(
        (
            i
            for i in range(cue.first, cue.first + _QUOTING_REACH)
            if line.lower(i) in _WORDS["saying"]
        ),
        cue.first,
    )
    if source is None:
        return None
    relay = subject_before(line.tokens, cue.first)
    return Attribution(cue, source, is_after=True, body=saying + 1, start=cue.first, relay=relay)


def _opens_clause(line: Line, first: int) -> bool:
    """Tell whether a phrase at `first` stands before its clause, not behind it."""
    back = first
    while back > 0 and line.lower(back - 1) in clauses.OPENERS | clauses.ADVERBS:
        back -= 1
    return back <= line.left_edge(first)


def noun_source(line: Line, cue: Cue) -> Attribution:
    """Resolve "X's claim that", "Russian accusations that"."""
    source, place = None, cue.first - 1
    if line.lower(place) == "'s":
        source = clauses.noun_phrase_before(line.tokens, place, 0)
    elif place > 0 and line.tokens[place].is_capitalised:
        source = (place, place + 1)
    return Attribution(cue, source, is_after=True, body=cue.last + 1, start=cue.first)
