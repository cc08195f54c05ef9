"""Where sources of one report differ about one incident: shown side by side, never settled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from accordingto.records.base import Mention
from accordingto.records.figures import Figure
from accordingto.records.incidents import Blame, Incident
from accordingto.records.values import Basis, BlameMode, Bound, Certainty, Scope

_Key = tuple[object, ...]


def differing_tolls(figures: Iterable[Figure]) -> list[tuple[Figure, ...]]:
    """Return figures of the same people, harmed in the same way, where two voices cannot both hold.

    "At least 70" and 75 agree. Parts, headlines and words such as "dozens" are at odds with none.
    """
    groups: dict[_Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        if _is_whole(figure):
            people = (figure.who, figure.group_age, figure.sex, figure.role, figure.side)
            groups[figure.state, *people].append(figure)
    return [tuple(group) for group in groups.values() if any(_differ(*p) for p in _pairs(group))]


def rivals_of(figure: Figure, figures: Iterable[Figure]) -> list[Figure]:
    """Return the figures of other voices that cannot hold if this one does."""
    groups = differing_tolls(figures)
    group = next((group for group in groups if figure in group), ())
    return [other for other in group if _differ(figure, other)]


def is_blame_contested(incident: Incident) -> bool:
    """Tell whether somebody denies it, only one of several can have done it, or sources differ."""
    if incident.alternatives or any(held.mode is BlameMode.DENIED for held in incident.blame):
        return True
    by_source: dict[_Key, set[_Key]] = defaultdict(set)
    for held in incident.blame:
        by_source[_voice(held.source or _own_claim(held))].add(_voice(held.actor))
    return any(one.isdisjoint(other) for one, other in combinations(by_source.values(), 2))


def is_told_differently(incident: Incident) -> bool:
    """Tell whether sources give it different days or places."""
    days = {(told.value.date_from, told.value.date_to) for told in incident.days}
    places = {(told.value.name, told.value.role) for told in incident.places}
    roles = [role for _, role in places]
    return len(days) > 1 or len(set(roles)) < len(roles)


def is_contested(incident: Incident, figures: Iterable[Figure]) -> bool:
    """Tell whether anything about an incident is told in ways that cannot all hold."""
    return (
        incident.certainty is Certainty.DENIED
        or is_blame_contested(incident)
        or is_told_differently(incident)
        or bool(differing_tolls(figures))
    )


def _is_whole(figure: Figure) -> bool:
    return (
        figure.part_of is None
        and figure.scope is Scope.INCIDENT
        and figure.basis is not Basis.HEADLINE
        and figure.bound is not Bound.VAGUE
    )


def _pairs(figures: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    return combinations(figures, 2)


def _differ(one: Figure, other: Figure) -> bool:
    if _voice(one.source) == _voice(other.source):
        return False
    return _lies_below(one, other) or _lies_below(other, one)


def _lies_below(one: Figure, other: Figure) -> bool:
    if one.high is None or other.low is None:
        return False
    # "About 70" leaves room for 75.
    slack = max(1, one.high // 10) if one.approximate or other.approximate else 0
    return one.high + slack < other.low


def _voice(mention: Mention | None) -> _Key:
    """Return what tells a voice from others of the report; the report's own is one too."""
    if mention is None:
        return ()
    return (mention.actor,) if mention.actor else ("", mention.text.casefold())


def _own_claim(held: Blame) -> Mention | None:
    return held.actor if held.mode is BlameMode.OWN_CLAIM else None
