"""Hospitals, clinics and shelters: their names in a text, and the incidents at one of them.

What is named is taken for one when its name goes before the word for it: "Marvoy Children's
Hospital". "A hospital in Marvoy" names none. A name behind the word ("the clinic of al-Orn") is
not found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from accordingto.gazetteer.demonyms import is_demonym, load_nations
from accordingto.gazetteer.names import fold_name
from accordingto.lexicons.loader import Entry, load_entries, load_words
from accordingto.lexicons.phrases import PhraseMatch, PhraseMatcher
from accordingto.lexicons.tokens import Token, find_tokens
from accordingto.reader.person_names import is_name_part
from accordingto.records.incidents import Incident

_LONGEST = 7
"""Words of a name before the word for what it names."""
_NEAR = 6
"""Words between what hits and what is hit."""
_AT = frozenset({"in", "near", "of", "from", "outside", "around"})
"""Before a word that is also the name of a place."""
_OWNING = frozenset({"'s", "’s"})
_TOWN_S = 2
"""Words of "Marvoy's", which is no name of a hospital."""


class FacilityEntry(Entry):
    """Words for a kind of facility."""

    called: str


@dataclass(frozen=True, slots=True)
class Facility:
    """A named hospital, clinic or shelter."""

    name: str
    """Whole, as written: "Marvoy Children's Hospital"."""
    core: str
    """What it may be called without the word for it: "Marvoy Children's"."""
    label: str


@lru_cache(maxsize=512)
def find_facilities(text: str) -> tuple[Facility, ...]:
    """Return the facilities that a text names, each once, in order."""
    if not _may_tell(text):
        return ()
    tokens = list(find_tokens(text))
    found = (one for match in _matcher().find(tokens) for one in _named(text, tokens, match))
    return tuple(dict.fromkeys(found))


def is_at_facility(incident: Incident, sentence: str) -> bool:
    """Tell whether an incident is told to have happened at a hospital, clinic or shelter.

    `sentence` is the one that tells of it: what hits stands beside what is hit.
    """
    places = [incident.place, *(one.value for one in incident.places)]
    told = [one.text for one in (*incident.targets, incident.evidence, *incident.mentions)]
    told += [words for place in places if place for words in (place.name, place.qualifier or "")]
    return any(map(tells, told)) or _is_hit(sentence)


def _may_tell(text: str) -> bool:
    folded = text.casefold()
    return any(stem in folded for stem in _stems())


def tells(words: str) -> bool:
    """Tell whether words speak of a facility, named or not."""
    return _may_tell(words) and bool(_matcher().find(list(find_tokens(words))))


@lru_cache(maxsize=512)
def _is_hit(sentence: str) -> bool:
    if not _may_tell(sentence):
        return False
    tokens = list(find_tokens(sentence))
    hitting = load_words("facilities")["hitting"]
    hits = [place for place, token in enumerate(tokens) if token.lower in hitting]
    return any(_is_close(tokens, match, hit) for match in _matcher().find(tokens) for hit in hits)


def _is_close(tokens: Sequence[Token], match: PhraseMatch[str], hit: int) -> bool:
    """Tell whether words for a facility are what is hit, and not whither people were brought."""
    words = load_words("facilities")
    between = tokens[hit + 1 : match.first] if hit < match.first else tokens[match.last : hit]
    behind = {token.lower for token in tokens[match.last : match.last + 1]}
    said = {token.lower for token in between} | behind
    return len(between) <= _NEAR and not said & words["elsewhere"]


def _named(text: str, tokens: Sequence[Token], match: PhraseMatch[str]) -> Iterator[Facility]:
    """Yield the facility that a word for one names, and those beside it: "the Orn and Nesk"."""
    first = _begin_of_name(tokens, match.first)
    if first == match.first:
        return
    label = f"[{match.value}, name withheld]"
    named = tokens[first : match.first]
    if _is_name(tokens, first, named):
        whole = _words(text, [*named, *tokens[match.first : match.last]])
        yield Facility(whole, _core(text, tokens, named), label)
    if first >= 2 and tokens[first - 1].lower in {"and", ","} and _is_plural(tokens, match):
        before = _begin_of_name(tokens, first - 1)
        beside = tokens[before : first - 1]
        if beside and _is_name(tokens, before, beside):
            yield Facility(_words(text, beside), "", label)


def _core(text: str, tokens: Sequence[Token], named: Sequence[Token]) -> str:
    """Return a name without the words for what it names; empty where that is a place's."""
    words = load_words("facilities")
    core = [*named]
    # "Orn children's" is Orn; of "Orn Children's", all is the name.
    while len(core) > 1 and core[-1].text in words["modifiers"]:
        owner = core[-2] if core[-1].lower in _OWNING else core[-1]
        if owner.is_capitalised:
            break
        core.pop()
    told = _words(text, core)
    starts = words["modifiers"] | _matcher().starts
    is_place = len(core) == 1 and any(
        one.lower in _AT and name.text == told and after.lower not in starts
        for one, name, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )
    return "" if is_place else told


def _begin_of_name(tokens: Sequence[Token], end: int) -> int:
    """Return where the name begins that ends before `end`; `end` where there is none."""
    words = load_words("facilities")
    first = at = end
    while at > max(0, end - _LONGEST):
        token = tokens[at - 1]
        if token.lower in words["not_names"] | words["hitting"]:
            break
        if is_name_part(token) or (first < end and token.text.isdecimal()):
            first = at - 1
        elif token.lower not in words["modifiers"] and not _is_of_title(tokens, at - 1):
            break
        at -= 1
    return first


def _is_of_title(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a full stop belongs to a title: "St. Orn"."""
    return tokens[at].text == "." and at > 0 and len(tokens[at - 1].text) <= len("Dr")


def _is_name(tokens: Sequence[Token], first: int, named: Sequence[Token]) -> bool:
    """Tell whether words with capitals are a name: not "Syrian", not "a Marvoy"."""
    own = [one for one in named if one.lower not in load_words("facilities")["modifiers"]]
    if not own or all(fold_name(one.text) in load_nations() or is_demonym(one.text) for one in own):
        return False
    article = tokens[first - 1].lower if first else ""
    is_town = len(named) == _TOWN_S and named[-1].lower in _OWNING
    return not is_town and not (len(named) == 1 and article in {"a", "an"})


def _is_plural(tokens: Sequence[Token], match: PhraseMatch[str]) -> bool:
    return tokens[match.last - 1].lower.endswith("s")


def _words(text: str, tokens: Sequence[Token]) -> str:
    return text[tokens[0].start : tokens[-1].end]


@cache
def _matcher() -> PhraseMatcher[str]:
    entries = load_entries("facilities", "facility", FacilityEntry)
    return PhraseMatcher((entry.pattern, entry.called) for entry in entries)


@cache
def _stems() -> tuple[str, ...]:
    """Return words without which no pattern can match."""
    return tuple(sorted(_matcher().starts))
