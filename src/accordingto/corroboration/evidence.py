"""What is known about a case: its accounts, with the claims of their reports and who makes them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from accordingto.corroboration.digests import (
    Account,
    ActorId,
    BlameClaim,
    Claim,
    Digest,
    FigureClaim,
    RecordId,
    ReportKey,
    Speaker,
    StatementClaim,
)
from accordingto.records.tolls import ClaimRef
from accordingto.records.values import Kind
from accordingto.records.voices import Voice, VoiceCount, VoiceKind

MOST_PAPERS = 1024
"""Reports whose claims are kept sorted by incident at one time."""

Said = tuple[ReportKey, ActorId | None]
"""Who says something: a report, and the last speaker in it or None for its own voice."""


class VoiceBookLike(Protocol):
    """Voices resolved over all reports."""

    def voice_of(self, report_key: ReportKey, actor_id: ActorId | None, /) -> Voice:
        """Return who an actor of a report is; with None, the report's own voice."""
        ...

    def count(self, claims: Iterable[Said], /) -> VoiceCount:
        """Return how many independent voices stand behind claims."""
        ...


class Told(NamedTuple):
    """A figure, and the account of the incident that it is of."""

    account: Account
    figure: FigureClaim

    @property
    def ref(self) -> ClaimRef:
        """Where it stands."""
        return ClaimRef(report=self.account.report, record=self.figure.record)


class Held(NamedTuple):
    """Blame, and the account of the incident that it is for."""

    account: Account
    blame: BlameClaim


@dataclass(frozen=True)
class Paper:
    """The claims of one report, sorted by the records they are about."""

    digest: Digest

    @cached_property
    def figures(self) -> Mapping[RecordId, Sequence[FigureClaim]]:
        """Figures by incident; a part without an incident has that of its total."""
        home = {one.record: one.incident for one in self.digest.figures}
        found: dict[RecordId, list[FigureClaim]] = {}
        for figure in self.digest.figures:
            incident = figure.incident or home.get(figure.part_of or "")
            if incident:
                found.setdefault(incident, []).append(figure)
        return found

    @cached_property
    def blame(self) -> Mapping[RecordId, Sequence[BlameClaim]]:
        """Blame by incident."""
        found: dict[RecordId, list[BlameClaim]] = {}
        for blame in self.digest.blame:
            found.setdefault(blame.record, []).append(blame)
        return found

    @cached_property
    def statements(self) -> Mapping[RecordId, Sequence[StatementClaim]]:
        """Statements by each record that they are about."""
        found: dict[RecordId, list[StatementClaim]] = {}
        for statement in self.digest.statements:
            for record in dict.fromkeys(statement.about):
                found.setdefault(record, []).append(statement)
        return found

    @cached_property
    def speakers(self) -> Mapping[ActorId, Speaker]:
        """People and groups by id."""
        return {one.id: one for one in self.digest.speakers}

    def name_of(self, actor: ActorId) -> str:
        """Return what the report calls somebody."""
        found = self.speakers.get(actor)
        return found.name if found else actor


@dataclass(frozen=True)
class Evidence:
    """All reports of a run, and who speaks in them."""

    digests: Mapping[ReportKey, Digest]
    voices: VoiceBookLike
    _papers: dict[ReportKey, Paper] = field(default_factory=dict, repr=False)

    def paper(self, report: ReportKey) -> Paper:
        """Return the claims of a report, sorted once for cases that lie near each other."""
        found = self._papers.get(report)
        if found is None:
            if len(self._papers) >= MOST_PAPERS:
                del self._papers[next(iter(self._papers))]
            found = self._papers[report] = Paper(self.digests[report])
        return found

    def voice(self, report: ReportKey, claim: Claim) -> Voice:
        """Return who makes a claim."""
        return self.voices.voice_of(report, claim.speaker)


@dataclass(frozen=True, eq=False)
class CaseFile:
    """The accounts of one case, in an order that does not depend on when they came."""

    members: tuple[Account, ...]
    evidence: Evidence
    _counts: dict[tuple[Said, ...], VoiceCount] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, members: Iterable[Account], evidence: Evidence) -> "CaseFile":
        """Put the accounts in order; an account that comes twice is there once."""
        found = {(one.report, one.start, one.record): one for one in members}
        return cls(tuple(found[key] for key in sorted(found)), evidence)

    @cached_property
    def is_clash(self) -> bool:
        """Whether at least half of the accounts tell of a clash, in which both sides act."""
        clashes = sum(one.kind is Kind.ARMED_CLASH for one in self.members)
        return clashes * 2 >= len(self.members)

    @cached_property
    def figures(self) -> tuple[Told, ...]:
        """All figures of all accounts."""
        return tuple(self._figures())

    def _figures(self) -> Iterator[Told]:
        for account in self.members:
            for figure in self.evidence.paper(account.report).figures.get(account.record, ()):
                yield Told(account, figure)

    @cached_property
    def blame(self) -> tuple[Held, ...]:
        """All blame of all accounts."""
        return tuple(
            Held(account, blame)
            for account in self.members
            for blame in self.evidence.paper(account.report).blame.get(account.record, ())
        )

    @cached_property
    def statements(self) -> tuple[tuple[ReportKey, StatementClaim], ...]:
        """All statements about one of its accounts or figures, each once."""
        found: dict[tuple[ReportKey, RecordId], StatementClaim] = {}
        records = [(one.report, one.record) for one in self.members]
        records += [(one.account.report, one.figure.record) for one in self.figures]
        for report, record in records:
            for one in self.evidence.paper(report).statements.get(record, ()):
                found[report, one.record] = one
        return tuple((key[0], found[key]) for key in sorted(found))

    @cached_property
    def speakers(self) -> Mapping[ClaimRef, Said]:
        """Who gives each figure."""
        return {told.ref: (told.account.report, told.figure.speaker) for told in self.figures}

    def count(self, claims: Iterable[Said]) -> VoiceCount:
        """Return how many independent voices stand behind claims of the case."""
        key = tuple(sorted(set(claims), key=_in_order))
        if key not in self._counts:
            self._counts[key] = self.evidence.voices.count(key)
        return self._counts[key]

    def count_refs(self, figures: Iterable[ClaimRef]) -> VoiceCount:
        """Return how many independent voices give figures of the case."""
        return self.count(self.speakers[ref] for ref in figures)

    def bodies(self, tellers: Iterable[Said]) -> Mapping[Said, str]:
        """Return who is behind each teller, for telling whether two contradict each other.

        Agreement of two whom one text quotes may be one person's work; their contradiction is not.
        So those with a name are told apart by themselves and their organisation alone. Unnamed
        ones and a text's own voice are one where they hang together in any way.
        """
        told = set(tellers)
        voices = {one: self.evidence.voices.voice_of(*one) for one in told}
        plain = [one for one in told if voices[one].kind is not VoiceKind.NAMED]
        groups = self.count(plain).groups if plain else ()
        first = {voice: min(group) for group in groups for voice in group}
        return {
            one: (voice.organisation or voice.id)
            if voice.kind is VoiceKind.NAMED
            else first.get(voice.id, voice.id)
            for one, voice in voices.items()
        }

    def bodies_of(self, figures: Iterable[ClaimRef]) -> Mapping[ClaimRef, str]:
        """Return who is behind each figure."""
        refs = set(figures)
        bodies = self.bodies(self.speakers[ref] for ref in refs)
        return {ref: bodies[self.speakers[ref]] for ref in refs}


def _in_order(said: Said) -> tuple[ReportKey, str]:
    return said[0], said[1] or ""
