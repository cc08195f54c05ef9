"""Counted people: a number with the noun it counts, one person, or a name."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from accordingto.lexicons.tokens import Token
from accordingto.reader.numbers import Number, NumberGrammar, load_number_grammar
from accordingto.reader.people_nouns import PeopleNouns, load_people_nouns
from accordingto.reader.rules.counted import Count
from accordingto.reader.rules.harm import HarmCue
from accordingto.reader.rules.noun_phrases import Phrase, PhraseReader
from accordingto.reader.rules.singles import DETERMINERS, SingleFinder
from accordingto.records.values import Bound

_HYPHENS = frozenset("-–—‐‑")
_AGES = frozenset({"age", "aged", "ages"})
AGED = frozenset({"baby", "boy", "child", "girl", "man", "toddler", "woman", "youth"})
"""Of whom "of 9" tells the age, not how many."""
_NUMBERED = frozenset({"no", "number", "resolution", "article", "section", "chapter", "page"})
_LEFT, _RIGHT = frozenset(",("), frozenset(",)")
_CURRENCY = frozenset("$£€¥#°₦₹")
_DEPENDENT_ZEROS = frozenset({"no", "any", "of", "without", "causing", "inflicting", "reporting"})
_PARENTS = frozenset({"father", "mother", "parent", "parents", "dad", "mum", "mom"})
_RIGHT_ENDS = frozenset(".;)")
_PAIR, _OLDEST = 2, 120
_YEARS = range(1900, 2101)
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep"}
    | {"sept", "oct", "nov", "dec"}
)


@dataclass(frozen=True, slots=True)
class CountFinder:
    """Finds counted people in one sentence."""

    grammar: NumberGrammar = field(default_factory=load_number_grammar)
    nouns: PeopleNouns = field(default_factory=load_people_nouns)
    phrases: PhraseReader = field(default_factory=PhraseReader)
    singles: SingleFinder = field(default_factory=SingleFinder)

    def find(self, tokens: Sequence[Token], cues: Mapping[int, HarmCue]) -> list[Count]:
        """Return the counts of a sentence from left to right, none overlapping another."""
        counts: list[Count] = []
        ends = {cue.last for cue in cues.values()}
        place = 0
        while place < len(tokens):
            if not self._can_begin(tokens, place, ends):
                place += 1
                continue
            number = self.grammar.number_at(tokens, place)
            count = self._count_at(tokens, cues, place, number)
            if count is not None:
                counts.append(count)
                place = max(count.last, place + 1)
                if count.is_single and (other := self._bare_at(tokens, place)) is not None:
                    counts.append(other)
                    place = other.last
                continue
            place = number.last if number is not None else place + 1
        return counts

    def _can_begin(self, tokens: Sequence[Token], place: int, ends: Set[int]) -> bool:
        """Tell whether a count is worth trying at a token; `ends` are those behind a cue."""
        token = tokens[place]
        is_led = token.lower in DETERMINERS or self.grammar.can_begin(token)
        return is_led or place in ends or not place or tokens[place - 1].text == ":"

    def can_count(self, tokens: Sequence[Token], number: Number) -> bool:
        """Tell whether a number may count people: not a share, a date, a sum of money or an age."""
        is_age = _is_age(tokens, number, self.nouns, is_elliptic=True)
        return not is_age and self._is_countable(tokens, number)

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
        self,
        tokens: Sequence[Token],
        cues: Mapping[int, HarmCue],
        place: int,
        number: Number | None,
    ) -> Count | None:
        """Return the count that begins at a token, by a number or by a noun alone, or None."""
        if number is None or not self._is_countable(tokens, number):
            return self.singles.single_at(tokens, cues, place)
        phrase = self.phrases.read(tokens, cues, number.last)
        if phrase is None or not self._counts_people(tokens, number, phrase):
            return None
        return Count(
            _family_start(tokens, number.first),
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
            window = [word for word in window[1:] if word not in DETERMINERS]
            if window[:1] == ["them"]:
                return True
        place = next((i for i, word in enumerate(window) if word in self.nouns.who), None)
        if place is None or window[place] in self.nouns.singular:
            return False
        before = set(window[:place])
        return "and" not in window[: place + 2] and not before & self.nouns.words["stops"]


def _family_start(tokens: Sequence[Token], first: int) -> int:
    """Return where "a family of five" begins; else where the number does."""
    if first < 2 or tokens[first - 1].lower != "of" or tokens[first - 2].lower != "family":
        return first
    return first - 3 if first > 2 and tokens[first - 3].lower in DETERMINERS else first - 2


def _counts_offspring(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a number tells how many children somebody has: "a father of three"."""
    words = [t.lower for t in tokens[max(first - 2, 0) : first]]
    return len(words) == 2 and words[1] == "of" and words[0] in _PARENTS


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
    if not is_elliptic or number.first < 2:
        return False
    if _is_in_row_of_ages(tokens, number, nouns) or _is_years_of(tokens, number):
        return True
    if number.last >= len(tokens):
        return False
    if tokens[number.first - 1].text not in _LEFT or tokens[number.last].text not in _RIGHT:
        return False
    person = tokens[number.first - 2]
    is_person = person.is_capitalised or person.lower in nouns.singular
    return is_person and number.last == number.core + 1


def _is_years_of(tokens: Sequence[Token], number: Number) -> bool:
    """Tell whether a number is the age of one person: "a girl of 9"."""
    noun, of = tokens[number.first - 2].lower, tokens[number.first - 1].lower
    return of == "of" and noun in AGED and tokens[number.core].text.isdigit()


def _is_in_row_of_ages(tokens: Sequence[Token], number: Number, nouns: PeopleNouns) -> bool:
    """Tell whether a number is one of several ages behind people: "two sisters, 12 and 14,"."""
    first, last = number.core, number.core + 1
    while first and _is_in_row(tokens[first - 1]):
        first -= 1
    while last < len(tokens) and _is_in_row(tokens[last]):
        last += 1
    row = tokens[first:last]
    numbers = [token for token in row if token.text.isdigit()]
    if first == 0 or len(numbers) < _PAIR or not row or row[0].text not in _LEFT:
        return False
    is_set_off = row[-1].text in _RIGHT or last == len(tokens) or tokens[last].text in _RIGHT_ENDS
    people = tokens[first - 1].lower
    is_people = people in nouns.who and people not in nouns.singular
    return is_set_off and is_people and all(int(token.text[:4]) <= _OLDEST for token in numbers)


def _is_in_row(token: Token) -> bool:
    return token.text.isdigit() or token.text in _LEFT or token.lower == "and"


def _is_year(tokens: Sequence[Token], number: Number) -> bool:
    """Tell whether a bare number may be a year."""
    return (
        number.first == number.core
        and number.low is not None
        and number.low in _YEARS
        and tokens[number.core].text.isdigit()
    )
