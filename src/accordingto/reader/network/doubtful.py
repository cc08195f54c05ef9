"""Deaths that may be told, for a triage: whoever may have been killed, however unlikely."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import Annotations, FigureAnchor, PlaceMention, Sentence
from accordingto.reader.network.confidences import log_odds
from accordingto.reader.network.hints import Relation
from accordingto.reader.network.runs import choose, find_runs
from accordingto.reader.network.scores import Scores
from accordingto.reader.numbers import NumberGrammar, load_number_grammar
from accordingto.reader.people_nouns import PeopleNouns, load_people_nouns
from accordingto.reader.rules.counts import CountFinder
from accordingto.reader.rules.harm import HarmCue, HarmEntry, find_harm, load_harm
from accordingto.records.values import Scope, State, Who
from accordingto.report import Span

_KILLED = 1 + tuple(State).index(State.KILLED)
_JOINTS = frozenset((",", "and"))
_LONGEST_NAME = 8
_RUN = 0.3
"""Likelihood of a run of words that are no number, no noun and no name."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """Words of a sentence that may count people, by the numbers of its tokens."""

    first: int
    last: int
    low: int | None
    high: int | None
    approximate: bool = False
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class FindDoubtful:
    """Finds further people who may have been killed: for a person who then reads the words.

    Candidates are all numbers, persons told of by a noun, names beside a word of death, and rows of
    killed persons counted together ("a woman and her child"). The network says how likely each is,
    once told what the rules found and once not told: where they are blind, it need not be.
    """

    told: Scores
    untold: Scores
    """By what the text alone shows."""
    least: float
    """Likelihood from which somebody is told of; one of both answers is enough."""
    grammar: NumberGrammar = field(default_factory=load_number_grammar)
    counts: CountFinder = field(default_factory=CountFinder)
    nouns: PeopleNouns = field(default_factory=load_people_nouns)
    harm: PhraseMatcher[HarmEntry] = field(default_factory=load_harm)

    def __call__(
        self, found: Annotations, figures: Sequence[FigureAnchor], deeds: Sequence[Span]
    ) -> Iterator[FigureAnchor]:
        """Yield figures of people killed that share no word with one of `figures` that is."""
        taken = [figure.evidence for figure in figures if figure.state is State.KILLED]
        places = {place.evidence for place in found.of(PlaceMention)}
        end = self.told.words.tokens[-1].end
        for sentence in found.of(Sentence):
            if sentence.evidence.start >= end:
                return
            near = [span for span in taken if span.overlaps(sentence.evidence)]
            cues = find_harm(sentence.tokens, self.harm)
            is_deadly = any(State.KILLED in cue.states for cue in cues.values())
            for one in self._candidates(sentence.tokens, cues, is_deadly=is_deadly):
                span = Span(sentence.tokens[one.first].start, sentence.tokens[one.last - 1].end)
                is_known = any(span.overlaps(other) for other in near)
                if not is_known and not (one.is_name and span in places):
                    yield from self._judged(one, span, deeds, is_deadly=is_deadly)
            yield from self._rows(sentence, figures, is_deadly=is_deadly)

    def _seen(self, tokens: Sequence[Token], used: set[int]) -> Iterator[_Counted]:
        """Yield words, without a number, that the network alone takes for somebody killed."""
        killed = self.told.label("figure")[:, _KILLED]
        first = self.told.words.range_of(Span(tokens[0].start, tokens[-1].end)).start
        for run in find_runs(killed[first : first + len(tokens)], _RUN, _RUN / 2):
            if used.isdisjoint(run):
                used.update(run)
                yield _Counted(run.start, run.stop, 1, 1)

    def _judged(
        self, one: _Counted, span: Span, deeds: Sequence[Span], *, is_deadly: bool
    ) -> Iterator[FigureAnchor]:
        """Yield a figure where the network finds it likely enough, told or not told."""
        at = self.told.words.range_of(span)
        sure, alone = (
            float(scores.label("figure")[at.start : at.stop, _KILLED].max(initial=0.0))
            for scores in (self.told, self.untold)
        )
        if max(sure, alone) < self.least:
            return
        who, scope = (self.told.mean(head, at) for head in ("who", "scope"))
        roles = self.told.roles(Relation.FIGURE_INCIDENT, at)
        yield FigureAnchor(
            evidence=span,
            state=State.KILLED,
            low=one.low,
            high=one.high,
            approximate=one.approximate,
            who=Who(max(who, key=lambda name: who[name])),
            scope=Scope(max(scope, key=lambda name: scope[name])),
            incident=choose(self.told.words, roles, deeds),
            confidence=round(alone, 2),
            clues={
                "sure": log_odds(sure),
                "alone": log_odds(alone),
                "name": float(one.is_name),
                "deadly": float(is_deadly),
            },
            is_doubtful=True,
        )

    def _candidates(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], *, is_deadly: bool
    ) -> Iterator[_Counted]:
        """Yield what may count people: counted nouns, persons, other numbers, names."""
        used: set[int] = set()
        for count in self.counts.find(tokens, cues):
            used.update(range(count.first, count.last))
            number = count.number
            yield _Counted(count.first, count.last, number.low, number.high, number.approximate)
        for number in self.grammar.find(tokens):
            if number.first not in used:
                used.update(range(number.first, number.last))
                low, high = number.low, number.high
                yield _Counted(number.first, number.last, low, high, number.approximate)
        for run in _runs(tokens) if is_deadly else ():
            if used.isdisjoint(run) and len(run) <= _LONGEST_NAME:
                used.update(run)
                yield _Counted(run.start, run.stop, 1, 1, is_name=True)
        for place, token in enumerate(tokens):
            if token.lower in self.nouns.singular and place not in used:
                used.add(place)
                yield _Counted(place, place + 1, 1, 1)
        yield from self._seen(tokens, used)

    def _rows(
        self, sentence: Sentence, figures: Sequence[FigureAnchor], *, is_deadly: bool
    ) -> Iterator[FigureAnchor]:
        """Yield rows of killed persons, counted together: the same may be told as one figure."""
        inside = [
            figure
            for figure in figures
            if figure.state is State.KILLED
            and (figure.low, figure.high) == (1, 1)
            and sentence.evidence.holds(figure.evidence)
        ]
        for row in _joined(sentence, inside):
            first = row[0]
            yield FigureAnchor(
                evidence=Span(first.evidence.start, row[-1].evidence.end),
                state=State.KILLED,
                low=len(row),
                high=len(row),
                approximate=False,
                who=first.who,
                scope=first.scope,
                incident=first.incident,
                confidence=first.confidence,
                clues={"row": 1.0, "deadly": float(is_deadly)},
                is_doubtful=True,
            )


def _runs(tokens: Sequence[Token]) -> Iterator[range]:
    """Yield runs of capitalised words."""
    first = None
    for place, token in enumerate(tokens):
        if token.is_capitalised and first is None:
            first = place
        elif not token.is_capitalised and first is not None:
            yield range(first, place)
            first = None
    if first is not None:
        yield range(first, len(tokens))


def _joined(sentence: Sentence, figures: Iterable[FigureAnchor]) -> Iterator[list[FigureAnchor]]:
    """Yield rows of figures between which nothing stands but commas and "and"."""
    row: list[FigureAnchor] = []
    inside = sorted(figures, key=lambda figure: figure.evidence)
    for figure in inside:
        if row and not _is_joined(sentence, row[-1].evidence, figure.evidence):
            if len(row) > 1:
                yield row
            row = []
        row.append(figure)
    if len(row) > 1:
        yield row


def _is_joined(sentence: Sentence, before: Span, behind: Span) -> bool:
    between = [
        token.lower
        for token in sentence.tokens
        if token.start >= before.end and token.end <= behind.start
    ]
    return before.end <= behind.start and set(between) <= _JOINTS and len(between) > 0
