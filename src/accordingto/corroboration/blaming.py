"""Blame for a case: who blames whom, who claims it and who denies it, each with their accusers."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from accordingto.corroboration.digests import ActorId, ReportKey, StatementClaim
from accordingto.corroboration.evidence import CaseFile, Held
from accordingto.corroboration.rivals import find_rivals
from accordingto.corroboration.stakes import Stakes, stakes_in
from accordingto.gazetteer.names import fold_name
from accordingto.records.blames import Accuser, Blamed, BlameEntry, CaseBlame, CaseStatement
from accordingto.records.tolls import ClaimRef
from accordingto.records.values import BlameMode, Stance
from accordingto.records.voices import VoiceKind

RULE = "blame/1"
_SHOWN = frozenset(Stance) - {Stance.ASSERTS, Stance.PLEDGES}
"""What is tied to a case as a statement; what is plainly said of it is in figures and blame."""


def blame_for(case: CaseFile) -> CaseBlame:
    """Return all blame for a case, grouped by actor and mode; nobody is blamed by the program."""
    return _Blaming(case).blame()


def blamed_ids(case: CaseFile) -> tuple[str, ...]:
    """Return who is meant by each blame: a voice known by name, else the words for them."""
    return tuple(_blamed_id(case, held) for held in case.blame)


def _blamed_id(case: CaseFile, held: Held) -> str:
    account, blame = held
    if blame.actor is not None:
        voice = case.evidence.voices.voice_of(account.report, blame.actor)
        if voice.kind is VoiceKind.NAMED:
            return voice.id
    words = fold_name(blame.actor_words) or blame.actor_words
    return hashlib.sha256(f"blamed\x1f{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True)
class _Blaming:
    case: CaseFile

    @cached_property
    def stakes(self) -> Stakes:
        return stakes_in(self.case)

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return blamed_ids(self.case)

    @cached_property
    def _groups(self) -> Mapping[tuple[str, int, str], tuple[str, ...]]:
        """Actors of whom one account says that one of them did it."""
        found: dict[tuple[str, int, str], set[str]] = {}
        for held, actor in zip(self.case.blame, self._ids, strict=True):
            if held.blame.alternative is not None:
                found.setdefault(_group_of(held), set()).add(actor)
        return {key: tuple(sorted(ids)) for key, ids in found.items()}

    def blame(self) -> CaseBlame:
        """Group the blame."""
        grouped: dict[tuple[str, BlameMode], list[Held]] = {}
        for held, actor in zip(self.case.blame, self._ids, strict=True):
            grouped.setdefault((actor, held.blame.mode), []).append(held)
        entries = [self._entry(*key, grouped[key]) for key in sorted(grouped)]
        return CaseBlame(
            rule=RULE,
            entries=tuple(entries),
            statements=tuple(self._statements()),
            rivals=find_rivals(self.case, self._ids),
        )

    def _entry(self, actor: str, mode: BlameMode, helds: list[Held]) -> BlameEntry:
        groups = {self._groups[_group_of(h)] for h in helds if h.blame.alternative is not None}
        return BlameEntry(
            actor=self._blamed(actor, helds),
            mode=mode,
            accusers=tuple(sorted(map(self._accuser, helds), key=_accuser_order)),
            voices=self.case.count((h.account.report, h.blame.speaker) for h in helds),
            alternatives=tuple(sorted(group for group in groups if len(group) > 1)),
        )

    def _blamed(self, key: str, helds: list[Held]) -> Blamed:
        words = tuple(sorted({held.blame.actor_words for held in helds}))
        first, actor = helds[0], helds[0].blame.actor
        voices = self.case.evidence.voices
        voice = voices.voice_of(first.account.report, actor) if actor is not None else None
        is_resolved = voice is not None and voice.kind is VoiceKind.NAMED
        name = voice.name if voice is not None and is_resolved else words[0]
        return Blamed(id=key, name=name, words=words, is_resolved=is_resolved)

    def _accuser(self, held: Held) -> Accuser:
        report, blame = held.account.report, held.blame
        voice = self.case.evidence.voice(report, blame)
        return Accuser(
            ref=ClaimRef(report=report, record=blame.record),
            voice=voice.id,
            name=voice.name,
            stake=self.stakes.of(report, blame.speaker),
            said=blame.said,
            quote=blame.quote,
        )

    def _statements(self) -> Iterator[CaseStatement]:
        for report, statement in self.case.statements:
            if statement.stance in _SHOWN:
                yield self._statement(report, statement)

    def _statement(self, report: ReportKey, statement: StatementClaim) -> CaseStatement:
        voice = self.case.evidence.voice(report, statement)
        return CaseStatement(
            ref=ClaimRef(report=report, record=statement.record),
            stance=statement.stance,
            voice=voice.id,
            name=voice.name,
            said=statement.said,
            content=statement.content,
            quote=statement.quote,
            accused=tuple(sorted({self._name(report, one) for one in statement.accused})),
        )

    def _name(self, report: ReportKey, actor: ActorId) -> str:
        voice = self.case.evidence.voices.voice_of(report, actor)
        if voice.kind is VoiceKind.NAMED:
            return voice.name
        return self.case.evidence.paper(report).name_of(actor)


def _group_of(held: Held) -> tuple[str, int, str]:
    return held.account.report, held.blame.alternative or 0, held.account.record


def _accuser_order(one: Accuser) -> tuple[bool, str, str, ClaimRef, str]:
    said = one.said.isoformat() if one.said else ""
    return not said, said, one.name, one.ref, one.quote
