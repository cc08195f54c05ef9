"""The rules for time that is no day: "three weeks", "daily", "now", "4 a.m. local time".

Each looks at a handful of tokens from one place on. They serve the whole view of time in a text
(`day_phrases`); the reading of days for records does without them.
"""

from typing import cast

from accordingto.reader.date_grammar import Parsed, Tokens, year_at
from accordingto.reader.day_relations import Ago, Unit
from accordingto.reader.day_spans import Duration, Habit, Reference
from accordingto.reader.day_time_words import time_words

_HYPHENS = "-‐‑–"
_LEADERS = frozenset(
    ("past", "last", "next", "first", "final", "previous", "following", "coming", "preceding")
)
_EARLIER = frozenset(("ago", "earlier", "before", "previously"))
_LATER = frozenset(("later", "afterwards"))
_PATTERNS = {
    "day": "XXXX-XX-XX",
    "night": "XXXX-XX-XXTNI",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "year": "XXXX",
}
_SINGULAR_ONLY_WITH_NUMBER = frozenset(("second", "quarter", "night"))


def number_at(tokens: Tokens, at: int) -> tuple[float | None, int] | None:
    """Return a count and the place behind it, None as the count for "several"; None for no count.

    >>> from accordingto.lexicons.tokens import find_tokens
    >>> number_at(Tokens(tuple(find_tokens("two and a half years"))), 0)
    (2.5, 4)
    """
    word = tokens.lower(at)
    if word == "half" and tokens.lower(at + 1) in ("a", "an"):
        return 0.5, at + 2
    if word in ("a", "the") and tokens.lower(at + 1) in ("few", "couple", "hundred"):
        if tokens.lower(at + 1) == "hundred":
            return 100, at + 2
        return None, tokens.skip(at + 2, "of")
    if time_words().is_in("vague_count", word):
        return None, tokens.skip(at + 1, "of")
    found = _exact(tokens, word, at)
    if found is None:
        return None
    value, end = found
    if tokens.lower(end) == "and" and tokens.lower(end + 1) in ("a", "one"):
        return (value + 0.5, end + 3) if tokens.lower(end + 2) == "half" else (value, end)
    if tokens.lower(end) == "and" and tokens.lower(end + 1) == "half":
        return value + 0.5, end + 2
    return value, end


def _exact(tokens: Tokens, word: str, at: int) -> tuple[float, int] | None:
    """Return a number in figures or words."""
    plain = word.replace(",", "")
    if plain.isascii() and plain.replace(".", "", 1).isdigit() and len(plain) <= 5:
        is_ordinal = tokens.is_glued(at + 1) and tokens.lower(at + 1) in ("st", "nd", "rd", "th")
        return None if is_ordinal else (float(plain), at + 1)
    value = _number_word(tokens, word)
    if value is None:
        return None
    end = at + 1
    if tokens.lower(end) == "hundred" and value < 10:
        return value * 100, end + 1
    small = tokens.words.numbers.get(tokens.lower(end))
    if 20 <= value < 100 and small is not None and small < 10 and tokens.lower(end) != "a":
        return value + small, end + 1
    return value, end


def _number_word(tokens: Tokens, word: str) -> int | None:
    """Return the value of "three", "twenty", "twenty-five"."""
    numbers, tens = tokens.words.numbers, time_words().numbers
    if word in numbers or word in tens:
        return numbers.get(word) or tens[word]
    head, _, tail = word.partition("-")
    if tail in numbers and tens.get(head, 0) >= 20:
        return tens[head] + numbers[tail]
    return None


def parse_distance(tokens: Tokens, at: int) -> Parsed | None:
    """Read "twenty years earlier", "several days later", "a decade ago"."""
    found = number_at(tokens, at)
    if found is None and _plural_unit(tokens, at):
        found = (None, at)
    if found is None:
        return None
    count, place = found
    unit = time_words().units.get(tokens.lower(place))
    word = tokens.lower(place + 1)
    is_earlier = word in _EARLIER and (word != "before" or not tokens.lower(place + 2).isalpha())
    if unit is None or not (is_earlier or word in _LATER):
        return None
    end = place + 2
    if count is None:
        is_short = unit in ("second", "minute", "hour")
        to = "PAST_REF" if is_earlier else "FUTURE_REF"
        return Parsed(Habit("XXXX-XX-XXTXX") if is_short else Reference(to), end)
    if unit == "decade":
        count, unit = count * 10, "year"
    if unit not in ("day", "week", "month", "year") or count != int(count) or count > 3000:
        return Parsed(Duration(count, unit), end)
    of = "published" if word == "ago" else "either" if is_earlier else "before"
    ago = Ago(int(count), cast("Unit", unit), of, is_later=not is_earlier)  # type: ignore[arg-type]  # one of the three
    return Parsed(ago, end)


def parse_length(tokens: Tokens, at: int) -> Parsed | None:
    """Read "three weeks", "the past four days", "two-year", "10-year-old", "months of"."""
    word = tokens.lower(at)
    if word in _LEADERS:
        return _led(tokens, at)
    glued = _hyphenated(tokens, at)
    if glued is not None:
        return glued
    found = number_at(tokens, at)
    if found is None:
        return _bare(tokens, at)
    count, place = found
    place += time_words().is_in("between_count_and_unit", tokens.lower(place))
    unit = time_words().units.get(tokens.lower(place))
    if unit is None or (word == "the" and count is not None):
        return None
    if unit == "quarter" and (count is None or tokens.lower(place + 1) == "of"):
        return None
    is_single = not tokens.lower(place).endswith("s") and unit != "century"
    if is_single and count is None:
        return None
    if is_single and unit in _SINGULAR_ONLY_WITH_NUMBER and word in ("a", "an", "one", "some"):
        return None
    if time_words().is_in("attached_length", tokens.lower(place + 1)):
        place += 1
    return Parsed(Duration(count, unit), place + 1)


def _led(tokens: Tokens, at: int) -> Parsed | None:
    """Read "past four days", "next few months", "past year", "first two years"."""
    found = number_at(tokens, at + 1)
    if found is None:
        unit = time_words().units.get(tokens.lower(at + 1))
        is_open = tokens.lower(at) in ("past", "coming", "following")
        if unit is None or not is_open:
            return None
        if tokens.lower(at + 1).endswith("s"):
            return Parsed(Duration(None, unit), at + 2)
        return Parsed(Duration(1, unit), at + 2) if tokens.lower(at) == "past" else None
    count, place = found
    place += time_words().is_in("between_count_and_unit", tokens.lower(place))
    unit = time_words().units.get(tokens.lower(place))
    return None if unit is None else Parsed(Duration(count, unit), place + 1)


def _hyphenated(tokens: Tokens, at: int) -> Parsed | None:
    """Read "three-day", "month-long", and "24-hour", whose mark is a token."""
    word = tokens.lower(at)
    end = at + 1
    if word.isascii() and word.isdigit() and tokens.lower(end) in _HYPHENS and tokens.lower(end):
        first = tokens.lower(end + 1).split("-")[0]
        unit = time_words().units.get(first)
        return Parsed(Duration(float(word), unit), end + 2) if unit and len(word) <= 3 else None
    parts = [part for part in word.replace("‑", "-").replace("‐", "-").split("-") if part]
    if len(parts) < 2:
        return None
    if parts[0] == "year" and parts[1] in ("ago", "earlier"):
        return Parsed(Ago(1, "year"), end)
    if parts[-1] in ("long", "old", "plus"):
        parts.pop()
    unit = time_words().units.get(parts[-1])
    if unit is None:
        return None
    if len(parts) == 1:
        return Parsed(Duration(1 if not parts[0].endswith("s") else None, unit), end)
    if parts[0] == "half":
        return Parsed(Duration(0.5, unit), end)
    if parts[0] in ("multi", "several"):
        return Parsed(Duration(None, unit), end)
    count = _number_word(tokens, "-".join(parts[:-1]))
    return None if count is None else Parsed(Duration(count, unit), end)


def _plural_unit(tokens: Tokens, at: int) -> str | None:
    word = tokens.lower(at)
    unit = time_words().units.get(word)
    return unit if unit is not None and word.endswith("s") else None


def _bare(tokens: Tokens, at: int) -> Parsed | None:
    """Read "for months", "years of war"."""
    unit = _plural_unit(tokens, at)
    if unit is None or unit in ("second", "night", "quarter"):
        return None
    before, behind = tokens.lower(at - 1), tokens.lower(at + 1)
    words = time_words()
    if unit == "year" and year_at(tokens, at + 1):
        return None
    is_length = words.is_in("before_bare_plural", before) or words.is_in(
        "after_bare_plural", behind
    )
    return Parsed(Duration(None, unit), at + 1) if is_length else None


def parse_habit(tokens: Tokens, at: int) -> Parsed | None:
    """Read "daily", "every Friday", "each year", "per month", "on Fridays"."""
    words, word = time_words(), tokens.lower(at)
    if word in words.habits and not _is_in_name(tokens, at):
        return Parsed(Habit(words.habits[word]), at + 1)
    if word == "per" and (unit := words.units.get(tokens.lower(at + 1))):
        return Parsed(Duration(1, unit), at + 2)
    if tokens.is_in("plural_weekday", at) and tokens.lower(at - 1) in ("on", "most"):
        return Parsed(Habit(f"XXXX-WXX-{tokens.words.weekdays[word] + 1}"), at + 1)
    return _every(tokens, at) if words.is_in("every", word) else None


def _is_in_name(tokens: Tokens, at: int) -> bool:
    """Tell whether a word is of a name: "the Daily Herald", "Future Group"."""
    return tokens.is_capitalised(at) and tokens.is_capitalised(at + 1)


def _every(tokens: Tokens, at: int) -> Parsed | None:
    """Read what stands behind "every": "day", "two weeks", "Friday", "other month", "October"."""
    words = time_words()
    place = at + 1
    is_other = tokens.lower(place) == "other"
    place += is_other
    word = tokens.lower(place)
    found = number_at(tokens, place)
    if found is not None and (unit := words.units.get(tokens.lower(found[1]))):
        return Parsed(Duration(found[0], unit), found[1] + 1)
    pattern: str | None = None
    if (unit := words.units.get(word)) is not None:
        pattern = _PATTERNS.get(unit)
        if is_other:
            return Parsed(Duration(2, unit), place + 1)
    elif word in tokens.words.weekdays:
        pattern = f"XXXX-WXX-{tokens.words.weekdays[word] + 1}"
    elif word in tokens.words.months and tokens.is_capitalised(place):
        pattern = f"XXXX-{tokens.words.months[word]:02}"
    elif word in words.parts:
        pattern = f"XXXX-XX-XXT{words.parts[word]}"
    return None if pattern is None else Parsed(Habit(pattern), place + 1)


def parse_reference(tokens: Tokens, at: int) -> Parsed | None:
    """Read "now", "recently", "the past", "at this time", "these days"."""
    words, word, second = time_words(), tokens.lower(at), tokens.lower(at + 1)
    phrase = _fixed(tokens, at)
    if phrase is not None:
        return phrase
    if word == "the" and words.is_in("noun_reference", second):
        to = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}[second]
        is_noun = not tokens.lower(at + 2)[:1].isalnum() or words.is_in(
            "behind_noun", tokens.lower(at + 2)
        )
        return Parsed(Reference(to), at + 2) if is_noun else None
    found = words.references.get(word)
    if found is None or (found != "PAST_REF" and _is_in_name(tokens, at)):
        return None
    before = tokens.lower(at - 1)
    if word == "present" and before not in ("at", "to", "until", "till"):
        return Parsed(Reference(found), at + 2) if second == "day" else None
    if word == "former" and before == "the" and not second.isalpha():
        return None
    if word == "recent" and words.units.get(second):
        return Parsed(Reference(found), at + 2)
    return Parsed(Reference(found), at + 1)


_FIXED: dict[str, tuple[tuple[str, ...], str]] = {
    "right": (("now",), "PRESENT_REF"),
    "at": (("this", "time"), "PRESENT_REF"),
    "modern": (("day",), "PRESENT_REF"),
    "these": (("days",), "PRESENT_REF"),
    "the": (("time", "being"), "PRESENT_REF"),
    "to": (("date",), "PRESENT_REF"),
    "not": (("long", "ago"), "PAST_REF"),
}


def _fixed(tokens: Tokens, at: int) -> Parsed | None:
    """Read a reference of several words."""
    rest = _FIXED.get(tokens.lower(at))
    if rest is None or any(tokens.lower(at + 1 + n) != w for n, w in enumerate(rest[0])):
        return None
    return Parsed(Reference(rest[1]), at + 1 + len(rest[0]))
