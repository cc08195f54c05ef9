"""Every expression of time in a sentence, each by itself: dates, hours, lengths, habits, "now".

The reading of days for records (`day_grammar`) looks for days alone and takes "from Monday to
Wednesday" as one range. This view keeps both ends apart, as TimeML does, and leaves nothing out.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from accordingto.lexicons.tokens import Token, find_tokens
from accordingto.reader.date_grammar import Parsed, Tokens, day_at
from accordingto.reader.day_clock import parse_clock, parse_part_of_day, with_part_of_day
from accordingto.reader.day_expressions import DayOfMonth, Month
from accordingto.reader.day_grammar import parse_day_range
from accordingto.reader.day_lengths import (
    parse_distance,
    parse_habit,
    parse_length,
    parse_reference,
)
from accordingto.reader.day_points import parse_point
from accordingto.reader.day_relations import Between
from accordingto.reader.day_time_words import time_words
from accordingto.reader.day_years import parse_loose_year, parse_season, parse_whole

_JOINTS = frozenset(("and", "or", "to", "until", "till", "through", "-", "–", "—", "−", "/"))


def split_joined(tokens: Tokens) -> Tokens:
    """Return a sentence with "May-June" and "May-1" cut at their hyphens."""
    row: list[Token] = []
    for token in tokens.row:
        head, hyphen, tail = token.text.partition("-")
        if hyphen and tail and head.lower() in tokens.words.months and token.is_capitalised:
            parts = (*find_tokens(head), *find_tokens(f"-{tail}"))
            moves = (token.start, *[token.start + len(head)] * (len(parts) - 1))
            row += [_moved(part, by) for part, by in zip(parts, moves, strict=True)]
        else:
            row.append(token)
    return Tokens(row) if len(row) > len(tokens.row) else tokens


def _moved(token: Token, by: int) -> Token:
    return Token(token.start + by, token.end + by, token.text, token.lower)


def find_phrases(tokens: Tokens) -> Iterator[tuple[int, Parsed]]:
    """Yield the expressions of time of a sentence, each with the place of its first token."""
    free = at = 0
    while at < len(tokens.row):
        row = _split(tokens, at)
        for start, parsed in row:
            yield _first_token(tokens, start, free), parsed
            free = parsed.end
        at = max(free, at + 1)


def _split(tokens: Tokens, at: int) -> tuple[tuple[int, Parsed], ...]:
    """Return what begins at a place: two dates for a range, one phrase, or nothing."""
    word = tokens.lower(at)
    if word[0].isdigit() or tokens.is_capitalised(at):
        ends = _date_range(tokens, at)
        if ends:
            return ends
    phrase = _phrase(tokens, at)
    if phrase is None:
        return ()
    return ((at, with_part_of_day(tokens, phrase)),)


def _date_range(tokens: Tokens, at: int) -> tuple[tuple[int, Parsed], ...]:
    """Return both ends of "3-5 March", "March 3 and 5", "15 November to 3 February 1989"."""
    days = parse_day_range(tokens, at)
    if days is not None and isinstance(days.expression, Between):
        joint = next((n for n in range(at + 1, days.end) if tokens.lower(n) in _JOINTS), at + 1)
        ends = days.expression
        return (at, Parsed(ends.left, joint)), (joint + 1, Parsed(ends.right, days.end))
    left = parse_point(tokens, at)
    if left is None or not isinstance(left.expression, DayOfMonth | Month):
        return ()
    if left.expression.year is not None or tokens.lower(left.end) not in _JOINTS:
        return ()
    right = parse_point(tokens, left.end + 1)
    if right is None or not isinstance(right.expression, DayOfMonth | Month):
        return ()
    year = right.expression.year
    if year is not None:
        year -= left.expression.month > right.expression.month
    first = replace(left.expression, year=year)
    return (at, Parsed(first, left.end)), (left.end + 1, right)


def _phrase(tokens: Tokens, at: int) -> Parsed | None:
    """Return the one phrase that begins at a place."""
    return next((found for rule in _RULES if (found := rule(tokens, at)) is not None), None)


def _day_of_named_month(tokens: Tokens, at: int) -> Parsed | None:
    """Read "the 5th", "the 28th of that month": a day of the month named before."""
    if tokens.lower(at - 1) != "the" or not tokens.lower(at)[0].isdigit():
        return None
    found = day_at(tokens, at)
    if found is None or found[1] == at + 1:
        return None
    behind = [tokens.lower(found[1] + n) for n in range(3)]
    if behind[0] == "of" and behind[1] in ("that", "the") and behind[2] == "month":
        return Parsed(DayOfMonth(0, found[0]), found[1] + 3)
    is_day = not behind[0].isalpha() or time_words().is_in("behind_noun", behind[0])
    return Parsed(DayOfMonth(0, found[0]), found[1]) if is_day else None


def _point(tokens: Tokens, at: int) -> Parsed | None:
    """Read what the calendar for records reads, unless a longer length says otherwise."""
    found = parse_point(tokens, at)
    if found is None:
        return None
    if isinstance(found.expression, Month) and found.expression.year is None:
        return parse_whole(tokens, at) or found
    return found


_RULES: tuple[Callable[[Tokens, int], Parsed | None], ...] = (
    parse_clock, parse_distance, parse_length, parse_habit, parse_reference, parse_part_of_day,
    _day_of_named_month, parse_whole, _point, parse_season, parse_loose_year,
)  # fmt: skip


def _first_token(tokens: Tokens, at: int, free: int) -> int:
    """Return the place of the first word of a phrase: "the end of 1942" begins at "the"."""
    first = at
    words = time_words()
    while first > free and words.is_in("before_date", tokens.lower(first - 1)):
        first -= 1
    while first < at and (
        tokens.lower(first) in ("of", "in", "as", "part", "about")
        or (tokens.lower(first) == "beginning" and tokens.lower(first + 1) == "in")
    ):
        first += 1
    return first
