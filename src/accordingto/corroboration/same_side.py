"""Names of parties: whether two of them can be one, or of one side, as the words show."""

from dataclasses import dataclass
from functools import cache, lru_cache

from accordingto.gazetteer.demonyms import is_demonym, load_nations
from accordingto.gazetteer.names import fold_name
from accordingto.lexicons.loader import load_words

STEM = 4
"""Letters by which a country and its people are known as one: "Maresia", "Maresian"."""
_MARKS = "-–—/'’\"“”,()"
_BREAKS = str.maketrans(_MARKS, " " * len(_MARKS))


@dataclass(frozen=True, slots=True)
class Party:
    """What the words of a name tell about a party."""

    telling: frozenset[str]
    """Words that others hardly share: no ranks, arms, countries."""
    nations: frozenset[str]
    """Beginnings of words that may be countries or peoples."""
    plain: frozenset[str]
    """All words but those that every name can have: "coalition" stays."""
    peoples: frozenset[str]
    """Countries whose people or country the words name."""
    is_state: bool
    is_rebel: bool

    def differs_from(self, other: "Party") -> bool:
        """Tell whether words show that two parties are not one: enemies, or of two countries.

        Other words show nothing: one group goes by many names.
        """
        if self.is_opposed(other):
            return True
        return bool(self.peoples and other.peoples) and self.peoples.isdisjoint(other.peoples)

    def can_be(self, other: "Party") -> bool:
        """Tell whether two names can stand for one party, or for allies in one deed.

        Words that every force has ("warplanes", "the army") can stand for anybody's.
        """
        if self.is_opposed(other):
            return False
        mine, others = self.plain | self.nations, other.plain | other.nations
        return not mine or not others or bool(mine & others)

    def shares_name(self, other: "Party") -> bool:
        """Tell whether two names share a word that tells parties from each other."""
        return bool(self.telling & other.telling) and not self.is_opposed(other)

    def is_one_state_with(self, other: "Party") -> bool:
        """Tell whether both are arms of one state: "the Maresian army", "Maresia's ministry"."""
        if not (self.is_state and other.is_state) or self.is_rebel or other.is_rebel:
            return False
        return bool(self.nations & other.nations) or not (self.nations or other.nations)

    def is_opposed(self, other: "Party") -> bool:
        """Tell whether one is an arm of a state and the other a rebel group, by their words."""
        return self.is_rebel != other.is_rebel and self.is_state != other.is_state


@lru_cache(maxsize=65536)
def party_of(*names: str) -> Party:
    """Return what the words of a party's names tell.

    >>> army, ministry = party_of("the Maresian army"), party_of("Maresia's Ministry of Defence")
    >>> army.is_one_state_with(ministry), party_of("Maresian rebels").is_one_state_with(army)
    (True, False)
    """
    words = [word for name in names for word in _split(name)]
    folded = frozenset(fold_name(word) for word in words) - {""}
    plain = {fold_name(word) for word in words if not is_demonym(word[:1].upper() + word[1:])}
    return Party(
        telling=frozenset(word for word in plain if len(word) > 2) - _common(),
        nations=_nations(folded - _common()),
        peoples=_nations(folded - plain) | _codes(folded),
        plain=frozenset(word for word in plain if len(word) > 2)
        - _folded("common_words")
        - _folded("colourless")
        - _folded("bearers", "parties"),
        is_state=bool(folded & _folded("state_organs")),
        is_rebel=bool(folded & _folded("rebel_words")),
    )


def is_enemy_word(words: str) -> bool:
    """Tell whether words for people are those that only their enemies use."""
    return any(fold_name(word) in _folded("enemy_words") for word in _split(words))


def _split(name: str) -> list[str]:
    plain = name.replace(".", "").replace("'s", "").replace("’s", "")
    return plain.translate(_BREAKS).split()


def _nations(words: frozenset[str]) -> frozenset[str]:
    return _codes(words) | {word[:STEM] for word in words if len(word) >= STEM}


def _codes(words: frozenset[str]) -> frozenset[str]:
    return frozenset(load_nations()[word] for word in words if word in load_nations())


@cache
def _folded(name: str, lexicon: str = "sides") -> frozenset[str]:
    return frozenset(fold_name(word) for word in load_words(lexicon)[name])


@cache
def _common() -> frozenset[str]:
    lists = ("common_words", "colourless", "state_organs", "rebel_words", "neutral_words")
    return frozenset().union(*map(_folded, (*lists, "enemy_words", "partisan_words")))
