"""How two accounts are alike, aspect by aspect: each answer is one level of one term."""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from accordingto.corroboration.digests import Account, Spot, Toll
from accordingto.corroboration.words import telling_words
from accordingto.gazetteer.names import fold_name, fold_sound
from accordingto.records.values import Kind, State

EARTH_RADIUS_KM = 6371.0088
LONG_DAYS = 6
"""Days that a date may span and still be that of one event."""
NEAR_KM, SAME_AREA_KM, FAR_KM = 3.0, 25.0, 60.0
REGION = 5
"""Of `where_prec`: a region, a road, mountains."""
EXACT_PLACE = 3
"""Highest `where_prec` of UCDP that stands for a town or a part of it."""
FRESH_DAYS = 4
"""An event without a day is told of within so many days."""
CLOSE_TOLLS = 1.35
"""Two tolls of one event, counted at different times, rarely differ by more."""
FEW = 3
"""Tolls below are too common to tell events apart."""


class Days(StrEnum):
    """How the days of two accounts lie to each other."""

    SAME = "same_day"
    OVERLAP = "days_overlap"
    NEXT = "next_day"
    NEAR = "two_or_three_days_apart"
    APART = "more_days_apart"
    VAGUE = "within_a_longer_period"
    VAGUE_APART = "periods_apart"
    TOLD_SOON = "undated_told_soon_after"
    TOLD_LATE = "undated_told_later"
    TOLD_BEFORE = "undated_told_before"
    BOTH_SOON = "both_undated_told_together"
    BOTH_APART = "both_undated_told_apart"
    UNKNOWN = "days_unknown"


class Places(StrEnum):
    """How the places of two accounts lie to each other."""

    SAME = "same_place"
    WITHIN = "one_place_within_the_other"
    NAMED = "place_named_in_the_other"
    NEAR = "places_near"
    AREA = "same_area"
    ADMIN = "same_province"
    COUNTRY = "same_country"
    FAR = "places_far_apart"
    ABROAD = "other_country"
    UNKNOWN = "place_unknown"


class Kinds(StrEnum):
    """How the kinds of two accounts lie to each other."""

    SAME_RARE = "same_rare_kind"
    SAME = "same_kind"
    RELATED = "related_kind"
    OTHER = "other_kind"


class Tolls(StrEnum):
    """How the counts of two accounts lie to each other."""

    SAME = "same_toll"
    SAME_SMALL = "same_small_toll"
    CLOSE = "close_tolls"
    AGREE = "tolls_can_agree"
    DIFFER = "tolls_differ"
    NONE = "toll_not_told"


class Actors(StrEnum):
    """Whether two accounts share words for who did it."""

    SHARED = "actor_shared"
    OTHER = "actor_not_shared"
    UNKNOWN = "actor_not_told"


class Targets(StrEnum):
    """Whether two accounts share words for who or what was hit."""

    SHARED = "target_shared"
    OTHER = "target_not_shared"
    UNKNOWN = "target_not_told"


class Names(StrEnum):
    """Whether somebody named among the dead or hurt is the same."""

    SHARED = "name_shared"
    OTHER = "name_not_shared"


class Reports(StrEnum):
    """Whether one report gives both accounts: it tells them apart, mostly with reason."""

    ONE = "told_apart_in_one_report"
    TWO = "told_in_two_reports"


class Meeting(StrEnum):
    """Whether kind, day and place are all the same."""

    ALL = "kind_day_and_place"
    NOT_ALL = "not_all_three"


_EVERYDAY = frozenset({Kind.AIR_STRIKE, Kind.SHELLING, Kind.ARMED_CLASH, Kind.SIEGE, Kind.OTHER})
"""Kinds of which every report of a war holds some."""
_RELATED = (
    frozenset({Kind.AIR_STRIKE, Kind.SHELLING, Kind.BOMBING, Kind.LOOTING_DESTRUCTION}),
    frozenset({Kind.ARMED_CLASH, Kind.SHOOTING, Kind.SIEGE, Kind.SHELLING}),
    frozenset({Kind.EXECUTION, Kind.SHOOTING, Kind.ABDUCTION, Kind.DETENTION}),
    frozenset({Kind.CHEMICAL, Kind.SHELLING, Kind.AIR_STRIKE}),
    frozenset({Kind.SIEGE, Kind.DISPLACEMENT}),
)


def compare_kinds(one: Kind, other: Kind) -> Kinds:
    """Compare kinds; what news reports mix up counts as related, and so does `other`."""
    if one is other:
        return Kinds.SAME if one in _EVERYDAY else Kinds.SAME_RARE
    if Kind.OTHER in (one, other) or any({one, other} <= group for group in _RELATED):
        return Kinds.RELATED
    return Kinds.OTHER


def compare_days(one: Account, other: Account) -> Days:
    """Compare days; an account without a day is placed by when it is told."""
    first, second = days_of(one), days_of(other)
    if first and second:
        return _compare_dated(first, second)
    if first or second:
        days, undated = (first, other) if first else (second, one)
        return _compare_told(days, undated.not_after) if days else Days.UNKNOWN
    if one.not_after is None or other.not_after is None:
        return Days.UNKNOWN
    apart = abs((one.not_after - other.not_after).days)
    return Days.BOTH_SOON if apart <= FRESH_DAYS else Days.BOTH_APART


def days_of(account: Account) -> tuple[date, date] | None:
    """Return first and last day of an account, or None when it gives none.

    "Since Wednesday" gives a first day only: the last is then that of telling it.
    """
    first, last = account.date_from, account.date_to
    if first is None and last is None:
        return None
    if first is None:
        return (last, last) if last else None
    last = last or max(first, account.not_after or first)
    return first, last


def _compare_dated(one: tuple[date, date], other: tuple[date, date]) -> Days:
    gap = max((one[0] - other[1]).days, (other[0] - one[1]).days)
    if max((last - first).days for first, last in (one, other)) > LONG_DAYS:
        return Days.VAGUE if gap <= 0 else Days.VAGUE_APART
    if gap > 0:
        return Days.NEXT if gap == 1 else Days.NEAR if gap <= FRESH_DAYS - 1 else Days.APART
    return Days.SAME if one == other else Days.OVERLAP


def _compare_told(days: tuple[date, date], told: date | None) -> Days:
    if told is None:
        return Days.UNKNOWN
    if days[0] > told:
        return Days.TOLD_BEFORE
    late = (told - days[1]).days
    return Days.TOLD_SOON if late <= FRESH_DAYS else Days.TOLD_LATE


def compare_places(one: Account, other: Account) -> Places:
    """Compare places: the nearest of those that either account gives."""
    found = [compare_spots(a, b) for a in one.spots for b in other.spots]
    best = min(found, key=_PLACE_ORDER.__getitem__, default=Places.UNKNOWN)
    if _PLACE_ORDER[best] <= _PLACE_ORDER[Places.NAMED]:
        return best
    return Places.NAMED if _names_place(one, other) or _names_place(other, one) else best


_PLACE_ORDER = {level: place for place, level in enumerate(Places)}


def _names_place(one: Account, other: Account) -> bool:
    """Tell whether the sentences of one account name a place, not an area, of the other."""
    names = (spot.name for spot in other.spots if not _is_area(spot))
    return any(words and words <= set(one.words) for words in map(_place_words, names))


@lru_cache(maxsize=65536)
def _place_words(name: str) -> frozenset[str]:
    return frozenset(word for word in telling_words(name) if len(word) > FEW)


def compare_spots(one: Spot, other: Spot) -> Places:
    """Compare two places, each by its name, its province and, where it has one, its position."""
    if _is_area(one) or _is_area(other):
        return _compare_areas(one, other)
    if _same_name(one, other):
        return Places.SAME
    distance = distance_km(one, other)
    if distance is None:
        return _compare_areas(one, other)
    if distance <= NEAR_KM:
        parts = (one.where_prec or 1) != (other.where_prec or 1)
        return Places.WITHIN if parts else Places.NEAR
    if distance <= SAME_AREA_KM:
        return Places.AREA
    return Places.FAR if distance > FAR_KM or one.admin1 != other.admin1 else Places.ADMIN


def _is_area(spot: Spot) -> bool:
    return (spot.where_prec or 1) > EXACT_PLACE


def _compare_areas(one: Spot, other: Spot) -> Places:
    if _same_name(one, other):
        return Places.SAME if not _is_area(one) else Places.WITHIN
    if one.country and other.country and one.country != other.country:
        return Places.ABROAD
    if one.admin1 and other.admin1:
        if one.admin1 == other.admin1:
            return Places.ADMIN
        # A region or a road may reach into the next province.
        if REGION not in (one.where_prec, other.where_prec):
            return Places.FAR
    return Places.COUNTRY if one.country == other.country and one.country else Places.UNKNOWN


def _same_name(one: Spot, other: Spot) -> bool:
    if one.gazetteer_id and one.gazetteer_id == other.gazetteer_id:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    return bool(_keys(one) & _keys(other))


def _keys(spot: Spot) -> set[str]:
    names = [name for name in (spot.name, spot.gazetteer_name) if name]
    return {fold_sound(fold_name(name)) for name in names}


def distance_km(one: Spot, other: Spot) -> float | None:
    """Return the distance over the great circle, or None when a position is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat, lon = radians(one.lat), radians(one.lon)
    to_lat, to_lon = radians(other.lat), radians(other.lon)
    across = sin((to_lat - lat) / 2) ** 2
    along = cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(across + along)))


def compare_tolls(one: Account, other: Account) -> Tolls:
    """Compare counts of the killed, injured and abducted; the best agreement of any counts."""
    if not one.tolls or not other.tolls:
        return Tolls.NONE
    best, place = Tolls.NONE, len(_TOLL_ORDER)
    for first, second in zip(_by_state(one.tolls), _by_state(other.tolls), strict=True):
        if first and second:
            level = _compare_counts(first, second)
            if _TOLL_ORDER[level] < place:
                best, place = level, _TOLL_ORDER[level]
    return best


_COMPARED = (State.KILLED, State.INJURED, State.ABDUCTED)
_TOLL_ORDER = {level: place for place, level in enumerate(Tolls)}


@lru_cache(maxsize=65536)
def _by_state(tolls: tuple[Toll, ...]) -> tuple[tuple[Toll, ...], ...]:
    """Return the counts of each state that is compared, but for noughts."""
    return tuple(
        tuple(toll for toll in tolls if toll.state is state and _number(toll) > 0)
        for state in _COMPARED
    )


def _number(toll: Toll) -> int:
    return toll.low if toll.low is not None else toll.high or 0


def _compare_counts(one: tuple[Toll, ...], other: tuple[Toll, ...]) -> Tolls:
    shared = {_number(toll) for toll in one} & {_number(toll) for toll in other}
    if any(number > FEW for number in shared):
        return Tolls.SAME
    most, others = max(map(_number, one)), max(map(_number, other))
    if shared and most == others:
        return Tolls.SAME_SMALL
    if max(most, others) <= CLOSE_TOLLS * min(most, others):
        return Tolls.CLOSE
    agrees = any(_can_agree(a, b) for a in one for b in other)
    return Tolls.AGREE if agrees else Tolls.DIFFER


def _can_agree(one: Toll, other: Toll) -> bool:
    """Tell whether "at least 20" and 56 can both hold."""
    low = max(one.low or 0, other.low or 0)
    highs = [toll.high for toll in (one, other) if toll.high is not None]
    return all(low <= high for high in highs)


def compare_actors(one: Account, other: Account) -> Actors:
    """Compare who is said to have done it, by the words that name them."""
    if not one.actors or not other.actors:
        return Actors.UNKNOWN
    return Actors.SHARED if _words_in(one.actors) & _words_in(other.actors) else Actors.OTHER


def compare_targets(one: Account, other: Account) -> Targets:
    """Compare who or what was hit, by the words that name it."""
    if not one.targets or not other.targets:
        return Targets.UNKNOWN
    return Targets.SHARED if _words_in(one.targets) & _words_in(other.targets) else Targets.OTHER


def compare_names(one: Account, other: Account) -> Names:
    """Compare the names of the dead and hurt."""
    return Names.SHARED if set(one.names) & set(other.names) else Names.OTHER


def compare_reports(one: Account, other: Account) -> Reports:
    """Tell whether one report gives both accounts."""
    return Reports.ONE if one.report == other.report else Reports.TWO


def meet(days: Days, places: Places, kinds: Kinds) -> Meeting:
    """Tell whether days, places and kinds are all the same."""
    is_all = (
        days in (Days.SAME, Days.OVERLAP)
        and places in (Places.SAME, Places.WITHIN, Places.NAMED)
        and kinds in (Kinds.SAME, Kinds.SAME_RARE)
    )
    return Meeting.ALL if is_all else Meeting.NOT_ALL


@lru_cache(maxsize=65536)
def _words_in(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in names for word in name.split() if len(word) > FEW)
