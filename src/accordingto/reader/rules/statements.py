"""Statements on rules."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import (
    Annotations,
    Published,
    Quotation,
    Sentence,
    StatementAnchor,
)
from accordingto.reader.rules.attributions import find_attributions
from accordingto.reader.rules.clauses import Range
from accordingto.reader.rules.continuations import find_blocks, find_continuations, find_own_words
from accordingto.reader.rules.cues import AdjunctEntry, CueEntry, load_adjuncts, load_cues
from accordingto.reader.rules.details import (
    channel_of,
    find_accused,
    find_relay,
    knowledge_of,
)
from accordingto.reader.rules.lines import Attribution, Line
from accordingto.reader.rules.stances import StanceEntry, load_stances, stance_of
from accordingto.reader.rules.tags import find_tags
from accordingto.reader.rules.violence import load_lexicon
from accordingto.records.values import Stance
from accordingto.report import Report, Span

_SINGLE_MARKS = frozenset("‘’'")
_DATELINE = 40
"""Tokens of a sentence among which a dateline is looked for."""


@dataclass(frozen=True, slots=True)
class FindStatements:
    """Find statements: a cue, who says it, and what is said.

    English. Sentences are read one by one; quotations that go on without a cue take the source of
    what they continue. A sentence without cue or quotation gives none.
    """

    cues: PhraseMatcher[CueEntry] = field(default_factory=load_cues)
    adjuncts: PhraseMatcher[AdjunctEntry] = field(default_factory=load_adjuncts)
    stances: PhraseMatcher[StanceEntry] = field(default_factory=load_stances)

    def __call__(self, report: Report, found: Annotations) -> Iterator[StatementAnchor]:
        """Yield anchors in the order of their contents."""
        quotations = found.of(Quotation)
        sentences = _with_double_marks(found.of(Sentence), quotations)
        anchors: list[StatementAnchor] = []
        openings: dict[int, StatementAnchor] = {}
        published = found.of(Published)
        first = 0
        for sentence in sentences:
            while (
                first < len(quotations)
                and quotations[first].evidence.end <= sentence.evidence.start
            ):
                first += 1
            quoted = _quoted(sentence.tokens, quotations, first)
            line = Line(sentence.tokens, quoted, self.adjuncts, _floor(sentence, published))
            for attribution in find_attributions(line, self.cues):
                if _names_event(line, attribution):
                    continue
                if attribution.content is None:
                    openings[sentence.index] = _anchor(line, attribution)
                else:
                    anchors.append(_anchor(line, attribution))
            anchors.extend(find_tags(sentence))
        anchors.extend(find_blocks(sentences, openings, anchors))
        anchors.extend(find_continuations(sentences, quotations, anchors))
        anchors.extend(find_own_words(sentences, quotations, anchors))
        anchors.sort(key=lambda a: (a.evidence, a.cue or a.evidence))
        yield from self._with_stances(sentences, anchors)

    def _with_stances(
        self, sentences: Sequence[Sentence], anchors: Sequence[StatementAnchor]
    ) -> Iterator[StatementAnchor]:
        """Give each anchor whose cue only asserts the stance that its content shows."""
        starts = [sentence.evidence.start for sentence in sentences]
        for anchor in anchors:
            if anchor.stance is not Stance.ASSERTS or anchor.source is None:
                yield anchor
                continue
            tokens = sentences[max(0, bisect_right(starts, anchor.evidence.start) - 1)].tokens
            content = [t for t in tokens if anchor.evidence.start <= t.start < anchor.evidence.end]
            cue = next((t for t in tokens if anchor.cue and t.start == anchor.cue.start), None)
            stance = stance_of(self.stances, cue, content)
            yield anchor if stance is Stance.ASSERTS else replace(anchor, stance=stance)


def _with_double_marks(
    sentences: Sequence[Sentence], quotations: Sequence[Quotation]
) -> Sequence[Sentence]:
    """Return the sentences as if single marks that quote were double ones: rules see one kind."""
    if _SINGLE_MARKS.isdisjoint([t.text for s in sentences for t in s.tokens]):
        return sentences
    marks: dict[int, str] = {}
    for quotation in quotations:
        marks[quotation.evidence.start] = "“"
        if quotation.is_closed:
            marks[quotation.evidence.end - 1] = "”"
    return tuple(
        replace(
            sentence,
            tokens=tuple(
                t._replace(text=marks[t.start], lower=marks[t.start])
                if t.text in _SINGLE_MARKS and t.start in marks
                else t
                for t in sentence.tokens
            ),
        )
        if any(t.text in _SINGLE_MARKS for t in sentence.tokens)
        else sentence
        for sentence in sentences
    )


def _names_event(line: Line, found: Attribution) -> bool:
    """Tell whether an event stands where its speaker would: "air strike reported in Tarvo"."""
    if found.source is None:
        return False
    words = line.tokens[slice(*found.source)]
    return any(
        match.last == len(words) and match.value.kind != "none"
        for match in load_lexicon().events.find(words)
    )


def _quoted(
    tokens: Sequence[Token], quotations: Sequence[Quotation], first: int
) -> tuple[bool, ...]:
    """Tell for each token whether it stands in a quotation, marks included."""
    if first >= len(quotations) or quotations[first].evidence.start > tokens[-1].start:
        return (False,) * len(tokens)
    inside = []
    place = first
    for token in tokens:
        while place < len(quotations) and quotations[place].evidence.end <= token.start:
            place += 1
        inside.append(place < len(quotations) and quotations[place].evidence.start <= token.start)
    return tuple(inside)


def _span(tokens: Sequence[Token], found: Range) -> Span:
    return Span(tokens[found[0]].start, tokens[found[1] - 1].end)


def _floor(sentence: Sentence, published: Sequence[Published]) -> int:
    """Return how many tokens of a sentence belong to the dateline at its head."""
    for found in published:
        dateline = found.evidence
        if dateline.end > dateline.start and sentence.evidence.holds(dateline):
            place = bisect_left(sentence.tokens, dateline.end, key=lambda t: t.start)
            return place if place < _DATELINE else 0
    return 0


def _anchor(line: Line, found: Attribution) -> StatementAnchor:
    """Turn ranges of tokens into spans."""
    tokens = line.tokens
    return StatementAnchor(
        evidence=_span(tokens, found.content or (len(tokens) - 1, len(tokens))),
        source=None if found.source is None else _span(tokens, found.source),
        cue=_span(tokens, (found.cue.first, found.cue.last)),
        stance=found.cue.entry.stance,
        via=tuple(_span(tokens, relay) for relay in find_relay(line, found)),
        channel=channel_of(line, found),
        knowledge=knowledge_of(line, found),
        accused=tuple(_span(tokens, accused) for accused in find_accused(line, found)),
    )
