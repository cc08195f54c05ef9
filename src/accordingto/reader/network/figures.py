"""Figures: those of the rules that the network believes, and those that only it sees."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import Clues, FigureAnchor, IncidentAnchor
from accordingto.reader.network.confidences import log_odds
from accordingto.reader.network.hints import Relation
from accordingto.reader.network.runs import choose_if_any, find_runs, likelihoods, overlap, trim
from accordingto.reader.network.scores import Scores
from accordingto.reader.network.settings import Settings
from accordingto.reader.numbers import NumberGrammar, load_number_grammar
from accordingto.reader.people_nouns import load_people_nouns
from accordingto.reader.rules.counts import CountFinder
from accordingto.reader.rules.harm import HarmEntry, find_harm, load_harm
from accordingto.records.values import Scope, State, Who
from accordingto.report import Span

_EDGE = 0.4
_STATES = tuple(State)
_UNLIKELY = 0.2
"""The state that the rules give may be changed when the network finds it no likelier."""


@dataclass(frozen=True, slots=True)
class JudgeFigures:
    """Keeps, changes and adds figures by the network's scores; numbers are read by grammar.

    A figure is added only beside a word of harm, and in a report that tells of an incident: a
    network alone takes the employees of a railway for its dead.
    """

    scores: Scores
    settings: Settings
    grammar: NumberGrammar = field(default_factory=load_number_grammar)
    harm: PhraseMatcher[HarmEntry] = field(default_factory=load_harm)
    counts: CountFinder = field(default_factory=CountFinder)

    def __call__(
        self,
        ruled: Sequence[FigureAnchor],
        incidents: Sequence[IncidentAnchor],
        sources: Sequence[Span] = (),
    ) -> Iterator[FigureAnchor]:
        """Yield the figures; those of the rules first.

        `incidents` and `sources`, those who speak in the report, stand in the order of the text.
        """
        words = self.scores.words
        labels = self.scores.label("figure")
        deeds = [anchor.evidence for anchor in incidents]
        told = Counter(anchor.evidence for anchor in ruled)
        taken: list[range] = []
        for anchor in ruled:
            at = words.range_of(anchor.evidence)
            taken.append(at)
            is_double = told[anchor.evidence] > 1
            top = labels[at.start : at.stop].max(axis=0, initial=0.0)[1:]
            if float(top.max()) >= self.settings.keep_figure:
                best = _STATES[int(top.argmax())]
                own = float(top[_STATES.index(anchor.state)])
                is_other = float(top.max()) >= self.settings.change_state and own < _UNLIKELY
                is_other = is_other and (best is not State.KILLED or self._tells_of_death(at))
                state = best if is_other and not is_double else anchor.state
                sure = float(top.max())
                judged = replace(
                    anchor,
                    state=state,
                    confidence=round(sure, 2),
                    clues=_clues(sure, anchor, is_added=False),
                )
                yield self._with_roles(judged, at, deeds, sources)
        if all(anchor.is_background for anchor in incidents):
            return  # nothing happened that could have harmed those whom only the network counts
        for run in find_runs(1 - labels[:, 0], self.settings.add_figure, _EDGE):
            at = trim(words, run)
            is_new = not any(overlap(at, other) for other in taken)
            if at and is_new and find_harm(words.sentence_of(at), self.harm):
                added = self._added(at)
                if added is not None:
                    yield self._with_roles(added, at, deeds, sources)

    def _added(self, at: range) -> FigureAnchor | None:
        """Return a figure that the network alone sees; None when its words hold no number."""
        tokens = self.scores.words.tokens[at.start : at.stop]
        labels = self.scores.label("figure")[at.start : at.stop]
        numbers = self.grammar.find(tokens)
        low: int | None = 1
        high: int | None = 1
        approximate = False
        number = numbers[0] if numbers and self._can_count(at.start + numbers[0].first) else None
        if number is not None:
            low, high, approximate = number.low, number.high, number.approximate
        elif not _is_somebody(tokens, is_numbered=bool(numbers)):
            return None
        sure = float((1 - labels[:, 0]).max())
        added = FigureAnchor(
            evidence=self.scores.words.span_of(at),
            state=_STATES[int(labels[:, 1:].sum(axis=0).argmax())],
            low=low,
            high=high,
            approximate=approximate,
            who=Who.UNKNOWN,
            scope=Scope.INCIDENT,
            confidence=round(sure, 2),
        )
        return replace(added, clues=_clues(sure, added, is_added=True))

    def _tells_of_death(self, at: range) -> bool:
        """Tell whether words of the sentence tell of a death: those who only "fled" are alive."""
        cues = find_harm(self.scores.words.sentence_of(at), self.harm)
        return any(State.KILLED in cue.states for cue in cues.values())

    def _can_count(self, place: int) -> bool:
        """Tell whether the number at a place may count people, by what stands around it."""
        tokens = self.scores.words.tokens
        number = self.grammar.number_at(tokens, place)
        return number is not None and self.counts.can_count(tokens, number)

    def _with_roles(
        self, anchor: FigureAnchor, at: range, deeds: Sequence[Span], sources: Sequence[Span]
    ) -> FigureAnchor:
        """Return a figure with who was harmed, what it covers, and what it may belong to."""
        who, scope = self.scores.mean("who", at), self.scores.mean("scope", at)
        words, roles = self.scores.words, self.scores.roles(Relation.FIGURE_INCIDENT, at)
        said = self.scores.roles(Relation.FIGURE_SOURCE, at)
        return replace(
            anchor,
            who=Who(max(who, key=lambda name: who[name])),
            scope=Scope(max(scope, key=lambda name: scope[name])),
            incident=choose_if_any(words, roles, deeds, self.settings.any_deed),
            likely_deeds=likelihoods(words, roles, deeds),
            likely_sources=likelihoods(words, said, sources),
        )


def _clues(sure: float, anchor: FigureAnchor, *, is_added: bool) -> Clues:
    """Return what speaks for a figure's being right."""
    is_one = (anchor.low, anchor.high) == (1, 1)
    return {"sure": log_odds(sure), "added": float(is_added), "one": float(is_one)}


def _is_somebody(tokens: Sequence[Token], *, is_numbered: bool) -> bool:
    """Tell whether words are of one person: "a student", "Sami Doran", "a 9-year-old boy"."""
    nouns = load_people_nouns().singular
    named = all(token.is_capitalised for token in tokens) and not is_numbered
    return named or any(token.lower in nouns for token in tokens)
