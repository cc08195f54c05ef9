"""The grammar of dates: rows of tokens that name a day, a month or a year of the calendar."""

from collections.abc import Sequence
from typing import NamedTuple

from accordingto.lexicons.tokens import Token
from accordingto.reader.day_expressions import (
    DayOfMonth,
    Decade,
    Expression,
    Month,
    NumericDate,
    Year,
    is_day,
)
from accordingto.reader.day_words import DayWords, day_words

FIRST_YEAR, LAST_YEAR = 1000, 2199
_THIS_CENTURY = 50
"""Years in two figures below this are of the 21st century."""
_CLEAR = frozenset(("april", "june", "august"))
"""Months that are names as well but no other words: read in "a deadly April attack"."""
_MARKS = frozenset("/-.")
_HYPHENS = "-‐‑"


class Parsed(NamedTuple):
    """What was read, and the token behind its last one."""

    expression: Expression
    end: int


class Tokens:
    """A sentence as the grammar looks at it: asking beyond its end gives an empty word."""

    __slots__ = ("row", "words")

    def __init__(self, row: Sequence[Token], words: DayWords | None = None) -> None:
        self.row = row
        self.words = words or day_words()

    def lower(self, at: int) -> str:
        """Return the word at a place in lower case; empty outside the sentence."""
        return self.row[at].lower if 0 <= at < len(self.row) else ""

    def is_in(self, name: str, at: int) -> bool:
        """Tell whether the word at a place stands in a list of the lexicon."""
        return self.words.is_in(name, self.lower(at))

    def is_capitalised(self, at: int) -> bool:
        """Tell whether the word at a place begins with a capital."""
        return 0 <= at < len(self.row) and self.row[at].is_capitalised

    def is_glued(self, at: int) -> bool:
        """Tell whether the token at a place follows the one before without a blank."""
        return 0 < at < len(self.row) and self.row[at - 1].end == self.row[at].start

    def skip(self, at: int, *choices: str) -> int:
        """Return the place behind the token, when it is one of the choices."""
        return at + 1 if self.lower(at) in choices else at


def parse_date(tokens: Tokens, at: int) -> Parsed | None:
    """Return the date that begins at a place, weekday included; None when there is none."""
    at_date = at
    if tokens.lower(at) in tokens.words.weekdays:
        at_date = tokens.skip(at + 1, ",", ".", "the")
        at_date = tokens.skip(at_date, "the", ",")
    found = (
        _day_first(tokens, at_date) or _month_first(tokens, at_date) or _numeric(tokens, at_date)
    )
    if found is None and at_date == at:
        return _month(tokens, at) or _year(tokens, at)
    return found


def may_name_day(tokens: Tokens, at: int) -> bool:
    """Tell by its first word whether a date with its day is worth trying."""
    word = tokens.row[at].lower
    if word[0].isdigit() or word == "the":
        return True
    return word in tokens.words.months or word in tokens.words.weekdays


def month_at(tokens: Tokens, at: int) -> int | None:
    """Return the month whose name stands at a place, whatever is beside it."""
    return tokens.words.months.get(tokens.lower(at)) if tokens.is_capitalised(at) else None


def day_at(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the day of the month and the place behind it: "9", "9th"."""
    word = tokens.lower(at)
    if not (word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    has_ending = tokens.is_glued(at + 1) and tokens.is_in("ordinal_ending", at + 1)
    return int(word), at + 1 + has_ending


def year_at(tokens: Tokens, at: int) -> int | None:
    """Return the year in four figures at a place."""
    word = tokens.lower(at)
    if (
        len(word) == 4
        and word.isascii()
        and word.isdigit()
        and FIRST_YEAR <= int(word) <= LAST_YEAR
    ):
        return int(word)
    return None


def _year_after(tokens: Tokens, at: int) -> tuple[int | None, int]:
    """Return the year behind a day or month, over a comma or "of", and the place behind it."""
    place = tokens.skip(at, ",", "of")
    year = year_at(tokens, place)
    if year is None or year < 1500:
        return None, at
    return year, place + 1


def _day_first(tokens: Tokens, at: int) -> Parsed | None:
    """Read "9 September 2016", "the 9th of September", "9-Sep-2016"."""
    start = tokens.skip(at, "the")
    found = day_at(tokens, start)
    if found is None:
        return None
    day, place = found
    place = tokens.skip(place, "of", "-", "/")
    month = month_at(tokens, place)
    if month is None:
        return None
    behind = tokens.skip(place + 1, ".") if len(tokens.lower(place)) <= 4 else place + 1
    year, end = _year_after(tokens, tokens.skip(behind, "-", "/"))
    if year is None:
        end = place + 1
    return Parsed(DayOfMonth(month, day, year), end)


def _month_first(tokens: Tokens, at: int) -> Parsed | None:
    """Read "September 9, 2016", "Sept. 9", and "Jul 262016", whose comma was lost."""
    month = month_at(tokens, at)
    if month is None:
        return None
    place = tokens.skip(tokens.skip(at + 1, "."), "the")
    glued = _glued_day_and_year(tokens.lower(place))
    if glued is not None:
        return Parsed(DayOfMonth(month, *glued), place + 1)
    found = day_at(tokens, place)
    if found is None or _is_count(tokens, at, found[1]):
        return None
    year, end = _year_after(tokens, found[1])
    return Parsed(DayOfMonth(month, found[0], year), end)


def _is_count(tokens: Tokens, at: int, behind: int) -> bool:
    """Tell whether "in July 20 people" counts people, its comma being lost."""
    return tokens.lower(at - 1) == "in" and tokens.lower(behind).isalpha()


def _glued_day_and_year(word: str) -> tuple[int, int] | None:
    """Return day and year of "262016" and "26,2016"."""
    digits = word.replace(",", "")
    if not (digits.isascii() and digits.isdigit() and 5 <= len(digits) <= 6):
        return None
    day, year = int(digits[:-4]), int(digits[-4:])
    if len(word) == len(digits) and not 1900 <= year <= 2099:
        return None
    return (day, year) if 1 <= day <= 31 and 1800 <= year <= LAST_YEAR else None


def _numeric(tokens: Tokens, at: int) -> Parsed | None:
    """Read 24/09/2016, 24-09-2016, 24.09.2016 and 2016-09-24."""
    parts, end = _number_row(tokens, at)
    if len(parts) < 3:
        return None
    a, b, c = parts[:3]
    if len(a) == 4 and len(b) <= 2 and len(c) <= 2:
        return _iso(int(a), int(b), int(c), end)
    if len(c) == 2 and (end > at + 1 or len(a) == len(b) == 2) and tokens.lower(at + 1) != "-":
        c = f"20{c}" if int(c) < _THIS_CENTURY else f"19{c}"
    if len(c) != 4 or len(a) > 2 or len(b) > 2 or not 1800 <= int(c) <= LAST_YEAR:
        return None
    if end == at + 1:  # dots are written day-first everywhere
        year, month, day = int(c), int(b), int(a)
        return Parsed(DayOfMonth(month, day, year), end) if is_day(year, month, day) else None
    date = NumericDate(int(a), int(b), int(c))
    return Parsed(date, end) if date.readings() else None


def _iso(year: int, month: int, day: int, end: int) -> Parsed | None:
    """Return the date of 2016-09-24."""
    if not (1800 <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Parsed(DayOfMonth(month, day, year), end)


def _number_row(tokens: Tokens, at: int) -> tuple[list[str], int]:
    """Return three numbers joined by one and the same mark, and the place behind them."""
    word = tokens.lower(at)
    if word.count(".") == 2:
        parts = word.split(".")
        return (parts if all(p.isascii() and p.isdigit() for p in parts) else []), at + 1
    mark = tokens.lower(at + 1)
    if mark not in _MARKS or tokens.lower(at + 3) != mark:
        return [], at
    parts = [word, tokens.lower(at + 2), tokens.lower(at + 4)]
    is_row = all(p.isascii() and p.isdigit() for p in parts)
    is_row = is_row and all(tokens.is_glued(at + step) for step in (1, 2, 3, 4))
    return (parts if is_row else []), at + 5


def _month(tokens: Tokens, at: int) -> Parsed | None:
    """Read "July 2016" and, where no other word is meant, "July"."""
    month = month_at(tokens, at)
    if month is None:
        month, at = _rough_month(tokens, at)
        if month is None:
            return None
        is_sure = True
    else:
        is_sure = not tokens.is_in("shy_month", at) or _is_month_beside(tokens, at)
    year, end = _year_after(tokens, tokens.skip(at + 1, "."))
    if year is not None:
        return Parsed(Month(month, year), end)
    return Parsed(Month(month), at + 1) if is_sure else None


def _is_month_beside(tokens: Tokens, at: int) -> bool:
    """Tell by the words beside it that "March" is the month: "in March", "the March raid"."""
    if tokens.is_in("before_month", at - 1):
        return True
    behind = tokens.lower(at + 1)
    is_noun = behind.isalpha() and not tokens.is_capitalised(at + 1)
    opens = 1 + (tokens.lower(at) in _CLEAR and tokens.lower(at - 1).isalpha())
    is_described = any(tokens.lower(at - n) in ("a", "an", "the") for n in range(1, opens + 1))
    return is_described and is_noun and not tokens.is_in("after_march", at + 1)


def _rough_month(tokens: Tokens, at: int) -> tuple[int | None, int]:
    """Return the month inside "mid-July", a single token."""
    word = tokens.lower(at)
    for rough in ("mid", "early", "late"):
        if word.startswith(rough) and word[len(rough) : len(rough) + 1] in _HYPHENS:
            return tokens.words.months.get(word[len(rough) + 1 :]), at
    return None, at


def _year(tokens: Tokens, at: int) -> Parsed | None:
    """Read "in 2013", "the 1990s", "mid-2013"; a bare number of people is no year."""
    word = tokens.lower(at)
    if word[:4] in ("mid-", "mid‑") and word[4:].isdecimal() and len(word) == 8:
        year = int(word[4:])
        return Parsed(Year(year), at + 1) if 1800 <= year <= LAST_YEAR else None
    found = year_at(tokens, at)
    if found is None or found < 1500:
        return None
    if found % 10 == 0 and tokens.is_glued(at + 1) and tokens.lower(at + 1) == "s":
        return Parsed(Decade(found), at + 2)
    return Parsed(Year(found), at + 1) if _is_year(tokens, at) else None


def _is_year(tokens: Tokens, at: int) -> bool:
    """Tell whether four figures are a year by the words on both sides."""
    behind = tokens.lower(at + 1)
    is_counting = behind.endswith("s") or tokens.words.is_in("counted", behind)
    if tokens.lower(at - 1) == "the":
        return behind.isalpha() and not is_counting
    if tokens.is_in("before_year", at - 1):
        return not (tokens.is_in("before_count", at - 1) and is_counting)
    # Alone in brackets, or as a heading: "(1958)", "1958: the war begins".
    is_bracketed = tokens.lower(at - 1) == "(" and behind in (")", "-", "–", ",")
    return is_bracketed or (at == 0 and behind in ("", ":"))
