"""Who is held responsible for an incident: mentions of doers with the mode of the blame."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from accordingto.reader.blame_entries import name_words
from accordingto.reader.layers import ActorRole, StatementAnchor
from accordingto.reader.network.hints import Relation
from accordingto.reader.network.runs import find_runs, overlap, trim
from accordingto.reader.network.scores import Scores, mean
from accordingto.reader.network.settings import Settings
from accordingto.records.values import BlameMode, Stance
from accordingto.report import Report, Span

_ACTOR_SHARE = 0.3
"""How much it counts that somebody is a doer at all, beside the modes of blame."""
_LEAST = 0.15
"""Likelihood from which a mention is looked at."""
_NEAR = 12
"""So many statements before a word are asked whether they hold it."""
_MODES = {mode: Relation(mode) for mode in BlameMode}
_DOES = frozenset((BlameMode.STATED, BlameMode.OWN_CLAIM))
"""Modes in which somebody did it, on his own word or on nobody's."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """Somebody held responsible in some mode, and how likely that is."""

    words: range
    mode: BlameMode
    sure: float


@dataclass(slots=True)
class _Doer:
    """One doer: for each mode the likeliest mention."""

    names: frozenset[str]
    best: dict[BlameMode, _Mention] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FindDoers:
    """Finds the doers of an incident by their mentions anywhere in the report."""

    report: Report
    scores: Scores
    settings: Settings
    statements: Sequence[StatementAnchor]
    """In the order of their contents."""
    steps: Sequence[Span] = ()
    """The words of steps of truces and talks."""

    def __call__(self, anchor: range) -> Iterator[ActorRole]:
        """Yield each doer in the likeliest mode, and in others that are likely too."""
        doers: list[_Doer] = []
        deed = self.scores.words.span_of(anchor)
        for mention in self._mentions(anchor):
            self._collect(doers, mention)
        for doer in doers:
            top = max(mention.sure for mention in doer.best.values())
            for mode, mention in doer.best.items():
                is_likely = mention.sure >= min(top, self.settings.second_mention)
                if is_likely and top >= self.settings.doer:
                    role = self._role(mode, self.scores.words.span_of(mention.words))
                    if role is not None and not self._breaks_a_truce(role, deed):
                        yield role

    def _mentions(self, anchor: range) -> Iterator[_Mention]:
        """Yield who may be held responsible, each with the modes in which that is likely."""
        by_mode = {mode: self.scores.roles(relation, anchor) for mode, relation in _MODES.items()}
        actor = self.scores.roles(Relation.ACTOR, anchor)
        blamed = np.maximum.reduce([roles.values for roles in by_mode.values()])
        sure = (1 - _ACTOR_SHARE) * blamed + _ACTOR_SHARE * actor.values
        labels = self.scores.label("doer")
        for run in find_runs(sure, _LEAST, _LEAST / 2):
            at = trim(self.scores.words, range(run.start + actor.start, run.stop + actor.start))
            if not at or overlap(at, anchor):
                continue
            named = mean(labels[at.start : at.stop])[1:].tolist()
            told = {
                mode: roles.most(at) + likelihood
                for (mode, roles), likelihood in zip(by_mode.items(), named, strict=True)
            }
            first = max(told, key=lambda mode: told[mode])
            yield _Mention(at, first, float(sure[run.start : run.stop].max()))
            for mode, roles in by_mode.items():
                if mode is not first and roles.most(at) >= self.settings.second_mode:
                    yield _Mention(at, mode, roles.most(at))

    def _collect(self, doers: list[_Doer], mention: _Mention) -> None:
        """Add a mention to the doer that it names, where it is the likeliest of its mode."""
        names = name_words(self.report.quote(self.scores.words.span_of(mention.words)))
        doer = next((d for d in doers if d.names & names), None)
        if doer is None:
            doer = _Doer(names)
            doers.append(doer)
        best = doer.best.get(mention.mode)
        if best is None or mention.sure > best.sure:
            doer.best[mention.mode] = mention

    def _role(self, mode: BlameMode, span: Span) -> ActorRole | None:
        """Return a doer with who says so; who claims a deed says it himself.

        Who denies a deed, and who is said not to have done it, is never told to have done it; and
        nobody is told to have denied what he says otherwise: then it is None.
        """
        told = self._statement(span)
        source = told.source if told else None
        denial = self._denial_by(span)
        if denial is not None and mode in _DOES:
            return ActorRole(span=span, mode=BlameMode.DENIED, source=denial, is_settled=True)
        if told is not None and told.stance is Stance.DENIES:
            mode = BlameMode.DENIED
        elif (
            told is not None
            and told.stance is Stance.ACCUSES
            and mode is BlameMode.DENIED
            and denial is None
        ):
            return None
        if source is None and mode is BlameMode.OWN_CLAIM:
            source = span
        if source is None and mode is BlameMode.DENIED:
            source = denial
        if source is None and mode is BlameMode.ACCUSED:  # and nobody says by whom
            mode = BlameMode.SUSPECTED
        return ActorRole(span=span, mode=mode, source=source, is_settled=True)

    def _breaks_a_truce(self, role: ActorRole, deed: Span) -> bool:
        """Tell whether somebody is accused of a step, and not of the deed: of breaking a truce."""
        told = self._statement(role.span) if role.mode is BlameMode.ACCUSED else None
        if told is None or told.stance is not Stance.ACCUSES or told.evidence.holds(deed):
            return False
        return any(told.evidence.holds(step) for step in self.steps)

    def _statement(self, span: Span) -> StatementAnchor | None:
        """Return the innermost statement that holds some words."""
        last = bisect_right(self.statements, span.start, key=lambda s: s.evidence.start)
        near = self.statements[max(0, last - _NEAR) : last]
        holding = [s for s in near if s.evidence.holds(span)]
        return min(holding, key=lambda s: s.evidence.end - s.evidence.start, default=None)

    def _denial_by(self, span: Span) -> Span | None:
        """Return the source of a denial when some words name that source."""
        place = bisect_right(self.statements, span.start, key=lambda s: s.evidence.start)
        near = self.statements[max(0, place - _NEAR) : place + _NEAR]
        sources = (s.source for s in near if s.stance is Stance.DENIES and s.source)
        return next((source for source in sources if source.overlaps(span)), None)
