"""How much speaks for each place that a name may mean."""

from collections.abc import Iterator, Sequence
from math import log10
from typing import NamedTuple

from accordingto.gazetteer.agreement import SETTLED, fit, holds, is_called
from accordingto.gazetteer.context import Context
from accordingto.gazetteer.names import fold_name
from accordingto.gazetteer.schema import WIDE
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.toponyms import Toponym

METROPOLIS = 300_000
_SPEAKS_OF = 0.15
"""A report speaks of a country that has this share of its votes."""
_SIZES = {"country": 2.4, "admin1": 1.9, "admin2": 0.6, **dict.fromkeys(WIDE, 1.9)}
"""Sizes of areas, on the scale of the logarithms of populations."""
_COUNTRY, _UNIT, _DISTRICT, _NEAR = 2.2, 1.6, 1.2, 0.9
_WRITTEN_SO = 0.3
_LESSER = -1.6
"""For a small place that is called as a country or as a unit of its country is."""
_FAMED = 0.6
"""For a large city beside which all others of its name are small."""
_AFTER_TOWN = -0.4
"""For a unit whose name its chief town bears: the town is meant where no word says otherwise."""


class Scored(NamedTuple):
    """One place that a name may mean, with what speaks for it."""

    score: float
    place: GazetteerPlace
    reasons: tuple[str, ...]
    is_beside: bool = False
    """The country or unit around it is named beside it."""

    @property
    def has_context(self) -> bool:
        """Tell whether more than its size speaks for the place."""
        return bool(self.reasons)


def score_places(
    toponym: Toponym,
    candidates: Sequence[GazetteerPlace],
    beside: Sequence[GazetteerPlace],
    context: Context,
) -> list[Scored]:
    """Return the places that a name may mean, the likeliest first."""
    ranks = _ranks(candidates, toponym.candidates)
    scored = (
        _score(toponym, place, beside, context, rank)
        for place, rank in zip(candidates, ranks, strict=True)
    )
    return sorted(scored, key=lambda one: (-one.score, one.place.id))


def _ranks(
    candidates: Sequence[GazetteerPlace], named: Sequence[GazetteerPlace]
) -> Iterator[float]:
    """Yield what each place loses to another of its name that is likelier meant."""
    units = {(one.country, fold_name(one.name)) for one in candidates if one.feature == "admin1"}
    is_world_known = any(
        one.feature == "country" or (one.is_wide and not one.country) for one in named
    )
    famed = _famed(candidates)
    towns = {one.country for one in candidates if _is_chief(one)}
    for place in candidates:
        own = place.country, fold_name(place.admin1 or "")
        if place.is_wide or place.population >= METROPOLIS:
            is_after = place.feature == "admin1" and place.country in towns
            yield _AFTER_TOWN if is_after else _FAMED if place is famed else 0.0
        elif is_world_known or any(unit[0] == own[0] and unit != own for unit in units):
            yield _LESSER
        else:
            yield 0.0


def _famed(candidates: Sequence[GazetteerPlace]) -> GazetteerPlace | None:
    """Return the city that everybody knows by this name; None when there is none."""
    if any(one.is_wide for one in candidates):
        return None
    towns = sorted((-one.population, one.id) for one in candidates)
    if not towns or -towns[0][0] < METROPOLIS:
        return None
    if len(towns) > 1 and towns[0][0] > SETTLED * towns[1][0]:
        return None
    return next(one for one in candidates if one.id == towns[0][1])


def _is_chief(place: GazetteerPlace) -> bool:
    """Tell whether a town is large, or gave the unit around it its name."""
    if place.is_area:
        return False
    return place.population >= METROPOLIS or is_called(place, place.admin1 or "")


def _score(
    toponym: Toponym,
    place: GazetteerPlace,
    beside: Sequence[GazetteerPlace],
    context: Context,
    rank: float,
) -> Scored:
    asking = fold_name(toponym.text)
    shares = context.shares(place, asking)
    country, unit, district = (*shares, 0.0, 0.0)[:3]
    near = context.nearness(place, asking)
    score = _SIZES.get(place.feature, log10(place.population + 10) / 3.5)
    score += _COUNTRY * country + _UNIT * unit + _DISTRICT * district + _NEAR * near
    score += _WRITTEN_SO if is_called(place, toponym.text) else 0.0
    score += fit(toponym.around.hint, place)
    container = _container(place, beside, rank) if beside else None
    reasons = []
    if container is not None:
        score += 3.0 if container.feature != "country" else 2.2
        reasons.append(f"{container.name} is named beside it")
    if container is None or rank != _LESSER:
        score += rank
    is_named = place.country in context.named and place.feature != "country" and rank != _LESSER
    if (country >= _SPEAKS_OF or is_named) and place.feature != "country" and place.country:
        reasons.append(f"other words of the report point to {place.country}")
    if unit > 0.25:
        reasons.append(f"other places of the report lie in {place.admin1}")
    if near > 0.4:
        reasons.append("it lies near another place of the report")
    return Scored(score, place, tuple(reasons), is_beside=container is not None)


def _container(
    place: GazetteerPlace, beside: Sequence[GazetteerPlace], rank: float
) -> GazetteerPlace | None:
    """Return the first area named beside a place that lies around it."""
    for area in beside:
        if holds(area, place) and not (rank == _LESSER and area.feature == "country"):
            return area
    return None
