"""What a table of events has no column for, in words: who says what, and what is in dispute.

Words of the reports stand in quotation marks. No number is made here.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

from accordingto.formats.bundles import CaseBundle
from accordingto.records.blames import BlameEntry
from accordingto.records.tolls import ClaimRef, Group, Standing, TollClaim, TollRange
from accordingto.records.values import (
    Age,
    BlameMode,
    Bound,
    Certainty,
    Kind,
    Sex,
    Stance,
    State,
    Who,
)
from accordingto.records.voices import VoiceKind

MOST = 20
"""Entries of a list that are told; the claims sheet has all."""
_MODES = {
    BlameMode.STATED: "stated by",
    BlameMode.OWN_CLAIM: "own claim, by",
    BlameMode.ACCUSED: "accused by",
    BlameMode.SUSPECTED: "suspected by",
    BlameMode.DENIED: "denied by",
}
_OPPOSED = (Stance.DENIES, Stance.DOUBTS, Stance.CLAIMS_RESPONSIBILITY)
_KINDS = {
    Kind.CHEMICAL: "chemical attack",
    Kind.LOOTING_DESTRUCTION: "looting or destruction",
    Kind.OTHER: "violence of another kind",
}
_STATES = list(State)
_WHO = {Who.CIVILIAN: "civilians", Who.COMBATANT: "combatants", Who.MIXED: "of both kinds"}


def notes_of(bundle: CaseBundle, *more: str) -> str:
    """Return all that a row cannot say, each part ending in a full stop; `more` stands last."""
    parts = (*_told(bundle), *_tolls(bundle), *_blame(bundle), *_opposed(bundle), *_status(bundle))
    return " ".join(f"{part}." for part in (*parts, *more) if part)


def voice_in_words(bundle: CaseBundle, voice: str, name: str) -> str:
    """Return who says something, and whether they have a name.

    "Tarn Observatory"; "activists (unnamed)"; "Tarn Courier (in its own words)".
    """
    known = bundle.voices.get(voice)
    if known is None or known.kind is VoiceKind.NAMED:
        return name
    if known.kind is VoiceKind.UNNAMED:
        return f"{name} (unnamed)"
    return f"{name or 'the report'} (in its own words)"


def killed_by_voice(bundle: CaseBundle, first: Collection[ClaimRef]) -> list[str]:
    """Return whose figures of the dead stand, each once: who makes `first`, then those with a name.

    Nobody is left out.
    """
    claims = [
        claim
        for toll in bundle.case.figures.tolls
        if toll.state is State.KILLED
        for claim in standing(toll.claims)
    ]
    ranked = sorted(claims, key=lambda one: (one.ref not in first, _rank(bundle, one.voice)))
    return list(dict.fromkeys(voice_in_words(bundle, one.voice, one.name) for one in ranked))


def _rank(bundle: CaseBundle, voice: str) -> int:
    known = bundle.voices.get(voice)
    return list(VoiceKind).index(known.kind) if known else 0


def standing(claims: Iterable[TollClaim]) -> list[TollClaim]:
    """Return the claims that stand."""
    return [claim for claim in claims if claim.standing is Standing.STANDS]


def blame_in_words(bundle: CaseBundle, *, denied: bool = False) -> list[str]:
    """Return who is held responsible, each with how and by whom; with `denied`, who is not."""
    return [
        f"{entry.actor.name} ({_MODES[entry.mode]} {_accusers(bundle, entry)})"
        for entry in bundle.case.blame.entries
        if (entry.mode is BlameMode.DENIED) is denied
    ]


def _accusers(bundle: CaseBundle, entry: BlameEntry) -> str:
    told = (voice_in_words(bundle, one.voice, one.name) for one in entry.accusers)
    return _some(dict.fromkeys(told), ", ")


def days_in_words(first: date | None, last: date | None) -> str:
    """Return days as ISO 8601 has them; ".." where an end is open."""
    if first == last and first is not None:
        return first.isoformat()
    return f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"


def tolls_in_words(bundle: CaseBundle) -> list[str]:
    """Return each toll with everybody whose figure stands, the dead first.

    "killed, civilians: “12 civilians” (Tarn Observatory, 2024-03-12)"
    """
    told = []
    for toll in sorted(bundle.case.figures.tolls, key=lambda one: _STATES.index(one.state)):
        claims = _claims(bundle, toll.claims)
        if claims:
            head = ", ".join((plain(toll.state), *_group(toll.group)))
            end = " [contested]" if toll.is_contested else ""
            told.append(f"{head}: {_some(claims, '; ')}{end}")
    return told


def range_in_words(found: TollRange) -> str:
    """Return the ends of a range, open ones told as open: "6 to 19 or more"."""
    extent = found.extent
    if extent is None:
        return ""
    low = _end(extent.low, "fewer", extent.is_open_below)
    high = _end(extent.high, "more", extent.is_open_above)
    if extent.low == extent.high and not (extent.is_open_below and extent.is_open_above):
        return low if extent.is_open_below else high
    return f"{low} to {high}"


def _end(number: int | None, word: str, is_open: bool) -> str:
    told = "no number" if number is None else str(number)
    return f"{told} or {word}" if is_open and number is not None else told


def plain(value: StrEnum) -> str:
    """Return a value of a record as words."""
    return value.value.replace("_", " ")


def kind_in_words(kind: Kind) -> str:
    """Return a kind of violence as words that stand alone."""
    return _KINDS.get(kind, plain(kind))


def reviewed_in_words(bundle: CaseBundle) -> str:
    """Return how far a person stands for a case."""
    reviewed, records = bundle.reviewed
    if reviewed == 0:
        return "not reviewed"
    return "reviewed" if reviewed == records else f"partly reviewed ({reviewed} of {records})"


def grade_in_words(bundle: CaseBundle) -> str:
    """Return the grade with the rule that suggests it; empty where nothing is graded."""
    grade = bundle.case.grade
    return f"{grade.grade.value} (suggested by {grade.rule})" if grade.grade else ""


def _told(bundle: CaseBundle) -> Iterator[str]:
    outline = bundle.case.outline
    reports = len(bundle.reports)
    kinds = [kind_in_words(told.kind) for told in outline.kinds]
    head = (kinds or ["event"])[0].capitalize()
    yield f"{head}, told of by {reports} report{'' if reports == 1 else 's'}"
    if any(note.record.certainty is not Certainty.REPORTED for note in bundle.incidents):
        ways = dict.fromkeys(plain(note.record.certainty) for note in bundle.incidents)
        yield f"Told as {' and as '.join(ways)}"
    yield _also("kinds", kinds)
    yield _also("days", [days_in_words(one.date_from, one.date_to) for one in outline.days])
    yield _also("places", [told.name for told in outline.places])
    if bundle.is_place_withheld:
        yield "Its exact place is withheld"


def _also(what: str, told: Sequence[str]) -> str:
    others = list(dict.fromkeys(told[1:]))
    return f"Other {what} told: {_some(others, '; ')}" if others else ""


def _tolls(bundle: CaseBundle) -> Iterator[str]:
    for words in tolls_in_words(bundle):
        yield words[:1].upper() + words[1:]


def _claims(bundle: CaseBundle, claims: Iterable[TollClaim]) -> list[str]:
    """Return figures with who gives them; what one voice says twice is told once."""
    told: dict[tuple[str, int | None, int | None, str], str] = {}
    for claim in standing(claims):
        said = f", {claim.said.isoformat()}" if claim.said else ""
        by = voice_in_words(bundle, claim.voice, claim.name)
        words = f"added up to {claim.low}" if claim.derived_from else f"“{claim.words}”"
        number = "" if claim.bound is not Bound.VAGUE else claim.words
        told.setdefault((by, claim.low, claim.high, number), f"{words} ({by}{said})")
    return list(told.values())


def _group(group: Group) -> Iterator[str]:
    if group.who in _WHO:
        yield _WHO[group.who]
    if group.age is not Age.UNKNOWN:
        yield plain(group.age)
    if group.sex is not Sex.UNKNOWN:
        yield plain(group.sex)
    if group.side:
        yield f"of {group.side}"


def _blame(bundle: CaseBundle) -> Iterator[str]:
    held, denied = blame_in_words(bundle), blame_in_words(bundle, denied=True)
    if held:
        yield f"Held responsible: {_some(held, '; ')}"
    if denied:
        yield f"Denied: {_some(denied, '; ')}"
    names = {entry.actor.id: entry.actor.name for entry in bundle.case.blame.entries}
    pairs = [" / ".join(names.get(one, one) for one in pair) for pair in bundle.case.blame.rivals]
    if pairs:
        yield f"Independent voices blame one without the other: {_some(pairs, '; ')}"


def _opposed(bundle: CaseBundle) -> Iterator[str]:
    told = [
        f"{voice_in_words(bundle, one.voice, one.name)} {plain(one.stance)}: “{one.content}”"
        for one in bundle.case.blame.statements
        if one.stance in _OPPOSED
    ]
    yield _some(dict.fromkeys(told), "; ")


def _status(bundle: CaseBundle) -> Iterator[str]:
    grade = grade_in_words(bundle)
    if grade:
        yield f"Grade: {grade}; no finding"
    words = reviewed_in_words(bundle)
    yield words[:1].upper() + words[1:]


def _some(told: Iterable[str], between: str) -> str:
    entries = list(told)
    more = f" and {len(entries) - MOST} more" if len(entries) > MOST else ""
    return between.join(entries[:MOST]) + more
