"""Incidents: mentions of one event brought together, with who is held responsible."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from accordingto.lexicons.loader import load_words
from accordingto.reader.actors import ActorIndex
from accordingto.reader.blame import BlameReader
from accordingto.reader.layers import (
    Annotations,
    IncidentAnchor,
    PlaceMention,
    Published,
    Sentence,
    Tagging,
    TimeMention,
)
from accordingto.records.actors import Actor
from accordingto.records.base import Mention
from accordingto.records.days import Days
from accordingto.records.ids import record_id
from accordingto.records.incidents import Blame, Incident
from accordingto.records.places import Place
from accordingto.records.statements import Statement
from accordingto.records.values import BlameMode, Certainty, Kind
from accordingto.report import Report, Span

_FAMILY = {
    Kind.AIR_STRIKE: "explosion",
    Kind.SHELLING: "explosion",
    Kind.BOMBING: "explosion",
    Kind.CHEMICAL: "explosion",
    Kind.SHOOTING: "shooting",
    Kind.EXECUTION: "shooting",
    Kind.ABDUCTION: "capture",
    Kind.DETENTION: "capture",
}
_ATTACKS = frozenset(
    (
        Kind.AIR_STRIKE,
        Kind.SHELLING,
        Kind.BOMBING,
        Kind.CHEMICAL,
        Kind.SHOOTING,
        Kind.EXECUTION,
        Kind.ARMED_CLASH,
        Kind.ABDUCTION,
        Kind.OTHER,
    )
)
"""What "the attack" may have been."""
RECENT = 8
"""A mention is compared with so many of the latest incidents."""


@dataclass(slots=True)
class Draft:
    """An incident in the making: its mentions so far."""

    anchors: list[IncidentAnchor] = field(default_factory=list)
    kind: Kind = Kind.OTHER
    place: Place | None = None
    days: Days | None = None
    generic: bool = False


@dataclass(frozen=True, slots=True)
class ReadIncidents:
    """Bring the mentions of one event together, and say who is held responsible for it.

    Mentions are one incident when their kinds are of one family and neither their days nor their
    places speak against it. A vague mention that joins nothing is dropped.
    """

    name: ClassVar[str] = "incidents"
    requires: ClassVar[frozenset[type[object]]] = frozenset(
        {Tagging, Sentence, Published, TimeMention, PlaceMention, Actor, Statement}
    )
    provides: ClassVar[type[object]] = Incident

    def __call__(self, report: Report, found: Annotations) -> Iterator[Incident]:
        """Yield the incidents in the order of their first mentions."""
        tagging = found.of(Tagging)[0]
        places = {p.evidence: p.place for p in found.of(PlaceMention)}
        days = {d.evidence: d.days for d in found.of(TimeMention)}
        drafts: list[Draft] = []
        for anchor in tagging.incidents:
            _place_anchor(report, drafts, anchor, places, days)
        actors = ActorIndex(found.of(Actor))
        reader = BlameReader.of(report, found)
        for draft in drafts:
            yield _incident(report, found, draft, actors, reader)


def _family(kind: Kind) -> str:
    return _FAMILY.get(kind, kind.value)


def _place_anchor(report, drafts, anchor, places, days) -> None:
    """Add a mention to the incident that it belongs to, or begin a new one."""
    place = next((places[s] for s in anchor.places if s in places), None)
    day = next((days[s] for s in anchor.days if s in days), None)
    generic = report.quote(anchor.evidence).lower().split()[-1] in load_words("violence")["generic"]
    is_new = _is_new(report, anchor)
    is_definite = _is_definite(report, anchor)
    best: tuple[int, Draft] | None = None
    for draft in [] if is_new else reversed(drafts[-RECENT:]):
        if not _kinds_agree(draft, anchor.kind, generic):
            continue
        if draft.days and day and not _days_agree(draft.days, day):
            continue
        if draft.place and place and not _places_agree(draft.place, place, is_definite):
            continue
        score = _likeness(draft, anchor.kind, place, day)
        if best is None or score > best[0]:
            best = score, draft
    if best is not None:
        draft = best[1]
        draft.anchors.append(anchor)
        draft.place = _better_place(draft.place, place)
        draft.days = draft.days or day
        if draft.generic and not generic:
            draft.kind, draft.generic = anchor.kind, False
    elif not anchor.is_background:
        drafts.append(Draft([anchor], anchor.kind, place, day, generic))


def _likeness(draft: Draft, kind: Kind, place: Place | None, day: Days | None) -> int:
    """Return how much a mention shares with an incident that it may belong to."""
    score = int(draft.kind is kind)
    if draft.days and day:
        score += 2 * ((draft.days.date_from, draft.days.date_to) == (day.date_from, day.date_to))
    if draft.place and place:
        score += 2 * (draft.place.name == place.name)
    return score


def _is_definite(report: Report, anchor: IncidentAnchor) -> bool:
    """Tell whether a mention points back: "the attack", "this deadly blast"."""
    lead = report.text[max(0, anchor.evidence.start - 24) : anchor.evidence.start].lower().split()
    return bool({"the", "this", "that", "these", "those"} & set(lead[-1:]))


def _is_new(report: Report, anchor: IncidentAnchor) -> bool:
    """Tell whether a mention says itself that it is another incident."""
    lead = report.text[max(0, anchor.evidence.start - 30) : anchor.evidence.start].lower().split()
    first = report.quote(anchor.evidence).lower().split()[0]
    return bool({"another", "second", "separate"} & {*lead[-2:], first})


def _better_place(old: Place | None, new: Place | None) -> Place | None:
    """Return the more specific of two places that agree."""
    if old is None or new is None:
        return old or new
    return new if _holds(old, new) else old


def _kinds_agree(draft: Draft, kind: Kind, generic: bool) -> bool:
    if draft.kind is kind:
        return True
    if not (generic or draft.generic):
        return False
    if _family(draft.kind) == _family(kind):
        return True
    loose = (generic and kind is Kind.OTHER) or (draft.generic and draft.kind is Kind.OTHER)
    return loose and {draft.kind, kind} <= _ATTACKS


def _days_agree(a: Days, b: Days) -> bool:
    low_a, high_a = a.date_from or date.min, a.date_to or date.max
    low_b, high_b = b.date_from or date.min, b.date_to or date.max
    return low_a <= high_b and low_b <= high_a


def _places_agree(a: Place, b: Place, is_definite: bool) -> bool:
    if a.name == b.name or (a.gazetteer_id and a.gazetteer_id == b.gazetteer_id):
        return True
    if a.country and b.country and a.country != b.country:
        return False
    if _holds(a, b) or _holds(b, a):
        return True
    return is_definite and (a.feature is None or b.feature is None)


def _holds(a: Place, b: Place) -> bool:
    """Tell whether a place is a country, a province or a town that holds another."""
    if a.feature == "country" and b.feature != "country":
        return True
    names = {b.admin1, b.admin2} - {None}
    if a.gazetteer_name in names or a.name in names:
        return True
    is_town = a.feature is not None and a.feature.startswith("populated")
    return is_town and b.feature == "neighbourhood" and a.admin1 == b.admin1


def _incident(report: Report, found: Annotations, draft: Draft, actors: ActorIndex, reader: BlameReader) -> Incident:
    first = draft.anchors[0]
    blame = reader.read(draft.anchors)
    span = first.evidence
    doers = _distinct(b.actor for b in blame if b.mode is not BlameMode.DENIED)
    targets = _distinct(
        actors.mention(report, t) for anchor in draft.anchors for t in anchor.targets
    )
    return Incident(
        id=record_id(report, "incident", span, draft.kind),
        evidence=Mention.at(report, span),
        mentions=tuple(Mention.at(report, a.evidence) for a in draft.anchors[1:]),
        kind=draft.kind,
        date_from=draft.days.date_from if draft.days else None,
        date_to=draft.days.date_to if draft.days else None,
        place=draft.place,
        actors=doers,
        targets=targets,
        certainty=Certainty.REPORTED,
        blame=blame,
        not_after=_not_after(found),
    )


def _distinct(mentions) -> tuple[Mention, ...]:
    """Return mentions without those that say the same words again."""
    kept: dict[str, Mention] = {}
    for mention in mentions:
        kept.setdefault(mention.text.lower(), mention)
    return tuple(kept.values())


def _not_after(found: Annotations) -> date | None:
    used = found.of(Published)[0].used
    return used.date_to or used.date_from
