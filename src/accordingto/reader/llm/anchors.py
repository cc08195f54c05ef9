"""From a model's answer to anchors: every quote found in the report, every number read anew."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accordingto.reader.layers import (
    ActorRole,
    AgreementAnchor,
    Annotations,
    FigureAnchor,
    IncidentAnchor,
    Likelihoods,
    PlaceMention,
    Sentence,
    StatementAnchor,
    TimeMention,
)
from accordingto.reader.llm.answers import (
    Answer,
    ToldDoer,
    ToldFigure,
    ToldIncident,
    ToldStatement,
    ToldStep,
)
from accordingto.reader.llm.counted import ReadCount
from accordingto.reader.llm.drops import Drops
from accordingto.reader.llm.quotes import Quotes
from accordingto.reader.rules.figures import point_back
from accordingto.records.values import BlameMode, Scope, State
from accordingto.report import Report, Span

_SURE = 0.9
"""How likely a model's choice of a place or a day is held to be, beside what else speaks."""


@dataclass(slots=True)
class MakeAnchors:
    """Makes anchors of the answers on one report, and counts what is left out.

    Each answer is on a run of sentences; what it tells of others is held to be told of none.
    """

    sentences: Sequence[Sentence]
    quotes: Quotes
    count: ReadCount
    places: Sequence[Span]
    days: Sequence[Span]
    drops: Drops = field(default_factory=Drops)
    statements: dict[tuple[Span, Span | None], StatementAnchor] = field(default_factory=dict)
    incidents: dict[Span, IncidentAnchor] = field(default_factory=dict)
    figures: dict[tuple[Span, State], FigureAnchor] = field(default_factory=dict)
    agreements: dict[tuple[Span, str], AgreementAnchor] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Report, found: Annotations) -> "MakeAnchors":
        """Return one for a report and its earlier layers."""
        sentences = found.of(Sentence)
        return cls(
            sentences=sentences,
            quotes=Quotes(report, sentences),
            count=ReadCount(sentences),
            places=sorted(mention.evidence for mention in found.of(PlaceMention)),
            days=sorted(mention.evidence for mention in found.of(TimeMention)),
        )

    def add(self, answer: Answer) -> None:
        """Take in one answer; what was told before is not told again."""
        self.drops.faulty += answer.faulty
        for statement in answer.statements:
            self._add_statement(statement)
        deeds: dict[int, Span] = {}
        for incident in answer.incidents:
            words = self._words("incident", incident.words, incident.sentence, self.incidents)
            if words is not None:
                deeds[incident.number] = words
                self.incidents.setdefault(words, self._incident(incident, words))
        for figure in answer.figures:
            self._add_figure(figure, deeds)
        for step in answer.agreements:
            self._add_step(step)

    def _add_statement(self, told: ToldStatement) -> None:
        content = self._words("statement", told.content, told.sentence)
        if content is None:
            return
        source = self._role("source", told.source, content, outside=content)
        cue = self._role("cue", told.cue, source or content, outside=content)
        if (told.source and source is None) or not (told.source or cue):
            self.drops.faulty += not told.source and not told.cue
            return
        anchor = StatementAnchor(
            evidence=content,
            source=source,
            cue=cue,
            stance=told.stance,
            accused=tuple(self._roles("accused", told.accused, content)),
        )
        self.statements.setdefault((content, source), anchor)

    def _incident(self, told: ToldIncident, words: Span) -> IncidentAnchor:
        place = self._known("place", told.place, words, self.places)
        day = self._known("day", told.day, words, self.days)
        return IncidentAnchor(
            evidence=words,
            kind=told.kind,
            certainty=told.certainty,
            actors=tuple(self._doers(told.blame, words)),
            targets=tuple(self._roles("target", told.targets, words)),
            places=(place,) if place else (),
            days=(day,) if day else (),
            likely_places=_likely(place),
            likely_days=_likely(day),
            weapon=self._role("weapon", told.weapon, words),
        )

    def _doers(self, blame: Iterable[ToldDoer], words: Span) -> Iterator[ActorRole]:
        """Yield who is held responsible; an accuser whose words stand nowhere accuses nobody."""
        for told in blame:
            span = self._role("doer", told.actor, words)
            if span is None:
                continue
            source = self._role("source", told.source, words)
            mode = told.mode
            if source is None and mode is BlameMode.ACCUSED:  # and nobody says by whom
                mode = BlameMode.SUSPECTED
            if source is None and mode is BlameMode.OWN_CLAIM:
                source = span
            yield ActorRole(span=span, mode=mode, source=source, is_settled=True)

    def _add_figure(self, told: ToldFigure, deeds: Mapping[int, Span]) -> None:
        taken = {span for span, state in self.figures if state is told.state}
        words = self._words("figure", told.words, told.sentence, taken)
        if words is None:
            return
        counted = self.count(words, told)
        if counted is None:
            self.drops.uncounted += 1
            return
        if not counted.is_as_told:
            self.drops.numbers.append(counted.evidence)
        anchor = FigureAnchor(
            evidence=counted.evidence,
            state=told.state,
            low=counted.low,
            high=counted.high,
            approximate=counted.approximate,
            who=told.who,
            scope=told.scope,
            incident=None if told.incident is None else deeds.get(told.incident),
            name=counted.name,
        )
        self.figures.setdefault((counted.evidence, told.state), anchor)

    def _add_step(self, told: ToldStep) -> None:
        words = self._words("agreement", told.words, told.sentence)
        if words is None:
            return
        day = self._known("day", told.day, words, self.days)
        anchor = AgreementAnchor(
            evidence=words,
            step=told.step,
            certainty=told.certainty,
            subject=self._role("subject", told.subject, words),
            parties=tuple(self._roles("party", told.parties, words)),
            brokers=tuple(self._roles("broker", told.brokers, words)),
            days=(day,) if day else (),
        )
        self.agreements.setdefault((words, told.step), anchor)

    def all_figures(self) -> Iterator[FigureAnchor]:
        """Yield the figures in the order of the text, parts tied to the last toll before them."""
        wholes: dict[State, FigureAnchor] = {}
        for anchor in sorted(self.figures.values(), key=lambda one: one.evidence):
            if anchor.scope is Scope.PART:
                yield point_back(anchor, wholes)
            else:
                wholes[anchor.state] = anchor
                yield anchor

    def _words(
        self, kind: str, quote: str, sentence: int, taken: Iterable[Span] = ()
    ) -> Span | None:
        """Return where the words of a record stand, as near to its sentence as may be."""
        near = self._sentence(sentence)
        found = self.quotes.find(quote, near=near, taken=frozenset(taken))
        if found is None:
            self.drops.records[kind] += 1
        return found

    def _sentence(self, number: int) -> Span | None:
        is_there = 0 < number <= len(self.sentences)
        return self.sentences[number - 1].evidence if is_there else None

    def _role(
        self, role: str, quote: str | None, near: Span, outside: Span | None = None
    ) -> Span | None:
        """Return where the words for a role stand; an empty quote is none at all."""
        if not quote or not quote.strip():
            return None
        found = self.quotes.find(quote, near=near, outside=outside)
        if found is None:
            self.drops.roles[role] += 1
        return found

    def _roles(self, role: str, quotes: Iterable[str], near: Span) -> Iterator[Span]:
        found = (self._role(role, quote, near) for quote in dict.fromkeys(quotes))
        yield from dict.fromkeys(span for span in found if span is not None)

    def _known(
        self, role: str, quote: str | None, near: Span, mentions: Sequence[Span]
    ) -> Span | None:
        """Return the place or the day that a quote names, of those found in the report."""
        found = self._role(role, quote, near)
        if found is None:
            return None
        known = next((mention for mention in mentions if mention.overlaps(found)), None)
        if known is None:
            self.drops.roles[role] += 1
        return known


def _likely(choice: Span | None) -> Likelihoods:
    return Likelihoods({choice: _SURE} if choice else {}, 1 - _SURE if choice else _SURE)
