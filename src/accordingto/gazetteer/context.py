"""What a report tells of where it plays: the countries and units that its places vote for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, radians
from operator import itemgetter

from accordingto.gazetteer.names import fold_name
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.toponyms import Toponym, Trust

Key = tuple[str, ...]
"""A country, a first level unit with its country, or a second level unit with both."""
Belief = Sequence[tuple[GazetteerPlace, float]]
"""The places that a name may mean, each with how likely that is; sums up to 1."""
_MOST_VOTES = 5
"""A name that stands often in a report counts so many times, no more."""
_MOST_ANCHORS = 40
_COUNTRY_VOTE = 2.0
_DEMONYM_VOTE = 1.0
_UNIT_VOTE = 1.5
_LIKELY = 0.02
"""Places less likely than this cast no vote."""
_FLAT = 0.8
"""The likelihood of a place, before anything is known, grows with this power of its size."""
_UNIT_SIZE = 1_000_000.0
_DOUBT = 1.0
"""A vote for no unit at all: one other place makes no report on its unit."""
_NOTHING = (0.0, 0.0, 0.0)
_KM_A_DEGREE = 111.2
_BESIDE_KM = 60.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a report uses it: what it may mean, and how often it stands."""

    key: str
    belief: Belief
    times: int

    def ballot(self) -> dict[Key, float]:
        """Return the votes of a name for the countries and units of its places."""
        votes: dict[Key, float] = defaultdict(float)
        for place, share in self.belief:
            if share < _LIKELY or not place.country:
                continue
            weight = share * min(self.times, _MOST_VOTES)
            is_country = place.feature == "country"
            keys = keys_of(place)
            votes[keys[0]] += weight * (_COUNTRY_VOTE if is_country else 1.0)
            for key in keys[1:]:
                votes[key] += weight * (_UNIT_VOTE if place.is_area else 1.0)
        return votes


@dataclass(frozen=True, slots=True)
class Context:
    """Votes for countries and units, and places already found."""

    votes: Mapping[Key, float] = field(default_factory=dict)
    own: Mapping[str, Mapping[Key, float]] = field(default_factory=dict)
    """What each folded name itself gave, to be left out where that name is asked about."""
    anchors: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """The middles of places by folded name."""
    named: frozenset[str] = frozenset()
    """Countries that the report names outright."""
    _totals: tuple[float, ...] = field(init=False)
    """Of the votes for countries, first and second level units."""
    _given: Mapping[str, tuple[float, ...]] = field(init=False)
    """The same of what each folded name gave."""

    def __post_init__(self) -> None:
        """Count the votes once: shares are asked for each place that a name may mean."""
        object.__setattr__(self, "_totals", _totals(self.votes))
        given = {name: _totals(ballot) for name, ballot in self.own.items()}
        object.__setattr__(self, "_given", given)

    def shares(self, place: GazetteerPlace, asking: str) -> list[float]:
        """Return the shares of the votes for the country and the units of a place.

        The votes of the name that asks are left out.
        """
        own, given = self.own.get(asking, {}), self._given.get(asking, _NOTHING)
        shares = []
        for level, key in enumerate(keys_of(place)):
            total = self._totals[level] - given[level]
            rest = self.votes.get(key, 0.0) - own.get(key, 0.0)
            doubt = _DOUBT if level else 0.0
            shares.append(max(0.0, rest / (total + doubt)) if total > _LIKELY else 0.0)
        return shares

    def main_country(self) -> tuple[str | None, float]:
        """Return the country that has most votes, with its share of them."""
        countries = {key[0]: vote for key, vote in self.votes.items() if len(key) == 1 and vote > 0}
        if not countries:
            return None, 0.0
        country = min(countries, key=lambda code: (-countries[code], code))
        return country, countries[country] / self._totals[0]

    def speaks_of(self, country: str) -> bool:
        """Tell whether a country is named, or has two places here: one may be by chance."""
        given = [own.get((country,), 0.0) for own in self.own.values()]
        by_demonym = self.votes.get((country,), 0.0) - sum(given) >= _DEMONYM_VOTE
        return country in self.named or by_demonym or sum(vote > 0 for vote in given) > 1

    def nearness(self, place: GazetteerPlace, asking: str) -> float:
        """Return 1 beside another place of the report, falling to 0 far from all."""
        if place.middle is None or place.feature in ("country", "admin1"):
            return 0.0
        own = fold_name(place.name)
        gaps = [
            distance_km(place.middle, middle)
            for name, middle in self.anchors.items()
            if name not in (own, asking)
        ]
        return 1.0 / (1.0 + min(gaps) / _BESIDE_KM) if gaps else 0.0


def keys_of(place: GazetteerPlace) -> tuple[Key, ...]:
    """Return the keys of the country and units around a place, the widest first."""
    country = (place.country,)
    if place.admin1 is None or place.feature == "country":
        return (country,)
    unit = (place.country, place.admin1)
    if place.admin2 is None or place.feature == "admin1":
        return (country, unit)
    return (country, unit, (place.country, place.admin1, place.admin2))


def gather_names(toponyms: Sequence[Toponym]) -> dict[str, Name]:
    """Return the names of a report with what they may mean, before anything is known."""
    times: dict[str, int] = defaultdict(int)
    places: dict[str, tuple[GazetteerPlace, ...]] = {}
    for toponym in toponyms:
        if toponym.trust is Trust.WEAK or not toponym.candidates:
            continue
        key = fold_name(toponym.text)
        times[key] += 1
        places.setdefault(key, toponym.candidates)
    return {key: Name(key, first_belief(found), times[key]) for key, found in places.items()}


def first_belief(candidates: Sequence[GazetteerPlace]) -> Belief:
    """Return how likely each place is by its size alone; a country's name means the country."""
    if candidates[0].feature == "country":
        return ((candidates[0], 1.0),)
    sizes = [
        (max(place.population, _UNIT_SIZE if place.is_wide else 0.0) + 1000.0) ** _FLAT
        for place in candidates
    ]
    total = sum(sizes)
    return [(place, size / total) for place, size in zip(candidates, sizes, strict=True)]


def gather_context(names: Collection[Name], demonyms: Iterable[str], *, is_first: bool) -> Context:
    """Return what the names of a report, by what they are now held to mean, tell together."""
    votes: dict[Key, float] = defaultdict(float)
    counts: dict[str, int] = defaultdict(int)
    for country in demonyms:
        counts[country] += 1
        if counts[country] <= _MOST_VOTES:
            votes[country,] += _DEMONYM_VOTE
    own = {name.key: name.ballot() for name in names}
    for ballot in own.values():
        for key, vote in ballot.items():
            votes[key] += vote
    if is_first:
        return Context(votes, own)
    chosen = {name.key: max(name.belief, key=itemgetter(1))[0] for name in names}
    anchors = {
        key: place.middle for key, place in chosen.items() if place.middle and not place.is_wide
    }
    named = frozenset(place.country for place in chosen.values() if place.feature == "country")
    return Context(votes, own, dict(list(anchors.items())[:_MOST_ANCHORS]), named)


def _totals(votes: Mapping[Key, float]) -> tuple[float, ...]:
    totals = list(_NOTHING)
    for key, vote in votes.items():
        totals[len(key) - 1] += vote
    return tuple(totals)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return about how far two points lie apart, by the flat earth between them."""
    east = (other[1] - one[1] + 180.0) % 360.0 - 180.0
    return hypot(other[0] - one[0], east * cos(radians((one[0] + other[0]) / 2))) * _KM_A_DEGREE
