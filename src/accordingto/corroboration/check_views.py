"""A case as each of its accounts has it: reports may differ over its days and its place.

Each view is compared with the rows by itself. One that fewer texts hold than the one that the case
goes by counts less, by the logarithm of their ratio: most texts decide, and none is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from math import log

from accordingto.corroboration.check_subjects import Checked, HeldDays, HeldPlace
from accordingto.corroboration.likeness import distance_km
from accordingto.records.cases import Term

FAR_KM, FAR_DAYS = 40.0, 2
"""From which on what some of its reports give is apart: the case may join two events."""
MOST_DAYS, MOST_PLACES = 3, 4
"""Different days, and places, of a case that are compared."""
LONGEST_DAYS = 31
"""Days within which an event must be known to lie, to be looked for."""


@dataclass(frozen=True, slots=True)
class View:
    """A case with days and a place that some of its reports give."""

    subject: Checked
    term: Term | None
    """What it weighs that others say otherwise; None for what most say."""
    is_apart: bool = False
    """Its days or place are far from those that most say."""


def views_of(subject: Checked) -> Iterator[View]:
    """Yield what is compared: the case as most texts have it first; an incident as it is."""
    yield View(subject, None)
    days, places = _days(subject), _places(subject)
    for when, where in islice(product(days, places), 1, None):
        seen = replace(
            subject,
            first_day=when.days[0] if when else None,
            last_day=when.days[1] if when else None,
            spot=where.spot if where else None,
            is_beside=where.is_beside if where else False,
        )
        other_days = when if when != days[0] else None
        other_place = where if where != places[0] else None
        yield View(seen, _term(subject, other_days, other_place), _is_apart(seen, subject))


def _is_apart(view: Checked, subject: Checked) -> bool:
    km = distance_km(view.spot, subject.spot) if view.spot and subject.spot else None
    if km is not None and km >= FAR_KM:
        return True
    if view.days is None or subject.days is None:
        return False
    gaps = (view.days[0] - subject.days[1], subject.days[0] - view.days[1])
    return any(gap.days >= FAR_DAYS for gap in gaps)


def _days(subject: Checked) -> list[HeldDays | None]:
    told: tuple[HeldDays | None, ...] = subject.told_days or (None,)
    first, *others = told
    short = [one for one in others if one and (one.days[1] - one.days[0]).days < LONGEST_DAYS]
    return [first, *short[: MOST_DAYS - 1]]


def _places(subject: Checked) -> list[HeldPlace | None]:
    told: tuple[HeldPlace | None, ...] = subject.told_places or (None,)
    first, *others = told
    known = [one for one in others if one and one.spot.lat is not None]
    return [first, *known[: MOST_PLACES - 1]]


def _term(subject: Checked, when: HeldDays | None, where: HeldPlace | None) -> Term:
    """Return what it weighs that days or a place are not those that the case goes by."""
    weight, told = 0.0, []
    if when is not None:
        weight += log(when.texts / subject.told_days[0].texts)
        first, last = when.days
        days = f"{first}" if first == last else f"{first} to {last}"
        told.append(f"{days}, as {_count(when.reports, subject)}")
    if where is not None:
        weight += log(where.texts / subject.told_places[0].texts)
        told.append(f"{where.spot.name}, as {_count(where.reports, subject)}")
    return Term(name="held", weight=round(min(0.0, weight), 2), why="; ".join(told))


def _count(reports: tuple[str, ...], subject: Checked) -> str:
    verb = "says" if len(reports) == 1 else "say"
    return f"{len(reports):,} of {len(subject.reports):,} reports {verb}"
