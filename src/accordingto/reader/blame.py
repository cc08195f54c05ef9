"""Blame: who is held responsible for an incident, how, and according to whom."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from accordingto.reader.actors import ActorIndex
from accordingto.reader.layers import ActorRole, Annotations, IncidentAnchor
from accordingto.reader.sides import mode_of_blame
from accordingto.reader.statements import statement_holding
from accordingto.records.actors import Actor
from accordingto.records.base import Mention
from accordingto.records.incidents import Blame
from accordingto.records.statements import Statement
from accordingto.records.values import BlameMode, Stance
from accordingto.report import Report

REJOINDER_REACH = 300
"""A denial further behind a mention than so many code points is about something else."""
_SKIPPED = frozenset(("the", "a", "an", "of", "and", "its", "their", "s", "forces", "group"))


@dataclass(frozen=True, slots=True)
class BlameReader:
    """Reads the blame for the incidents of one report."""

    report: Report
    statements: tuple[Statement, ...]
    index: ActorIndex
    actors: dict[str, Actor]

    @classmethod
    def of(cls, report: Report, found: Annotations) -> "BlameReader":
        """Return a reader over the statements and actors of a report."""
        actors = found.of(Actor)
        return cls(
            report, found.of(Statement), ActorIndex(actors), {actor.id: actor for actor in actors}
        )

    def read(self, anchors: Sequence[IncidentAnchor]) -> tuple[Blame, ...]:
        """Return who is held responsible by the mentions of an incident, in order of the text."""
        kept: list[Blame] = []
        for anchor in anchors:
            for blame in self._of_mention(anchor):
                _keep(kept, blame)
        self.add_rejoinders(anchors, kept)
        return tuple(kept)

    def add_rejoinders(self, anchors: Sequence[IncidentAnchor], kept: list[Blame]) -> None:
        """Add what is said right behind the mentions: a denial, a claim of responsibility."""
        for anchor in anchors:
            for statement in self._after(anchor):
                source = statement.source
                if source is None:
                    continue
                is_claim = statement.stance is Stance.CLAIMS_RESPONSIBILITY
                mode = BlameMode.OWN_CLAIM if is_claim else BlameMode.DENIED
                is_party = any(_same_doer(blame.actor, source) for blame in kept)
                if is_claim or is_party:
                    _keep(kept, Blame(actor=source, mode=mode, source=source, statement=statement.id))

    def _after(self, anchor: IncidentAnchor) -> Iterator[Statement]:
        """Yield the denials and claims that follow a mention within a sentence or two."""
        end = anchor.evidence.end
        place = bisect_left(self.statements, end, key=lambda s: s.content.start)
        for statement in self.statements[place : place + 3]:
            if statement.content.start - end > REJOINDER_REACH:
                return
            if statement.stance in (Stance.DENIES, Stance.CLAIMS_RESPONSIBILITY):
                yield statement

    def _of_mention(self, anchor: IncidentAnchor) -> Iterator[Blame]:
        """Yield the blame that one mention lays."""
        statement = statement_holding(self.statements, anchor.evidence)
        for role in anchor.actors:
            yield self._blame(role, statement)
        if statement is None:
            return
        if statement.stance is Stance.CLAIMS_RESPONSIBILITY and statement.source and not anchor.actors:
            yield Blame(
                actor=statement.source,
                mode=BlameMode.OWN_CLAIM,
                source=statement.source,
                statement=statement.id,
            )
        if statement.stance is Stance.ACCUSES:
            for accused in statement.accused:
                yield Blame(
                    actor=accused,
                    mode=BlameMode.ACCUSED,
                    source=statement.source,
                    statement=statement.id,
                )

    def _blame(self, role: ActorRole, statement: Statement | None) -> Blame:
        """Return the blame of one doer, by the statement that names it."""
        actor = self.index.mention(self.report, role.span)
        source = statement.source if statement else None
        if role.source is not None:
            source = self.index.mention(self.report, role.source)
        mode = role.mode or BlameMode.STATED
        if role.mode is None and statement is not None and source is not None:
            speaker = self.actors.get(source.actor or "")
            mode = mode_of_blame(source.text, speaker, actor.text, statement.stance)
        return Blame(
            actor=actor, mode=mode, source=source, statement=statement.id if statement else None
        )


def _keep(kept: list[Blame], blame: Blame) -> None:
    """Add a blame unless the same doer is held responsible in the same way already.

    Of two that differ in nothing but that one has a source, the sourced one stays.
    """
    for place, other in enumerate(kept):
        if other.mode is blame.mode and _same_doer(other.actor, blame.actor):
            if other.source is None and blame.source is not None:
                kept[place] = blame
            return
    kept.append(blame)


def _same_doer(a: Mention, b: Mention) -> bool:
    if a.actor is not None and a.actor == b.actor:
        return True
    return bool(_name(a) & _name(b))


def _name(mention: Mention) -> frozenset[str]:
    return frozenset(mention.text.lower().split()) - _SKIPPED
