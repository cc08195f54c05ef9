"""Figures: counts of people harmed, as records with who says them and what they belong to."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, TypeVar

from accordingto.lexicons.tokens import Token, tokens_of
from accordingto.reader.actors import ActorIndex
from accordingto.reader.choosing.chooser import FIGURE_SOURCE, best, load_weights
from accordingto.reader.choosing.sources import SourceCandidates, source_beside
from accordingto.reader.layers import (
    Annotations,
    FigureAnchor,
    PlaceMention,
    Sentence,
    Tagging,
    TimeMention,
)
from accordingto.reader.numbers import NumberGrammar, load_number_grammar
from accordingto.reader.people_nouns import load_people_nouns
from accordingto.reader.statements import statement_holding
from accordingto.reader.victim_sides import side_span
from accordingto.reader.victims import Victims, describe_victims
from accordingto.reader.victims_around import Told, look_around
from accordingto.records.actors import Actor
from accordingto.records.base import Mention
from accordingto.records.figures import Coverage, Figure
from accordingto.records.ids import record_id
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement
from accordingto.records.values import Age, Basis, Bound, Mode, Scope, State, Who
from accordingto.report import Report, Span

M = TypeVar("M", TimeMention, PlaceMention)


@dataclass(frozen=True, slots=True)
class ReadFigures:
    """Turn figure anchors into records, one for every expression, in order of the text.

    A figure that a statement holds has that statement's source; one outside any statement stands
    in the report's own voice. Nothing is added up and no figure replaces another.
    """

    grammar: NumberGrammar = field(default_factory=load_number_grammar)
    name: ClassVar[str] = "figures"
    requires: ClassVar[frozenset[type[object]]] = frozenset(
        {Tagging, Sentence, Actor, Statement, Incident, TimeMention, PlaceMention}
    )
    provides: ClassVar[type[object]] = Figure

    def __call__(self, report: Report, found: Annotations) -> Iterator[Figure]:
        """Yield the records; the same words with the same value are one record."""
        anchors = [anchor for tagging in found.of(Tagging) for anchor in tagging.figures]
        ids = {(a.evidence, a.state): _id(report, a) for a in anchors}
        context = _Context(report, found)
        distinct = {ids[anchor.evidence, anchor.state]: anchor for anchor in reversed(anchors)}
        figures = [
            self._figure(context, anchor, ids)
            for anchor in anchors
            if distinct[ids[anchor.evidence, anchor.state]] is anchor
        ]
        yield from _with_mixed_ages(figures)

    def _figure(
        self,
        context: "_Context",
        anchor: FigureAnchor,
        ids: Mapping[tuple[Span, State], str],
    ) -> Figure:
        """Make one record."""
        report = context.report
        statement = statement_holding(context.statements, anchor.evidence)
        source = context.source(anchor, statement)
        basis = context.basis(anchor, statement, source)
        if basis is Basis.OWN_VOICE:
            statement = None
        told = context.told(anchor)
        victims = told.victims
        claimed = _status_claimed(report, anchor, victims)
        claimed = told.status if claimed is Who.UNKNOWN else claimed
        return Figure(
            id=_id(report, anchor),
            evidence=Mention.at(report, anchor.evidence),
            confidence=anchor.confidence,
            state=anchor.state,
            low=anchor.low,
            high=anchor.high,
            approximate=anchor.approximate,
            who=anchor.who,
            scope=anchor.scope,
            source=source,
            incident=context.incident(anchor),
            words=report.quote(anchor.evidence),
            bound=self._bound(report, anchor),
            part_of=None if anchor.whole is None else ids.get((anchor.whole, anchor.state)),
            basis=basis,
            statement=statement.id if statement else None,
            via=_via(statement, source),
            status_claimed=claimed,
            status_source=source if claimed is not Who.UNKNOWN else None,
            age=victims.age,
            sex=victims.sex,
            role=victims.role,
            side=context.side(anchor.evidence),
            label=victims.label,
            covers=context.covers(anchor) if anchor.scope is Scope.CUMULATIVE else None,
        )

    def _bound(self, report: Report, anchor: FigureAnchor) -> Bound:
        """Tell how the words bound the number; the values alone where the words do not."""
        span = anchor.evidence
        numbers = self.grammar.find(tokens_of(report.text, span.start, span.end))
        for number in numbers:
            if (number.low, number.high) == (anchor.low, anchor.high):
                return number.bound
        if anchor.low is None or anchor.high is None:
            return Bound.MAX if anchor.low is None else Bound.MIN
        if anchor.low != anchor.high:
            return Bound.RANGE
        return Bound.ABOUT if anchor.approximate else Bound.EXACT


def _id(report: Report, anchor: FigureAnchor) -> str:
    """Return the id of the record of an anchor."""
    return record_id(report, "figure", anchor.evidence, anchor.state, anchor.low, anchor.high)


def _with_mixed_ages(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield figures; one of whom some are told to be children counts others too."""
    rows = list(figures)
    wholes = {
        figure.part_of: figure.low
        for figure in rows
        if figure.part_of is not None and figure.age in {Age.CHILDREN, Age.MIXED}
    }
    for figure in rows:
        if figure.age is Age.UNKNOWN and figure.id in wholes and figure.low != wholes[figure.id]:
            yield replace(figure, age=Age.MIXED)
        else:
            yield figure


def _via(statement: Statement | None, source: Mention | None) -> tuple[Mention, ...]:
    """Return the chain of speakers, the last one included."""
    chain = statement.via if statement else ()
    return chain if source is None else (*chain, source)


def _status_claimed(report: Report, anchor: FigureAnchor, victims: Victims) -> Who:
    """Return the status that the counted noun itself claims for those harmed.

    "Civilians", "soldiers" and labels claim one. Women, children and residents are civilians by
    the codebook (`who`), but nobody has said so of these; nor does a noun told elsewhere count.
    """
    span = anchor.evidence
    nouns = load_people_nouns()
    words = {t.lower for t in tokens_of(report.text, span.start, span.end)}
    is_combatant = any(nouns.who.get(word) is Who.COMBATANT for word in words)
    if words & nouns.words["civilian_claims"]:
        return Who.MIXED if is_combatant else Who.CIVILIAN
    return anchor.who if is_combatant or victims.label is not None else Who.UNKNOWN


class _Context:
    """Look-ups over the layers of one report, each by bisection."""

    def __init__(self, report: Report, found: Annotations) -> None:
        self.report = report
        self.statements = found.of(Statement)
        self._actors = ActorIndex(found.of(Actor))
        self._sentences = found.of(Sentence)
        self._days = sorted(found.of(TimeMention), key=lambda m: m.evidence)
        self._places = sorted(found.of(PlaceMention), key=lambda m: m.evidence)
        self._found = found
        self._sources: SourceCandidates | None = None
        self._incidents = sorted(
            (mention.span, incident.id)
            for incident in found.of(Incident)
            for mention in (incident.evidence, *incident.mentions)
        )

    def source(self, anchor: FigureAnchor, statement: Statement | None) -> Mention | None:
        """Return who says a figure: the anchor's own source, else that of its statement."""
        if self._is_headline(anchor, statement):
            told = anchor.source
        elif anchor.likely_sources is None:
            told = source_beside(anchor, statement)
        else:
            self._sources = self._sources or SourceCandidates(self._found)  # rules need none
            told = best(self._sources.of(anchor), load_weights()[FIGURE_SOURCE])
        return None if told is None else self._actors.mention(self.report, told)

    def basis(
        self, anchor: FigureAnchor, statement: Statement | None, source: Mention | None
    ) -> Basis:
        """Tell on whose word a figure stands."""
        if self._is_headline(anchor, statement):
            return Basis.HEADLINE
        is_hidden = statement is not None and statement.source is None
        return Basis.ATTRIBUTED if source is not None or is_hidden else Basis.OWN_VOICE

    def _is_headline(self, anchor: FigureAnchor, statement: Statement | None) -> bool:
        """Tell whether a figure stands in a headline, also one that runs into the text.

        A source tag ("12 dead in raid - Monitor") opens no sentence but a headline's.
        """
        sentence = self._sentence(anchor.evidence)
        if sentence is None:
            return False
        is_tagged = statement is not None and statement.cue is None and sentence.index == 0
        return sentence.is_headline or (
            is_tagged and statement is not None and statement.mode is Mode.INDIRECT
        )

    def incident(self, anchor: FigureAnchor) -> str | None:
        """Return the incident of which a mention stands where the anchor points."""
        if anchor.incident is None or not self._incidents:
            return None
        if anchor.likely_deeds is None:
            return self._at(anchor.incident)
        sums: dict[str, float] = {}
        for deed, likelihood in anchor.likely_deeds.of.items():
            incident = self._at(deed)
            sums[incident] = sums.get(incident, 0.0) + likelihood
        return max(sums, key=lambda one: sums[one])

    def _at(self, deed: Span) -> str:
        """Return the incident of a mention; of one that is kept for none, that before it."""
        place = bisect_right(self._incidents, deed.end, key=lambda i: i[0].start)
        return self._incidents[max(0, place - 1)][1]

    def side(self, evidence: Span) -> str | None:
        """Return the actor whom the words of a figure name: "12 government soldiers"."""
        span = side_span(self.report, evidence)
        return None if span is None else self._actors.mention(self.report, span).actor

    def told(self, anchor: FigureAnchor) -> Told:
        """Return what the words of a figure, and those around it, tell of the people counted."""
        victims = describe_victims(self.report, anchor.evidence)
        inside, before, behind = self._words(anchor.evidence)
        return look_around(victims, inside, before, behind, anchor.low == anchor.high == 1)

    def _words(self, span: Span) -> tuple[Sequence[Token], Sequence[Token], Sequence[Token]]:
        """Return the words of a figure, those before it in its sentence, and those behind it."""
        inside = tokens_of(self.report.text, span.start, span.end)
        sentence = self._sentence(span)
        if sentence is None:
            return inside, (), ()
        tokens = sentence.tokens
        first = bisect_right(tokens, span.start, key=lambda t: t.end)
        last = bisect_right(tokens, span.end - 1, key=lambda t: t.start)
        return inside, tokens[:first], tokens[last:]

    def covers(self, anchor: FigureAnchor) -> Coverage | None:
        """Return the period and area that the sentence of a cumulative figure names."""
        sentence = self._sentence(anchor.evidence)
        if sentence is None:
            return None
        days = _inside(self._days, sentence.evidence)
        places = _inside(self._places, sentence.evidence)
        times = [m.days for m in days if not m.is_saying]
        if not times and not places:
            return None
        return Coverage(
            date_from=times[0].date_from if times else None,
            date_to=times[0].date_to if times else None,
            area=places[0].place.name if places else None,
        )

    def _sentence(self, span: Span) -> Sentence | None:
        """Return the sentence that a span begins in."""
        place = bisect_right(self._sentences, span.start, key=lambda s: s.evidence.start)
        return self._sentences[place - 1] if place else None


def _inside(mentions: Sequence[M], span: Span) -> list[M]:
    """Return the mentions that begin inside a span."""
    first = bisect_right(mentions, span.start - 1, key=lambda m: m.evidence.start)
    last = bisect_right(mentions, span.end, key=lambda m: m.evidence.start)
    return list(mentions[first:last])
