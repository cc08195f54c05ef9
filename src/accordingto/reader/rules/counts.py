"""Counted people: a number with the noun it counts, one person, or a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accordingto.lexicons.tokens import Token
from accordingto.reader.numbers import Number, NumberGrammar
from accordingto.reader.people_nouns import PeopleNouns, load_people_nouns
from accordingto.reader.rules.harm import HarmCue, Role
from accordingto.reader.rules.noun_phrases import Phrase, PhraseReader
from accordingto.records.values import Bound, Who

_HYPHENS = frozenset("-–—‐‑")
_DETERMINERS = frozenset({"a", "an", "another", "the", "his", "her", "their", "its", "our", "my"})
_AGES = frozenset({"age", "aged", "ages"})
_NUMBERED = frozenset({"no", "number", "resolution", "article", "section", "chapter", "page"})
_LEFT, _RIGHT = frozenset(",("), frozenset(",)")
_CURRENCY = frozenset("$£€¥#°₦₹")
_DEPENDENT_ZEROS = frozenset({"no", "any", "of", "without", "causing", "inflicting", "reporting"})
MAX_VERB = 4
"""Tokens of a verb right before its object."""
_AGE_MARKS = frozenset(",()")
_NO_HEADLINE = frozenset({"army", "family", "human", "muslim", "local", "general"})
"""Singular nouns that stand without an article for more than one person, or as adjectives."""
_PARENTS = frozenset({"father", "mother", "parent", "parents", "dad", "mum", "mom"})
_PAIRS = frozenset({"couple"})
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


@dataclass(frozen=True, slots=True)
class CountFinder:
    """Finds counted people in one sentence."""

    grammar: NumberGrammar = field(default_factory=NumberGrammar)
    nouns: PeopleNouns = field(default_factory=load_people_nouns)
    phrases: PhraseReader = field(default_factory=PhraseReader)

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
            number = self.grammar.number_at(tokens, place)
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

    def _count_at(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> Count | None:
        """Return the count that begins at a token, or None."""
        number = self.grammar.number_at(tokens, place)
        if number is None or not self._is_countable(tokens, number):
            return self._single_at(tokens, cues, place)
        phrase = self.phrases.read(tokens, cues, number.last)
        if phrase is None or not self._counts_people(tokens, number, phrase):
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

    def _counts_people(self, tokens: Sequence[Token], number: Number, phrase: Phrase) -> bool:
        """Tell whether number and noun together count people."""
        is_bare = phrase.head is None and phrase.cue is None
        if is_bare and _is_year(tokens, number):
            return False
        if phrase.is_unknown and phrase.of_them:
            return False
        if number.low == number.high == 0 and not _is_told_zero(tokens, number, phrase):
            return False
        if phrase.head is not None and number.low == 1 and tokens[phrase.head].lower == "family":
            return False
        return not _is_age(tokens, number, self.nouns, is_elliptic=phrase.is_elliptic)

    def _is_countable(self, tokens: Sequence[Token], number: Number) -> bool:
        """Tell whether a number can count people, by what stands right beside it."""
        core, last = tokens[number.core], number.last
        is_digits = core.text[0].isdigit()
        if core.lower == "both":
            return self._is_pair(tokens, last)
        if is_digits and core.text[0] == "0":
            return False
        if number.core and not _can_stand_behind(tokens[number.core - 1], core, is_digits):
            return False
        if _counts_offspring(tokens, number.first):
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

    def _is_pair(self, tokens: Sequence[Token], last: int) -> bool:
        """Tell whether "both" counts: "both men", not "both men and women"."""
        window = [t.lower for t in tokens[last : last + 4]]
        if window[:1] == ["of"]:
            # "both of her sons", "both of them"
            window = [word for word in window[1:] if word not in _DETERMINERS]
            if window[:1] == ["them"]:
                return True
        place = next((i for i, word in enumerate(window) if word in self.nouns.who), None)
        if place is None or window[place] in self.nouns.singular:
            return False
        before = set(window[:place])
        return "and" not in window[: place + 2] and not before & self.nouns.words["stops"]

    def _single_at(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> Count | None:
        """Return one person named by a noun alone: "a child", "the pilot", "his son"."""
        word = tokens[place].lower
        if word not in _DETERMINERS:
            return self._bare_single_at(tokens, cues, place)
        phrase, end = self._walk_single(tokens, cues, place + 1)
        if phrase.head is None:
            return self._another_at(tokens, cues, place) if word == "another" else None
        head = tokens[phrase.head].lower
        if head not in self.nouns.singular or head == "family":
            return None
        if phrase.last < end and tokens[phrase.last].lower in self.nouns.things:
            return None
        if head in _PAIRS:
            number = Number(place, place + 1, 2, 2, False, Bound.EXACT, place)
            return Count(place, phrase.last, number, head=phrase.head, who=phrase.who)
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

    def _bare_single_at(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> Count | None:
        """Return one person as headlines count them: "Soldier killed in raid", "kills boy"."""
        verb = _verb_at(tokens, cues, place)
        if verb is None and place and tokens[place - 1].text != ":":
            return None
        phrase, _ = self.phrases.walk(tokens, cues, place)
        if phrase.head is None or tokens[phrase.head].lower not in self.nouns.singular:
            return None
        if tokens[phrase.head].lower in _NO_HEADLINE:
            return None
        cue = verb if self._closes(tokens, phrase.last) else None
        cue = cue or self._headline_cue(tokens, cues, phrase.last)
        if cue is None:
            return None
        number = Number(place, place + 1, 1, 1, False, Bound.EXACT, place)
        who, head = phrase.who, phrase.head
        return Count(place, phrase.last, number, head=head, who=who, is_single=True, cue=cue)

    def _headline_cue(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], last: int
    ) -> HarmCue | None:
        """Return the participle without a helping verb of "Boy, 12, killed by mine"."""
        while last < len(tokens) and (
            tokens[last].text in _AGE_MARKS or tokens[last].text.isdigit()
        ):
            last += 1
        cue = cues.get(last)
        if cue is None or not cue.roles & {Role.PASSIVE, Role.AFTER}:
            return None
        return cue if self._closes(tokens, cue.last) else None

    def _closes(self, tokens: Sequence[Token], place: int) -> bool:
        """Tell whether a noun phrase or verb is over at a token."""
        if place >= len(tokens):
            return True
        token = tokens[place]
        is_determiner = token.lower in _DETERMINERS or token.text[0].isdigit()
        return not is_determiner and (not token.is_word or token.lower in self.nouns.words["stops"])

    def _another_at(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> Count | None:
        """Return one more of those told before: "... and another seriously wounded"."""
        ahead = range(place + 1, min(place + 4, len(tokens)))
        if not any(p in cues and Role.PASSIVE in cues[p].roles for p in ahead):
            return None
        number = Number(place, place + 1, 1, 1, False, Bound.EXACT, place)
        return Count(place, place + 1, number, is_elliptic=True)

    def _walk_single(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> tuple[Phrase, int]:
        """Walk over "12-year-old" before the noun phrase of one person."""
        start = place
        if place < len(tokens) and tokens[place].text[0].isdigit():
            place += 1
            while place < len(tokens) and (
                tokens[place].text in _HYPHENS
                or tokens[place].lower.endswith(("year-old", "old"))
                or tokens[place].lower in {"year", "month", "day"}
            ):
                place += 1
            if place == start + 1:
                return Phrase(start), start
        return self.phrases.walk(tokens, cues, place)


def _counts_offspring(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a number tells how many children somebody has: "a father of three"."""
    words = [t.lower for t in tokens[max(first - 2, 0) : first]]
    return len(words) == 2 and words[1] == "of" and words[0] in _PARENTS


def _verb_at(tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int) -> HarmCue | None:
    """Return the verb that ends right before a token and has what follows as its object."""
    for first in range(place - 1, max(place - MAX_VERB, 0) - 1, -1):
        cue = cues.get(first)
        if cue is not None:
            # "killing boy" and "kills boy" tell a death, "the captured pilot" describes one.
            is_finite = cue.last == place and not tokens[first].lower.endswith("ed")
            return cue if is_finite and Role.OBJECT in cue.roles else None
    return None


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


def _is_told_zero(tokens: Sequence[Token], number: Number, phrase: Phrase) -> bool:
    """Tell whether a zero counts people: "no casualties", "nobody", not "no other choice"."""
    if phrase.head is not None or phrase.cue is not None:
        is_told = tokens[number.first].lower != "without" and tokens[number.last - 1].lower != "of"
        return is_told or phrase.cue is not None
    return phrase.is_elliptic and tokens[number.last - 1].lower not in _DEPENDENT_ZEROS


def _is_age(
    tokens: Sequence[Token], number: Number, nouns: PeopleNouns, *, is_elliptic: bool
) -> bool:
    """Tell whether a bare number set off behind a person is an age: "Omar Said, 51, ..."."""
    if not is_elliptic or number.first < 2 or number.last >= len(tokens):
        return False
    if tokens[number.first - 1].text not in _LEFT or tokens[number.last].text not in _RIGHT:
        return False
    person = tokens[number.first - 2]
    is_person = person.is_capitalised or person.lower in nouns.singular
    return is_person and number.last == number.core + 1


def _is_year(tokens: Sequence[Token], number: Number) -> bool:
    """Tell whether a bare number may be a year."""
    return (
        number.first == number.core
        and number.low is not None
        and number.low in _YEARS
        and tokens[number.core].text.isdigit()
    )
