"""Bodies: organisations, states and their organs, as the words of a report name them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from accordingto.corroboration.sketches import fold_words
from accordingto.gazetteer.index import Gazetteer
from accordingto.lexicons.agencies import cut_words, load_agencies
from accordingto.lexicons.loader import load_words, read_lexicon

_WORD = re.compile(
    r"(?:[A-Z]\.){2,9}(?:-[a-z]{2,12})?"  # U.S.-led
    r"|[^\W_]++(?:(?=[-'’][^\W_])[-'’][^\W_]++)*+"
    r"|[&,;()]"
)
_OF_ACRONYM = re.compile(r"\b([A-Z]{3,9})s\b")
_POSSESSIVE = ("'s", "’s")
_AND = "and"


class Part(NamedTuple):
    """A word of a phrase."""

    text: str
    lower: str

    @property
    def is_capital(self) -> bool:
        """Tell whether it is written like a name: a capital first, or behind an article."""
        return self.text[0].isupper() or (
            self.lower[:3] in {"al-", "el-"} and self.text[3:4].isupper()
        )

    @property
    def is_acronym(self) -> bool:
        """Tell whether it is written in capitals alone."""
        letters = self.text.replace(".", "").removesuffix("s")
        return len(letters) > 1 and letters.isalpha() and letters.isupper()


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, state or organ of a state."""

    words: tuple[str, ...]
    """Its name as compared, in order: spelling evened out, countries as "@SY"."""
    name: str
    """As written."""
    is_generic: bool = False
    """A common noun, which names something only within its report: "the Observatory"."""
    agency: str | None = None

    @property
    def key(self) -> str:
        """What all ways to write the name share."""
        return f"agency {self.agency}" if self.agency else join_words(self.words)

    @property
    def country(self) -> str | None:
        """Country in the name, as a code."""
        return next((word[1:] for word in self.words if word.startswith("@")), None)

    @property
    def state(self) -> str | None:
        """The state of which it is an organ, that owns it, or that it is."""
        if self.agency:
            return load_agencies().states.get(self.agency)
        return self.country if _is_organ(self.words) else None

    @property
    def is_country(self) -> bool:
        """Tell whether it is a country, and nothing more."""
        return len(self.words) == 1 and self.words[0].startswith("@")

    @property
    def is_acronym(self) -> bool:
        """Tell whether its name is one word in capitals."""
        return len(self.words) == 1 and not self.country and cut_parts(self.name)[-1].is_acronym

    @property
    def initials(self) -> str:
        """Initials of its words, countries by the word written."""
        return "".join(
            part.text[0]
            for part in cut_parts(self.name)
            if part.is_capital and part.lower not in _lists("voices", "connectors")
        )


@lru_cache(maxsize=65536)
def join_words(words: tuple[str, ...]) -> str:
    """Return the words of a name as a key: each once, in no order."""
    return " ".join(sorted(set(words)))


@lru_cache(maxsize=65536)
def _is_organ(words: tuple[str, ...]) -> bool:
    """Tell whether words tell of a country and its organs, and of nothing else."""
    organs = _lists("voices", "state_bodies") | _OFFICES
    return all(word.startswith("@") or word in organs for word in words)


_OFFICES = frozenset({"affairs", "of"})
_ARMS = frozenset({"agency", "arm", "body", "branch"})
_COMMON_ACRONYMS = frozenset({"mp", "mps", "ngo", "ngos", "pm", "tv"})


@cache
def _lists(lexicon: str, name: str) -> frozenset[str]:
    return load_words(lexicon)[name]


@cache
def _generic() -> frozenset[str]:
    """Common nouns: alone, they name nobody."""
    lists = (*load_words("speakers").values(), load_words("persons")["general"])
    return frozenset[str]().union(*lists, _lists("voices", "state_bodies"))


@cache
def _left_out() -> frozenset[str]:
    """What ends no name of a body: "Tarvo Army General", "Foreign Minister"."""
    persons = load_words("persons")
    return persons["person"] | persons["office"] | persons["ranks"] | _lists("voices", "before")


@cache
def _respelled() -> dict[str, str]:
    table = read_lexicon("voices")["respelled"]
    return dict(table) if isinstance(table, dict) else {}


@lru_cache(maxsize=65536)
def cut_parts(phrase: str) -> tuple[Part, ...]:
    """Return the words of a phrase, without the apostrophes of possessives."""
    found = []
    for word in _WORD.findall(_OF_ACRONYM.sub(r"\1", phrase)):
        for ending in _POSSESSIVE:
            word = word.removesuffix(ending)  # noqa: PLW2901 -- shortened on purpose
        found.append(Part(word, word.lower()))
    return tuple(found)


@lru_cache(maxsize=65536)
def country_of(word: str) -> str | None:
    """Return the code of the country that a word names, or whose people or things it tells of.

    >>> country_of("Syrian"), country_of("France"), country_of("Aleppo")
    ('SY', 'FR', None)
    """
    if not word[:1].isupper():
        return None
    for spelling in (word, word[:-1] if word.endswith("s") else word):
        adjective = _gazetteer().country_of(spelling)
        if adjective:
            return adjective
        places = _gazetteer().lookup(spelling)
        if places and places[0].feature == "country":
            return places[0].country
    return None


def country_name(code: str) -> str:
    """Return the name of a country by its code; the code when the gazetteer has none."""
    return next((place.name for place in _gazetteer().country(code)), code)


def is_adjective(word: str) -> bool:
    """Tell whether a word is the adjective of a country or names its people."""
    return _gazetteer().country_of(word) is not None


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


@lru_cache(maxsize=65536)
def find_bodies(phrase: str) -> tuple[Body, ...]:
    """Return the bodies that a phrase names, in order; common nouns with a capital too.

    "the Britain-based Observatory and the Russian defence ministry" names two, of which the first
    is a common noun.
    """
    agencies = [
        Body(words=(one.agency.lower(),), name=one.agency, agency=one.agency)
        for one in load_agencies().find(cut_words(_OF_ACRONYM.sub(r"\1", phrase)))
    ]
    if agencies:
        return tuple(agencies)
    parts = cut_parts(phrase)
    return tuple(body for run in _runs(parts) if (body := _make(run)))


def _runs(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Yield words that make one name: capitals, and small words between them.

    Of a body and its arm, "the UN children's agency UNICEF", the arm alone.
    """
    run: list[Part] = []
    place = 0
    while place < len(parts):
        last = _end_of_run(parts, place)
        if last > place:
            if run and parts[place - 1].lower not in _ARMS:
                yield run
            run = list(parts[place:last])
        place = max(last, place + 1)
    if run:
        yield run


def _end_of_run(parts: Sequence[Part], first: int) -> int:
    """Return where a name ends that begins here; the beginning when none does."""
    if not _opens(parts[first]):
        return first
    last = first + 1
    while last < len(parts):
        ahead = last
        while ahead < len(parts) and ahead < last + 2 and _joins(parts[ahead]):
            ahead += 1
        if ahead < len(parts) and parts[ahead].is_capital and not _is_attached(parts[ahead]):
            last = ahead + 1
        elif _goes_on(parts[first:last], parts[last]):
            last += 1
        else:
            break
    return last


def _opens(part: Part) -> bool:
    skipped = part.lower in _lists("voices", "before") or _joins(part)
    return part.is_capital and not skipped and not _is_attached(part)


def _joins(part: Part) -> bool:
    return part.lower in _lists("voices", "connectors")


def _is_attached(part: Part) -> bool:
    return part.lower.endswith(tuple(_lists("voices", "attached")))


def _goes_on(run: Sequence[Part], part: Part) -> bool:
    """Tell whether a small word belongs to a name: "the Russian defence ministry"."""
    if run[-1].lower.endswith("-led"):
        return part.lower in _lists("voices", "alliances")
    is_organ = part.lower in _lists("voices", "state_bodies") or part.lower in _respelled()
    return is_organ and country_of(run[0].text) is not None


def _make(run: Sequence[Part]) -> Body | None:
    """Return the body that a row of words names; None for one plain word with a capital."""
    kept = list(run)
    while kept and (_joins(kept[-1]) or kept[-1].lower in _left_out()):
        kept.pop()
    if not kept:
        return None
    words = tuple(_fold(kept))
    plain = [word for word in words if word not in _generic()]
    acronyms = [part for part in kept if part.is_acronym and part.lower not in _COMMON_ACRONYMS]
    name = " ".join(part.text for part in kept)
    return Body(words=words, name=name, is_generic=not plain and not acronyms)


def _fold(run: Sequence[Part]) -> Iterator[str]:
    place = 0
    while place < len(run):
        two = " ".join(part.text for part in run[place : place + 2])
        country = country_of(two) if place + 1 < len(run) else None
        step = 2 if country else 1
        country = country or country_of(run[place].text)
        if country:
            yield f"@{country}"
        elif not _joins(run[place]):
            word = "".join(fold_words(run[place].text))
            if word.endswith("s") and word not in _generic() and word[:-1] in _generic():
                word = word[:-1]  # "the Observatorys chief": texts lose their apostrophes
            yield _respelled().get(word, word)
        place += step
