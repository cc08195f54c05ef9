"""Figures on rules: counts of people harmed, one anchor for each count and state."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import (
    Annotations,
    FigureAnchor,
    IncidentAnchor,
    PlaceMention,
    Sentence,
    StatementAnchor,
)
from accordingto.reader.rules.counted import Count
from accordingto.reader.rules.counts import CountFinder
from accordingto.reader.rules.harm import HarmCue, HarmEntry, Role, find_harm, load_harm
from accordingto.reader.rules.harm_clauses import Harmed
from accordingto.reader.rules.harmed import join_harm
from accordingto.reader.rules.names import NameFinder
from accordingto.reader.rules.scopes import ScopeReader
from accordingto.reader.rules.sums import mark_parts
from accordingto.records.values import Kind, Scope, State, Who
from accordingto.report import Report, Span

_NATURAL = frozenset({"died", "dies", "discovered", "found", "passed", "pronounced"})
"""First words of cues that tell a death and not that somebody brought it about."""
_MOVED = frozenset({State.DISPLACED, State.EVACUATED})
"""Those who flee or are brought out belong to no deed but to what went before it."""


@dataclass(frozen=True, slots=True)
class FindFigures:
    """Find figures: expressions that count people harmed, with their state, bounds and scope.

    English. A sentence without a word of harm gives no figure.
    """

    counts: CountFinder = field(default_factory=CountFinder)
    names: NameFinder = field(default_factory=NameFinder)
    scopes: ScopeReader = field(default_factory=ScopeReader)
    harm: PhraseMatcher[HarmEntry] = field(default_factory=load_harm)

    def __call__(
        self,
        report: Report,
        found: Annotations,
        statements: Sequence[StatementAnchor],
        incidents: Sequence[IncidentAnchor],
    ) -> Iterator[FigureAnchor]:
        """Yield anchors in order of the text."""
        yield from mark_parts(report, list(self._anchors(found, incidents)))

    def _anchors(
        self, found: Annotations, incidents: Sequence[IncidentAnchor]
    ) -> Iterator[FigureAnchor]:
        """Yield the anchors, sentence by sentence."""
        places = dict(mention.evidence for mention in found.of(PlaceMention))
        deeds = sorted(anchor.evidence for anchor in incidents)
        sieges = sorted(a.evidence for a in incidents if a.kind is Kind.SIEGE)
        wholes: dict[State, FigureAnchor] = {}
        for sentence in found.of(Sentence):
            cues = find_harm(sentence.tokens, self.harm)
            if not cues:
                continue
            harmed = self._harmed(sentence.tokens, cues, places)
            if not deeds:
                harmed = [h for h in harmed if not _is_obituary(sentence.tokens, h)]
            scopes = self.scopes.read(sentence.tokens, harmed)
            who = Who.UNKNOWN
            for one, scope in zip(harmed, scopes, strict=True):
                states = one.cue.states if one.cue else ()
                near = sieges if State.BESIEGED in states else deeds
                has_deed = scope is not Scope.CUMULATIVE and not _MOVED & set(states)
                deed = _deed(near, sentence, one) if has_deed else None
                # "killed 12 civilians and wounded 30": the noun goes on.
                goes_on = one.count.is_elliptic and one.count.who is Who.UNKNOWN
                who = who if goes_on else one.count.who
                if one.cue is not None and Role.TOLL in one.cue.roles and who is Who.UNKNOWN:
                    who = self._toll_of(sentence.tokens, one.cue)
                for anchor in _anchors(sentence.tokens, one, scope, deed, who):
                    yield point_back(anchor, wholes) if one.is_part else anchor
                    if scope is not Scope.PART and not one.count.is_single:
                        wholes[anchor.state] = anchor

    def _toll_of(self, tokens: Sequence[Token], cue: HarmCue) -> Who:
        """Return whom a toll counts by its own words: "the number of dead soldiers"."""
        words = (token.lower for token in tokens[cue.first : cue.last + 1])
        return next(
            (self.counts.nouns.who[w] for w in words if w in self.counts.nouns.who), Who.UNKNOWN
        )

    def _harmed(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], places: Mapping[int, int]
    ) -> list[Harmed]:
        """Return the counts and named persons of a sentence, in order of the text."""
        named = self.names.find(tokens, cues, places)
        spans = [(name.first, name.last, max(name.last, cue.first)) for name, cue in named]
        counts = [
            count
            for count in self.counts.find(tokens, cues)
            if not any(
                (first < count.last and count.first < last)
                or (count.is_single and count.last == first)
                or (count.is_single and first <= count.first < clause_end)
                for first, last, clause_end in spans
            )
        ]
        harmed = join_harm(tokens, cues, counts, [Harmed(name, cue) for name, cue in named])
        seen = {one.count.first for one in harmed}
        for one in list(harmed):
            if one.cue is not None and one.cue.first >= one.count.last and not one.count.name:
                joined = self.names.before(tokens, one.count.first, one.cue, places)
                harmed.extend(Harmed(n, one.cue) for n in joined if n.first not in seen)
        return sorted(harmed, key=lambda harmed: harmed.count.first)


def point_back(part: FigureAnchor, wholes: Mapping[State, FigureAnchor]) -> FigureAnchor:
    """Tie "five women were among the dead" to the last toll before it that can hold it."""
    whole = wholes.get(part.state)
    if part.whole is not None or whole is None or whole.scope is not Scope.INCIDENT:
        return part
    size, total = part.low or part.high or 0, whole.low or whole.high or 0
    return replace(part, whole=whole.evidence) if size < total else part


def _is_obituary(tokens: Sequence[Token], harmed: Harmed) -> bool:
    """Tell whether a named person just died; without a deed in the report that is no harm done."""
    if harmed.count.name is None or harmed.cue is None:
        return False
    return tokens[harmed.cue.first].lower in _NATURAL


def _deed(deeds: Sequence[Span], sentence: Sentence, harmed: Harmed) -> Span | None:
    """Return the mention of the incident that did the harm.

    The nearest in the sentence, else the last before it, else the first behind it: a headline
    tells the toll before the text tells the deed.
    """
    if not deeds or harmed.cue is None:
        return None
    first = bisect_left(deeds, Span(sentence.evidence.start, 0))
    last = bisect_left(deeds, Span(sentence.evidence.end, 0))
    place = _span(sentence.tokens, harmed.count)
    if first < last:
        return min(deeds[first:last], key=lambda deed: _distance(deed, place))
    return deeds[first - 1] if first else deeds[0]


def _distance(a: Span, b: Span) -> int:
    """Return the characters between two spans, 0 when they touch or overlap."""
    return max(a.start - b.end, b.start - a.end, 0)


def _anchors(
    tokens: Sequence[Token], harmed: Harmed, scope: Scope, deed: Span | None, who: Who
) -> Iterator[FigureAnchor]:
    """Yield an anchor for each state that the cue tells."""
    count = harmed.count
    states: tuple[State, ...] = harmed.cue.states if harmed.cue else ()
    low, high = count.number.low, count.number.high
    approximate = count.number.approximate
    if len(states) > 1 and low != 0:
        # "15 killed or wounded": each state counts at most so many.
        low, approximate = None, True
    for state in states:
        yield FigureAnchor(
            evidence=_span(tokens, count),
            state=state,
            low=low,
            high=high,
            approximate=approximate,
            who=who,
            scope=scope,
            incident=deed,
            whole=_span(tokens, harmed.whole.count) if harmed.whole else None,
            name=_words(tokens, *count.name) if count.name else None,
        )


def _span(tokens: Sequence[Token], count: Count) -> Span:
    """Return the words of a count."""
    return _words(tokens, count.first, count.last)


def _words(tokens: Sequence[Token], first: int, last: int) -> Span:
    """Return the range of tokens `first` up to but not including `last`."""
    return Span(tokens[first].start, tokens[last - 1].end)
