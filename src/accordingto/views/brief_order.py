"""The order of a brief: by day and place, what cost most lives first within a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from accordingto.records.agreements import Agreement
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.places import Place
from accordingto.records.values import State
from accordingto.views.brief import DayGroup, Entry, Line, Lines, PlaceGroup
from accordingto.views.brief_quotes import plain
from accordingto.views.phrases import describe_days, describe_place, describe_state

MOST_LARGEST = 5
"""Tolls that stand at the top."""
SHORT = timedelta(days=6)
"""What lasts longer stands below what happened on a day or within a week."""

Days = tuple[date | None, date | None]
_NO_DAYS: Days = (None, None)
_STATES = list(State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An entry while entries are put in order."""

    entry: Entry
    days: Days
    place: tuple[str, ...]
    """What tells a place from others; empty where none is given."""
    place_name: str

    @property
    def is_short(self) -> bool:
        """Tell whether it happened on a day, or within a week."""
        first, last = self.days
        return first is not None and last is not None and last - first <= SHORT


@dataclass(frozen=True, slots=True)
class LooseToll:
    """A figure of no incident that stands in the brief."""

    figure: Figure
    line: Line


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step of an agreement, and the publication in which it stands."""

    step: Agreement
    publication: int
    line: Line

    @property
    def days(self) -> Days:
        """The days of the step."""
        return self.step.date_from, self.step.date_to


@dataclass(frozen=True, slots=True)
class Groups:
    """All accounts in order."""

    days: tuple[DayGroup, ...]
    longer: tuple[DayGroup, ...]
    apart: tuple[DayGroup, ...]

    def all(self) -> tuple[DayGroup, ...]:
        """Return all groups in their order."""
        return (*self.days, *self.longer, *self.apart)


def account_of(incident: Incident, entry: Entry) -> Account:
    """Return an incident's entry with what puts it in order."""
    place = incident.place
    return Account(
        entry=entry,
        days=(incident.date_from, incident.date_to),
        place=_key_of(place) if place is not None else (),
        place_name=_name_of(place) if place is not None else "",
    )


def group_accounts(accounts: Iterable[Account], numbers: Iterator[int]) -> Groups:
    """Return all accounts by day and place, numbered; those without either apart."""
    every = list(accounts)
    placed = [one for one in every if one.days != _NO_DAYS and one.place]
    days = _by_day([one for one in placed if one.is_short], numbers)
    longer = _by_day([one for one in placed if not one.is_short], numbers)
    undated = [one for one in every if one.days == _NO_DAYS]
    unplaced = [one for one in every if one.days != _NO_DAYS and not one.place]
    apart = (
        *_as_one("Without a day", undated, numbers),
        *_as_one("Without a place", sorted(unplaced, key=_by_time), numbers),
    )
    return Groups(days, longer, apart)


def largest_of(groups: Groups) -> tuple[Entry, ...]:
    """Return the entries with the largest tolls, one for each place and day."""
    firsts = [
        place.entries[0] for group in (*groups.days, *groups.longer) for place in group.places
    ]
    firsts += [entry for group in groups.apart for entry in group.entries()]
    told = [entry for entry in firsts if entry.largest is not None and entry.most_killed]
    told.sort(key=lambda entry: (-entry.most_killed, entry.number))
    return tuple(told[:MOST_LARGEST])


def lines_of(entry: Entry) -> Iterator[Line]:
    """Yield the lines that stand for the records of an entry."""
    yield entry.line
    yield from entry.tolls


def group_states(tolls: Iterable[LooseToll]) -> tuple[Lines, ...]:
    """Return figures by what happened to the people, the largest first."""
    ordered = sorted(tolls, key=_by_state)
    return tuple(
        Lines(title=describe_state(state), lines=tuple(toll.line for toll in group))
        for state, group in groupby(ordered, key=lambda toll: toll.figure.state)
    )


def group_deals(steps: Iterable[PlacedStep]) -> tuple[Lines, ...]:
    """Return the steps that have a day, those of one deal of one report together, in time."""
    dated = sorted((one for one in steps if one.days != _NO_DAYS), key=_by_days)
    deals: dict[tuple[object, ...], list[PlacedStep]] = {}
    for number, one in enumerate(dated):
        deal = (one.step.deal,) if one.step.deal else ("", number)
        deals.setdefault((one.publication, *deal), []).append(one)
    return tuple(_deal(group) for group in deals.values())


def undated_steps(steps: Iterable[PlacedStep]) -> tuple[Line, ...]:
    """Return the steps without a day."""
    return tuple(one.line for one in steps if one.days == _NO_DAYS)


def _deal(steps: list[PlacedStep]) -> Lines:
    subjects = [one.step.subject.text for one in steps if one.step.subject is not None]
    # The longest says most: another may be "it".
    title = plain(max(subjects, key=len)) if subjects else "A deal that the report does not name"
    return Lines(title=title, lines=tuple(one.line for one in steps))


def _by_day(accounts: list[Account], numbers: Iterator[int]) -> tuple[DayGroup, ...]:
    ordered = sorted(accounts, key=_by_time)
    return tuple(
        DayGroup(title=describe_days(*days), places=_by_place(list(group), numbers))
        for days, group in groupby(ordered, key=lambda one: one.days)
    )


def _by_place(accounts: list[Account], numbers: Iterator[int]) -> tuple[PlaceGroup, ...]:
    """Return the places of a day: first those where somebody says that most were killed."""
    groups: dict[tuple[str, ...], list[Account]] = {}
    for one in accounts:
        groups.setdefault(one.place, []).append(one)
    for group in groups.values():
        group.sort(key=_by_toll)
    ordered = sorted(groups.values(), key=lambda group: (*_by_toll(group[0])[:1], -len(group)))
    return tuple(
        PlaceGroup(
            title=group[0].place_name,
            entries=tuple(replace(one.entry, number=next(numbers)) for one in group),
        )
        for group in ordered
    )


def _as_one(title: str, accounts: list[Account], numbers: Iterator[int]) -> Iterator[DayGroup]:
    if accounts:
        entries = tuple(replace(one.entry, number=next(numbers)) for one in accounts)
        yield DayGroup(title=title, places=(PlaceGroup(title="", entries=entries),))


def _by_toll(account: Account) -> tuple[int, int]:
    return -account.entry.most_killed, -len(account.entry.tolls)


def _by_time(account: Account) -> tuple[date, date]:
    return _ends(account.days)


def _by_days(step: PlacedStep) -> tuple[date, date]:
    return _ends(step.days)


def _ends(days: Days) -> tuple[date, date]:
    first, last = days
    return first or last or date.max, last or date.max


def _by_state(toll: LooseToll) -> tuple[int, int]:
    return _STATES.index(toll.figure.state), -(toll.figure.low or 0)


def _key_of(place: Place) -> tuple[str, ...]:
    """Return what tells a place from others: what the gazetteer calls it, else its words."""
    if place.gazetteer_id:
        return place.gazetteer or "", place.gazetteer_id
    return "", " ".join(place.name.casefold().split()), place.country or ""


def _name_of(place: Place) -> str:
    """Return the place without the words that loosen its position."""
    return plain(describe_place(replace(place, qualifier=None)))
