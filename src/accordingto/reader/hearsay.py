"""How the source of a statement knows what it says, and by which way it says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accordingto.lexicons.agencies import load_agencies
from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token, tokens_of
from accordingto.reader.layers import Sentence, StatementAnchor
from accordingto.records.values import Channel, Knowledge
from accordingto.report import Report, Span

_WORDS = load_words("hearsay")
_WITNESSES = load_words("saying")["witnesses"]


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement as a tagger found it, and the sentence in which its cue stands."""

    report: Report
    anchor: StatementAnchor
    sentence: Sentence | None

    def words(self, span: Span | None) -> Sequence[str]:
        """Return the words of a span, in lower case."""
        return () if span is None else [t.lower for t in self.tokens(span)]

    def tokens(self, span: Span) -> Sequence[Token]:
        """Return the tokens of a span."""
        return tokens_of(self.report.text, span.start, span.end)

    def frame(self) -> Iterator[str]:
        """Yield the words of the sentence outside what is said, from those of the cue on."""
        if self.sentence is None:
            return
        content = self.anchor.evidence
        for token in self.sentence.tokens:
            if not content.start <= token.start < content.end:
                yield token.lower


def knowledge_told(telling: Telling) -> Knowledge:
    """Return how a source knows: hearsay where the cue or the source says so.

    A source that only relays ("reports", "which relies on a network of activists") has it from
    others; so has a report that says "reportedly", "it was learnt".
    """
    anchor = telling.anchor
    source, cue = telling.words(anchor.source), telling.words(anchor.cue)
    if any(word in _WITNESSES for word in source):
        return Knowledge.EYEWITNESS
    if source and source[-1] in _WORDS["rumours"] and anchor.knowledge is not Knowledge.EYEWITNESS:
        return Knowledge.RELAYED
    if anchor.knowledge is not Knowledge.UNKNOWN:
        return anchor.knowledge
    if any(word in _WORDS["heard"] for word in cue):
        return Knowledge.RELAYED
    if anchor.source is None:
        is_heard = any(word in _WORDS["hidden"] for word in cue)
        return Knowledge.RELAYED if is_heard else Knowledge.UNKNOWN
    return Knowledge.RELAYED if _relies(telling, anchor.source) else Knowledge.UNKNOWN


def _relies(telling: Telling, source: Span) -> bool:
    """Tell whether an aside behind a source says that it has its word from others."""
    if telling.sentence is None or not source.start < telling.sentence.evidence.end:
        return False
    behind = [t.lower for t in telling.sentence.tokens if t.start >= source.end]
    verb = next((i for i, word in enumerate(behind) if word in _WORDS["relying"]), None)
    return verb is not None and any(word in _WORDS["informants"] for word in behind[verb:])


def channel_told(telling: Telling) -> Channel | None:
    """Return the way of saying: a station's own is its broadcast, a press conference no paper.

    "Wrote" alone is no post: a platform must be named.
    """
    anchor = telling.anchor
    source, cue = telling.words(anchor.source), telling.words(anchor.cue)
    frame = frozenset(telling.frame())
    channel = anchor.channel
    if source and source[-1] in _WORDS["rumours"]:
        return None
    if channel is Channel.POST and set(cue) & _WORDS["writing"] and not frame & _WORDS["platforms"]:
        channel = None
    if channel is None and outlet_told(telling) is not None:
        return Channel.TOLD_TO
    if channel in {None, Channel.STATEMENT} and frame & _WORDS["occasions"]:
        return Channel.OTHER
    if channel is None and set(source) & _WORDS["stations"]:
        return Channel.BROADCAST
    return channel


def outlet_told(telling: Telling) -> Span | None:
    """Return the outlet to which somebody spoke: "Speaking to AFP, X said", "X told dpa".

    Other hearers are no relays: only what "speaking to" names, and agencies.
    """
    anchor, sentence = telling.anchor, telling.sentence
    if sentence is None or anchor.cue is None or anchor.source is None:
        return None
    tokens = sentence.tokens
    if [t.lower for t in tokens[:2]] in (["speaking", "to"], ["talking", "to"]):
        run = _run(tokens[2:], anchor.source.start)
        return Span(run[0].start, run[-1].end) if run else None
    if "told" not in telling.words(anchor.cue):
        return None
    behind = [t for t in tokens if t.start >= anchor.cue.end][:_LONGEST]
    names = load_agencies().by_name
    for last in range(len(behind), 0, -1):
        span = Span(behind[0].start, behind[last - 1].end)
        if telling.report.quote(span).lower() in names:
            return span
    return None


_LONGEST = 4
"""Words of an agency's name."""


def _run(tokens: Sequence[Token], end: int) -> Sequence[Token]:
    """Return the words of a name, up to where the source begins."""
    first = 1 if tokens and tokens[0].lower == "the" else 0
    last = first
    while last < len(tokens) and tokens[last].is_capitalised and tokens[last].start < end:
        last += 1
    return tokens[first:last]
