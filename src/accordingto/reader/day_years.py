"""The rules for years, seasons, decades and centuries as histories write them."""

from dataclasses import replace

from accordingto.reader.date_grammar import Parsed, Tokens, month_at, year_at
from accordingto.reader.day_expressions import Decade, Month, Season, Year
from accordingto.reader.day_relations import Ago, Period, Unit
from accordingto.reader.day_spans import Century, PartOfYear, ShortYear
from accordingto.reader.day_time_words import time_words

_LINKS = frozenset(("and", "or", "to", "-", "–", "—", "−", "/"))
_NEXT = {"following": True, "next": True, "subsequent": True, "succeeding": True}
_PREVIOUS = {"previous": False, "preceding": False}
_PARTS = {"quarter": 4, "half": 2}


def parse_whole(tokens: Tokens, at: int) -> Parsed | None:
    """Read years before Christ, centuries, quarters, "the year", "the following week"."""
    return (
        _before_christ(tokens, at)
        or _century(tokens, at)
        or _part_of_year(tokens, at)
        or _part_behind_year(tokens, at)
        or _running(tokens, at)
        or _turn(tokens, at)
    )


def _is_bc(tokens: Tokens, at: int) -> bool:
    return time_words().is_in("era_bc", tokens.lower(at)) or (
        tokens.lower(at) == "b" and tokens.lower(at + 1) == "." and tokens.lower(at + 2) == "c"
    )


def _bc_year(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the year of "490 BC" as astronomers count, -489, and the place behind it."""
    word = tokens.lower(at)
    if not (word.isascii() and word.isdigit() and len(word) <= 4) or not int(word):
        return None
    if _is_bc(tokens, at + 1):
        return 1 - int(word), at + 2
    if tokens.lower(at + 1) in _LINKS and tokens.lower(at + 2).isdigit() and _is_bc(tokens, at + 3):
        return 1 - int(word), at + 1
    return None


def _before_christ(tokens: Tokens, at: int) -> Parsed | None:
    """Read "490 BC", "the 470s BC", "August 480 BC", "the spring of 480 BC"."""
    word = tokens.lower(at)
    if word.isdigit() and tokens.lower(at + 1) == "s" and _is_bc(tokens, at + 2):
        return Parsed(Decade(1 - int(word)), at + 3)
    year = _bc_year(tokens, at)
    if year is not None:
        return Parsed(Year(year[0]), year[1])
    month, first = month_at(tokens, at), tokens.words.seasons.get(word)
    if month is None and first is None:
        return None
    behind = _bc_year(tokens, tokens.skip(at + 1, "of", ","))
    if behind is None:
        return None
    return Parsed(Month(month, behind[0]) if month else Season(first or 0, behind[0]), behind[1])


def _century(tokens: Tokens, at: int) -> Parsed | None:
    """Read "the 19th century", "nineteenth-century", "the 4th century BC"."""
    words, word = time_words(), tokens.lower(at)
    number, place = words.ordinals.get(word), at + 1
    is_figure = word.isascii() and word.isdigit() and len(word) <= 2
    if is_figure and words.is_in("ordinal_ending", tokens.lower(place)):
        number, place = int(word), place + 1
    if number is None:
        head, _, tail = word.partition("-")
        ordinal = words.ordinals.get(head)
        if head in ("twenty", "mid"):
            ordinal = words.ordinals.get(tail.partition("-")[0])
            ordinal = ordinal + 20 * (head == "twenty") if ordinal else None
        if ordinal is None or not (tail.endswith("century") or tokens.lower(place) == "century"):
            return None
        number, place = ordinal, at if tail.endswith("century") else place
    elif tokens.lower(place) == "-":
        place += 1
    if tokens.lower(place) not in ("century", "centuries") and place != at:
        return None
    place += 1
    is_bc = _is_bc(tokens, place)
    return Parsed(Century(number - 1, is_bc), place + is_bc)


def _part_of_year(tokens: Tokens, at: int) -> Parsed | None:
    """Read "the third quarter", "first-half", "the latter half of 2008"."""
    words = tokens.lower(at).split("-")
    place = at + 1
    if len(words) == 1:
        words.append(tokens.lower(place))
        place += 1
    if len(words) != 2 or words[1] not in _PARTS:
        return None
    number = {"latter": 2, "last": 0, "final": 0}.get(words[0], time_words().ordinals.get(words[0]))
    parts = _PARTS[words[1]]
    if number is None or number > parts:
        return None
    year = None
    if tokens.lower(place) in ("of", ","):
        named = year_at(tokens, place + 1)
        if named is not None:
            year, place = Year(named), place + 2
        elif words[1] == "half" or tokens.lower(place) == "of":
            turned = tokens.lower(place + 1) in ("last", "this", "next")
            if not (turned and tokens.lower(place + 2) == "year"):
                return None
            offset = {"last": -1, "this": 0, "next": 1}[tokens.lower(place + 1)]
            return Parsed(PartOfYear(number or parts, parts, Period("year", offset)), place + 3)
    is_half = year is None and words[1] == "half"
    if is_half and (tokens.lower(at - 1) != "the" or tokens.lower(place) == "of"):
        return None
    return Parsed(PartOfYear(number or parts, parts, year), place)


def _part_behind_year(tokens: Tokens, at: int) -> Parsed | None:
    """Read "the 1989 third quarter"."""
    year = year_at(tokens, at)
    part = _part_of_year(tokens, at + 1) if year is not None else None
    if part is None or year is None or not isinstance(part.expression, PartOfYear):
        return None
    return Parsed(replace(part.expression, year=Year(year)), part.end)


def _running(tokens: Tokens, at: int) -> Parsed | None:
    """Read "month" in "the end of the month", "later in the year": the one that runs."""
    word = tokens.lower(at)
    if word == "quarter" and tokens.lower(at - 1) in ("the", "latest"):
        is_share = tokens.lower(at + 1) == "of"
        return None if is_share else Parsed(PartOfYear(0, 4), at + 1)
    if word in ("year-end", "month-end", "week-end"):
        return Parsed(Period(word[:-4], 0), at + 1)  # type: ignore[arg-type]  # one of the three
    if word not in ("week", "month", "year"):
        return None
    if tokens.lower(at + 1) == "'s" and tokens.lower(at + 2) == "end":
        return Parsed(Period(word, 0), at + 3)  # type: ignore[arg-type]  # one of the three
    before = tokens.lower(at - 2)
    if tokens.lower(at - 1) != "the":
        return None
    is_edge = before == "of" and time_words().is_in("edge_of_period", tokens.lower(at - 3))
    is_within = before == "in" and tokens.lower(at - 3) in ("later", "earlier", "early", "late")
    is_named = before in ("during", "throughout", "for")
    if not (is_edge or is_within or is_named):
        return None
    return Parsed(Period(word, 0), at + 1)  # type: ignore[arg-type]  # one of the three


def _turn(tokens: Tokens, at: int) -> Parsed | None:
    """Read "the following year", "the previous month", "the next week"."""
    word, unit = tokens.lower(at), tokens.lower(at + 1)
    is_later = _NEXT.get(word, _PREVIOUS.get(word))
    if is_later is None or unit not in ("day", "week", "month", "year", "decade"):
        return None
    if word == "next" and tokens.lower(at - 1) != "the":
        return None
    count, length = (10, "year") if unit == "decade" else (1, unit)
    of = "before" if is_later else "either"
    return Parsed(Ago(count, _unit(length), of, is_later=is_later), at + 2)  # type: ignore[arg-type]  # one of the two


def _unit(word: str) -> Unit:
    return word  # type: ignore[return-value]  # checked by the caller


def parse_season(tokens: Tokens, at: int) -> Parsed | None:
    """Read "winter", "the spring", "late autumn", "fall 1919"; not "spring up", "the fall of X"."""
    word = tokens.lower(at)
    first = 9 if word == "fall" else tokens.words.seasons.get(word)
    if first is None:
        return None
    place = tokens.skip(at + 1, "of", ",")
    named = year_at(tokens, place)
    if named is not None:
        return Parsed(Season(first, named), place + 1)
    before, behind = tokens.lower(at - 1), tokens.lower(at + 1)
    if word == "fall":
        is_season = behind != "of" and before == "the" and tokens.lower(at - 2) in _FALL
        return Parsed(Season(first), at + 1) if is_season else None
    is_led = before in _BEFORE_SEASON or not before.isalpha()
    is_verb = word == "spring" and behind in ("up", "from", "to", "into", "out")
    return None if is_verb or not (is_led or word != "spring") else Parsed(Season(first), at + 1)


_FALL = frozenset(("in", "by", "during", "of", "until", "since", "throughout"))
_BEFORE_SEASON = frozenset(
    (
        "the", "in", "of", "by", "early", "late", "mid", "last", "this", "next", "during", "until",
        "that", "and", "since", "following", "previous", "each", "every", "through", "or", "from",
    )
)  # fmt: skip


def parse_loose_year(tokens: Tokens, at: int) -> Parsed | None:
    """Read a year wherever four figures can hardly be else: "(1861)", "1914–18", "'89"."""
    word = tokens.lower(at)
    if word.startswith("mid-") and word[4:].isdigit() and len(word) == 8:
        is_decade = tokens.lower(at + 1) == "s" and tokens.is_glued(at + 1)
        year = int(word[4:])
        return Parsed(Decade(year), at + 2) if is_decade else Parsed(Year(year), at + 1)
    if word.startswith("mid-") and word[4:8].isdigit() and word[8:] == "s":
        return Parsed(Decade(int(word[4:8])), at + 1)
    named = year_at(tokens, at)
    if named is not None and 1500 <= named <= 2100:
        return _year(tokens, at, named)
    return _short_year(tokens, at, word) if word.isascii() and word.isdigit() else None


def _short_year(tokens: Tokens, at: int, word: str) -> Parsed | None:
    """Read "'89", the end of "1914–18", and "in 490"."""
    if len(word) == 2 and tokens.lower(at - 1) in ("'", "’", "‘") and tokens.is_glued(at):
        is_decade = tokens.lower(at + 1) == "s" and tokens.is_glued(at + 1)
        return Parsed(ShortYear(int(word), is_decade=is_decade), at + 1 + is_decade)
    if len(word) == 2 and tokens.is_glued(at) and tokens.lower(at - 1) in _LINKS:
        before = year_at(tokens, at - 2)
        if before is not None and tokens.is_glued(at - 1):
            return Parsed(Year(before - before % 100 + int(word)), at + 1)
    is_led = tokens.lower(at - 1) in ("in", "of", "until", "since", "by", "from", "after", "before")
    if len(word) == 3 and is_led and not tokens.lower(at + 1).isalpha():
        return Parsed(ShortYear(int(word)), at + 1)
    return None


def _year(tokens: Tokens, at: int, year: int) -> Parsed | None:
    """Return the year that four figures are by their neighbours, with the season behind it."""
    words = time_words()
    before, behind = tokens.lower(at - 1), tokens.lower(at + 1)
    if words.is_in("not_before_year", before) or words.is_in("not_behind_year", behind):
        return None
    if tokens.is_glued(at + 1) and behind in ("s", "th", "%", "st"):
        return Parsed(Decade(year), at + 2) if behind == "s" and year % 10 == 0 else None
    if tokens.is_glued(at) and before in (".", ",", "/", "#"):
        return None
    first = tokens.words.seasons.get(behind)
    return Parsed(Season(first, year), at + 2) if first else Parsed(Year(year), at + 1)
