"""Steps of truces and talks: those of the rules that the network believes, and further ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from accordingto.reader.layers import AgreementAnchor
from accordingto.reader.network.confidences import log_odds
from accordingto.reader.network.hints import Relation
from accordingto.reader.network.runs import choose, find_runs, likeliest, overlap, role_runs, trim
from accordingto.reader.network.scores import Scores
from accordingto.reader.network.settings import Settings
from accordingto.records.values import Step
from accordingto.report import Span

_EDGE = 0.4
_STEPS = tuple(Step)


@dataclass(frozen=True, slots=True)
class JudgeAgreements:
    """Keeps and adds steps by the network's scores; what the rules say of a step stays."""

    scores: Scores
    settings: Settings
    days: Sequence[Span]

    def __call__(self, ruled: Sequence[AgreementAnchor]) -> Iterator[AgreementAnchor]:
        """Yield the steps; those of the rules first."""
        words = self.scores.words
        happens = 1 - self.scores.label("step")[:, 0]
        taken: list[range] = []
        for anchor in ruled:
            at = words.range_of(anchor.evidence)
            taken.append(at)
            sure = float(happens[at.start : at.stop].max(initial=0.0))
            if sure >= self.settings.keep_step:
                clues = {"sure": log_odds(sure)}
                yield replace(anchor, confidence=round(sure, 2), clues=clues)
        for run in find_runs(happens, self.settings.add_step, _EDGE):
            at = trim(words, run)
            if at and not any(overlap(at, other) for other in taken):
                yield self._added(at, float(happens[at.start : at.stop].max()))

    def _added(self, at: range, sure: float) -> AgreementAnchor:
        """Return a step that the network alone sees."""
        words = self.scores.words
        labels = self.scores.label("step")[at.start : at.stop, 1:]
        subject, _ = likeliest(words, self.scores.roles(Relation.STEP_SUBJECT, at))
        day = choose(words, self.scores.roles(Relation.STEP_DAY, at), self.days)
        return AgreementAnchor(
            evidence=words.span_of(at),
            step=_STEPS[int(labels.sum(axis=0).argmax())],
            subject=subject,
            parties=tuple(self._parties(at)),
            days=(day,) if day else (),
            confidence=round(sure, 2),
            clues={"sure": log_odds(sure), "added": 1.0},
        )

    def _parties(self, at: range) -> Iterator[Span]:
        words = self.scores.words
        roles = self.scores.roles(Relation.PARTY, at)
        for run in role_runs(words, roles, self.settings.party, self.settings.edge):
            yield words.span_of(run)
