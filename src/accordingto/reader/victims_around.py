"""What the words around a figure tell of those it counts: "27 people, mostly children"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token
from accordingto.reader.people_nouns import PeopleNouns, load_people_nouns
from accordingto.reader.rules.counts import AGED
from accordingto.reader.victims import Victims
from accordingto.records.values import Age, Sex, Who

ADULT = 18
"""Years from which a person is no child."""
_OLDEST = 120
_NEAR = 7
"""Words between a count and those that tell more of the people counted."""
_TOLD = 12
"""Words in which they are told."""
_WORDS = load_words("victims")


@dataclass(frozen=True, slots=True)
class Told:
    """What the words around a figure add to its own."""

    victims: Victims
    status: Who = Who.UNKNOWN


def look_around(
    victims: Victims,
    inside: Sequence[Token],
    before: Sequence[Token],
    behind: Sequence[Token],
    one: bool,
) -> Told:
    """Return what is told of people counted, by the words of the figure and those around it.

    `one` tells that it is one person, whose age in years may stand beside. What is told of a part
    of them ("mostly civilians") makes the whole mixed.
    """
    nouns = load_people_nouns()
    if one:
        return Told(_one_person(victims, inside, before, behind, nouns))
    group = _group(behind, nouns)
    sex = victims.sex if victims.sex is not Sex.UNKNOWN else _sex_of(inside, group, nouns)
    age = victims.age
    if age is Age.UNKNOWN and group is not None:
        age = _age_of(group, nouns)
    role = victims.role or _role_in(inside, nouns)
    status = _status(inside, behind, group, nouns)
    return Told(replace(victims, age=age, sex=sex, role=role), status)


@dataclass(frozen=True, slots=True)
class _Group:
    """Nouns told of the people counted, and whether they are told of all of them."""

    nouns: tuple[str, ...]
    is_all: bool


def _group(behind: Sequence[Token], nouns: PeopleNouns) -> _Group | None:
    """Return what is told of the people counted: "most of them women", "including children"."""
    for place, token in enumerate(behind[:_NEAR]):
        if token.text in ".;:" or token.text[0].isdigit():
            return None
        if token.lower not in _WORDS["openers"] and not _is_being(behind, place, nouns):
            continue
        found = tuple(_nouns_told(behind[place + 1 : place + _TOLD], nouns))
        return _Group(found, token.lower in _WHOLE) if found else None
    return None


_WHOLE = frozenset(("all", "both", "were", "was"))


def _nouns_told(words: Sequence[Token], nouns: PeopleNouns) -> Iterator[str]:
    """Yield the nouns joined by "and"; nothing where a number opens a figure of its own."""
    is_found = False
    for token in words:
        if token.lower in nouns.who:
            is_found = True
            yield token.lower
        elif token.lower not in (_JOINTS if is_found else _WORDS["between"]):
            return


_JOINTS = frozenset(("and", ",", "or"))


def _is_being(behind: Sequence[Token], place: int, nouns: PeopleNouns) -> bool:
    """Tell whether "were" opens what the people counted were: "14 of the dead were fighters"."""
    if place or behind[place].lower not in {"were", "was"}:
        return False
    told = behind[place + 1 : place + 4]
    at = next((i for i, t in enumerate(told) if t.lower in nouns.who), None)
    return at is not None and all(t.text.isalpha() for t in told[:at])


def _age_of(group: _Group, nouns: PeopleNouns) -> Age:
    """Return the age that a group tells; children among others make it mixed."""
    ages = {nouns.age(noun) for noun in group.nouns}
    if Age.CHILDREN not in ages:
        return Age.UNKNOWN
    return Age.CHILDREN if group.is_all and len(ages) == 1 else Age.MIXED


def _sex_of(inside: Sequence[Token], group: _Group | None, nouns: PeopleNouns) -> Sex:
    """Return the sex that "male" or "all of them women" tells; not of "women and children"."""
    words = {_bare(token) for token in inside}
    if words & _JOINTS and any(w in nouns.who and nouns.sex(w) is Sex.UNKNOWN for w in words):
        return Sex.UNKNOWN
    told = {*_adjectives(words), *(nouns.sex(word) for word in words)}
    if group is not None and group.is_all:
        told |= {nouns.sex(noun) for noun in group.nouns}
    known = told - {Sex.UNKNOWN}
    return next(iter(known)) if len(known) == 1 else Sex.UNKNOWN


def _adjectives(words: set[str]) -> Sequence[Sex]:
    return [sex for word, sex in (("male", Sex.MEN), ("female", Sex.WOMEN)) if word in words]


def _status(
    inside: Sequence[Token], behind: Sequence[Token], group: _Group | None, nouns: PeopleNouns
) -> Who:
    """Return the status that is claimed of the people counted."""
    told = set(group.nouns) if group else set()
    is_civil = bool(told & nouns.words["civilian_claims"])
    is_armed = any(nouns.who[noun] is Who.COMBATANT for noun in told)
    if is_civil or is_armed:
        if group is None or not group.is_all or (is_civil and is_armed):
            return Who.MIXED
        return Who.CIVILIAN if is_civil else Who.COMBATANT
    words = [*inside, *behind[:_NEAR]]
    member = next((i for i, t in enumerate(words) if t.lower in {"member", "members"}), None)
    if member is None or [t.lower for t in words[member + 1 : member + 2]] != ["of"]:
        return Who.UNKNOWN
    body = [t.lower for t in words[member + 2 : member + _NEAR]]
    end = next((i for i, word in enumerate(body) if word in _WORDS["armed_bodies"]), None)
    return Who.UNKNOWN if end is None else Who.COMBATANT


def _one_person(
    victims: Victims,
    inside: Sequence[Token],
    before: Sequence[Token],
    behind: Sequence[Token],
    nouns: PeopleNouns,
) -> Victims:
    """Return what is told of one person: age in years, sex, and the role beside the name."""
    age, sex = victims.age, victims.sex
    years = years_in(inside) if years_in(inside) is not None else years_behind(behind)
    if years is not None and age is Age.UNKNOWN:
        age = Age.CHILDREN if years < ADULT else Age.ADULTS
    if sex is Sex.UNKNOWN:
        sex = _sex_of(inside, None, nouns)
    role = victims.role or _role_in(inside, nouns)
    is_named = bool(inside) and inside[-1].is_capitalised
    if role is None and is_named:
        role = _role_in(before[-1:], nouns) or role_behind(behind, nouns)
    return replace(victims, age=age, sex=sex, role=role)


def years_in(tokens: Sequence[Token]) -> int | None:
    """Return the age of "a 35-year-old teacher", "a 23-year old herder" or "a girl of 9"."""
    for place, token in enumerate(tokens):
        if token.text.isdecimal() and place > 1 and tokens[place - 1].lower == "of":
            is_aged = tokens[place - 2].lower in AGED
            return _possible(token.text) if is_aged else None
        behind = [t.lower for t in tokens[place + 1 : place + 4] if t.text != "-"]
        if token.text.isdecimal() and (behind[:1] == ["year-old"] or behind[:2] == ["year", "old"]):
            return _possible(token.text)
    return None


def years_behind(behind: Sequence[Token]) -> int | None:
    """Return the age that stands behind a name: "(31)", ", 51,", ", aged 7"."""
    texts = [token.lower for token in behind[:5]]
    if texts[:1] == ["aged"]:
        texts.insert(0, ",")
    if not texts or texts[0] not in {",", "("}:
        return None
    at = 2 if texts[1:2] == ["aged"] else 1
    is_alone = texts[at + 1 : at + 2] in ([], [","], [")"], ["years"], ["."])
    return _possible(texts[at]) if at < len(texts) and is_alone else None


def role_behind(behind: Sequence[Token], nouns: PeopleNouns) -> str | None:
    """Return the role that an apposition behind a name tells: ", a doctor in Ostel"."""
    kept = list(behind[:_TOLD])
    while kept and (kept[0].text in ",()" or kept[0].text.isdecimal()):
        kept.pop(0)
    if len(kept) == len(behind[:_TOLD]) and (not kept or kept[0].lower not in {"a", "an"}):
        return None
    for place, token in enumerate(kept):
        if nouns.is_role(token.lower):
            return token.text
        if token.text in ",.;()" or (place and token.lower in _WORDS["tails"]):
            return None
    return None


def _role_in(tokens: Sequence[Token], nouns: PeopleNouns) -> str | None:
    return next((t.text for t in tokens if nouns.is_role(_bare(t)) and not _is_name(t)), None)


def _is_name(token: Token) -> bool:
    """Tell whether a word in capitals may be somebody's name: "Ana Miller"."""
    return token.is_capitalised and token.lower in _WORDS["names"]


def _bare(token: Token) -> str:
    return token.lower.removeprefix("ex-")


def _possible(years: str) -> int | None:
    return int(years) if years.isdecimal() and len(years) < 4 and int(years) <= _OLDEST else None
