"""Nouns that count people: who they are, how old, of which sex, as far as the noun tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from accordingto.lexicons.loader import load_words
from accordingto.records.values import Age, Sex, Who

_IRREGULAR = {"child": "children", "person": "people", "baby": "babies", "wife": "wives"}


@dataclass(frozen=True, slots=True)
class PeopleNouns:
    """What the lexicon `people_nouns` knows, with plurals derived."""

    who: Mapping[str, Who]
    """Every form of a noun for people, with what it tells of them."""
    singular: frozenset[str]
    """Forms that stand for one person."""
    base: Mapping[str, str]
    """The singular of each form."""
    words: Mapping[str, frozenset[str]]
    """The lists of the lexicon as they are."""
    things: frozenset[str]
    """Nouns, in both numbers, that are counted and are not people."""

    def age(self, form: str) -> Age:
        """Return the age group that a noun tells."""
        base = self.base.get(form, form)
        if base in self.words["children"]:
            return Age.CHILDREN
        if base in self.words["elderly"]:
            return Age.ELDERLY
        return Age.ADULTS if base in self.words["adults"] else Age.UNKNOWN

    def sex(self, form: str) -> Sex:
        """Return the sex that a noun tells."""
        base = self.base.get(form, form)
        if base in self.words["female"]:
            return Sex.WOMEN
        return Sex.MEN if base in self.words["male"] else Sex.UNKNOWN

    def is_role(self, form: str) -> bool:
        """Tell whether a noun names an occupation or office."""
        return self.base.get(form, form) in self.words["roles"]

    def is_label(self, form: str) -> bool:
        """Tell whether a noun is a label that takes sides: "martyr", "terrorist"."""
        labels = self.words["labels"]
        return form in labels or form.removesuffix("s") in labels


@cache
def load_people_nouns() -> PeopleNouns:
    """Return the nouns of the lexicon."""
    words = load_words("people_nouns")
    who: dict[str, Who] = {}
    base: dict[str, str] = {}
    singular: set[str] = set()
    for kind in (Who.CIVILIAN, Who.COMBATANT, Who.UNKNOWN):
        for noun in words[kind.value]:
            singular.add(noun)
            for form in (noun, plural(noun)):
                who[form], base[form] = kind, noun
        for form in words[f"{kind.value}_many"]:
            who[form] = kind
            base.setdefault(form, form)
    singular -= {"army", "humans", "displaced", "elderly", "homeless"}
    return PeopleNouns(
        who=who,
        singular=frozenset(singular),
        base=base,
        words=words,
        things=frozenset(_both_numbers(words["things"])),
    )


def plural(noun: str) -> str:
    """Return the plural of a noun.

    >>> [plural(noun) for noun in ("gunman", "civilian", "child", "baby", "witness")]
    ['gunmen', 'civilians', 'children', 'babies', 'witnesses']
    """
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("child"):
        return noun + "ren"
    if noun.endswith("man") and noun not in {"human", "german"}:
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _both_numbers(nouns: Iterable[str]) -> Iterable[str]:
    """Yield each noun and its plural."""
    for noun in nouns:
        yield noun
        yield plural(noun)
