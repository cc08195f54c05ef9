"""Statements: those of the rules that the network believes, and those that only it sees."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from accordingto.reader.layers import Clues, StatementAnchor
from accordingto.reader.network.confidences import log_odds
from accordingto.reader.network.hints import Relation
from accordingto.reader.network.runs import find_runs, likeliest, likeness, trim_stops
from accordingto.reader.network.scores import Roles, Scores, mean
from accordingto.reader.network.settings import Settings
from accordingto.records.values import Stance
from accordingto.report import Span

_BEGIN = 1
"""The label of a content's first word."""
_SAME = 0.5
"""Contents that share so much are one."""
_EVEN, _EDGE = 0.5, 0.4
_SHORTEST = 3
"""Words of a content that the rules did not find."""


@dataclass(frozen=True, slots=True)
class JudgeStatements:
    """Keeps, changes and adds statements by the network's scores."""

    scores: Scores
    settings: Settings

    def __call__(self, ruled: Sequence[StatementAnchor]) -> Iterator[StatementAnchor]:
        """Yield the statements; those of the rules first."""
        words = self.scores.words
        content = 1 - self.scores.label("content")[:, 0]
        kept: list[range] = []
        for anchor in ruled:
            at = words.range_of(anchor.evidence)
            sure = float(mean(content[at.start : at.stop])) if at else 0.0
            if sure >= self.settings.keep_statement:
                kept.append(at)
                yield self._judged(anchor, at, sure)
        for at in self._contents():
            sure = float(mean(content[at.start : at.stop])) if at else 0.0
            is_new = not any(likeness(at, other) >= _SAME for other in kept)
            if is_new and sure >= self.settings.add_statement and len(at) >= _SHORTEST:
                yield self._added(at, sure)

    def _judged(self, anchor: StatementAnchor, at: range, sure: float) -> StatementAnchor:
        """Return a statement of the rules with the source and stance that the network sees."""
        words, source = self.scores.words, anchor.source
        roles = self.scores.roles(Relation.STATEMENT_SOURCE, at)
        own = roles.of(words.range_of(source)) if source else roles.nobody
        if own < 1 - self.settings.change_source:
            other, likelihood = likeliest(words, roles)
            source = other if likelihood >= self.settings.change_source else source
        stance = self._stance(anchor.cue or source, at)
        return replace(
            anchor,
            source=source,
            stance=stance,
            confidence=round(sure, 2),
            clues=self._clues(sure, source, roles, is_added=False),
        )

    def _added(self, at: range, sure: float) -> StatementAnchor:
        """Return a statement that the network alone sees."""
        words = self.scores.words
        roles = self.scores.roles(Relation.STATEMENT_SOURCE, at)
        source, _ = likeliest(words, roles)
        cue, _ = likeliest(words, self.scores.roles(Relation.STATEMENT_CUE, at))
        return StatementAnchor(
            evidence=words.span_of(at),
            source=source,
            cue=cue,
            stance=self._stance(cue or source, at),
            confidence=round(sure, 2),
            clues=self._clues(sure, source, roles, is_added=True),
        )

    def _clues(self, sure: float, source: Span | None, roles: Roles, *, is_added: bool) -> Clues:
        """Return what speaks for a statement's being right: its words, and who says them."""
        said = roles.of(self.scores.words.range_of(source)) if source else roles.nobody
        return {"sure": log_odds(sure), "added": float(is_added), "source": log_odds(said)}

    def _contents(self) -> Iterator[range]:
        """Yield the contents that the labels show, cut where one begins inside another."""
        labels, words = self.scores.label("content"), self.scores.words
        for run in find_runs(1 - labels[:, 0], _EVEN, _EDGE):
            begins = [p for p in run[1:] if labels[p, _BEGIN] > _EVEN]
            for first, last in zip((run.start, *begins), (*begins, run.stop), strict=True):
                yield trim_stops(words, range(first, last))

    def _stance(self, head: Span | None, at: range) -> Stance:
        """Return the stance that the cue shows, or the source or first word where there is none."""
        places = self.scores.words.range_of(head) if head else at[:1]
        likely = self.scores.mean("stance", places or at[:1])
        return Stance(max(likely, key=lambda name: likely[name]))
