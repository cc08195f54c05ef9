"""A war that never was: its places, groups, speakers and words, few of them often, most seldom.

How often each comes follows the law of Zipf and Mandelbrot, with the numbers of English news: 8,000
different words in 700 reports, 100,000 in 100,000. Everything is drawn from the seed.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from typing import Generic, TypeVar

from accordingto.records.values import ActorKind, Category

T = TypeVar("T")

SYLLABLES = tuple(f"{one}{two}" for one, two in product("bdfgklmnprstvz", "aeiou"))
ENDINGS = ("esh", "orr", "in", "vell", "ast", "yr")
COUNTRIES = ("XA", "XB", "XC")
COMMON = ["the", "of", "and", "in", "to", "a", "on", "for", "at", "with"]
ROLES = {
    Category.MEDICAL: "a doctor",
    Category.RESCUE: "a rescue worker",
    Category.OFFICIAL: "a governor",
    Category.MILITARY: "an army spokesman",
    Category.RESIDENT: "a resident",
    Category.OPPOSITION: "an activist",
    Category.EXPERT: "an analyst",
}
UNNAMED = {
    "residents": Category.RESIDENT,
    "doctors": Category.MEDICAL,
    "a security official": Category.OFFICIAL,
    "activists": Category.OPPOSITION,
    "a witness": Category.RESIDENT,
    "rescue workers": Category.RESCUE,
}
_PUBLIC = frozenset({Category.OFFICIAL, Category.MILITARY})


class Pick(Generic[T]):
    """Things of which the first come often and the last seldom."""

    def __init__(self, things: Sequence[T], power: float = 1.3) -> None:
        self.things = things
        weights = ((rank + 2.7) ** -power for rank in range(len(things)))
        self._weights = list(accumulate(weights))

    def one(self, draw: random.Random) -> T:
        """Draw one of them."""
        return self.many(draw, 1)[0]

    def many(self, draw: random.Random, count: int) -> list[T]:
        """Draw some, the same more than once perhaps."""
        return draw.choices(self.things, cum_weights=self._weights, k=count)


@dataclass(frozen=True, slots=True)
class Site:
    """A place as an invented gazetteer has it."""

    id: str
    name: str
    country: str
    admin1: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Party:
    """Whoever acts or speaks."""

    name: str
    kind: ActorKind
    category: Category
    role: str | None = None
    affiliation: str | None = None
    public_office: bool = False


@dataclass(frozen=True, slots=True)
class War:
    """All that reports can be about."""

    words: Pick[str]
    sites: Pick[Site]
    groups: Pick[Party]
    people: Pick[Party]
    unnamed: Pick[Party]
    publishers: Pick[str]

    @classmethod
    def of(cls, seed: int) -> "War":
        """Draw a war."""
        draw = random.Random(seed)  # noqa: S311 -- nothing secret
        names = Names(draw)
        areas = [(names.next(), draw.choice(COUNTRIES)) for _ in range(24)]
        groups = [_group(names, draw) for _ in range(150)]
        organisations = [f"{names.next()} Observatory" for _ in range(120)]
        return cls(
            words=Pick([*COMMON, *(word(number + 70) for number in range(200_000))]),
            sites=Pick([_site(names, draw, areas, number) for number in range(3000)]),
            groups=Pick(groups),
            people=Pick([_person(names, draw, organisations) for _ in range(30_000)], 0.9),
            unnamed=Pick(
                [Party(name, ActorKind.UNNAMED, what) for name, what in UNNAMED.items()], 0.5
            ),
            publishers=Pick([f"{names.next()} Post" for _ in range(80)]),
        )


class Names:
    """Names that nobody and nothing has."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw

    def next(self) -> str:
        """Make one up."""
        lead = "".join(self._draw.choices(SYLLABLES, k=self._draw.choice((1, 2, 2))))
        return (lead + self._draw.choice(ENDINGS)).capitalize()


def word(number: int) -> str:
    """Return the word of a number: another for each, the longer the higher it is.

    >>> word(0), word(71), word(5000)
    ('ba', 'bebe', 'bedebu')
    """
    number, last = divmod(number, len(SYLLABLES))
    return (word(number) if number else "") + SYLLABLES[last]


def _site(names: Names, draw: random.Random, areas: Sequence[tuple[str, str]], number: int) -> Site:
    area, country = draw.choice(areas)
    name = names.next() + draw.choice(("", "", "", f" {names.next()}"))
    lat, lon = draw.uniform(-60, 60), draw.uniform(-170, 170)
    return Site(f"invented:{number}", name, country, area, round(lat, 4), round(lon, 4))


def _group(names: Names, draw: random.Random) -> Party:
    noun = draw.choice(("Army", "Guard", "Front", "Brigade", "Council", "Movement"))
    return Party(f"{names.next()} {noun}", ActorKind.GROUP, Category.ARMED_GROUP)


def _person(names: Names, draw: random.Random, organisations: Sequence[str]) -> Party:
    what = draw.choice(tuple(ROLES))
    of = draw.choice(organisations) if draw.random() < 0.4 else None
    name = f"{names.next()} {names.next()}"
    return Party(name, ActorKind.PERSON, what, ROLES[what], of, what in _PUBLIC)
