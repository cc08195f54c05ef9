"""Counted people: a number with the noun it counts, one person, or a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accordingto.lexicons.tokens import Token
from accordingto.reader.numbers import Number, NumberGrammar
from accordingto.reader.people_nouns import PeopleNouns, load_people_nouns
from accordingto.reader.rules.harm import HarmCue, Role
from accordingto.records.values import Bound, Who

MAX_PHRASE = 9
"""Words of a noun phrase that are looked at behind a number."""
_QUOTES = frozenset("\"“”'‘’")
_HYPHENS = frozenset("-–—‐‑")
_OPENERS = frozenset({"of", "the", "these", "those", "its", "their", "his", "her", "our", "my"})
_THEM = frozenset({"them", "whom", "us", "those", "these"})
_MORE = frozenset({"more", "other", "others", "additional", "further", "new"})
_DETERMINERS = frozenset({"a", "an", "another", "the", "his", "her", "their", "its", "our", "my"})
_AGES = frozenset({"age", "aged", "ages"})
_NUMBERED = frozenset({"no", "number", "resolution", "article", "section", "chapter", "page"})
_CURRENCY = frozenset("$£€¥#°₦₹")
_YEARS = range(1900, 2101)
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep"}
    | {"sept", "oct", "nov", "dec"}
)


@dataclass(frozen=True, slots=True)
class Count:
    """A phrase that counts people: tokens `first` up to but not including `last`."""

    first: int
    last: int
    number: Number
    head: int | None = None
    """The counted noun, when there is one and it is known."""
    who: Who = Who.UNKNOWN
    is_single: bool = False
    """One person counted by a noun alone, "a child"."""
    is_definite: bool = False
    """One person who is known already, "the pilot"."""
    is_elliptic: bool = False
    """No noun, or "others": what it counts stands elsewhere."""
    is_unknown: bool = False
    """The noun is not in the lexicon."""
    is_further: bool = False
    """More of those counted before, "another 12"."""
    of_them: bool = False
    """A part by its own words: "two of them", "one of the victims"."""
    cue: HarmCue | None = None
    """The counted noun itself as cue: "12 deaths"."""
    premodifier: HarmCue | None = None
    """A cue before the counted noun: "12 wounded men"."""
    name: tuple[int, int] | None = None
    """The person's name, when that is what counts as one."""


@dataclass(slots=True)
class _Phrase:
    """What was read of a noun phrase."""

    last: int
    head: int | None = None
    who: Who = Who.UNKNOWN
    is_elliptic: bool = False
    is_unknown: bool = False
    of_them: bool = False
    cue: HarmCue | None = None
    premodifier: HarmCue | None = None


@dataclass(frozen=True, slots=True)
class CountFinder:
    """Finds counted people in one sentence."""

    grammar: NumberGrammar = field(default_factory=NumberGrammar)
    nouns: PeopleNouns = field(default_factory=load_people_nouns)

    def find(self, tokens: Sequence[Token], cues: Mapping[int, HarmCue]) -> list[Count]:
        """Return the counts of a sentence from left to right, none overlapping another."""
        counts: list[Count] = []
        place = 0
        while place < len(tokens):
            count = self._count_at(tokens, cues, place)
            if count is not None:
                counts.append(count)
                place = max(count.last, place + 1)
                if count.is_single and (other := self._bare_at(tokens, place)) is not None:
                    counts.append(other)
                    place = other.last
                continue
            number = self._number_at(tokens, place)
            place = number.last if number is not None else place + 1
        return counts

    def _bare_at(self, tokens: Sequence[Token], place: int) -> Count | None:
        """Return the second noun of "a woman and child"."""
        if place + 1 >= len(tokens) or tokens[place].lower != "and":
            return None
        word = tokens[place + 1].lower
        if word not in self.nouns.singular:
            return None
        number = Number(place + 1, place + 2, 1, 1, False, Bound.EXACT, place + 1)
        who = self.nouns.who[word]
        return Count(place + 1, place + 2, number, head=place + 1, who=who, is_single=True)

    def _number_at(self, tokens: Sequence[Token], place: int) -> Number | None:
        """Return the number phrase at a token; a cheap look first."""
        return self.grammar.number_at(tokens, place)

    def _count_at(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> Count | None:
        """Return the count that begins at a token, or None."""
        number = self._number_at(tokens, place)
        if number is None:
            return self._single_at(tokens, cues, place)
        if not self._is_countable(tokens, number):
            return self._single_at(tokens, cues, place)
        phrase = self._phrase(tokens, cues, number)
        if phrase is None or _is_age(tokens, number, phrase.is_elliptic):
            return None
        is_year = _is_year(tokens, number)
        if is_year and (phrase.head is None and phrase.cue is None):
            return None
        if phrase.is_unknown and phrase.of_them:
            return None
        if number.low == number.high == 0 and not _is_told_zero(tokens, number, phrase):
            return None
        return Count(
            number.first,
            phrase.last,
            number,
            head=phrase.head,
            who=phrase.who,
            is_elliptic=phrase.is_elliptic,
            is_further=tokens[number.first].lower == "another",
            is_unknown=phrase.is_unknown,
            of_them=phrase.of_them,
            cue=phrase.cue,
            premodifier=phrase.premodifier,
        )

    def _is_countable(self, tokens: Sequence[Token], number: Number) -> bool:
        """Tell whether a number can count people, by what stands right beside it."""
        core, last = tokens[number.core], number.last
        is_digits = core.text[0].isdigit()
        if is_digits and core.text[0] == "0":
            return False
        if number.core and not _can_stand_behind(tokens[number.core - 1], core, is_digits):
            return False
        if {t.lower for t in tokens[max(number.first - 5, 0) : number.first]} & _AGES:
            return False
        if last >= len(tokens):
            return True
        after = tokens[last]
        if after.lower in {"per", "percent", "%"}:
            return False
        is_glued = tokens[last - 1].end == after.start
        if is_glued and is_digits and (after.text in "%/:" or after.is_word):
            return False
        if is_glued and after.text in _HYPHENS:
            return False
        return not (_is_month(after) and is_digits)

    def _phrase(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], number: Number
    ) -> _Phrase | None:
        """Read the noun phrase behind a number; None when it counts no people."""
        of_them = False
        start = place = number.last
        if place < len(tokens) and tokens[place].lower == "of":
            while place < len(tokens) and tokens[place].lower in _OPENERS:
                of_them = of_them or tokens[place].lower in {"the", "these", "those", "its"}
                place += 1
            if place < len(tokens) and tokens[place].lower in _THEM:
                return self._of_them(tokens, cues, place + 1)
            if place > start + 1 and tokens[place - 1].lower in {"those", "these"}:
                return _Phrase(place, is_elliptic=True, of_them=True)
            cue = cues.get(place)
            if place > start + 1 and cue is not None and cue.roles & {Role.PASSIVE, Role.AFTER}:
                if not self._modifies(tokens, cue):
                    return _Phrase(cue.last, is_elliptic=True, of_them=True, cue=cue)
        phrase, end = self._walk(tokens, cues, place)
        phrase.of_them = of_them
        if number.low == 1 and phrase.head is not None and tokens[phrase.head].lower == "family":
            return None
        if phrase.head is None and phrase.cue is None:
            if end in cues and self._is_thing(tokens[end + 1 : end + 3]):
                return None
            return self._without_noun(tokens, start, place, end, phrase)
        if phrase.last < end and tokens[phrase.last].lower in self.nouns.things:
            return None
        return phrase

    def _of_them(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> _Phrase:
        """Read "of them" with the noun that may follow: "29 of them soldiers"."""
        start = place
        while place < len(tokens) and tokens[place].lower in {"were", "was", "are", "a", "an", "is"}:
            place += 1
        phrase, _ = self._walk(tokens, cues, place)
        if phrase.head is None or phrase.last > place + 3:
            return _Phrase(start, is_elliptic=True, of_them=True)
        phrase.of_them = True
        return phrase

    def _is_thing(self, ahead: Sequence[Token]) -> bool:
        """Tell whether words behind a participle name things: "two besieged villages"."""
        if not ahead or ahead[0].lower in self.nouns.words["stops"]:
            return False
        return any(t.lower in self.nouns.things for t in ahead)

    def _without_noun(
        self, tokens: Sequence[Token], start: int, place: int, end: int, phrase: _Phrase
    ) -> _Phrase | None:
        """Settle a phrase in which no noun for people was found."""
        window = [t for t in tokens[place:end] if t.is_word]
        if not window:
            phrase.last, phrase.is_elliptic = start, True
            return phrase if place == start else None
        if all(t.lower in _MORE for t in window):
            phrase.last, phrase.is_elliptic = end, True
            return phrase
        if any(t.lower in self.nouns.things for t in window):
            return None
        phrase.last = end
        is_people = window[-1].is_capitalised and window[-1].lower.endswith(("s", "ese"))
        phrase.is_unknown = not is_people
        return phrase

    def _walk(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> tuple[_Phrase, int]:
        """Walk a noun phrase to its end; return what it holds and where it ends."""
        phrase = _Phrase(place)
        start, limit = place, min(len(tokens), place + MAX_PHRASE)
        modifiers: list[str] = []
        while place < limit:
            token = tokens[place]
            cue = cues.get(place)
            if cue is not None:
                if phrase.head is not None:
                    break
                if self._modifies(tokens, cue):
                    if Role.PREMODIFIER in cue.roles:
                        phrase.premodifier = cue
                    place = cue.last
                    continue
                if Role.NOUN in cue.roles:
                    phrase.cue, phrase.last = cue, cue.last
                break
            if token.text in _QUOTES or (token.text in _HYPHENS and phrase.head is None):
                place += 1
                continue
            if token.lower in self.nouns.words["stops"]:
                if not self._joins(tokens, place, phrase):
                    break
                place += 1
                continue
            if not token.is_word or token.text[0].isdigit():
                break
            if _is_gerund(token) and place > start:
                break
            who = self.nouns.who.get(token.lower)
            if who is not None and not self._is_behind_plural(tokens, phrase, place):
                phrase.who = self._who(who, token.lower, modifiers, phrase)
                phrase.head, phrase.last = place, place + 1
            elif phrase.head is not None and (
                not token.is_capitalised or tokens[phrase.head].lower not in self.nouns.singular
            ):
                place += 1
                break
            elif who is None and token.lower.endswith("s") and token.lower in self.nouns.things:
                return _Phrase(start), place + 1
            modifiers.append(token.lower)
            place += 1
        if phrase.head is not None:
            self._look_behind(tokens, phrase, modifiers)
        return phrase, place

    def _is_behind_plural(self, tokens: Sequence[Token], phrase: _Phrase, place: int) -> bool:
        """Tell whether a noun stands behind a plural, so that a lost comma parts them."""
        if phrase.head is None or tokens[phrase.head].lower in self.nouns.singular:
            return False
        is_next = tokens[place - 1].lower not in {"and", "or"}
        return is_next and tokens[place].lower in self.nouns.singular

    def _modifies(self, tokens: Sequence[Token], cue: HarmCue) -> bool:
        """Tell whether a cue stands as an adjective before a noun: "12 wounded men"."""
        if cue.last - cue.first > 1 or not cue.roles & {Role.PREMODIFIER, Role.PASSIVE, Role.OBJECT}:
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

    def _joins(self, tokens: Sequence[Token], place: int, phrase: _Phrase) -> bool:
        """Tell whether "and" joins two adjectives or two bare nouns of one phrase."""
        if tokens[place].lower != "and" or place + 1 >= len(tokens):
            return False
        ahead = tokens[place + 1 : place + 4]
        if phrase.head is None:
            near = ahead if ahead[0].is_capitalised else ahead[:2]
            return any(t.lower in self.nouns.who for t in near)
        return ahead[0].lower in self.nouns.who and ahead[0].lower not in self.nouns.singular

    def _who(self, who: Who, noun: str, modifiers: Sequence[str], phrase: _Phrase) -> Who:
        """Return what a noun tells, with the words before it and a noun it is joined to."""
        base = self.nouns.base[noun]
        if base == "officer" and "police" in modifiers:
            who = Who.UNKNOWN
        if who is Who.UNKNOWN or base in {"worker", "volunteer"}:
            words = set(modifiers)
            if words & self.nouns.words["civilian_modifiers"]:
                who = Who.CIVILIAN
            elif words & self.nouns.words["combatant_modifiers"]:
                who = Who.COMBATANT
        if phrase.head is not None and {phrase.who, who} == {Who.CIVILIAN, Who.COMBATANT}:
            return Who.MIXED
        return who

    def _look_behind(
        self, tokens: Sequence[Token], phrase: _Phrase, modifiers: Sequence[str]
    ) -> None:
        """Let "members of the army" and "six members of a family" tell who they are."""
        if phrase.who is not Who.UNKNOWN or phrase.last >= len(tokens):
            return
        if tokens[phrase.last].lower != "of":
            return
        ahead = {t.lower for t in tokens[phrase.last + 1 : phrase.last + 8]}
        if ahead & self.nouns.words["civilian_modifiers"]:
            phrase.who = Who.CIVILIAN
        elif ahead & self.nouns.words["combatant_modifiers"]:
            phrase.who = Who.COMBATANT

    def _single_at(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> Count | None:
        """Return one person named by a noun alone: "a child", "the pilot", "his son"."""
        word = tokens[place].lower
        if word not in _DETERMINERS:
            return None
        phrase, end = self._walk_single(tokens, cues, place + 1)
        if phrase.head is None:
            return None
        head = tokens[phrase.head].lower
        if head not in self.nouns.singular or head == "family":
            return None
        if phrase.last < end and tokens[phrase.last].lower in self.nouns.things:
            return None
        number = Number(place, place + 1, 1, 1, False, Bound.EXACT, place)
        return Count(
            place,
            phrase.last,
            number,
            head=phrase.head,
            who=phrase.who,
            is_single=True,
            is_definite=word not in {"a", "an", "another"},
            premodifier=phrase.premodifier,
        )

    def _walk_single(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> tuple[_Phrase, int]:
        """Walk over "12-year-old" before the noun phrase of one person."""
        start = place
        if place < len(tokens) and tokens[place].text[0].isdigit():
            place += 1
            while place < len(tokens) and (
                tokens[place].text in _HYPHENS or tokens[place].lower.endswith(("year-old", "old"))
                or tokens[place].lower in {"year", "month", "day"}
            ):
                place += 1
            if place == start + 1:
                return _Phrase(start), start
        return self._walk(tokens, cues, place)


def _can_stand_behind(before: Token, core: Token, is_digits: bool) -> bool:
    """Tell whether a count can follow a word: not a sum of money, a date or a time of day."""
    if before.text in _CURRENCY or before.lower in _NUMBERED:
        return False
    if not is_digits:
        return True
    if before.end == core.start and (before.text in _HYPHENS or before.text in ":/."):
        return False
    is_year = core.text.isdigit() and int(core.text[:6]) in _YEARS
    return not (_is_month(before) or (is_year and before.text.isdigit()))


def _is_month(token: Token) -> bool:
    """Tell whether a word is the name of a month; "may" is not."""
    return token.is_capitalised and token.lower in _MONTHS


def _is_gerund(token: Token) -> bool:
    """Tell whether a word looks like a verb in -ing, which ends a noun phrase."""
    return token.lower.endswith("ing") and not token.is_capitalised


def _is_told_zero(tokens: Sequence[Token], number: Number, phrase: _Phrase) -> bool:
    """Tell whether a zero counts people: "no casualties", "nobody", not "no other choice"."""
    if phrase.head is not None or phrase.cue is not None:
        return True
    return phrase.is_elliptic and tokens[number.last - 1].lower not in {"no", "any"}


def _is_age(tokens: Sequence[Token], number: Number, is_elliptic: bool) -> bool:
    """Tell whether a bare number set off behind a name is an age: "Omar Said, 51, ..."."""
    if not is_elliptic or number.first < 2 or number.last >= len(tokens):
        return False
    if tokens[number.first - 1].text not in {",", "("} or tokens[number.last].text not in {",", ")"}:
        return False
    return tokens[number.first - 2].is_capitalised and number.last == number.core + 1


def _is_year(tokens: Sequence[Token], number: Number) -> bool:
    """Tell whether a bare number may be a year."""
    return (
        number.first == number.core
        and number.low is not None
        and number.low in _YEARS
        and tokens[number.core].text.isdigit()
    )
