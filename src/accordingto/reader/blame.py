"""Blame: who is held responsible for an incident, how, and according to whom."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from accordingto.lexicons.loader import load_words
from accordingto.reader.actors import ActorIndex
from accordingto.reader.blame_entries import BlameEntries
from accordingto.reader.layers import ActorRole, Annotations, IncidentAnchor, Sentence, Tagging
from accordingto.reader.sides import boast_of, mode_of_blame
from accordingto.reader.statements import statement_holding
from accordingto.records.actors import Actor
from accordingto.records.base import Mention
from accordingto.records.incidents import Blame
from accordingto.records.statements import Statement
from accordingto.records.values import BlameMode, Certainty, Stance
from accordingto.report import Report

REJOINDER_REACH = 300
"""A denial further behind a mention than so many code points is about something else."""
MAX_REJOINDERS = 3
_IT = load_words("violence")["generic"] | load_words("sides")["told_before"]
"""What is left of an accusation that speaks of what was told before: "of being behind it"."""
_OWN = frozenset(("his", "her", "its", "their", "our", "that his", "that her", "that its"))
"""So many statements behind a mention are looked at."""


@dataclass(frozen=True, slots=True)
class BlameReader:
    """Reads the blame for the incidents of one report."""

    report: Report
    statements: tuple[Statement, ...]
    index: ActorIndex
    actors: dict[str, Actor]
    headlines: frozenset[int]
    """Where the mentions of incidents in headlines begin."""
    mentions: Sequence[int]
    """Where the mentions of incidents begin."""

    @classmethod
    def of(cls, report: Report, found: Annotations) -> "BlameReader":
        """Return a reader over the statements and actors of a report."""
        actors = found.of(Actor)
        by_id = {actor.id: actor for actor in actors}
        starts = sorted(a.evidence.start for t in found.of(Tagging) for a in t.incidents)
        heads = (one.evidence for one in found.of(Sentence) if one.is_headline)
        inside = (
            starts[bisect_left(starts, head.start) : bisect_left(starts, head.end)]
            for head in heads
        )
        return cls(
            report,
            found.of(Statement),
            ActorIndex(actors),
            by_id,
            frozenset(chain.from_iterable(inside)),
            starts,
        )

    def read(self, anchors: Sequence[IncidentAnchor]) -> tuple[Blame, ...]:
        """Return who is held responsible by the mentions of an incident, in order of the text."""
        entries = BlameEntries()
        for anchor in anchors:
            is_first = not entries
            for blame in self._of_mention(anchor):
                # What is plainly said of another doer is told of another event.
                is_told = blame.mode is BlameMode.STATED
                if is_first or not is_told or entries.names(blame.actor):
                    entries.add(blame, is_headline=anchor.evidence.start in self.headlines)
        for anchor in anchors:
            for blame in self._rejoinders(anchor, entries):
                entries.add(blame)
        return entries.settle()

    def certainty(self, anchors: Sequence[IncidentAnchor]) -> Certainty:
        """Return how an incident is told: denied or alleged only where no mention says more."""
        told = {self._certainty(anchor) for anchor in anchors}
        return next(c for c in Certainty if c in told)

    def source_of(self, anchor: IncidentAnchor) -> Mention | None:
        """Return who tells of a mention; None when the report itself does."""
        statement = statement_holding(self.statements, anchor.evidence)
        return statement.source if statement else None

    def _certainty(self, anchor: IncidentAnchor) -> Certainty:
        if anchor.certainty is not Certainty.REPORTED:
            return anchor.certainty
        statement = statement_holding(self.statements, anchor.evidence)
        if statement is not None and statement.stance is Stance.ACCUSES:
            return Certainty.ALLEGED
        return Certainty.REPORTED

    def _of_mention(self, anchor: IncidentAnchor) -> Iterator[Blame]:
        """Yield the blame that one mention lays."""
        statement = statement_holding(self.statements, anchor.evidence)
        for role in anchor.actors:
            yield self._blame(role, statement, anchor)
        if statement is None or statement.source is None:
            return
        is_claim = statement.stance is Stance.CLAIMS_RESPONSIBILITY
        if is_claim and not anchor.actors and _can_claim(statement.source):
            yield _entry(statement.source, BlameMode.OWN_CLAIM, statement)
        if statement.stance is Stance.ACCUSES:
            for accused in statement.accused:
                yield _entry(accused, BlameMode.ACCUSED, statement)

    def _blame(self, role: ActorRole, statement: Statement | None, anchor: IncidentAnchor) -> Blame:
        """Return the blame of one doer, by the statement that names it."""
        actor = self.index.mention(self.report, role.span)
        source = statement.source if statement else None
        if role.is_settled:
            return self._settled(role, actor)
        if role.source is not None:
            source = self.index.mention(self.report, role.source)
        mode = role.mode or BlameMode.STATED
        if mode is BlameMode.ACCUSED and source is None:  # "blamed", and nobody says by whom
            mode = BlameMode.SUSPECTED
        if role.mode is None and statement is not None and source is not None:
            speaker = self.actors.get(source.actor or "")
            deed = self.report.quote(anchor.evidence)
            boast = boast_of(deed, " ".join(self.report.quote(span) for span in anchor.targets))
            mode = mode_of_blame(source.text, speaker, actor.text, statement.stance, boast=boast)
            if statement.stance is Stance.ASSERTS and self._are_speakers_own(role, statement):
                mode = BlameMode.OWN_CLAIM
        identity = statement.id if statement else None
        return Blame(actor=actor, mode=mode, source=source, statement=identity)

    def _settled(self, role: ActorRole, actor: Mention) -> Blame:
        """Return the blame that a tagger knows to the end, with the statement that holds it."""
        statement = statement_holding(self.statements, role.span)
        source = self.index.mention(self.report, role.source) if role.source else None
        mode = role.mode or BlameMode.STATED
        identity = statement.id if statement else None
        return Blame(actor=actor, mode=mode, source=source, statement=identity)

    def _are_speakers_own(self, role: ActorRole, statement: Statement) -> bool:
        """Tell whether a content begins with the speaker's own men: "he said his forces had"."""
        before = self.report.text[statement.content.start : role.span.start]
        return before.casefold().strip() in _OWN

    def _rejoinders(self, anchor: IncidentAnchor, entries: BlameEntries) -> Iterator[Blame]:
        """Yield what is said right behind a mention: a claim of it, or the denial of one blamed."""
        end = anchor.evidence.end
        place = bisect_left(self.statements, end, key=lambda s: s.content.start)
        for statement in self.statements[place : place + MAX_REJOINDERS]:
            source = statement.source
            if statement.content.start - end > REJOINDER_REACH:
                return
            if source is None or self._speaks_of_another(statement):
                continue
            if statement.stance is Stance.CLAIMS_RESPONSIBILITY and _can_claim(source):
                yield _entry(source, BlameMode.OWN_CLAIM, statement)
            elif statement.stance is Stance.DENIES:
                denied = source if entries.names(source) else self._master(source, entries)
                if denied is not None:
                    yield _entry(denied, BlameMode.DENIED, statement)
            elif statement.stance is Stance.ACCUSES:
                yield from self._accusations_of_it(statement)

    def _accusations_of_it(self, statement: Statement) -> Iterator[Blame]:
        """Yield whom a statement accuses when it names no other deed: "the army blamed rebels"."""
        for accused in statement.accused:
            charge = self.report.text[accused.end : statement.content.end].casefold().split()
            if all(word.strip(".,'\"”") in _IT for word in charge):
                yield _entry(accused, BlameMode.ACCUSED, statement)

    def _master(self, source: Mention, entries: BlameEntries) -> Mention | None:
        """Return the doer that somebody speaks for: "a spokesman for the army"."""
        speaker = self.actors.get(source.actor or "")
        if speaker is None:
            return None
        return entries.named_in(f"{speaker.role or ''} {speaker.affiliation or ''}")

    def _speaks_of_another(self, statement: Statement) -> bool:
        """Tell whether a statement names an incident itself, and so not the one before it."""
        content = statement.content
        return bisect_left(self.mentions, content.start) < bisect_left(self.mentions, content.end)


def _entry(actor: Mention, mode: BlameMode, statement: Statement) -> Blame:
    return Blame(actor=actor, mode=mode, source=statement.source, statement=statement.id)


def _can_claim(source: Mention) -> bool:
    """Tell whether somebody claims a deed at all: "no group has claimed it" names nobody."""
    return source.text.casefold().split()[0] not in ("no", "nobody", "none")
