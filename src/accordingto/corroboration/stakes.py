"""Stakes: on whose side of a case somebody speaks, as far as the reports let it be told.

The rule `stakes/1` knows no party by name. It compares a speaker with those who are blamed for
the case and with those who were hit, by who they are across reports and by the words for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from accordingto.corroboration.digests import ActorId, ReportKey, Speaker
from accordingto.corroboration.evidence import CaseFile
from accordingto.corroboration.same_side import Party, party_of
from accordingto.records.tolls import Stake, StakeSuggestion
from accordingto.records.values import BlameMode, Category, Who
from accordingto.records.voices import Voice, VoiceKind

RULE = "stakes/1"
_THIRD = {
    Category.MONITOR: "a monitor",
    Category.MEDICAL: "medical staff",
    Category.RESCUE: "rescue workers",
    Category.AID_OR_UN: "an aid or UN body",
    Category.EXPERT: "an expert",
    Category.MEDIA: "a news medium",
    Category.COURT_POLICE: "a court or the police",
}
_WATCHERS = frozenset(_THIRD) - {Category.MEDIA, Category.COURT_POLICE}
_PARTIES = frozenset(
    (Category.MILITARY, Category.ARMED_GROUP, Category.OFFICIAL, Category.OPPOSITION)
)
_MARTYRS = frozenset(("martyr", "martyrs", "martyred"))

UNKNOWN = StakeSuggestion(stake=Stake.UNKNOWN, why="nothing shows on whose side they speak")
OWN_VOICE = StakeSuggestion(stake=Stake.UNKNOWN, why="the report says it in its own voice")


@lru_cache(maxsize=2)
def stakes_in(case: CaseFile) -> "Stakes":
    """Return the stakes in a case, found once for its figures and its blame."""
    return Stakes(case)


@dataclass(frozen=True)
class Stakes:
    """The stakes of everybody who speaks about one case."""

    case: CaseFile
    _known: dict[tuple[ReportKey, ActorId], StakeSuggestion] = field(default_factory=dict)

    def of(self, report: ReportKey, actor: ActorId | None) -> StakeSuggestion:
        """Return the stake of a speaker, with the reason; a report's own voice has none told."""
        if actor is None:
            return OWN_VOICE
        key = (report, actor)
        if key not in self._known:
            self._known[key] = self._find(report, actor)
        return self._known[key]

    @cached_property
    def _blamed_voices(self) -> dict[str, str]:
        return dict(self._names_of_blamed())

    def _names_of_blamed(self) -> Iterator[tuple[str, str]]:
        voices = self.case.evidence.voices
        for account, blame in self.case.blame:
            if blame.actor is None:
                continue
            voice = voices.voice_of(account.report, blame.actor)
            speaker = blame.speaker and voices.voice_of(account.report, blame.speaker).id
            if not _tells_against(blame.mode, is_own=speaker == voice.id):
                continue
            yield voice.id, voice.name
            if voice.organisation:
                yield voice.organisation, voice.organisation

    @cached_property
    def _blamed_parties(self) -> dict[Party, str]:
        return {party_of(blame.actor_words): blame.actor_words for _, blame in self.case.blame}

    @cached_property
    def _hit_parties(self) -> dict[Party, str]:
        targets = sorted({target for one in self.case.members for target in one.targets})
        return {party_of(target): target for target in targets}

    @cached_property
    def _owners(self) -> frozenset[str]:
        """Parties that claim the deed; others who seem to are telling of somebody's claim."""
        evidence = self.case.evidence
        return frozenset(
            voice.id
            for account, blame in self.case.blame
            if blame.mode is BlameMode.OWN_CLAIM and blame.speaker is not None
            for voice in (evidence.voices.voice_of(account.report, blame.speaker),)
            if voice.kind is VoiceKind.NAMED and voice.category in _PARTIES
            if _can_own(_party(voice, None), blame.actor_words)
        )

    @cached_property
    def _mourners(self) -> frozenset[str]:
        """Voices that call those who were killed martyrs."""
        evidence = self.case.evidence
        return frozenset(
            evidence.voice(told.account.report, told.figure).id
            for told in self.case.figures
            if told.figure.speaker and (told.figure.label or "").casefold() in _MARTYRS
        )

    @cached_property
    def _hits_civilians(self) -> bool:
        return any(told.figure.who is Who.CIVILIAN for told in self.case.figures)

    def _find(self, report: ReportKey, actor: ActorId) -> StakeSuggestion:
        evidence = self.case.evidence
        voice = evidence.voices.voice_of(report, actor)
        speaker = evidence.paper(report).speakers.get(actor)
        category = voice.category or (speaker.category if speaker else None)
        party = _party(voice, speaker)
        blamed = self._why_blamed(voice, category, party)
        hit = self._why_hit(voice, category, party)
        if blamed and hit:
            why = f"both sides can be meant: {blamed}; {hit}"
            return StakeSuggestion(stake=Stake.UNKNOWN, why=why)
        if blamed:
            return StakeSuggestion(stake=Stake.PERPETRATORS_SIDE, why=blamed)
        if hit:
            return StakeSuggestion(stake=Stake.VICTIMS_SIDE, why=hit)
        if category in _THIRD:
            return StakeSuggestion(stake=Stake.THIRD_PARTY, why=f"speaks as {_THIRD[category]}")
        return UNKNOWN

    def _why_blamed(self, voice: Voice, category: Category | None, party: Party) -> str:
        for key in (voice.id, voice.organisation or ""):
            if key in self._blamed_voices:
                return f"{self._blamed_voices[key]} is held responsible"
        if voice.id in self._owners:
            return "claims the deed"
        if category in _WATCHERS or voice.kind is VoiceKind.UNNAMED:
            return ""
        alike = _first_alike(party, self._blamed_parties)
        return f'of one side, by name, with "{alike}", held responsible' if alike else ""

    def _why_hit(self, voice: Voice, category: Category | None, party: Party) -> str:
        if category in _WATCHERS:
            return ""
        if voice.id in self._mourners:
            return "calls the dead martyrs"
        if category is Category.RESIDENT:
            return "a resident where civilians were hit" if self._hits_civilians else ""
        if voice.kind is VoiceKind.UNNAMED:
            return ""
        alike = _first_alike(party, self._hit_parties)
        return f'of one side, by name, with "{alike}", who were hit' if alike else ""


def _party(voice: Voice, speaker: Speaker | None) -> Party:
    names = [voice.name, voice.organisation or ""]
    if speaker is not None:
        names += [speaker.name, speaker.role or "", speaker.affiliation or ""]
    return party_of(*names)


def _can_own(claimant: Party, doer: str) -> bool:
    """Tell whether a doer can be of the claimant's side: by name, or as "gunmen", "our planes"."""
    party = party_of(doer)
    is_plain = not any(letter.isupper() for letter in doer)
    return is_plain or party.shares_name(claimant) or party.is_one_state_with(claimant)


def _first_alike(party: Party, others: dict[Party, str]) -> str:
    alike = (
        words
        for other, words in others.items()
        if party.shares_name(other) or party.is_one_state_with(other)
    )
    return min(alike, default="")


def _tells_against(mode: BlameMode, *, is_own: bool) -> bool:
    """Tell whether blame puts the actor on a side; `is_own` when the actor is who speaks.

    Who denies for themselves has been accused; what others deny of somebody is no word against
    them. Who seems to accuse themselves, without claiming the deed, is a speaker read as the doer.
    """
    if mode is BlameMode.DENIED:
        return is_own
    return mode is BlameMode.OWN_CLAIM or not is_own
