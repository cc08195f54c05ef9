"""What changed from one edition to another: cases, tolls with their claims, blame, grades.

Nothing is weighed: each change stands with the claims, reports and decisions that made it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accordingto.formats.snapshot import (
    SnapBlame,
    SnapCase,
    SnapClaim,
    SnapDecision,
    SnapGrade,
    Snapshot,
    SnapToll,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A code whose words are told of under others now."""

    code: str
    title: str
    codes: tuple[str, ...]
    """Where its words are now, or where they were before."""
    decisions: tuple[SnapDecision, ...]
    """By people, on its records: links that they drew or took away among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeCase:
    """A case that came or went, with what people decided on its records."""

    case: SnapCase
    decisions: tuple[SnapDecision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TollChange:
    """A toll that is another, with the claims that came and went."""

    state: str
    group: str
    before: str
    """Empty where nobody gave one."""
    after: str
    came: tuple[SnapClaim, ...]
    went: tuple[SnapClaim, ...]
    """Claims that are gone, or stand no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeChange:
    """A grade that is another, with the reasons that hold now."""

    before: SnapGrade | None
    after: SnapGrade | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChange:
    """What became of one case."""

    code: str
    title: str
    told: tuple[str, ...]
    """Kind, days, place where they are others: `place: Homs → Talbiseh`."""
    reports: tuple[str, ...]
    """Reports that tell of it now and did not before."""
    tolls: tuple[TollChange, ...]
    blamed: tuple[SnapBlame, ...]
    """Blame and denials that came."""
    unblamed: tuple[SnapBlame, ...]
    """Those that went."""
    grade: GradeChange | None
    decisions: tuple[SnapDecision, ...]
    """By people, on its records."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changed."""
        parts = (self.told, self.reports, self.tolls, self.blamed, self.unblamed, self.decisions)
        return self.grade is None and not any(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDiff:
    """All that changed."""

    old: Snapshot
    new: Snapshot
    fresh: tuple[WholeCase, ...]
    """Cases of which nothing was told before."""
    merged: tuple[Moved, ...]
    """Codes that now lead to others."""
    split: tuple[Moved, ...]
    """Codes that are new, of words that were told of under others."""
    gone: tuple[WholeCase, ...]
    """Cases of which nothing is told any more."""
    changed: tuple[CaseChange, ...]
    decisions: tuple[SnapDecision, ...]
    """By people, on words that no case tells of."""

    @property
    def cautions(self) -> tuple[str, ...]:
        """What must be known before any of it is believed."""
        told = []
        if self.old.with_unreviewed != self.new.with_unreviewed:
            told.append(
                "One edition holds records that no person reviewed and the other does not: what "
                "seems to have come or gone may only be that."
            )
        if self.old.filters != self.new.filters:
            told.append("The editions were narrowed to different things.")
        if self.old.program != self.new.program:
            told.append(
                f"They were made by {self.old.program} and by {self.new.program}: another reader "
                "may say otherwise of the same words."
            )
        return tuple(told)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changed."""
        parts = (self.fresh, self.merged, self.split, self.gone, self.changed, self.decisions)
        return not any(parts)


def compare_editions(old: Snapshot, new: Snapshot) -> ReleaseDiff:
    """Return what changed from one edition to another."""
    before, after = _homes(old.cases), _homes(new.cases)
    known = {one.note.entry for one in old.decisions}
    came = [one for one in new.decisions if one.note.entry not in known]
    told = {
        record for case in (*old.cases.values(), *new.cases.values()) for record in case.records
    }
    fresh, split = [], []
    for code in sorted(set(new.cases) - set(old.cases)):
        earlier, title = _codes_of(new.cases[code], before), title_of(new.cases[code])
        if earlier:
            split.append(
                Moved(code=code, title=title, codes=earlier, decisions=_on(new.cases[code], came))
            )
        else:
            fresh.append(WholeCase(case=new.cases[code], decisions=_on(new.cases[code], came)))
    merged, gone = [], []
    for code in sorted(set(old.cases) - set(new.cases)):
        later, title = _codes_of(old.cases[code], after), title_of(old.cases[code])
        if later:
            merged.append(
                Moved(code=code, title=title, codes=later, decisions=_on(old.cases[code], came))
            )
        else:
            gone.append(WholeCase(case=old.cases[code], decisions=_on(old.cases[code], came)))
    changes = (
        _compare(old.cases[code], new.cases[code], came)
        for code in sorted(set(old.cases) & set(new.cases))
    )
    return ReleaseDiff(
        old=old,
        new=new,
        fresh=tuple(fresh),
        merged=tuple(merged),
        split=tuple(split),
        gone=tuple(gone),
        changed=tuple(one for one in changes if not one.is_empty),
        decisions=tuple(one for one in came if not one.records & told),
    )


def title_of(case: SnapCase) -> str:
    """Return what happened, when and where, in words."""
    kind = case.kind.replace("_", " ") or "event"
    return ", ".join((kind, case.days or "day not known", case.place or "place not known"))


def toll_in_words(toll: SnapToll | None) -> str:
    """Return the least and the most that stands, or the words where no number does."""
    if toll is None:
        return ""
    standing = [one for one in toll.claims if one.stands]
    numbers = [n for one in standing for n in (one.low, one.high) if n is not None]
    if not numbers:
        return "; ".join(dict.fromkeys(one.words for one in standing))
    least, most = min(numbers), max(numbers)
    is_open = any(one.high is None and one.low is not None for one in standing)
    told = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    return f"{told} or more" if is_open else told


def _on(case: SnapCase, came: Iterable[SnapDecision]) -> tuple[SnapDecision, ...]:
    """Return the decisions that are about records of a case."""
    records = frozenset(case.records)
    return tuple(one for one in came if one.records & records)


def _homes(cases: Mapping[str, SnapCase]) -> dict[str, str]:
    return {account: case.code for case in cases.values() for account in case.accounts}


def _codes_of(case: SnapCase, homes: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({homes[one] for one in case.accounts if one in homes}))


def _compare(old: SnapCase, new: SnapCase, came: Iterable[SnapDecision]) -> CaseChange:
    pairs = (
        ("kind", old.kind, new.kind),
        ("days", old.days, new.days),
        ("place", old.place, new.place),
    )
    return CaseChange(
        code=new.code,
        title=title_of(new),
        told=tuple(f"{n}: {a or 'not told'} → {b or 'not told'}" for n, a, b in pairs if a != b),
        reports=tuple(new.reports[key] for key in sorted(set(new.reports) - set(old.reports))),
        tolls=tuple(_tolls(old, new)),
        blamed=tuple(_without(new.blame, old.blame)),
        unblamed=tuple(_without(old.blame, new.blame)),
        grade=GradeChange(before=old.grade, after=new.grade)
        if _grade(old.grade) != _grade(new.grade)
        else None,
        decisions=tuple(one for one in came if one.records & {*old.records, *new.records}),
    )


def _grade(grade: SnapGrade | None) -> str:
    return grade.grade if grade else ""


def _without(blame: Iterable[SnapBlame], others: Iterable[SnapBlame]) -> list[SnapBlame]:
    """Return blame that the other edition does not have, each of one voice once."""
    known = {(one.actor, one.mode, one.accuser) for one in others}
    found = {key: one for one in blame if (key := (one.actor, one.mode, one.accuser)) not in known}
    return list(found.values())


def _tolls(old: SnapCase, new: SnapCase) -> list[TollChange]:
    before = {toll.key: toll for toll in old.tolls}
    after = {toll.key: toll for toll in new.tolls}
    found = []
    for key in dict.fromkeys((*before, *after)):
        one, other = before.get(key), after.get(key)
        stood, stands = _standing(one), _standing(other)
        came = [stands[name] for name in stands if name not in stood]
        went = [stood[name] for name in stood if name not in stands]
        if came or went:
            found.append(
                TollChange(
                    state=key[0],
                    group=key[1],
                    before=toll_in_words(one),
                    after=toll_in_words(other),
                    came=tuple(came),
                    went=tuple(went),
                )
            )
    return found


def _standing(toll: SnapToll | None) -> dict[tuple[str, str, int | None, int | None], SnapClaim]:
    """Return the claims that stand, each voice's figure once."""
    claims = (one for one in (toll.claims if toll else ()) if one.stands)
    return {(one.name, one.words.casefold(), one.low, one.high): one for one in claims}
