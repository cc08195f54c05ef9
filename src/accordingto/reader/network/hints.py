"""What the earlier stages and the rules say of each word, as the network is told it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import (
    Annotations,
    PlaceMention,
    Quotation,
    Sentence,
    StatementAnchor,
    Tagging,
    TimeMention,
)
from accordingto.reader.numbers import load_number_grammar
from accordingto.reader.people_nouns import load_people_nouns
from accordingto.records.values import Kind, Stance, State, Step, Who
from accordingto.report import Span


class Relation(StrEnum):
    """Who belongs to whom: an anchor first, then the words that play a role for it."""

    STATEMENT_SOURCE = "statement_source"
    STATEMENT_CUE = "statement_cue"
    FIGURE_SOURCE = "figure_source"
    FIGURE_INCIDENT = "figure_incident"
    INCIDENT_PLACE = "incident_place"
    INCIDENT_DAY = "incident_day"
    BLAME_SOURCE = "blame_source"
    STEP_DAY = "step_day"
    STEP_SUBJECT = "step_subject"
    ACTOR = "actor"
    TARGET = "target"
    STATED = "stated"
    OWN_CLAIM = "own_claim"
    ACCUSED = "accused"
    SUSPECTED = "suspected"
    DENIED = "denied"
    PARTY = "party"


_FEATURES = (
    "sentence_start",
    "paragraph_start",
    "headline",
    "quoted",
    "capital",
    "number",
    "source",
    "cue",
    "content_start",
    "content",
    "accused",
    "incident_start",
    "background",
    "figure_start",
    "actor",
    "target",
    "weapon",
    "party",
    "subject",
    "place_start",
    "place",
    "place_country",
    "place_other",
    "day_start",
    "day",
    "saying_day",
    *(f"people_{who}" for who in Who),
    *(f"stance_{stance}" for stance in Stance),
    *(f"figure_{state}" for state in State),
    *(f"incident_{kind}" for kind in Kind),
    *(f"step_{step}" for step in Step),
)
FEATURES = {name: number for number, name in enumerate(_FEATURES)}
_PEOPLE = {who: f"people_{who}" for who in Who}


class Pair(NamedTuple):
    """Words that the rules bring together: an anchor's first word and a role's, by number."""

    relation: Relation
    anchor: int
    role: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a report in order, what is known of each, and what the rules pair."""

    tokens: tuple[Token, ...]
    sentences: tuple[int, ...]
    """The number of the first word of each sentence."""
    features: tuple[frozenset[int], ...]
    """For each word, numbers of FEATURES."""
    pairs: tuple[Pair, ...]
    starts: tuple[int, ...]
    _ranges: dict[Span, range] = field(default_factory=dict, repr=False, compare=False)

    def range_of(self, span: Span) -> range:
        """Return the numbers of the words that a span touches."""
        # The same mentions are asked for by every anchor of a report.
        if (known := self._ranges.get(span)) is not None:
            return known
        first = bisect_left(self.starts, span.start)
        if first and self.tokens[first - 1].end > span.start:
            first -= 1
        found = range(first, max(first, bisect_left(self.starts, span.end)))
        self._ranges[span] = found
        return found

    def sentence_of(self, words: range) -> tuple[Token, ...]:
        """Return the words of the sentence that some words begin in."""
        place = bisect_right(self.sentences, words.start)
        end = self.sentences[place] if place < len(self.sentences) else len(self.tokens)
        return self.tokens[self.sentences[place - 1] : end]

    def span_of(self, words: range) -> Span:
        """Return the span from the first to the last of some words."""
        return Span(self.tokens[words[0]].start, self.tokens[words[-1]].end)


def find_words(found: Annotations, tagging: Tagging, most: int | None = None) -> Words:
    """Return the words of a report with what earlier stages and the rules' tagging say of them.

    Whole sentences, until there are `most` words.
    """
    sentences: list[Sentence] = []
    firsts: list[int] = []
    count = 0
    for sentence in found.of(Sentence):
        if most is not None and count >= most:
            break
        sentences.append(sentence)
        firsts.append(count)
        count += len(sentence.tokens)
    tokens = tuple(token for sentence in sentences for token in sentence.tokens)
    bare = Words(tokens, tuple(firsts), (), (), tuple(token.start for token in tokens))
    marks: list[set[int]] = [set() for _ in tokens]
    for name, places in (*_plain(bare, sentences), *_told(bare, found), *_tagged(bare, tagging)):
        feature = FEATURES[name]
        for place in places:
            marks[place].add(feature)
    pairs = tuple(dict.fromkeys(_pairs(bare, tagging)))
    return replace(bare, features=tuple(map(frozenset, marks)), pairs=pairs)


Marks = Iterator[tuple[str, Iterable[int]]]


def _plain(words: Words, sentences: Sequence[Sentence]) -> Marks:
    """Yield what the shape of the text tells."""
    yield "sentence_start", words.sentences
    numbers = load_number_grammar()
    paragraph = -1
    for sentence, first in zip(sentences, words.sentences, strict=True):
        if sentence.paragraph != paragraph:
            yield "paragraph_start", (first,)
            paragraph = sentence.paragraph
        if sentence.is_headline:
            yield "headline", range(first, first + len(sentence.tokens))
        for number in numbers.find(sentence.tokens):
            yield "number", range(first + number.first, first + number.last)
    who = load_people_nouns().who
    yield "capital", [p for p, token in enumerate(words.tokens) if token.text[0].isupper()]
    for place, token in enumerate(words.tokens):
        if token.lower in who:
            yield _PEOPLE[who[token.lower]], (place,)


def _told(words: Words, found: Annotations) -> Marks:
    """Yield quotations, places and days."""
    for quotation in found.of(Quotation):
        yield "quoted", words.range_of(quotation.evidence)
    for place in found.of(PlaceMention):
        at = words.range_of(place.evidence)
        yield "place_start", at[:1]
        yield "place", at
        if place.place.feature == "country":
            yield "place_country", at
        if place.place.role != "impact":
            yield "place_other", at
    for day in found.of(TimeMention):
        at = words.range_of(day.evidence)
        yield "day_start", at[:1]
        yield "saying_day" if day.is_saying else "day", at


def _tagged(words: Words, tagging: Tagging) -> Marks:
    """Yield the anchors of the rules, with their roles."""
    for statement in tagging.statements:
        at = words.range_of(statement.evidence)
        yield "content_start", at[:1]
        yield "content", at
        heads = [span for span in (statement.cue, statement.source) if span]
        yield f"stance_{statement.stance}", words.range_of(heads[0]) if heads else at[:1]
        yield from _spans(words, "source", [statement.source])
        yield from _spans(words, "cue", [statement.cue])
        yield from _spans(words, "accused", statement.accused)
    for incident in tagging.incidents:
        at = words.range_of(incident.evidence)
        yield "incident_start", at[:1]
        yield f"incident_{incident.kind}", at
        if incident.is_background:
            yield "background", at
        yield from _spans(words, "actor", [role.span for role in incident.actors])
        yield from _spans(words, "target", incident.targets)
        yield from _spans(words, "weapon", [incident.weapon])
    for figure in tagging.figures:
        at = words.range_of(figure.evidence)
        yield "figure_start", at[:1]
        yield f"figure_{figure.state}", at
    for step in tagging.agreements:
        yield f"step_{step.step}", words.range_of(step.evidence)
        yield from _spans(words, "subject", [step.subject])
        yield from _spans(words, "party", step.parties)


def _spans(words: Words, name: str, spans: Iterable[Span | None]) -> Marks:
    for span in spans:
        if span is not None:
            yield name, words.range_of(span)


def _pairs(words: Words, tagging: Tagging) -> Iterator[Pair]:
    """Yield what the rules bring together."""
    statements = tagging.statements
    for statement in statements:
        yield from _pair(words, Relation.STATEMENT_SOURCE, statement.evidence, [statement.source])
        yield from _pair(words, Relation.STATEMENT_CUE, statement.evidence, [statement.cue])
    for incident in tagging.incidents:
        at = incident.evidence
        doers = [role.span for role in incident.actors]
        yield from _pair(words, Relation.INCIDENT_PLACE, at, incident.places[:1])
        yield from _pair(words, Relation.INCIDENT_DAY, at, incident.days[:1])
        yield from _pair(words, Relation.ACTOR, at, doers)
        yield from _pair(words, Relation.TARGET, at, incident.targets)
        yield from _pair(words, Relation.BLAME_SOURCE, at, [_source_of(statements, at)])
        for role in incident.actors:
            if role.mode is not None:
                yield from _pair(words, Relation(role.mode.value), at, [role.span])
    for figure in tagging.figures:
        at = figure.evidence
        source = figure.source or _source_of(statements, at)
        yield from _pair(words, Relation.FIGURE_SOURCE, at, [source])
        yield from _pair(words, Relation.FIGURE_INCIDENT, at, [figure.incident])
    for step in tagging.agreements:
        yield from _pair(words, Relation.STEP_DAY, step.evidence, step.days[:1])
        yield from _pair(words, Relation.STEP_SUBJECT, step.evidence, [step.subject])
        yield from _pair(words, Relation.PARTY, step.evidence, step.parties)


def _pair(
    words: Words, relation: Relation, anchor: Span, roles: Iterable[Span | None]
) -> Iterator[Pair]:
    for role in roles:
        if role is not None and (first := words.range_of(anchor)):
            for place in words.range_of(role):
                yield Pair(relation, first.start, place)


_NEAR = 12
"""So many statements before a word are asked whether they hold it."""


def _source_of(statements: Sequence[StatementAnchor], span: Span) -> Span | None:
    """Return who says some words, by the innermost statement that holds them."""
    last = bisect_left(statements, span.start + 1, key=lambda s: s.evidence.start)
    holding = [s for s in statements[max(0, last - _NEAR) : last] if s.evidence.holds(span)]
    inner = min(holding, key=lambda s: s.evidence.end - s.evidence.start, default=None)
    return inner.source if inner else None
