"""An incident compared with one row of a reference dataset: a score, and the terms that make it.

The terms are log-odds, set by hand on reports of 2016 and 2017 and looked at on those of 2018
(`docs/check.md`). They know nothing of who the parties are.
"""

from collections.abc import Iterator
from datetime import date
from math import asin, cos, exp, log, radians, sin, sqrt

from accordingto.corroboration.check_results import Candidate
from accordingto.corroboration.check_rows import ReferenceRows, fold_area
from accordingto.corroboration.check_subjects import Checked
from accordingto.corroboration.check_tolls import (
    CLOSE,
    compare_claim,
    gap_between,
    nearness,
    opposed_group,
)
from accordingto.corroboration.likeness import EARTH_RADIUS_KM, Kinds, compare_kinds
from accordingto.corroboration.words import telling_words
from accordingto.formats.reference import PlacePrecision, ReferenceEvent
from accordingto.records.cases import Term

BASE = -4.5
"""Log-odds that a row near in time and space, of which nothing else is known, is the incident."""
_BASE_TERM = Term(name="base", weight=BASE, why="a row near in time and place")
SAME_DAY, NEXT_DAY = 3.0, 0.3
AT_PLACE, SAME_PROVINCE, OTHER_PROVINCE = 3.0, 0.5, -4.0
SAME_KIND, RELATED_KIND, OTHER_KIND = 0.7, 0.2, -1.0
NO_TOLL, NOBODY_KILLED, OTHER_GROUP = -1.0, -2.0, -2.5
_MOST_TOLL, _LEAST_TOLL, _WIDER_TOLL = 3.2, -3.0, 0.5
_WORD_SHARE, _COMMON_WORD, _MOST_WORDS = 0.6, 2.5, 3.5
_LEAST = -4.0
_TOWN_KM = 8.0
"""Reach of a town: both points may stand for any part of it."""
_REACH_KM = {PlacePrecision.EXACT: 0.0, PlacePrecision.NEAR: 10.0, PlacePrecision.DISTRICT: 25.0}
_ELSEWHERE_KM = 25.0
"""Added when the place is not named beside the incident, but elsewhere in the report."""
_SHORT = 4
THERE_KM = 3.0
"""Distance up to which a row is at the incident's own place: suburbs are towns of their own."""


def compare_row(
    subject: Checked, rows: ReferenceRows, at: int, held: Term | None = None
) -> Candidate:
    """Compare an incident that has a day with one row; `held` is a term of the case it is."""
    event = rows.events[at]
    gap = days_apart(subject, event)
    km = distance_to(subject, event)
    days, place = _days_term(subject, event, gap), _place_term(subject, event, km)
    terms = [_BASE_TERM, days, place, *_kind_terms(subject, rows, at), *_toll_terms(subject, event)]
    terms += [*_word_terms(subject, rows, at), *filter(None, (held,))]
    claims = tuple(compare_claim(claim, event) for claim in subject.tolls)
    return Candidate(
        event=event,
        score=_share(sum(term.weight for term in terms)),
        terms=tuple(term for term in terms if term.weight or term is held),
        days_apart=gap,
        km=km,
        tolls=claims,
        fits_toll=_fits(subject, event) and not is_wider(subject, event),
        is_there=gap == 0 and km is not None and km <= THERE_KM,
    )


def _share(odds: float) -> float:
    return round(1 / (1 + exp(-odds)), 3)


def days_apart(subject: Checked, event: ReferenceEvent) -> int:
    """Return the days between an incident and a row; 0 when they overlap."""
    first, last = subject.days or (date.min, date.min)
    return max(0, (first - event.days.last).days, (event.days.first - last).days)


def is_wider(subject: Checked, event: ReferenceEvent) -> bool:
    """Tell whether a row covers more days than the incident may have: it may sum up others."""
    first, last = subject.days or (date.max, date.max)
    return event.days.first < first or event.days.last > last


def distance_to(subject: Checked, event: ReferenceEvent) -> float | None:
    """Return the kilometres between the points that stand for both places, if both have one."""
    spot, place = subject.spot, event.place
    if place.precision > PlacePrecision.DISTRICT or spot is None:
        return None
    if spot.lat is None or spot.lon is None or place.lat is None or place.lon is None:
        return None
    lat, lon, to_lat, to_lon = map(radians, (spot.lat, spot.lon, place.lat, place.lon))
    across = sin((to_lat - lat) / 2) ** 2
    along = cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return round(2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(across + along))), 1)


def _days_term(subject: Checked, event: ReferenceEvent, gap: int) -> Term:
    if gap:
        weight = NEXT_DAY if gap == 1 else _LEAST
        return Term(name="days", weight=weight, why=f"{gap} day{'s' if gap > 1 else ''} apart")
    first, last = subject.days or (event.days.first, event.days.last)
    span = (max(last, event.days.last) - min(first, event.days.first)).days + 1
    why = "same day" if span == 1 else f"days overlap, within {span} days"
    return Term(name="days", weight=round(SAME_DAY - log(span), 2), why=why)


def _place_term(subject: Checked, event: ReferenceEvent, km: float | None) -> Term:
    if km is not None:
        return _distance_term(subject, event, km)
    spot = subject.spot
    if spot is None or not spot.admin1 or not event.place.admin1:
        return Term(name="place", weight=0.0, why="no place to compare")
    if fold_area(spot.admin1) == fold_area(event.place.admin1):
        return Term(name="place", weight=SAME_PROVINCE, why=f"both in {spot.admin1}")
    weight = OTHER_PROVINCE if subject.is_beside else OTHER_PROVINCE / 2
    return Term(name="place", weight=weight, why=f"{spot.admin1} and {event.place.admin1}")


def _distance_term(subject: Checked, event: ReferenceEvent, km: float) -> Term:
    reach = _TOWN_KM + _REACH_KM.get(event.place.precision, 0.0)
    reach += 10.0 if (subject.spot and subject.spot.where_prec == PlacePrecision.NEAR) else 0.0
    why = f"{km:.0f} km apart"
    if not subject.is_beside:
        reach += _ELSEWHERE_KM
        why += "; the report names its place elsewhere, not beside it"
    weight = AT_PLACE - log(reach / _TOWN_KM) - (km / reach) ** 2
    return Term(name="place", weight=round(max(_LEAST, weight), 2), why=why)


def _kind_terms(subject: Checked, rows: ReferenceRows, at: int) -> Iterator[Term]:
    """Yield how kinds agree, when the row's own words tell one."""
    kinds = rows.kinds(at)
    if not kinds:
        return
    levels = {compare_kinds(own, kind) for own in subject.kinds for kind in kinds}
    told = ", ".join(sorted(kind.value.replace("_", " ") for kind in kinds))
    if levels & {Kinds.SAME, Kinds.SAME_RARE}:
        yield Term(name="kind", weight=SAME_KIND, why=f"the row's words tell of {told} too")
    elif Kinds.RELATED in levels:
        yield Term(name="kind", weight=RELATED_KIND, why=f"the row's words tell of {told}")
    else:
        yield Term(name="kind", weight=OTHER_KIND, why=f"the row's words tell of {told}")


def _toll_terms(subject: Checked, event: ReferenceEvent) -> Iterator[Term]:
    """Yield how the nearest whole toll agrees; the larger the number, the more agreement tells."""
    gaps = [(gap, c) for c in subject.killed if (gap := gap_between(c, event)) is not None]
    if not gaps:
        yield from _no_toll(subject, event)
        return
    gap, claim = min(gaps, key=lambda pair: (pair[0], -nearness(pair[1], event)))
    number = claim.low if claim.low is not None else claim.high or 0
    weight = min(_MOST_TOLL, 0.3 + 0.7 * log(1 + number)) * nearness(claim, event)
    if is_wider(subject, event):
        weight = min(weight, _WIDER_TOLL)
    if gap > CLOSE:
        weight = max(_LEAST_TOLL, -1.3 * (gap - CLOSE))
    why = f"{claim.words} beside the row's {_row_toll(event)}"
    yield Term(name="toll", weight=round(weight, 2), why=why)
    if whom := opposed_group(claim, event):
        why = f"{claim.words}, who are not said to be {whom}; the row counts {whom} alone"
        yield Term(name="whom", weight=OTHER_GROUP, why=why)


def _no_toll(subject: Checked, event: ReferenceEvent) -> Iterator[Term]:
    """Yield what it means that the row counts the killed, and the report does not."""
    if not event.toll.least:
        return
    if subject.tolls and not subject.killed:
        yield Term(name="toll", weight=NOBODY_KILLED, why="people harmed, but nobody said killed")
    else:
        yield Term(name="toll", weight=NO_TOLL, why="no whole toll is told")


def _row_toll(event: ReferenceEvent) -> str:
    least, most = event.toll.least, event.toll.most
    return f"{least}" if least == most else f"{least} to {most}"


def _fits(subject: Checked, event: ReferenceEvent) -> bool:
    gaps = [gap_between(claim, event) for claim in subject.killed]
    return any(gap is not None and gap <= CLOSE for gap in gaps)


def _word_terms(subject: Checked, rows: ReferenceRows, at: int) -> Iterator[Term]:
    """Yield the rare words that both share, beyond the names of their place."""
    shared = (subject.words & rows.words[at]) - _own_names(subject, rows.events[at])
    rated = sorted(((rows.rarity(word), word) for word in shared), reverse=True)
    telling = [(rarity, word) for rarity, word in rated if rarity > _COMMON_WORD]
    if telling:
        weight = sum(_WORD_SHARE * (rarity - _COMMON_WORD) for rarity, _ in telling)
        names = ", ".join(word for _, word in telling[:5])
        yield Term(
            name="words", weight=round(min(_MOST_WORDS, weight), 2), why=f"both say: {names}"
        )


def _own_names(subject: Checked, event: ReferenceEvent) -> frozenset[str]:
    """Return the words of the incident's own place, which are compared as a place."""
    spot = subject.spot
    names = [event.place.admin1, event.place.country]
    if spot is not None:
        names += [spot.name, spot.gazetteer_name or "", spot.admin1 or ""]
    words = telling_words(" ".join(names))
    return frozenset(words) | {word for word in subject.words if len(word) < _SHORT - 1}
