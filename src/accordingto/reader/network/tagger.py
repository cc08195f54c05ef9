"""The tagger of the trained reader: the rules' anchors, judged and completed by the network."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, TypeVar

from accordingto.reader.layers import (
    Annotation,
    Annotations,
    FigureAnchor,
    IncidentAnchor,
    PlaceMention,
    Sentence,
    Tagging,
    TimeMention,
)
from accordingto.reader.network.agreements import JudgeAgreements
from accordingto.reader.network.confidences import Confidences, load_confidences
from accordingto.reader.network.doers import FindDoers
from accordingto.reader.network.doubtful import FindDoubtful
from accordingto.reader.network.figures import JudgeFigures
from accordingto.reader.network.hints import Words, find_words
from accordingto.reader.network.incidents import JudgeIncidents
from accordingto.reader.network.model import Model
from accordingto.reader.network.nations import shown_words
from accordingto.reader.network.scores import Scores
from accordingto.reader.network.settings import DEFAULT, Settings
from accordingto.reader.network.statements import JudgeStatements
from accordingto.reader.rules.tagger import RuleTagger
from accordingto.report import Report, Span

MOST_WORDS = 20_000
"""Words of a report that the network reads; the rules alone read what goes on beyond."""


@dataclass(frozen=True, slots=True)
class NetworkTagger:
    """Find all anchors with their roles by one network that is told what the rules found.

    English. What a report's tagging is depends on that report alone: its windows go through one
    by one. What stands beyond MOST_WORDS is left as the rules found it.
    """

    model: Model
    rules: RuleTagger = field(default_factory=RuleTagger)
    settings: Settings = DEFAULT
    confidences: Confidences = field(default_factory=load_confidences)
    name: ClassVar[str] = "network"
    requires: ClassVar[frozenset[type[object]]] = RuleTagger.requires
    provides: ClassVar[type[object]] = Tagging

    def __call__(self, report: Report, found: Annotations) -> Iterator[Tagging]:
        """Yield the one tagging of the report."""
        for ruled in self.rules(report, found):
            words = find_words(found, ruled, MOST_WORDS)
            if not words.tokens:
                yield ruled
                continue
            end = words.tokens[-1].end
            near, far = _before(ruled, end), _behind(ruled, end)
            judged = self.judged(report, found, near, self._scores(words, found))
            is_whole = end >= found.of(Sentence)[-1].evidence.end
            judged = self.confidences.put(judged)
            yield replace(_joined(judged, far), ends_early=None if is_whole else end)

    def _scores(self, words: Words, found: Annotations) -> Scores:
        """Run the network, which is shown nations as the settings say."""
        is_alike = self.settings.alike_nations
        shown = shown_words(words.tokens, found.of(PlaceMention)) if is_alike else ()
        return Scores(self.model, words, shown)

    def judged(self, report: Report, found: Annotations, ruled: Tagging, scores: Scores) -> Tagging:
        """Return the rules' tagging as the network sees it."""
        statements = sorted(
            JudgeStatements(scores, self.settings)(ruled.statements),
            key=lambda anchor: (anchor.evidence, anchor.cue or anchor.evidence),
        )
        steps = [step.evidence for step in ruled.agreements]
        doers = FindDoers(report, scores, self.settings, statements, steps)
        incidents = sorted(
            JudgeIncidents.of(found, scores, self.settings, doers)(ruled.incidents),
            key=lambda anchor: anchor.evidence,
        )
        sources = sorted({anchor.source for anchor in statements if anchor.source is not None})
        judge = JudgeFigures(scores, self.settings)
        figures = list(judge(ruled.figures, incidents, sources))
        if self.settings.doubtful is not None:
            figures += self._doubtful(found, figures, incidents, scores)
        days = sorted(mention.evidence for mention in found.of(TimeMention))
        agreements = JudgeAgreements(scores, self.settings, days)(ruled.agreements)
        return Tagging(
            evidence=ruled.evidence,
            statements=statements,
            incidents=incidents,
            figures=sorted(figures, key=lambda anchor: anchor.evidence),
            agreements=sorted(agreements, key=lambda anchor: anchor.evidence),
        )

    def _doubtful(
        self,
        found: Annotations,
        figures: Sequence[FigureAnchor],
        incidents: Sequence[IncidentAnchor],
        scores: Scores,
    ) -> Iterator[FigureAnchor]:
        """Yield who else may have been killed; the network reads once more, told of no rules."""
        nothing = Tagging(evidence=Span(0, 0))
        untold = self._scores(find_words(found, nothing, MOST_WORDS), found)
        deeds = [anchor.evidence for anchor in incidents]
        find = FindDoubtful(scores, untold, self.settings.doubtful or 0.0)
        yield from find(found, figures, deeds)


A = TypeVar("A", bound=Annotation)


def _before(tagging: Tagging, end: int) -> Tagging:
    """Return the anchors that begin before a place."""
    return _picked(tagging, lambda anchor: anchor.evidence.start < end)


def _behind(tagging: Tagging, end: int) -> Tagging:
    """Return the anchors that begin there or later."""
    return _picked(tagging, lambda anchor: anchor.evidence.start >= end)


def _picked(tagging: Tagging, is_wanted: Callable[[Annotation], bool]) -> Tagging:
    def pick(anchors: Sequence[A]) -> tuple[A, ...]:
        return tuple(anchor for anchor in anchors if is_wanted(anchor))

    return replace(
        tagging,
        statements=pick(tagging.statements),
        incidents=pick(tagging.incidents),
        figures=pick(tagging.figures),
        agreements=pick(tagging.agreements),
    )


def _joined(near: Tagging, far: Tagging) -> Tagging:
    return replace(
        near,
        statements=(*near.statements, *far.statements),
        incidents=(*near.incidents, *far.incidents),
        figures=(*near.figures, *far.figures),
        agreements=(*near.agreements, *far.agreements),
    )
