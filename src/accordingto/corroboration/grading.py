"""Grades of claims of civilian harm, suggested with reasons; people confirm and discount.

The rule `airwars-like/1` follows the words of Airwars' grades. It weighs nobody's credibility.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from accordingto.corroboration.evidence import CaseFile
from accordingto.corroboration.tolls import standing
from accordingto.records.blames import CaseBlame
from accordingto.records.grades import (
    Grade,
    GradeEntry,
    GradeFlag,
    GradeHistory,
    GradeSuggestion,
)
from accordingto.records.tolls import GroupToll, Reconciliation
from accordingto.records.values import BlameMode, Kind, Stance, State, Who
from accordingto.records.voices import VoiceCount

RULE = "airwars-like/1"
PERSON = "person:"
_HARM = frozenset((State.KILLED, State.INJURED))
_FAIR = 2


def suggest_grade(case: CaseFile, tolls: Reconciliation, blame: CaseBlame) -> GradeSuggestion:
    """Return the grade that the rule suggests for a case, with every reason; null for battles."""
    harmed = [toll for toll in tolls.tolls if _is_civilian_harm(toll, case)]
    refs = {claim.ref for toll in harmed for claim in standing(toll.claims) if claim.high != 0}
    if not refs:
        return GradeSuggestion(
            rule=RULE,
            grade=None,
            reasons=("no standing figure tells of civilians killed or injured",),
            flags=(),
            voices=VoiceCount(named=0, with_unnamed=0),
        )
    voices = case.count_refs(refs)
    grade, reasons = _grade(case, blame, voices)
    return GradeSuggestion(
        rule=RULE,
        grade=grade,
        reasons=reasons,
        flags=tuple(_flags(harmed, blame, voices)),
        voices=voices,
    )


def _is_civilian_harm(toll: GroupToll, case: CaseFile) -> bool:
    """Tell whether a toll is of civilians; in a clash "people" may be fighters."""
    if toll.state not in _HARM:
        return False
    if toll.group.who is Who.UNKNOWN:
        return not case.is_clash
    return toll.group.who is Who.CIVILIAN


def _grade(case: CaseFile, blame: CaseBlame, voices: VoiceCount) -> tuple[Grade, tuple[str, ...]]:
    """Choose a grade: rival attributions first, then the number of voices."""
    count = _count_in_words(voices)
    if blame.rivals:
        names = {entry.actor.id: entry.actor.name for entry in blame.entries}
        rivals = [f"{names[a]} and {names[b]}" for a, b in blame.rivals]
        return Grade.CONTESTED, (f"independent voices blame {'; '.join(sorted(rivals))}", count)
    if voices.named < _FAIR:
        return Grade.WEAK, (count,)
    action = _why_action_is_likely(case, blame)
    if not action:
        return Grade.WEAK, (count, "no voice tells of a belligerent's action")
    return Grade.FAIR, (count, action)


def _count_in_words(voices: VoiceCount) -> str:
    noun = "voice" if voices.named == 1 else "voices"
    told = f"{voices.named} independent {noun} with a name"
    if voices.with_unnamed > voices.named:
        told += f", {voices.with_unnamed} with unnamed ones"
    return f"{told} of harm to civilians"


def _why_action_is_likely(case: CaseFile, blame: CaseBlame) -> str:
    """Return the reason to think that a belligerent acted; empty when there is none."""
    blamed = [entry for entry in blame.entries if entry.mode is not BlameMode.DENIED]
    owned = [entry for entry in blamed if entry.mode is BlameMode.OWN_CLAIM]
    if owned:
        return f"{min(entry.actor.name for entry in owned)} is said to claim it"
    if blamed:
        return f"{min(entry.actor.name for entry in blamed)} is held responsible"
    if any(one.kind is Kind.AIR_STRIKE for one in case.members):
        return "an air strike, which only a belligerent carries out"
    return ""


def _flags(
    harmed: Sequence[GroupToll], blame: CaseBlame, voices: VoiceCount
) -> Iterator[GradeFlag]:
    denials = any(entry.mode is BlameMode.DENIED for entry in blame.entries)
    if denials or any(one.stance is Stance.DENIES for one in blame.statements):
        yield GradeFlag.DENIED
    if any(toll.is_contested for toll in harmed):
        yield GradeFlag.TOLLS_DIFFER
    if voices.with_unnamed > voices.named:
        yield GradeFlag.UNNAMED_VOICES
    if any(entry.alternatives for entry in blame.entries):
        yield GradeFlag.ALTERNATIVES


def regrade(history: GradeHistory, new: GradeSuggestion) -> GradeHistory:
    """Return the history with a new suggestion, if evidence changed it.

    What is published is left as it is. A suggestion that says what the last one of the same rule
    said adds nothing. A person's decision stays what holds, whatever a rule suggests after it.
    """
    if history.is_published:
        return history
    entry = GradeEntry(
        by=new.rule, grade=new.grade, reasons=new.reasons, flags=new.flags, voices=new.voices
    )
    last = next((one for one in reversed(history.entries) if not _is_by_person(one)), None)
    return history if entry == last else replace(history, entries=(*history.entries, entry))


def decide(history: GradeHistory, reviewer: str, grade: Grade | None, reason: str) -> GradeHistory:
    """Return the history with a person's decision; null takes an earlier decision back."""
    entry = GradeEntry(by=f"{PERSON}{reviewer}", grade=grade, reasons=(reason,))
    return replace(history, entries=(*history.entries, entry))


def current_grade(history: GradeHistory) -> GradeEntry | None:
    """Return what holds: a person's decision before any rule's suggestion, the last of each.

    A decision that was taken back holds no more. Null for a case without any.
    """
    people = [one for one in history.entries if _is_by_person(one)]
    if people and people[-1].grade is not None:
        return people[-1]
    rules = [one for one in history.entries if not _is_by_person(one)]
    return rules[-1] if rules else None


def _is_by_person(entry: GradeEntry) -> bool:
    return entry.by.startswith(PERSON)
