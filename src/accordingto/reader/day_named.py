"""The rules for days with a name: feasts, the month of fasting, anniversaries."""

from collections.abc import Mapping
from functools import cache

from accordingto.lexicons.loader import load_words
from accordingto.reader.date_grammar import Parsed, Tokens, year_at
from accordingto.reader.day_feasts import Anniversary, Feast
from accordingto.reader.day_time_words import time_words


@cache
def feast_names() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return by its first word each name of a feast as words, longest first, with the feast."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for feast, names in load_words("feasts").items():
        for name in names:
            words = tuple(name.split())
            by_first.setdefault(words[0], []).append((words, feast))
    return {word: tuple(sorted(rows, reverse=True)) for word, rows in by_first.items()}


def parse_feast(tokens: Tokens, at: int) -> Parsed | None:
    """Read "Ramadan", "Eid al-Fitr", "Christmas 2016"; no name, and no Easter message."""
    rows = feast_names().get(tokens.lower(at))
    if rows is None or not tokens.is_capitalised(at):
        return None
    for words, feast in rows:
        if all(tokens.lower(at + n) == word for n, word in enumerate(words)):
            end = at + len(words)
            is_eve = tokens.lower(at - 1) == "of" and tokens.lower(at - 2) == "eve"
            place = tokens.skip(end, "of", ",")
            year = year_at(tokens, place)
            if year is not None:
                return Parsed(Feast(feast, year, is_eve), place + 1)
            found = Parsed(Feast(feast, is_eve=is_eve), end)
            return None if _is_name(tokens, at, end) else found
    return None


def _is_name(tokens: Tokens, at: int, end: int) -> bool:
    """Tell whether the words name something else: "Ramadan Holth", "an Easter message"."""
    is_before = at > 1 and tokens.is_capitalised(at - 1) and tokens.lower(at - 1) != "muslim"
    behind = tokens.lower(end)
    is_noun = behind.isalpha() and not time_words().is_in("behind_noun", behind)
    return is_before or (is_noun and not tokens.is_in("part_of_day", end))


def parse_anniversary(tokens: Tokens, at: int) -> Parsed | None:
    """Read "anniversary", with the count before it: "third anniversary", "10th anniversary"."""
    if tokens.lower(at) != "anniversary":
        return None
    before = tokens.lower(at - 1)
    count = time_words().ordinals.get(before)
    if time_words().is_in("ordinal_ending", before) and tokens.lower(at - 2).isdigit():
        count = int(tokens.lower(at - 2))
    is_named = tokens.lower(at + 1) == "of"
    return Parsed(Anniversary(count, is_named=is_named), at + 1)
