"""What a report tells of where it plays: the countries and units that its places vote for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, radians

from accordingto.gazetteer.names import fold_name
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.toponyms import Toponym, Trust

_MOST_VOTES = 5
"""A name that stands often in a report counts so many times, no more."""
_MOST_ANCHORS = 40
_COUNTRY_VOTE = 2.0
_DEMONYM_VOTE = 1.0
_UNIT_VOTE = 1.5
_KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Context:
    """Votes for countries and first level units, and places already found."""

    countries: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[tuple[str, str], float] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """What each folded name itself gave, to be left out where that name is asked about."""
    anchors: tuple[GazetteerPlace, ...] = ()
    named: frozenset[str] = frozenset()
    """Countries that the report names outright."""
    _votes: float = field(init=False)
    _unit_votes: float = field(init=False)
    _points: tuple[tuple[str, tuple[float, float]], ...] = field(init=False)
    """The anchors by folded name."""

    def __post_init__(self) -> None:
        """Count the votes once: shares are asked for each place that a name may mean."""
        object.__setattr__(self, "_votes", sum(self.countries.values()))
        object.__setattr__(self, "_unit_votes", sum(self.units.values()))
        points = ((fold_name(anchor.name), anchor.middle) for anchor in self.anchors)
        object.__setattr__(self, "_points", tuple(point for point in points if point[1]))

    def country_share(self, country: str, asking: str) -> float:
        """Return the share of votes for a country, without those of the name that asks."""
        own = self.own.get(asking, {})
        total = self._votes - sum(own.values())
        if total <= 0:
            return 0.0
        return max(0.0, (self.countries.get(country, 0.0) - own.get(country, 0.0)) / total)

    def speaks_of(self, country: str) -> bool:
        """Tell whether a country is named, or has two places here: one may be by chance."""
        given = [own.get(country, 0.0) for own in self.own.values()]
        by_demonym = self.countries.get(country, 0.0) - sum(given) >= _DEMONYM_VOTE
        return country in self.named or by_demonym or sum(vote > 0 for vote in given) > 1

    def unit_share(self, place: GazetteerPlace) -> float:
        """Return the share of votes for the unit of a place."""
        total = self._unit_votes
        return self.units.get((place.country, place.admin1 or ""), 0.0) / total if total else 0.0

    def nearness(self, place: GazetteerPlace) -> float:
        """Return 1 beside another place of the report, falling to 0 far from all."""
        if not self._points or place.middle is None or place.is_area:
            return 0.0
        own = fold_name(place.name)
        gaps = [distance_km(place.middle, middle) for name, middle in self._points if name != own]
        return 1.0 / (1.0 + min(gaps) / 60.0) if gaps else 0.0


def gather_votes(toponyms: Sequence[Toponym], demonyms: Iterable[str]) -> Context:
    """Return the context before anything is resolved: every name votes for what it may be."""
    countries: dict[str, float] = defaultdict(float)
    own: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts: dict[str, int] = defaultdict(int)
    for country in demonyms:
        counts[f"demonym:{country}"] += 1
        if counts[f"demonym:{country}"] <= _MOST_VOTES:
            countries[country] += _DEMONYM_VOTE
    for toponym in toponyms:
        key = fold_name(toponym.text)
        counts[key] += 1
        if toponym.trust is Trust.WEAK or not toponym.candidates or counts[key] > _MOST_VOTES:
            continue
        for country, weight in _ballot(toponym.candidates).items():
            countries[country] += weight
            own[key][country] += weight
    return Context(countries, {}, own)


def _ballot(candidates: Sequence[GazetteerPlace]) -> dict[str, float]:
    """Share one name's vote among the countries that it may lie in."""
    if candidates[0].feature == "country":
        return {candidates[0].country: _COUNTRY_VOTE}
    weights: dict[str, float] = {}
    for place in candidates:
        size = float(place.population + 1000)
        if place.feature == "admin1":
            size = max(size, 1_000_000.0)
        weights[place.country] = max(weights.get(place.country, 0.0), size)
    total = sum(weights.values())
    return {country: weight / total for country, weight in weights.items()}


def refine(
    context: Context, chosen: Mapping[str, GazetteerPlace], counts: Mapping[str, int]
) -> Context:
    """Return the context after a first choice: `chosen` holds the places by folded name.

    `counts` tells how often each of these names stands in the report.
    """
    countries = dict(context.countries)
    units: dict[tuple[str, str], float] = defaultdict(float)
    own: dict[str, dict[str, float]] = {key: {} for key in chosen}
    for given in context.own.values():
        for country, weight in given.items():
            countries[country] = countries.get(country, 0.0) - weight
    for key, place in chosen.items():
        times = min(counts[key], _MOST_VOTES)
        weight = times * (_COUNTRY_VOTE if place.feature == "country" else 1.0)
        countries[place.country] = countries.get(place.country, 0.0) + weight
        own[key] = {place.country: weight}
        if place.admin1:
            units[place.country, place.admin1] += _UNIT_VOTE if place.is_area else 1.0
    anchors = tuple(place for place in chosen.values() if not place.is_area)[:_MOST_ANCHORS]
    named = frozenset(place.country for place in chosen.values() if place.feature == "country")
    return Context(countries, units, own, anchors, named)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return about how far two points lie apart, by the flat earth between them."""
    east = (other[1] - one[1] + 180.0) % 360.0 - 180.0
    return hypot(other[0] - one[0], east * cos(radians((one[0] + other[0]) / 2))) * _KM_A_DEGREE
