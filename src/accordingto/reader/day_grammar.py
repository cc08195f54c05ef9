"""The grammar of days: rows of tokens that name a day or a range of days.

A small descent over tokens; each rule looks at a handful of them, so a text is read in linear
time. Rules try the longer reading first.
"""

from collections.abc import Iterator
from functools import cache

from accordingto.reader.date_grammar import Parsed, Tokens, day_at, month_at, parse_date, year_at
from accordingto.reader.day_expressions import DayOfMonth, Expression, Year
from accordingto.reader.day_named import feast_names
from accordingto.reader.day_points import TURNS, parse_point, running_unit
from accordingto.reader.day_relations import Between, Open, Weekday
from accordingto.reader.day_words import day_words

_LINKS = ("from", "between", "since", "by", "until", "till", "the", "same", "that")
_ALONE = ("anniversary", "weekend", "tonight", "overnight", "early", "earlier", "later")
_COMMON = frozenset(("the", "same", "that"))
_AFTER_COMMON = frozenset(("weekend", "couple"))
_ROUGH_PREFIXES = ("mid-", "mid‑", "early-", "late-")


def find_expressions(tokens: Tokens) -> Iterator[tuple[int, Parsed]]:
    """Yield what names days in a sentence, each with the place of its first token, in order."""
    free = 0
    starters = _starters()
    for at, token in enumerate(tokens.row):
        word = token.lower
        may_start = word in starters or (not word.isalpha() and _is_rough(word))
        if may_start and at >= free and _can_start(tokens, at):
            found = parse_days(tokens, at)
            if found is not None:
                yield at, found
                free = found.end


def _is_rough(word: str) -> bool:
    """Tell whether a word begins as a figure does, or with "mid-" and the like."""
    return word[0].isdigit() or word.startswith(_ROUGH_PREFIXES)


def _can_start(tokens: Tokens, at: int) -> bool:
    """Tell by the next word whether it is worth trying: "the" and "a" stand everywhere."""
    word = tokens.row[at].lower
    if word in feast_names():
        return tokens.row[at].is_capitalised
    if word not in _COMMON and word not in tokens.words.numbers:
        return True
    behind = tokens.lower(at + 1)
    if behind in tokens.words.units or behind in _AFTER_COMMON or behind[:1].isdigit():
        return True
    return tokens.is_in("part_of_day", at + 1)


@cache
def _starters() -> frozenset[str]:
    """Return the words with which an expression of time can begin, besides figures."""
    words = day_words()
    links = frozenset((*_LINKS, *_ALONE, *feast_names()))
    lists = (words.months, words.weekdays, words.numbers, words.seasons, TURNS)
    named = (words.sets[name] for name in ("today", "yesterday", "tomorrow", "hour_of_morning"))
    return links.union(*lists, *named)


def parse_days(tokens: Tokens, at: int) -> Parsed | None:
    """Return the days named from a place on: a range, an open range, or a single point."""
    word = tokens.lower(at)
    if word in ("from", "between"):
        return _bracketed(tokens, at)
    if word in ("since", "by", "until", "till"):
        return _open(tokens, at)
    return parse_day_range(tokens, at) or _points(tokens, at)


def _bracketed(tokens: Tokens, at: int) -> Parsed | None:
    """Read "from Monday to Wednesday", "between March 3 and 5"."""
    left = parse_day_range(tokens, at + 1)
    if left is not None:
        return left
    left = parse_point(tokens, at + 1 + tokens.is_in("rough", at + 1))
    if left is None:
        return None
    is_link = tokens.is_in("link_of_range", left.end) or tokens.lower(left.end) == "and"
    place = tokens.skip(left.end + 1, "the")
    right = parse_point(tokens, place + tokens.is_in("rough", place)) if is_link else None
    return Parsed(Between(left.expression, right.expression), right.end) if right else None


def _open(tokens: Tokens, at: int) -> Parsed | None:
    """Read "since 2014", "by Friday"; the word before the end belongs to it."""
    place = at + 1
    while tokens.is_in("rough", place) or tokens.lower(place) in ("the", "of", "at", "on"):
        place += 1
    end = parse_point(tokens, place) or _running(tokens, place)
    if end is None:
        return None
    return Parsed(Open(end.expression, is_since=tokens.lower(at) == "since"), end.end)


def _running(tokens: Tokens, at: int) -> Parsed | None:
    """Read "month" behind "since the start of the": the one that runs."""
    is_start = tokens.lower(at - 2) == "of" and tokens.lower(at - 1) == "the"
    if not is_start or tokens.lower(at - 3) not in ("start", "beginning"):
        return None
    return running_unit(tokens, at)


def parse_day_range(tokens: Tokens, at: int) -> Parsed | None:
    """Read days of one month: "3-5 March 2016", "March 3 and 5", "July 13 to 14"."""
    start = tokens.skip(at, "the")
    found = day_at(tokens, start)
    if found is not None and _joins(tokens, found[1]):
        date = parse_date(tokens, tokens.skip(found[1] + 1, "the"))
        if date is not None and isinstance(date.expression, DayOfMonth):
            right = date.expression
            left = DayOfMonth(right.month, found[0], right.year)
            return Parsed(Between(left, right), date.end)
    month = month_at(tokens, at)
    first = day_at(tokens, tokens.skip(at + 1, ".")) if month else None
    if month is None or first is None or not _joins(tokens, first[1]):
        return None
    second = day_at(tokens, tokens.skip(first[1] + 1, "the"))
    if second is None or second[0] <= first[0] or tokens.lower(second[1]).isalpha():
        return None
    place = tokens.skip(second[1], ",")
    year = year_at(tokens, place)
    ends = [DayOfMonth(month, day, year) for day in (first[0], second[0])]
    return Parsed(Between(*ends), second[1] if year is None else place + 1)


def _joins(tokens: Tokens, at: int) -> bool:
    return tokens.is_in("link_of_range", at) or tokens.lower(at) in ("and", "or")


def _points(tokens: Tokens, at: int) -> Parsed | None:
    """Read one point in time, or two neighbours: "Friday and Saturday", "2011-2013"."""
    left = parse_point(tokens, at)
    if left is None:
        return None
    link = tokens.lower(left.end)
    right = None
    if link == "and" and isinstance(left.expression, Weekday):
        right = parse_point(tokens, left.end + 1)
        if right is not None and not _are_neighbours(left.expression, right.expression):
            right = None
    elif tokens.is_in("link_of_range", left.end):
        right = parse_point(tokens, left.end + 1)
        if right is not None and type(right.expression) is not type(left.expression):
            right = None
    if right is None and isinstance(left.expression, Year):
        right = _second_year(tokens, left.end)
    return Parsed(Between(left.expression, right.expression), right.end) if right else left


def _are_neighbours(left: Expression, right: Expression) -> bool:
    """Tell whether two weekdays follow each other, so that "and" makes one range of them."""
    if not (isinstance(left, Weekday) and isinstance(right, Weekday)):
        return False
    return (left.weekday + 1) % 7 == right.weekday


def _second_year(tokens: Tokens, at: int) -> Parsed | None:
    """Read the end of "2011-2013"."""
    if not tokens.is_in("link_of_range", at) and tokens.lower(at) not in ("/", "and"):
        return None
    year = year_at(tokens, at + 1)
    return Parsed(Year(year), at + 2) if year else None
