"""Identities: which names of different reports are one body, or one person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from accordingto.corroboration.bodies import Body, country_name, join_words
from accordingto.corroboration.names import PersonName, is_same_name
from accordingto.corroboration.namings import Naming
from accordingto.corroboration.unions import Unions
from accordingto.records.values import Category

LEAST_REPORTS = 2
"""Reports that name a body by itself, before it is cut out of a longer row of words."""
CLEARLY = 3
"""Times more often that reports name a body than another with the same initials."""

_SPHERES: Mapping[Category, str] = {
    Category.MEDICAL: "aid",
    Category.RESCUE: "aid",
    Category.AID_OR_UN: "aid",
    Category.MONITOR: "watch",
    Category.OPPOSITION: "watch",
    Category.MEDIA: "watch",
    Category.OFFICIAL: "state",
    Category.MILITARY: "state",
    Category.COURT_POLICE: "state",
    Category.ARMED_GROUP: "arms",
    Category.RESIDENT: "life",
    Category.EXPERT: "study",
}
"""Walks of life that one person may be said to be of, at different times."""


class BodyTally:
    """How reports name bodies, counted: tallies of parts of the reports can be put together."""

    def __init__(self, namings: Iterable[Sequence[Naming]] = ()) -> None:
        """Take the namings of each report."""
        self.bodies: dict[str, Body] = {}
        self.names: dict[str, Counter[str]] = defaultdict(Counter)
        self.standing: Counter[tuple[str, ...]] = Counter()
        """Reports that name a body by these words alone."""
        self.aliases: dict[str, set[str]] = defaultdict(set)
        for report in namings:
            self.take(report)

    def take(self, namings: Sequence[Naming]) -> None:
        """Count the namings of one report."""
        alone: set[tuple[str, ...]] = set()
        for naming in namings:
            for body in (*naming.bodies, *naming.aliases):
                self.name(body, {body.name: 1})
            if naming.is_whole:
                alone.add(naming.bodies[0].words)
            if naming.person is None and naming.speaks_as_body:
                for alias in naming.aliases:
                    self.aliases[alias.key].add(naming.bodies[0].key)
        self.standing.update(alone)

    def name(self, body: Body, names: Mapping[str, int]) -> None:
        """Count ways in which a body is written."""
        known = self.bodies.get(body.key)
        if known is None or (body.words, body.name) < (known.words, known.name):
            self.bodies[body.key] = body
        self.names[body.key].update(names)


class BodyBook:
    """Bodies of many reports, each under the fullest name that their reports allow."""

    def __init__(self, tally: BodyTally) -> None:
        """Take bodies as they were counted."""
        self._names, self._bodies = tally.names, tally.bodies
        self._standing, self._aliases = tally.standing, tally.aliases
        self._spelt_out = self._spell_out()
        self._fuller = {key: self._find_fuller(body) for key, body in self._bodies.items()}

    def key(self, body: Body) -> str:
        """Return the key under which a body is known: "SOHR" under that of its full name."""
        key = body.key
        if not self._fuller.get(key):
            return key
        seen = {key}
        while (fuller := self._fuller.get(key)) and fuller not in seen:
            key = fuller
            seen.add(key)
        return key

    def name(self, key: str) -> str:
        """Return the most frequent way in which a body is written; of a country, its name."""
        if self._bodies[key].is_country:
            return country_name(key[1:])
        names = self._names[key]
        return min(names, key=lambda name: (-names[name], -len(name), name))

    def state_behind(self, key: str) -> str | None:
        """Return the state of which a body is an organ, or that it is; None for what is unknown."""
        return self._bodies[key].state if key in self._bodies else None

    def _find_fuller(self, body: Body) -> str | None:
        if body.agency or body.is_country:
            return None
        return self._by_acronym(body) or self._by_alias(body) or self._by_ending(body)

    def _by_acronym(self, body: Body) -> str | None:
        """Return the one body of which these are the initials."""
        if not body.is_acronym:
            return None
        found = self._spelt_out.get(_letters(body), set())
        said = found & self._aliases.get(body.key, set())
        often = sorted(
            ((self._standing[self._bodies[key].words], key) for key in said or found), reverse=True
        )
        is_clear = bool(often) and (len(often) == 1 or often[0][0] >= CLEARLY * often[1][0])
        return often[0][1] if is_clear else None

    def _spell_out(self) -> Mapping[str, set[str]]:
        """Return the bodies that have certain initials, of those that reports name alone."""
        found: dict[str, set[str]] = defaultdict(set)
        for key, body in self._bodies.items():
            if self._standing[body.words] and (initials := _initials(body)):
                found[initials].add(key)
        return found

    def _by_alias(self, body: Body) -> str | None:
        """Return the one body that reports name with more words, and these words for it too."""
        words = set(body.words)
        found = [
            key
            for key in self._aliases.get(body.key, ())
            if key in self._bodies
            and words < set(self._bodies[key].words)
            and self._standing[body.words] < self._standing[self._bodies[key].words]
        ]
        return found[0] if len(found) == 1 and not body.is_generic and not body.state else None

    def _by_ending(self, body: Body) -> str | None:
        """Return the body that stands at the end of a row of words: "Tal Marena Harbour Watch"."""
        if self._standing[body.words] >= LEAST_REPORTS:
            return None
        for ending in _endings(body):
            if self._standing[ending] >= LEAST_REPORTS:
                return join_words(ending)
        return None


class Tie(StrEnum):
    """How a body may have to do with others when its fuller name is looked for."""

    ASKS_INITIALS = "asks_initials"
    HAS_INITIALS = "has_initials"
    WORDS = "words"
    """Its words, by which it is counted where it is named by itself."""
    ENDING = "ending"
    """The end of its words, where reports name that by itself: `LEAST_REPORTS` or more."""


def ties_of(body: Body) -> Iterator[tuple[Tie, str]]:
    """Yield what a body may have in common with those among which its fuller name is looked for.

    Initials tie those who ask for them to those who have them; words, to whoever has that key.
    Bodies that nothing ties, and that are not one the other's alias, cannot become one.
    """
    if body.is_acronym:
        yield Tie.ASKS_INITIALS, _letters(body)
    if initials := _initials(body):
        yield Tie.HAS_INITIALS, initials
    yield Tie.WORDS, join_words(body.words)
    for ending in _endings(body):
        yield Tie.ENDING, join_words(ending)


def _letters(body: Body) -> str:
    return body.name.replace(".", "").removesuffix("s").upper()


def _initials(body: Body) -> str:
    """Return the initials by which a body may be known; none for states and single words."""
    return body.initials.upper() if len(body.words) > 1 and not body.state else ""


def _endings(body: Body) -> Iterator[tuple[str, ...]]:
    for first in range(1, len(body.words) - 1):
        yield body.words[first:]


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as one report tells of them."""

    name: PersonName
    bodies: frozenset[str]
    """Keys of the bodies to which the report puts them."""
    hints: frozenset[str]
    """Common nouns for such a body: "observatory"."""
    category: Category | None
    is_public: bool


def join_people(people: Sequence[Someone]) -> list[int]:
    """Return a number for each person told of; one number for one person.

    Two are one when their names are one name in two spellings and nothing else that is said of
    them contradicts it. Of a name that two have who contradict each other (another body, another
    walk of life), each keeps those that agree with them alone; who fits both is put to neither.
    A given name or byname alone ("Omar", "Abu Omar") is the same person only beside a body that
    is the same too.
    """
    unions = Unions(len(people))
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(people):
        blocks[one.name.key].append(number)
    for block in blocks.values():
        kinds: dict[Someone, list[int]] = defaultdict(list)
        for number in block:
            kinds[people[number]].append(number)
        for someone, numbers in kinds.items():
            if someone.name.is_full or someone.bodies:
                for number in numbers[1:]:
                    unions.join(numbers[0], number)
        if len(kinds) > 1:
            _join_kinds(kinds, unions)
    return [unions.find(number) for number in range(len(people))]


def _join_kinds(kinds: Mapping[Someone, Sequence[int]], unions: Unions) -> None:
    """Join different descriptions of one person, where no two that would meet contradict.

    Sets of descriptions are bits of a number: a common name has hundreds of them.
    """
    described = list(kinds)
    fits = [_bits(_fit(one, other) for other in described) for one in described]
    against = [_bits(_contradict(one, other) for other in described) for one in described]
    for place, one in enumerate(described):
        for ahead, other in enumerate(described[place + 1 :], place + 1):
            if not fits[place] >> ahead & 1:
                continue
            is_clear = not (fits[place] & against[ahead] or fits[ahead] & against[place])
            if is_clear or _is_told(one, other):
                unions.join(kinds[one][0], kinds[other][0])


def _bits(answers: Iterable[bool]) -> int:
    return sum(1 << place for place, is_so in enumerate(answers) if is_so)


def _contradict(one: Someone, other: Someone) -> bool:
    return is_same_name(one.name, other.name) and not _agree(one, other)


def _fit(one: Someone, other: Someone) -> bool:
    """Tell whether two descriptions may be of one person."""
    if not is_same_name(one.name, other.name) or not _agree(one, other):
        return False
    return (one.name.is_full and other.name.is_full) or _is_told(one, other)


def _is_told(one: Someone, other: Someone) -> bool:
    """Tell whether both are put to one body, if only by a common noun of one of them."""
    words = [{word for key in each.bodies for word in key.split()} for each in (one, other)]
    return bool(one.bodies & other.bodies or one.hints & words[1] or other.hints & words[0])


def _agree(one: Someone, other: Someone) -> bool:
    """Tell whether nothing said of two contradicts that they are one person."""
    if _is_told(one, other):
        return True
    spheres = {_SPHERES[c] for c in (one.category, other.category) if c and c in _SPHERES}
    if len(spheres) > 1:
        return False
    return not (one.bodies and other.bodies) or (one.is_public and other.is_public)
