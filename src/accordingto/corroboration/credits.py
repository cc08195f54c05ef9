"""Credits: the agency that a text says it comes from. Rule `credits/1`.

A credit stands apart from what the text tells: in brackets behind a dateline ("BEIRUT (Reuters)"),
in a byline beside the title or the day ("AFP Friday 1 Jul 2016"), as a signature at the end
("-AFP", "(With AP and AFP)", "Source: Reuters"), or in a tag that closes the lead or the last
sentence ("..., SANA reported."). Somebody who "told AFP", what "Reuters reported on Friday", and
the name under a picture are no credits. English.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from accordingto.corroboration.digests import Credit
from accordingto.lexicons.agencies import (
    Named,
    Word,
    cut_words,
    load_agencies,
    words_about,
)

RULE = "credits/1"
_HEAD = 70
"""Words in which a dateline or byline stands."""
_TAIL = 30
"""Words in which a signature stands."""
_LEAD = 3
"""Sentences that may close with a tag: headline, standfirst, lead."""
_DATELINE = 7
"""Words from a dateline's place to its bracket."""
_LONGEST_BRACKET = 12
_BETWEEN = "/"
_OPENING, _CLOSING, _STOPS = "(", ")", frozenset(".!?…")
_DASHES = frozenset("-–—")
_QUOTES = frozenset("\"'”’»]")
_JOINTS = frozenset("/,;:&+|-–—.")


def find_credit(text: str, title: str, agencies: Sequence[str], publisher: str) -> Credit | None:
    """Return the agency or agencies that a report credits: "AFP/Reuters" for two of them.

    The text goes before its metadata, its end before its head. An agency's own publication counts
    as credited when the text names the agency as its own. None when nobody is credited.
    """
    return _Text(text, title, publisher).credit() or _from_metadata(agencies)


def split_credit(agency: str) -> tuple[str, ...]:
    """Return the agencies of a credit, each by itself.

    >>> split_credit("AFP/Reuters")
    ('AFP', 'Reuters')
    """
    return tuple(agency.split(_BETWEEN))


def join_agencies(names: Sequence[str]) -> str:
    """Return agencies as one credit, each once, sorted."""
    return _BETWEEN.join(sorted(set(names)))


def _from_metadata(agencies: Sequence[str]) -> Credit | None:
    named = [name.strip() for name in agencies if name.strip()]
    if not named:
        return None
    known = [load_agencies().known(name) or name for name in named]
    return Credit(agency=join_agencies(known), words=", ".join(named), where="metadata")


@dataclass(frozen=True)
class _Text:
    text: str
    title: str
    publisher: str

    @cached_property
    def words(self) -> list[Word]:
        return cut_words(self.text)

    @cached_property
    def named(self) -> list[Named]:
        """Agencies that the text names, those of pictures left out."""
        return [one for one in load_agencies().find(self.words) if not self._is_of_picture(one)]

    @property
    def own(self) -> str | None:
        return load_agencies().known(self.publisher)

    def credit(self) -> Credit | None:
        """Return the first credit by the order of rules."""
        if not self.named:
            return None
        rules: tuple[tuple[Callable[[], Iterator[Credit]], str], ...] = (
            (self._signatures, "text"),
            (self._datelines, "text"),
            (self._bylines, "byline"),
            (self._tags, "text"),
            (self._own_writers, "text"),
        )
        return next((found for rule, _ in rules for found in rule()), None)

    def _make(self, first: int, last: int, named: Sequence[Named], where: str = "text") -> Credit:
        words = self.text[self.words[first].start : self.words[last - 1].end]
        return Credit(agency=join_agencies([one.agency for one in named]), words=words, where=where)

    def _word(self, place: int) -> str:
        return self.words[place].lower if 0 <= place < len(self.words) else ""

    def _is_of_picture(self, one: Named) -> bool:
        """Tell whether the name stands under a picture: "(AFP Photo)", "REUTERS/Ada Brandt"."""
        pictures = words_about("pictures")
        if self._word(one.last) in pictures or self._word(one.first - 1) in pictures:
            return True
        is_square = self._word(one.first - 1) == "[" and self._word(one.last) == "]"
        after = self.words[one.last + 1 : one.last + 2]
        is_slash = self._word(one.last) == _BETWEEN and bool(after) and after[0].is_name
        return is_square or (is_slash and not self._is_agency(one.last + 1))

    def _is_agency(self, place: int) -> bool:
        return place < len(self.words) and self.words[place].text in load_agencies().by_first

    # Signatures: the end of the text.

    def _signatures(self) -> Iterator[Credit]:
        last = [one for one in self.named if one.first >= len(self.words) - _TAIL]
        if last and self._is_signature(last[-1]):
            group = self._row_before(last[-1])
            yield self._make(group[0].first, last[-1].last, group)
        for one in reversed(self.named):
            found = self._principles(one) or self._source_line(one) or self._bracket_at_end(one)
            if found:
                yield found

    def _is_signature(self, one: Named) -> bool:
        """Tell whether the text ends with a name set off: "... said.-AFP", or on its own line."""
        rest = [word for word in self.words[one.last :] if word.text not in {"\n", ".", _CLOSING}]
        first = self._row_before(one)[0].first
        before = self._word(first - 1)
        return not rest and (before in _DASHES or before == "\n" or before in {"©"})

    def _row_before(self, one: Named) -> list[Named]:
        """Return the names joined before one, and it: "AFP/Reuters"."""
        row = [one]
        for other in reversed(self.named[: self.named.index(one)]):
            between = self.words[other.last : row[0].first]
            if any(word.text not in _JOINTS and word.lower != "and" for word in between):
                break
            row.insert(0, other)
        return row

    def _principles(self, one: Named) -> Credit | None:
        """Return the credit in "Our Standards: The Thomson Reuters Trust Principles"."""
        is_line = (self._word(one.last), self._word(one.last + 1)) == ("trust", "principles")
        return self._make(one.first, one.last + 2, [one]) if is_line else None

    def _source_line(self, one: Named) -> Credit | None:
        """Return the credit in "... said. Source: Reuters", or of who contributed."""
        first = self._row_before(one)[0].first
        start = first - 2 if self._word(first - 1) == ":" else first - 1
        is_source = self._word(start) in {"source", "sources"} and self.words[start].is_name
        is_apart = start <= 0 or self._word(start - 1) in _STOPS | _QUOTES | {"\n"}
        if is_source and is_apart and self._word(one.last) != _OPENING:
            return self._make(start, one.last, self._row_before(one))
        if self._word(one.last) in words_about("contributed"):
            return self._make(first, one.last + 1, self._row_before(one))
        return None

    def _bracket_at_end(self, one: Named) -> Credit | None:
        bracket = self._bracket(one)
        if not bracket or bracket[0] < len(self.words) - _TAIL:
            return None
        first, last, inside = bracket
        opens = self._word(first + 1) in {"with", "source", "sources", "via", "from"}
        ends = self._word(first - 1) in _STOPS | _QUOTES | _DASHES | {"\n"}
        return self._make(first, last, inside) if opens or ends else None

    def _bracket(self, one: Named) -> tuple[int, int, list[Named]] | None:
        """Return the brackets around a name, and the agencies in them."""
        room = range(one.first - 1, max(-1, one.first - _LONGEST_BRACKET), -1)
        first = next((place for place in room if self._word(place) in {_OPENING, _CLOSING}), -1)
        if first < 0 or self._word(first) == _CLOSING:
            return None
        ahead = range(one.last, min(len(self.words), one.last + _LONGEST_BRACKET))
        last = next((place for place in ahead if self._word(place) == _CLOSING), None)
        if last is None:
            return None
        within = [other for other in self.named if first < other.first < last]
        return first, last + 1, within

    # Datelines and bylines: the head of the text.

    def _datelines(self) -> Iterator[Credit]:
        for one in self._heads():
            bracket = self._bracket(one)
            if bracket and self._is_dateline(*bracket):
                yield self._make(bracket[0], bracket[1], bracket[2])

    def _heads(self) -> Iterator[Named]:
        return (one for one in self.named if one.first < _HEAD + 2 * len(self._title))

    def _is_dateline(self, first: int, last: int, inside: Sequence[Named]) -> bool:
        """Tell whether a bracket follows a place in capitals, opens a line, or has a dash behind.

        It holds agencies, and perhaps the name of who writes.
        """
        if inside[0].first != first + 1 and self._word(first + 1) not in words_about("beside"):
            return False
        others = [
            word
            for place, word in enumerate(self.words[first + 1 : last - 1], first + 1)
            if not any(one.first <= place < one.last for one in inside)
        ]
        if not all(
            w.is_name or w.text in _JOINTS or w.lower in words_about("beside") for w in others
        ):
            return False
        if self._word(last) in _DASHES or first == 0 or self._word(first - 1) == "\n":
            return True
        return self._has_place_in_capitals(first)

    def _has_place_in_capitals(self, bracket: int) -> bool:
        for place in range(bracket - 1, max(-1, bracket - _DATELINE - 1), -1):
            word = self.words[place]
            if word.text in _STOPS | {"\n"}:
                return False
            if len(word.text) > 2 and word.text.isupper() and not self._is_agency(place):
                return True
        return False

    @cached_property
    def _title(self) -> list[str]:
        return [word.lower for word in cut_words(self.title) if word.text.isalnum()]

    def _bylines(self) -> Iterator[Credit]:
        for one in self._heads():
            if self._is_byline(one):
                yield self._make(one.first, one.last, self._row_before(one), "byline")

    def _is_byline(self, one: Named) -> bool:
        """Tell whether a name stands by itself beside the day, the title or a dash."""
        if self._word(one.last) in words_about("kinds") | words_about("writers"):
            return False
        before, after = self._word(one.first - 1), self._word(one.last)
        if before in words_about("told") | {"to", "by", "with", _OPENING, "["}:
            return before == "by" and self._word(one.first - 2) in {"\n", ""}
        is_alone = before in {"\n", ""} and after in {"\n", ""}
        is_own = after in _DASHES and (one.agency == self.own or one.first < _DATELINE * 2)
        if is_alone or is_own or self._is_day(one.last) or after == "staff":
            return True
        opens = after in _DASHES or self._opens_sentence(one.last)
        return opens and (self._ends_title(one.first) or self._is_day_before(one.first))

    def _opens_sentence(self, place: int) -> bool:
        """Tell whether what follows begins something new: a capital, or after a full stop."""
        if place >= len(self.words):
            return False
        word = self.words[place]
        return word.text in {".", "\n"} or word.is_name or word.text in _QUOTES

    def _is_day(self, place: int) -> bool:
        """Tell whether a date follows: "Friday 1 Jul 2016", "1 July 2016"."""
        ahead = [self._word(place + step) for step in range(4)]
        if ahead[0] in words_about("weekdays"):
            ahead = ahead[1:]
        months = words_about("months")
        return (ahead[0].isdecimal() and ahead[1] in months) or (
            ahead[0] in months and ahead[1].isdecimal()
        )

    def _is_day_before(self, place: int) -> bool:
        """Tell whether a date stands before: "21 November 2016 SANA"."""
        before = [self._word(place - step) for step in (1, 2, 3)]
        return len(before[0]) == 4 and before[0].isdecimal() and before[1] in words_about("months")

    def _ends_title(self, place: int) -> bool:
        """Tell whether the title, or its end, stands right before."""
        end = self._title[-2:]
        words = [
            word.lower for word in self.words[max(0, place - 6) : place] if word.text.isalnum()
        ]
        return len(end) == 2 and words[-2:] == end

    # Tags: "..., SANA reported." at the end of the lead or of the text.

    def _tags(self) -> Iterator[Credit]:
        ends = [n for n, word in enumerate(self.words) if word.text in _STOPS]
        lead = ends[_LEAD - 1] if len(ends) >= _LEAD else len(self.words)
        for one in reversed(self.named):
            last = one.last
            while self._word(last) in words_about("kinds"):
                last += 1
            if self._word(last) not in words_about("tags"):
                continue
            is_closed = self._word(last + 1) in _STOPS | {"", "\n"}
            is_last = last >= len(self.words) - 10
            if is_closed and (last < lead or is_last):
                yield self._make(one.first, last + 1, [one])

    # An agency's own publication.

    def _own_writers(self) -> Iterator[Credit]:
        for one in self.named:
            if one.agency != self.own:
                continue
            is_told = self._word(one.first - 1) in words_about("told")
            if is_told or self._word(one.last) in words_about("writers"):
                yield self._make(one.first - is_told, one.last + (not is_told), [one])
