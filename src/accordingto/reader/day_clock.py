"""The rules for hours and parts of a day: "4 a.m. local time", "the night of 4 August"."""

from accordingto.reader.date_grammar import Parsed, Tokens
from accordingto.reader.day_expressions import DayOfMonth, Expression
from accordingto.reader.day_points import parse_point
from accordingto.reader.day_relations import Ago, DaysOff, Overnight, Same, Weekday, WeekdayIn
from accordingto.reader.day_spans import Clock, PartOfDay
from accordingto.reader.day_time_words import time_words

_DAYS = (DayOfMonth, Weekday, WeekdayIn, DaysOff, Same, Ago)


def parse_clock(tokens: Tokens, at: int) -> Parsed | None:
    """Read "5:30pm", "4 a.m. (0100 GMT) on Friday", "03:00hrs", "0100 GMT".

    >>> from accordingto.lexicons.tokens import find_tokens
    >>> parse_clock(Tokens(tuple(find_tokens("4 a.m. local time"))), 0).expression.hour
    4
    """
    word = tokens.lower(at)
    if not (word[:1].isdigit() and word.isascii()):
        return None
    found = _digits(tokens, at)
    if found is None:
        return None
    hour, minute, end, is_sure = found
    meridiem = _meridiem(tokens, end)
    if meridiem is not None and 1 <= hour <= 12:
        hour, end, is_sure = hour % 12 + meridiem[0], meridiem[1], True
    elif not is_sure and not _is_zoned(tokens, end, word):
        return None
    zone, end = _zone(tokens, end)
    if hour > 23 or minute > 59:
        return None
    day = _day_behind(tokens, end)
    clock = Clock(hour, minute, zone, day.expression if day else None)
    return Parsed(clock, day.end if day else end)


def _digits(tokens: Tokens, at: int) -> tuple[int, int, int, bool] | None:
    """Return hour, minute, the place behind, and whether figures alone show a time of day."""
    word, second = tokens.lower(at), tokens.lower(at + 2)
    if word.isdigit() and tokens.lower(at + 1) == ":" and second.isdigit() and len(second) == 2:
        is_glued = tokens.is_glued(at + 1) and tokens.is_glued(at + 2) and len(word) <= 2
        return (int(word), int(second), at + 3, True) if is_glued else None
    hour, dot, minute = word.partition(".")
    if dot and hour.isdigit() and minute.isdigit() and len(minute) == 2 and len(hour) <= 2:
        return int(hour), int(minute), at + 1, False
    if word.isdigit() and len(word) <= 2:
        return int(word), 0, at + 1, False
    if word.isdigit() and len(word) == 4:
        return int(word[:2]), int(word[2:]), at + 1, False
    return None


def _meridiem(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return 0 or 12 for "am" and "pm", and the place behind it."""
    word = tokens.lower(at)
    if word.replace(".", "") in ("am", "pm") and len(word) > 1:
        return (0 if word[0] == "a" else 12), at + 1
    if word in ("a", "p") and tokens.lower(at + 1) == "." and tokens.lower(at + 2) == "m":
        return (0 if word == "a" else 12), tokens.skip(at + 3, ".")
    return None


def _is_zoned(tokens: Tokens, at: int, word: str) -> bool:
    """Tell whether "0100" and "4.30" are hours by the word behind them."""
    behind = tokens.lower(at)
    is_zone = behind in ("gmt", "utc") or (behind == "local" and tokens.lower(at + 1) == "time")
    return is_zone or (behind in ("hrs", "hours") and len(word) == 4 and word[0] in "012")


def _zone(tokens: Tokens, at: int) -> tuple[str, int]:
    """Return "Z" behind GMT and UTC, and the place behind the words of a zone."""
    words, zone = time_words(), ""
    while words.is_in("local_time", tokens.lower(at)) or (
        tokens.lower(at) == "." and tokens.lower(at - 1) == "."
    ):
        zone = "Z" if words.is_in("zone_Z", tokens.lower(at)) else zone
        at += 1
    return zone, at


def _day_behind(tokens: Tokens, at: int) -> Parsed | None:
    """Return the day named right behind an hour: "on Friday", ", March 19"."""
    day = parse_point(tokens, tokens.skip(tokens.skip(at, ","), "on"))
    return day if day is not None and isinstance(day.expression, _DAYS) else None


def parse_part_of_day(tokens: Tokens, at: int) -> Parsed | None:
    """Read "night of 4 August", "morning hours of Friday", "at night", "the morning"."""
    words = time_words()
    part = words.parts.get(tokens.lower(at))
    if part is None:
        return None
    place = tokens.skip(at + 1, "hours")
    if tokens.lower(place) in ("of", "on"):
        day = parse_point(tokens, tokens.skip(place + 1, "the"))
        if day is not None and isinstance(day.expression, _DAYS):
            return Parsed(PartOfDay(part, day.expression), day.end)
    before = tokens.lower(at - 1)
    if tokens.lower(at) == "overnight":
        return Parsed(PartOfDay("NI", Overnight()), at + 1)
    if tokens.lower(at) == "tonight":
        return Parsed(PartOfDay("NI", DaysOff(0)), at + 1)
    if part == "DT" or before in ("at", "by"):
        return Parsed(PartOfDay(part), place)
    if before in ("one", "that", "the") and part in ("MO", "AF", "EV", "NI"):
        return Parsed(PartOfDay(part, Same("day")), place)
    return None


def with_part_of_day(tokens: Tokens, phrase: Parsed) -> Parsed:
    """Return a day with the part of it that its words end in or that stands behind it."""
    if isinstance(phrase.expression, PartOfDay | Clock):
        return phrase
    parts = time_words().parts
    last = tokens.lower(phrase.end - 1)
    if last in parts and _is_day(phrase.expression):
        return Parsed(PartOfDay(parts[last], phrase.expression), phrase.end)
    behind = parts.get(tokens.lower(phrase.end))
    if behind is not None and isinstance(phrase.expression, DayOfMonth):
        return Parsed(PartOfDay(behind, phrase.expression), phrase.end + 1)
    if isinstance(phrase.expression, DayOfMonth):
        clock = parse_clock(tokens, phrase.end) if phrase.end < len(tokens.row) else None
        if clock is not None and isinstance(clock.expression, Clock) and not clock.expression.day:
            hour = clock.expression
            whole = Clock(hour.hour, hour.minute, hour.zone, phrase.expression)
            return Parsed(whole, clock.end)
    return phrase


def _is_day(expression: Expression) -> bool:
    return isinstance(expression, (*_DAYS, Overnight))
