"""The rules for one point in time: "Friday", "last week", "three days ago", "the same day".

Each looks at a handful of tokens from one place on; the first that reads something wins.
"""

from collections.abc import Callable, Sequence
from typing import cast

from accordingto.reader.date_grammar import Parsed, Tokens, month_at, parse_date, year_at
from accordingto.reader.day_expressions import (
    DayOfMonth,
    Expression,
    Month,
    OfYear,
    Season,
    Turn,
)
from accordingto.reader.day_named import parse_anniversary, parse_feast
from accordingto.reader.day_relations import (
    Ago,
    DaysAfter,
    DaysOff,
    Overnight,
    Period,
    Rolling,
    Same,
    Unit,
    Weekday,
    WeekdayIn,
)

TURNS: dict[str, Turn] = {
    "last": "last",
    "past": "last",
    "previous": "last",
    "this": "this",
    "next": "next",
    "coming": "next",
    "following": "next",
}
_Rule = Callable[[Tokens, int], Parsed | None]
_IN_DAY = ["in", "the", "day"]
_OFFSETS = {"last": -1, "this": 0, "next": 1}
MAX_COUNT = 500


def parse_point(tokens: Tokens, at: int) -> Parsed | None:
    """Return the one day, week, month or year named from a place on."""
    if at >= len(tokens.row):
        return None
    return parse_date_in_year(tokens, at) or _first(_RULES, tokens, at)


def _first(rules: Sequence[_Rule], tokens: Tokens, at: int) -> Parsed | None:
    """Return what the first rule that reads something reads."""
    return next((found for rule in rules if (found := rule(tokens, at)) is not None), None)


def parse_date_in_year(tokens: Tokens, at: int) -> Parsed | None:
    """Read a date of the calendar, with the year that may be named behind it: "June last year"."""
    date = parse_date(tokens, at)
    if date is None or not isinstance(date.expression, Month | DayOfMonth):
        return date
    if date.expression.year is not None:
        return date
    year = _turned(tokens, tokens.skip(date.end, ",", "of"))
    if year is None:
        return date
    if not _is_period(year.expression, "year"):
        return date
    return Parsed(OfYear(date.expression, year.expression), year.end)


def _weekday(tokens: Tokens, at: int) -> Parsed | None:
    """Read "Friday", "Friday night", "Friday last week"; not the Sunday Times."""
    weekday = tokens.words.weekdays.get(tokens.lower(at))
    if weekday is None or not tokens.is_capitalised(at) or _is_other_weekday(tokens, at):
        return None
    end = at + 1
    if tokens.lower(end) == "'s" and tokens.is_in("part_of_day", end + 1):
        end += 1
    end += tokens.is_in("part_of_day", end)
    week = _turned_unit(tokens, tokens.skip(end, "of"))
    if week is not None and _is_period(week.expression, "week"):
        return Parsed(WeekdayIn(weekday, week.expression), week.end)
    return Parsed(Weekday(weekday), end)


def _is_other_weekday(tokens: Tokens, at: int) -> bool:
    """Tell whether the weekday is a habit, a name, or an abbreviation with no date beside it."""
    if tokens.is_in("short_weekday", at):
        is_sure = tokens.is_in("sure_short_weekday", at)
        return not (is_sure and tokens.lower(at - 1) in ("on", "last", "next", "this"))
    if tokens.is_in("after_weekday_in_names", at + 1) and tokens.is_capitalised(at + 1):
        return True
    if tokens.is_in("before_weekday_in_names", at - 1) and tokens.is_capitalised(at - 1):
        return True
    return tokens.is_in("plural_weekday", at) and tokens.lower(at - 1) in ("on", "most", "every")


def _today(tokens: Tokens, at: int) -> Parsed | None:
    """Read "today", "yesterday morning", "tonight", "last night", "overnight"."""
    for name, days in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        if tokens.is_in(name, at):
            return Parsed(DaysOff(days), at + 1 + tokens.is_in("part_of_day", at + 1))
    word, second = tokens.lower(at), tokens.lower(at + 1)
    if word == "tonight":
        return Parsed(DaysOff(0), at + 1)
    if word == "this" and tokens.is_in("part_of_day", at + 1):
        return Parsed(DaysOff(0), at + 2)
    if word == "last" and second == "night":
        return Parsed(DaysOff(-1), at + 2)
    return None


def _night(tokens: Tokens, at: int) -> Parsed | None:
    """Read "overnight", "early hours", "dawn", where no day is named right behind."""
    word = tokens.lower(at)
    if word == "overnight":
        found = Parsed(Overnight(), at + 1)
    elif word == "early" and tokens.lower(at + 1) == "hours":
        found = Parsed(Overnight(1, needs_saying=True), at + 2)
    elif tokens.is_in("hour_of_morning", at) and tokens.lower(at - 1) in ("at", "before", "around"):
        found = Parsed(Overnight(1, needs_saying=True), at + 1)
    else:
        return None
    # Looked for by all rules but this one, so that no row of nights is read again and again.
    place = tokens.skip(found.end, "on", "of", "from", "between")
    is_dated = parse_date_in_year(tokens, place) or _first(_BESIDE_NIGHT, tokens, place)
    return None if is_dated else found


def _turned_unit(tokens: Tokens, at: int) -> Parsed | None:
    """Read "last week", "this year", "next weekend"."""
    turn, word = TURNS.get(tokens.lower(at)), tokens.lower(at + 1)
    if turn is None or word not in ("week", "month", "year", "weekend"):
        return None
    if word == "weekend":
        return Parsed(Period("weekend", _OFFSETS[turn]), at + 2)
    if tokens.lower(at) == "past":
        return Parsed(Rolling(1, cast("Unit", tokens.words.units[word])), at + 2)
    if tokens.lower(at) in ("following", "previous"):
        return None
    return Parsed(Period(word, _OFFSETS[turn]), at + 2)  # type: ignore[arg-type]  # one of the four


def _turned(tokens: Tokens, at: int) -> Parsed | None:
    """Read "last week", "this year", "next Friday", "last summer", "last July"."""
    turn = TURNS.get(tokens.lower(at))
    if turn is None:
        return None
    word = tokens.lower(at + 1)
    if word in ("week", "month", "year", "weekend"):
        return _turned_unit(tokens, at)
    if word in tokens.words.seasons:
        return Parsed(Season(tokens.words.seasons[word], turn=turn), at + 2)
    month = month_at(tokens, at + 1)
    if month is not None and parse_date(tokens, at + 1) == Parsed(Month(month), at + 2):
        return Parsed(Month(month, turn=turn), at + 2)
    day = _weekday(tokens, at + 1)
    if day is not None and isinstance(day.expression, Weekday):
        return Parsed(Weekday(day.expression.weekday, turn), day.end)
    return None


def _is_period(expression: Expression, unit: str) -> bool:
    return isinstance(expression, Period) and expression.unit == unit


def _weekend(tokens: Tokens, at: int) -> Parsed | None:
    """Read "the weekend" and "weekend raids", "a summer weekend" excepted."""
    word, behind = tokens.lower(at), tokens.lower(at + 1)
    if word == "the" and behind == "weekend":
        return Parsed(Period("weekend", 0), at + 2)
    is_beside = word == "weekend" and behind.isalpha() and not tokens.is_in("after_march", at + 1)
    is_some = tokens.is_in("before_some_weekend", at - 1) or tokens.is_capitalised(at)
    return Parsed(Period("weekend", 0), at + 1) if is_beside and not is_some else None


def _season(tokens: Tokens, at: int) -> Parsed | None:
    """Read "summer 2012", "the summer of 2012", "summer last year"."""
    first_month = tokens.words.seasons.get(tokens.lower(at))
    if first_month is None:
        return None
    place = tokens.skip(at + 1, "of", ",")
    year = year_at(tokens, place)
    if year is not None:
        return Parsed(Season(first_month, year), place + 1)
    turned = _turned(tokens, place)
    if turned is not None and _is_period(turned.expression, "year"):
        return Parsed(OfYear(Season(first_month), turned.expression), turned.end)
    return None


def count_at(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return a small number, in figures or words, and the place behind it."""
    word = tokens.lower(at)
    if word.isascii() and word.isdigit() and len(word) <= 3 and 0 < int(word) <= MAX_COUNT:
        return int(word), at + 1
    if word in ("a", "the") and tokens.lower(at + 1) == "couple":
        return 2, tokens.skip(at + 2, "of")
    number = tokens.words.numbers.get(word)
    return None if number is None else (number, at + 1)


def _distance(tokens: Tokens, at: int) -> Parsed | None:
    """Read "three days ago", "two weeks earlier", "a day after"."""
    found = count_at(tokens, at)
    if found is None:
        return None
    count, place = found
    unit = tokens.words.units.get(tokens.lower(place))
    if unit is None or unit == "hour":
        return None
    length = cast("Unit", unit)
    word = tokens.lower(place + 1)
    if word == "ago":
        return Parsed(Ago(count, length), place + 2)
    if word == "earlier" or (word == "before" and _ends_clause(tokens, place + 2)):
        return Parsed(Ago(count, length, "either"), place + 2)
    if word == "later":
        return Parsed(Ago(count, length, "before", is_later=True), place + 2)
    if word in ("after", "before") and unit == "day":
        return Parsed(DaysAfter(count, is_after=word == "after"), place + 2)
    return None


def _ends_clause(tokens: Tokens, at: int) -> bool:
    return not tokens.lower(at)[:1].isalnum()


def _rolling(tokens: Tokens, at: int) -> Parsed | None:
    """Read "the past four days", "the last 24 hours", "past week"."""
    if tokens.lower(at) not in ("past", "last", "previous"):
        return None
    found = count_at(tokens, at + 1)
    if found is None:
        return None
    count, place = found
    unit = tokens.words.units.get(tokens.lower(place))
    if unit is None:
        return None
    if unit == "hour":
        return Parsed(Rolling(-(-count // 24), "day"), place + 1)
    if tokens.lower(place + 1) == "of":
        return None  # "the last three months of 2023"
    if unit == "day" and 1 < count <= 3:
        count -= 1  # of so few, the day of publication is one
    return Parsed(Rolling(count, cast("Unit", unit)), place + 1)


def _same(tokens: Tokens, at: int) -> Parsed | None:
    """Read "the same day", "that year", "the day before", "the next day"."""
    word, second = tokens.lower(at), tokens.lower(at + 1)
    unit = tokens.words.units.get(second)
    if word in ("same", "that") and unit not in (None, "hour") and not second.endswith("s"):
        return Parsed(Same(cast("Unit", unit)), at + 2)
    if word in ("same", "that") and tokens.is_in("part_of_day", at + 1):
        return Parsed(Same("day"), at + 2)
    if word in ("earlier", "later") and [tokens.lower(at + 1 + n) for n in range(3)] == _IN_DAY:
        return Parsed(Same("day", is_running=True), at + 4)
    if word in ("earlier", "later") and second == "in" and tokens.lower(at + 2) == "the":
        return running_unit(tokens, at + 3)
    if word in ("next", "following") and (
        second == "day" or (tokens.lower(at - 1) == "the" and tokens.is_in("part_of_day", at + 1))
    ):
        return Parsed(Ago(1, "day", "before", is_later=True), at + 2)
    if word == "previous" and second == "day":
        return Parsed(Ago(1, "day", "either"), at + 2)
    return None


def running_unit(tokens: Tokens, at: int) -> Parsed | None:
    """Return the week, month or year that runs: "earlier in the week"."""
    unit = tokens.lower(at)
    if unit not in ("week", "month", "year"):
        return None
    return Parsed(Period(unit, 0), at + 1)  # type: ignore[arg-type]  # one of the three


def _beside(tokens: Tokens, at: int) -> Parsed | None:
    """Read "the day before", "the day after the raid", "the night before"."""
    if tokens.lower(at) != "the":
        return None
    second, third = tokens.lower(at + 1), tokens.lower(at + 2)
    earlier, later = Ago(1, "day", "either"), Ago(1, "day", "before", is_later=True)
    is_alone = _ends_clause(tokens, at + 3)
    if second == "day" and third == "after":
        after = DaysAfter(1, is_after=True, needs_day=True)
        return Parsed(later if is_alone else after, at + 3)
    if second == "day" and third == "before" and tokens.lower(at + 3) == "yesterday":
        return Parsed(DaysOff(-2), at + 4)
    is_day = second == "day" or tokens.is_in("part_of_day", at + 1)
    return Parsed(earlier, at + 3) if is_day and third == "before" and is_alone else None


_RULES: tuple[_Rule, ...] = (
    _weekday, _today, _night, _rolling, _turned, _weekend, _season, _distance, _same, _beside,
    parse_feast, parse_anniversary,
)  # fmt: skip
_BESIDE_NIGHT = tuple(rule for rule in _RULES if rule is not _night)
