"""Mentions of one event brought together: by kind, day, place, and "the attack"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accordingto.lexicons.loader import load_words
from accordingto.reader.blame_entries import name_words
from accordingto.reader.layers import IncidentAnchor
from accordingto.records.days import Days
from accordingto.records.places import Place
from accordingto.records.values import Certainty, Kind
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
_ATTACKS = frozenset(Kind) - {
    Kind.SIEGE,
    Kind.DETENTION,
    Kind.DISPLACEMENT,
    Kind.LOOTING_DESTRUCTION,
}
"""What "the attack" may have been."""
_GENERIC = load_words("violence")["generic"]
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_OTHER = frozenset(("another", "second", "separate"))
KILLING = frozenset(("kill", "killed", "killing", "kills"))
"""Words that say nothing of how it was done."""
_BESIDE = frozenset(("km", "kilometres", "kilometers", "miles", "near", "outside"))
"""Words of a qualifier that put something beside a place, not into it."""
_LEAD = 30
"""So many code points before a mention are looked at for "the" and "another"."""
RECENT = 8
"""A mention is compared with so many of the latest incidents, so that reading stays linear."""


@dataclass(slots=True)
class Draft:
    """An incident in the making: the mentions so far, and what they agree on."""

    anchors: list[IncidentAnchor]
    kind: Kind
    place: Place | None
    days: Days | None
    is_generic: bool
    """Named so far only by words that leave the kind open."""
    doers: list[frozenset[str]]
    """The words that tell its doers apart."""
    hit: frozenset[str]
    """The words for what its first mention hit."""

    def add(self, mention: "Mentioned") -> None:
        """Take in a mention that agrees with those before it."""
        self.anchors.append(mention.anchor)
        self.doers.extend(d for d in mention.doers if d not in self.doers)
        named = mention.renames == self.anchors[-2].evidence.end
        self.days = (mention.days or self.days) if named else (self.days or mention.days)
        if self.place is None or (mention.place and _is_within(mention, self.place)):
            self.place = mention.place
        if self.is_generic and not mention.is_generic:
            self.kind, self.is_generic = mention.anchor.kind, False


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One mention with its best day and place, and how its words point to others."""

    anchor: IncidentAnchor
    place: Place | None
    days: Days | None
    is_generic: bool
    doers: tuple[frozenset[str], ...]
    """The words that tell its doers apart."""
    hit: frozenset[str]
    """The words for what it hit."""
    others: frozenset[str]
    """The names of the towns and regions of its sentence."""
    is_definite: bool
    """It points back: "the attack"."""
    is_killing: bool
    """Named by "killed" alone, which says nothing of how."""
    renames: int | None
    """Where the words end that it only names again: "an attack, the ambush of soldiers"."""
    is_other: bool
    """It says itself that it is not the one before: "another attack"."""


def merge_mentions(
    report: Report,
    anchors: Iterable[IncidentAnchor],
    places: Mapping[Span, Place],
    days: Mapping[Span, Days],
) -> list[Draft]:
    """Return the incidents of a report, in the order of their first mentions.

    A mention joins the incident it shares most with, of those of its family of kinds that neither
    its day nor its place speaks against; the latest on a tie. A vague one that joins none is left
    out. A limit: two attacks of one kind without day or place of their own become one.
    """
    drafts: list[Draft] = []
    for anchor in anchors:
        mention = _mentioned(report, anchor, places, days)
        fits = [] if mention.is_other else [d for d in drafts[-RECENT:] if _agrees(d, mention)]
        if fits:
            max(reversed(fits), key=lambda draft: _likeness(draft, mention)).add(mention)
        elif not anchor.is_background:
            drafts.append(_draft(mention))
    return drafts


def _draft(mention: Mentioned) -> Draft:
    return Draft(
        anchors=[mention.anchor],
        kind=mention.anchor.kind,
        place=mention.place,
        days=mention.days,
        is_generic=mention.is_generic,
        doers=list(mention.doers),
        hit=mention.hit,
    )


def _is_within(mention: Mentioned, wide: Place) -> bool:
    """Tell whether a mention has a narrower place: one inside, or one named beside the wide one."""
    narrow = mention.place
    if narrow is None or holds(narrow, wide):
        return False
    return holds(wide, narrow) or wide.name in mention.others


def holds(a: Place, b: Place) -> bool:
    """Tell whether a place is a country, a province or a town that holds another."""
    if a.feature == "country" and b.feature != "country":
        return a.country == b.country or b.country is None
    names = {b.admin1, b.admin2} - {None}
    if a.gazetteer_name in names or a.name in names:
        return True
    is_town = a.feature is not None and a.feature.startswith("populated")
    return is_town and b.feature == "neighbourhood" and a.admin1 == b.admin1


def _mentioned(
    report: Report,
    anchor: IncidentAnchor,
    places: Mapping[Span, Place],
    days: Mapping[Span, Days],
) -> Mentioned:
    span = anchor.evidence
    lead = report.text[max(0, span.start - _LEAD) : span.start].lower().split()
    words = report.quote(span).lower().split()
    return Mentioned(
        anchor=anchor,
        place=next((places[place] for place in anchor.places if place in places), None),
        days=next((days[day] for day in anchor.days if day in days), None),
        is_generic=_leaves_kind_open(words, anchor),
        hit=frozenset().union(*(name_words(report.quote(target)) for target in anchor.targets)),
        others=frozenset(
            places[place].name
            for place in anchor.places
            if place in places and _may_hold(places[place])
        ),
        doers=tuple(name_words(report.quote(role.span)) for role in anchor.actors),
        is_definite=bool(_DEFINITE.intersection(lead[-1:])),
        is_killing=words[-1] in KILLING,
        renames=_renamed(report, span),
        is_other=bool(_OTHER.intersection((*lead[-2:], words[0]))),
    )


def _leaves_kind_open(words: Sequence[str], anchor: IncidentAnchor) -> bool:
    """Tell whether a mention says "attack" without saying of what kind."""
    if words[-1] not in _GENERIC or anchor.weapon is not None:
        return False
    return len(words) == 1 or anchor.kind is Kind.OTHER


def _may_hold(place: Place) -> bool:
    """Tell whether something else in a sentence may have happened inside a place it names."""
    beside = _BESIDE.intersection((place.qualifier or "").lower().split())
    return place.feature != "country" and not beside


def _renamed(report: Report, span: Span) -> int | None:
    """Return where the words end that a mention stands in apposition to."""
    first = max(0, span.start - _LEAD)
    before = report.text[first : span.start].rstrip()
    for article in (", the", ", an", ", a"):
        if before.endswith(article):
            return first + len(before) - len(article)
    return None


def _agrees(draft: Draft, mention: Mentioned) -> bool:
    """Tell whether nothing speaks against a mention being of an incident."""
    if draft.anchors[-1].evidence.end == mention.renames:
        return True
    if not _kinds_agree(draft, mention):
        return False
    if draft.days and mention.days and not _days_agree(draft.days, mention.days):
        return False
    is_placed = mention.place is not None and mention.days is not None
    is_own = is_placed and not (mention.is_definite or mention.is_generic)
    if is_own and not _doers_agree(draft, mention):
        return False
    if draft.place is None or mention.place is None:
        return True
    return draft.place.name in mention.others or _places_agree(
        draft.place, mention.place, is_definite=mention.is_definite
    )


def _kinds_agree(draft: Draft, mention: Mentioned) -> bool:
    a, b = draft.kind, mention.anchor.kind
    if a is b:
        return True
    if mention.anchor.certainty is Certainty.DENIED and {a, b} <= _ATTACKS:
        return True
    if not (mention.is_generic or draft.is_generic):
        return False
    if _FAMILY.get(a, a) == _FAMILY.get(b, b):
        return True
    is_open = mention.is_generic and (b is Kind.OTHER or mention.is_killing)
    is_open = is_open or (draft.is_generic and a is Kind.OTHER)
    return is_open and a in _ATTACKS and b in _ATTACKS


def _doers_agree(draft: Draft, mention: Mentioned) -> bool:
    """Tell whether a mention names none but a doer of an incident, or no doer at all."""
    if not draft.doers or not mention.doers:
        return True
    return any(a <= b or b <= a for a in mention.doers for b in draft.doers[:RECENT])


def _days_agree(a: Days, b: Days) -> bool:
    """Tell whether two ranges of days share a day."""
    return (a.date_from or date.min) <= (b.date_to or date.max) and (b.date_from or date.min) <= (
        a.date_to or date.max
    )


def _places_agree(a: Place, b: Place, *, is_definite: bool) -> bool:
    if a.name == b.name or (a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id):
        return True
    if a.country and b.country and a.country != b.country:
        return False
    is_unknown = a.feature is None or b.feature is None
    return holds(a, b) or holds(b, a) or (is_definite and is_unknown)


def _likeness(draft: Draft, mention: Mentioned) -> int:
    """Return how much a mention shares with an incident that it may belong to."""
    score = int(draft.kind is mention.anchor.kind)
    if draft.days and mention.days:
        same = (draft.days.date_from, draft.days.date_to)
        score += 2 * (same == (mention.days.date_from, mention.days.date_to))
    if draft.place and mention.place:
        score += 2 * (draft.place.name == mention.place.name)
    if mention.hit & draft.hit:
        score += 1
    return score
