"""What a list of a ledger is narrowed to, checked before anything is looked up."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from accordingto.errors import FilterError
from accordingto.ledger.columns import MOST
from accordingto.ledger.listings import Listing, ReviewFilter, What
from accordingto.ledger.search_making import STOOD_FOR, TOLL_STEPS
from accordingto.ledger.search_words import asked_name_marks, value_mark, words_of
from accordingto.records.values import (
    ActorKind,
    BlameMode,
    Category,
    Kind,
    Stance,
    State,
    Step,
)

Group = tuple[tuple[str, ...], ...]
"""Alternatives, of which one must hold; of each, all words and marks must be there."""
MOST_WORDS = 50
_COUNTRY = re.compile(r"[A-Z]{2}")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list is narrowed to; of several values of one filter, one must hold."""

    first_day: date | None = None
    last_day: date | None = None
    place: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2."""
    actor: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    blame: tuple[str, ...] = ()
    """Modes."""
    min_toll: int | None = None
    min_confidence: float | None = None
    """Of what a model told; what rules found and what a person stands for stays."""
    text: str = ""
    review: ReviewFilter | None = None
    """None for all but what was rejected."""
    as_of: date | None = None
    """Of knowledge: what had come in and had been decided by the end of this day, UTC."""


NO_FILTERS = Filters()

_NAMES = {
    "first_day": "--from",
    "last_day": "--to",
    "min_toll": "--min-toll",
    "min_confidence": "--min-confidence",
    "as_of": "--as-of",
    "review": "--reviewed, --unreviewed and --rejected",
}
"""As a user types them, where that is not the field's name."""
_OF_ALL = frozenset({"first_day", "last_day", "place", "country", "publisher", "text", "as_of"})
_OF_REPORTS = frozenset(field.name for field in fields(Filters)) - {"min_confidence"}
_TAKES: dict[Listing, frozenset[str]] = {
    Listing.REPORTS: _OF_REPORTS,
    Listing.CASES: _OF_REPORTS,
    Listing.AGREEMENTS: _OF_ALL | {"actor", "source", "kind", "review", "min_confidence"},
    Listing.SOURCES: _OF_ALL | {"source", "kind"},
    Listing.ACTORS: _OF_ALL | {"actor", "kind"},
}
"""Of other lists, all."""
_KINDS: dict[Listing, tuple[type[StrEnum], ...]] = {
    Listing.REPORTS: (Kind,),
    Listing.INCIDENTS: (Kind,),
    Listing.CASES: (Kind,),
    Listing.FIGURES: (State,),
    Listing.STATEMENTS: (Stance,),
    Listing.AGREEMENTS: (Step,),
    Listing.SOURCES: (ActorKind, Category),
    Listing.ACTORS: (ActorKind, Category),
}


def check_filters(filters: Filters, listing: Listing) -> None:
    """Raise FilterError when a filter says nothing to this list, or cannot hold at all."""
    takes = _TAKES.get(listing, frozenset(field.name for field in fields(Filters)))
    for field in fields(Filters):
        is_asked = getattr(filters, field.name) != getattr(NO_FILTERS, field.name)
        if is_asked and field.name not in takes:
            told = ", ".join(sorted(_name_of(name) for name in takes))
            raise FilterError(
                f"{_name_of(field.name)} does not go with {listing}; expected any of {told}"
            )
    _check_period(filters)
    _check_values(filters.kind, _KINDS[listing], "--kind", f" of {listing}")
    _check_values(filters.blame, (BlameMode,), "--blame", "")
    for code in filters.country:
        if not _COUNTRY.fullmatch(code):
            raise FilterError(
                f"--country {code!r} is no code of a country; expected two letters, as in SY "
                "(ISO 3166-1)"
            )
    if filters.min_toll is not None and not 0 <= filters.min_toll <= MOST:
        raise FilterError(f"--min-toll {filters.min_toll}: expected a number from 0 to {MOST:,}")
    least = filters.min_confidence
    if least is not None and not 0 <= least <= 1:
        raise FilterError(f"--min-confidence {least:g}: expected a share from 0 to 1")


def groups_of(filters: Filters, what: What) -> tuple[Group, ...]:
    """Return what the words and marks of a row must hold.

    Raises FilterError when a name or text to look for has no letter and no digit in it, or too many
    words.
    """
    return tuple(_groups(filters, what))


def parse_first_day(written: str) -> date:
    """Return the first day of a day, a month or a year.

    >>> parse_first_day("2016-09")
    datetime.date(2016, 9, 1)
    """
    year, month, day = _parse(written)
    return _date(written, year, month or 1, day or 1)


def parse_last_day(written: str) -> date:
    """Return the last day of a day, a month or a year.

    >>> parse_last_day("2016-09")
    datetime.date(2016, 9, 30)
    """
    year, month, day = _parse(written)
    month = month or 12
    is_month = 1 <= month <= 12 and year >= 1
    last = calendar.monthrange(year, month)[1] if is_month and day is None else day or 0
    return _date(written, year, month, last)


def _groups(filters: Filters, what: What) -> Iterator[Group]:
    yield ((value_mark("w", what),),)
    for sort, name in (("p", "place"), ("a", "actor"), ("s", "source"), ("o", "publisher")):
        typed: tuple[str, ...] = getattr(filters, name)
        if typed:
            yield tuple(_name_marks(sort, name, one) for one in typed)
    for sort, values in (("c", filters.country), ("k", filters.kind), ("b", filters.blame)):
        if values:
            yield tuple((value_mark(sort, value),) for value in values)
    if filters.text:
        yield (_words(filters.text),)
    if filters.review is ReviewFilter.REVIEWED:
        yield ((STOOD_FOR,),)
    steps = [step for step in TOLL_STEPS if filters.min_toll is not None]
    reached = [step for step in steps if step <= (filters.min_toll or 0)]
    if reached:
        yield ((f"t_{reached[-1]}",),)


def _name_marks(sort: str, name: str, typed: str) -> tuple[str, ...]:
    marks = asked_name_marks(sort, typed)
    if not marks:
        raise FilterError(
            f"--{name} {typed!r} holds no letter and no digit; expected a name, or a part of one"
        )
    return marks


def _words(typed: str) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(words_of(typed)))
    if not words:
        raise FilterError(f"--text {typed[:80]!r} holds no word; expected words to look for")
    if len(words) > MOST_WORDS:
        raise FilterError(
            f"--text with {len(words)} different words; expected at most {MOST_WORDS}"
        )
    return words


def _check_period(filters: Filters) -> None:
    first, last = filters.first_day, filters.last_day
    if first is not None and last is not None and first > last:
        raise FilterError(f"--from {first} lies after --to {last}; expected --from first")


def _check_values(
    typed: Iterable[str], known: tuple[type[StrEnum], ...], name: str, where: str
) -> None:
    values = [value.value for enum in known for value in enum]
    for one in typed:
        if one not in values:
            told = ", ".join(dict.fromkeys(values))
            raise FilterError(f"{name}{where}: {one!r} is not known; expected one of {told}")


def _name_of(field: str) -> str:
    return _NAMES.get(field, f"--{field}")


def _parse(written: str) -> tuple[int, int | None, int | None]:
    found = _DAY.fullmatch(written.strip())
    if found is None or not written.isascii():
        raise _no_day(written)
    year, month, day = (None if part is None else int(part) for part in found.groups())
    return year or 0, month, day


def _date(written: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _no_day(written) from error


def _no_day(written: str) -> FilterError:
    return FilterError(
        f"{written[:40]!r} is no day; expected one as in 2016-09-24, a month as in 2016-09, or a "
        "year"
    )
