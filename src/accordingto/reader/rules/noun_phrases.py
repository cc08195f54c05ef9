"""Noun phrases behind a number: whom it counts, and what the phrase itself says of them."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from accordingto.lexicons.tokens import Token
from accordingto.reader.people_nouns import PeopleNouns, load_people_nouns
from accordingto.reader.rules.harm import HarmCue, Role
from accordingto.records.values import Who

MAX_PHRASE = 9
"""Words of a noun phrase that are looked at behind a number."""
_MAX_THEM = 3
_QUOTES = frozenset("\"“”'‘’")
_HYPHENS = frozenset("-–—‐‑")
_OPENERS = frozenset({"of", "the", "these", "those", "its", "their", "his", "her", "our", "my"})
_POINTERS = frozenset({"the", "these", "those"})
_THEM = frozenset({"them", "whom", "us", "those", "these"})
_BE = frozenset({"were", "was", "are", "is", "a", "an"})
_MORE = frozenset({"more", "other", "others", "additional", "further", "new"})
_ADJECTIVE = frozenset({Role.PREMODIFIER, Role.PASSIVE, Role.OBJECT})


@dataclass(slots=True)
class Phrase:
    """What was read of a noun phrase: it ends before token `last`."""

    last: int
    head: int | None = None
    """The noun for people, when there is one."""
    who: Who = Who.UNKNOWN
    is_elliptic: bool = False
    is_unknown: bool = False
    of_them: bool = False
    cue: HarmCue | None = None
    premodifier: HarmCue | None = None


@dataclass(frozen=True, slots=True)
class PhraseReader:
    """Reads the noun phrases of one sentence."""

    nouns: PeopleNouns = field(default_factory=load_people_nouns)

    def read(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], start: int
    ) -> Phrase | None:
        """Read the noun phrase behind a number; None when it counts no people."""
        place = start
        of_them = False
        if start < len(tokens) and tokens[start].lower == "of":
            while place < len(tokens) and tokens[place].lower in _OPENERS:
                of_them = of_them or tokens[place].lower in _POINTERS
                place += 1
            if (part := self._partitive(tokens, cues, start, place)) is not None:
                return part
        phrase, end = self.walk(tokens, cues, place)
        phrase.of_them = of_them
        if phrase.head is None and phrase.cue is None:
            cue = cues.get(end)
            is_adjective = cue is not None and bool(cue.roles & _ADJECTIVE - {Role.OBJECT})
            if is_adjective and self._is_thing(tokens[end + 1 : end + 3]):
                return None
            return self._without_noun(tokens[place:end], start, end, phrase)
        if phrase.last < end and tokens[phrase.last].lower in self.nouns.things:
            return None
        return phrase

    def _partitive(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], start: int, place: int
    ) -> Phrase | None:
        """Read "of them", "of those" and "of the dead", which point back."""
        if place < len(tokens) and tokens[place].lower in _THEM:
            return self._of_them(tokens, cues, place + 1)
        if place == start + 1:
            # "dozens of wounded", "dozens of dead"
            cue = cues.get(place)
            if cue is None or Role.AFTER not in cue.roles or self._modifies(tokens, cue):
                return None
            return Phrase(cue.last, is_elliptic=True, cue=cue)
        if tokens[place - 1].lower in _THEM:
            return Phrase(place, is_elliptic=True, of_them=True)
        cue = cues.get(place)
        if cue is None or not cue.roles & {Role.PASSIVE, Role.AFTER}:
            return None
        if self._modifies(tokens, cue):
            return None
        return Phrase(cue.last, is_elliptic=True, of_them=True, cue=cue)

    def _of_them(self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], start: int) -> Phrase:
        """Read "of them" with the noun that may follow: "29 of them soldiers"."""
        place = start
        while place < len(tokens) and tokens[place].lower in _BE:
            place += 1
        phrase, _ = self.walk(tokens, cues, place)
        if phrase.head is None or phrase.last > place + _MAX_THEM:
            return Phrase(start, is_elliptic=True, of_them=True)
        phrase.of_them = True
        return phrase

    def _is_thing(self, ahead: Sequence[Token]) -> bool:
        """Tell whether words behind a participle name things: "two besieged villages"."""
        if not ahead or ahead[0].lower in self.nouns.words["stops"]:
            return False
        return any(t.lower in self.nouns.things for t in ahead)

    def _without_noun(
        self, walked: Sequence[Token], start: int, end: int, phrase: Phrase
    ) -> Phrase | None:
        """Settle a phrase in which no noun for people was found."""
        window = [t for t in walked if t.is_word]
        if not window:
            phrase.is_elliptic = True
            return phrase if phrase.last == start else None
        phrase.last = end
        if all(t.lower in _MORE for t in window):
            phrase.is_elliptic = True
            return phrase
        if any(t.lower in self.nouns.things for t in window):
            return None
        is_people = window[-1].is_capitalised and window[-1].lower.endswith(("s", "ese"))
        phrase.is_unknown = not is_people
        return phrase

    def walk(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], start: int
    ) -> tuple[Phrase, int]:
        """Walk a noun phrase to its end; return what it holds and where it ends."""
        phrase = Phrase(start)
        place, limit = start, min(len(tokens), start + MAX_PHRASE)
        modifiers: list[str] = []
        while place < limit and tokens[place].lower != "others":
            step: int | None
            if place in cues:
                step = self._over_cue(tokens, cues[place], phrase)
            else:
                step = self._over_mark(tokens, place, start, phrase)
            if step is None:
                if self._is_counted_thing(tokens[place]):
                    return Phrase(start), place + 1
                if not self._take(tokens, place, phrase, modifiers):
                    return self._done(tokens, phrase), place + 1
                step = 1
            if not step:
                return self._done(tokens, phrase), place
            place += step
        # "Others" stands for a noun, and no noun follows it.
        return self._done(tokens, phrase), place + int(place < limit)

    def _over_mark(
        self, tokens: Sequence[Token], place: int, start: int, phrase: Phrase
    ) -> int | None:
        """Return 1 for a mark or "and" inside the phrase, 0 for its end, None for a word."""
        token = tokens[place]
        if token.text in _HYPHENS and phrase.head is None:
            return 1
        if token.text in _QUOTES:
            # "dozens of "fighters"" opens a quotation; elsewhere a mark closes one.
            return int(place == start or tokens[start].text in _QUOTES)
        if self._ends(tokens, place, start, phrase):
            return 0
        return 1 if token.lower in {"and", "or"} else None

    def _over_cue(self, tokens: Sequence[Token], cue: HarmCue, phrase: Phrase) -> int:
        """Return how many tokens a cue inside the phrase takes; 0 when it ends the phrase."""
        if phrase.head is not None:
            if Role.NOUN in cue.roles and self._is_compound(tokens, cue, phrase.head):
                phrase.cue, phrase.last = cue, cue.last
            return 0
        if self._modifies(tokens, cue):
            if Role.PREMODIFIER in cue.roles:
                phrase.premodifier = cue
            return cue.last - cue.first
        if Role.NOUN in cue.roles:
            phrase.cue, phrase.last = cue, cue.last
        return 0

    def _is_compound(self, tokens: Sequence[Token], cue: HarmCue, head: int) -> bool:
        """Tell whether people stand before a noun of harm as an adjective: "civilian deaths"."""
        word = tokens[head].lower
        is_adjective = word in self.nouns.singular or word in self.nouns.words["adjectival"]
        return head + 1 == cue.first and is_adjective

    def _ends(self, tokens: Sequence[Token], place: int, start: int, phrase: Phrase) -> bool:
        """Tell whether a token stands outside the phrase."""
        token = tokens[place]
        if token.lower in self.nouns.words["stops"]:
            return not self._joins(tokens, place, phrase)
        if not token.is_word or token.text[0].isdigit():
            return True
        return place > start and token.lower.endswith("ing") and not token.is_capitalised

    def _is_counted_thing(self, token: Token) -> bool:
        """Tell whether a plural names things, which then are what is counted."""
        word = token.lower
        return word.endswith("s") and word in self.nouns.things and word not in self.nouns.who

    def _take(
        self, tokens: Sequence[Token], place: int, phrase: Phrase, modifiers: list[str]
    ) -> bool:
        """Take a word into the phrase; False when it shows that the phrase is over."""
        token = tokens[place]
        who = self.nouns.who.get(token.lower)
        if who is not None and not self._is_behind_plural(tokens, phrase, place):
            phrase.who = self._who(who, token.lower, modifiers, phrase)
            phrase.head, phrase.last = place, place + 1
        elif phrase.head is not None:
            head = tokens[phrase.head].lower
            if not token.is_capitalised or head not in self.nouns.singular:
                return False
        modifiers.append(token.lower)
        return True

    def _done(self, tokens: Sequence[Token], phrase: Phrase) -> Phrase:
        """Let "members of the army" and "six members of a family" tell who they are."""
        if phrase.head is None or phrase.who is not Who.UNKNOWN or phrase.last >= len(tokens):
            return phrase
        if tokens[phrase.last].lower == "of":
            ahead = {t.lower for t in tokens[phrase.last + 1 : phrase.last + 8]}
            phrase.who = self._by_modifiers(phrase.who, ahead)
        return phrase

    def _is_behind_plural(self, tokens: Sequence[Token], phrase: Phrase, place: int) -> bool:
        """Tell whether a noun stands behind a plural, so that a lost comma parts them."""
        if phrase.head is None or tokens[phrase.head].lower in self.nouns.singular:
            return False
        if tokens[phrase.head].lower in self.nouns.words["adjectival"]:
            return False
        is_next = tokens[place - 1].lower not in {"and", "or"}
        return is_next and tokens[place].lower in self.nouns.singular

    def _modifies(self, tokens: Sequence[Token], cue: HarmCue) -> bool:
        """Tell whether a cue stands as an adjective before a noun: "12 wounded men"."""
        if cue.last - cue.first > 1 or not cue.roles & _ADJECTIVE:
            return False
        ahead = tokens[cue.last : cue.last + 2]
        if ahead and ahead[0].lower in self.nouns.who:
            return Role.PREMODIFIER in cue.roles or ahead[0].lower not in self.nouns.singular
        return Role.PREMODIFIER in cue.roles and (
            len(ahead) > 1
            and ahead[1].lower in self.nouns.who
            and ahead[0].is_word
            and ahead[0].lower not in self.nouns.words["stops"]
            and not ahead[0].text[0].isdigit()
        )

    def _joins(self, tokens: Sequence[Token], place: int, phrase: Phrase) -> bool:
        """Tell whether "and" joins adjectives or bare nouns of one phrase, or "or" its nouns."""
        is_or = tokens[place].lower == "or" and phrase.head is not None
        if not (tokens[place].lower == "and" or is_or) or place + 1 >= len(tokens):
            return False
        ahead = tokens[place + 1 : place + 4]
        if phrase.head is None:
            if place == phrase.last:
                return False
            near = ahead if ahead[0].is_capitalised else ahead[:2]
            return any(t.lower in self.nouns.who for t in near)
        return ahead[0].lower in self.nouns.who and ahead[0].lower not in self.nouns.singular

    def _who(self, who: Who, noun: str, modifiers: Sequence[str], phrase: Phrase) -> Who:
        """Return what a noun tells, with the words before it and a noun it is joined to."""
        base = self.nouns.base[noun]
        if base == "officer" and "police" in modifiers:
            who = Who.UNKNOWN
        if who is Who.UNKNOWN or base in {"worker", "volunteer"}:
            who = self._by_modifiers(who, set(modifiers))
        if phrase.head is not None and {phrase.who, who} == {Who.CIVILIAN, Who.COMBATANT}:
            return Who.MIXED
        return who

    def _by_modifiers(self, who: Who, words: Set[str]) -> Who:
        """Return what the words around a neutral noun tell: "family members", "army members"."""
        if words & self.nouns.words["civilian_modifiers"]:
            return Who.CIVILIAN
        return Who.COMBATANT if words & self.nouns.words["combatant_modifiers"] else who
