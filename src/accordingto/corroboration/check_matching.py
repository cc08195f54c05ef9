"""Which rows of a reference dataset an incident or case matches: one, several, or none for sure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log

from accordingto.corroboration.check_results import (
    Candidate,
    Finding,
    Outcome,
    StatedRange,
)
from accordingto.corroboration.check_rows import ReferenceRows
from accordingto.corroboration.check_subjects import Checked
from accordingto.corroboration.check_terms import SAME_KIND, compare_row, is_wider
from accordingto.corroboration.check_tolls import largest_claim, state_range
from accordingto.corroboration.check_views import LONGEST_DAYS, views_of
from accordingto.records.values import Kind

SURE, POSSIBLE = 0.8, 0.3
"""Scores from which on a row matches, and from which on it is told as possible."""
MARGIN = 1.0
"""Log-odds by which a row stands out from the next."""
NEAR_KM, LOOSE_KM = 40.0, 70.0
_AROUND = timedelta(days=1)
_WEEK, _TWO_DAYS = 7, 2
_LEAST_DAILY = 10
"""People killed from which on a toll is looked for in several rows together."""
_SHARE = 0.7
"""Share of a toll that several rows must reach together to stand for it."""
_DAY_LONG = frozenset({Kind.AIR_STRIKE, Kind.SHELLING, Kind.ARMED_CLASH})
"""Kinds that go on over a day and a town; others are done at one time and spot."""
_TOGETHER = "no row has its toll; the rows of its day and place together may"
_NO_TOLL = "no toll is told; these are the rows of its kind, day and place: it may be any, or all"


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows that may be one incident, the best first."""

    subject: Checked
    rows: tuple[Candidate, ...]

    @property
    def stands_out(self) -> bool:
        """Tell whether the best row is clearly better than the next."""
        return _stand_out(self.rows)


def match(subject: Checked, rows: ReferenceRows) -> Finding:
    """Return what the rows have on an incident or case; its flags are not set yet."""
    if (why := _cannot_compare(subject)) is not None:
        return Finding(subject=subject, outcome=Outcome.NOT_COMPARED, why=why)
    compared, others = _compare(subject, rows)
    possible = [one for one in others if one.score >= POSSIBLE]
    possible.sort(key=lambda one: (-one.score, one.event.line))
    if together := _together(subject, compared, possible):
        return together
    if not possible:
        return Finding(subject=subject, outcome=Outcome.NOT_FOUND, why=_why_not(subject, others))
    found = _Found(subject, tuple(possible))
    is_sure = possible[0].score >= SURE and not possible[0].is_apart
    if subject.spot is not None and is_sure and found.stands_out:
        best, *others = possible
        return Finding(
            subject=subject,
            outcome=Outcome.ONE_TO_ONE,
            why="one row stands out",
            rows=(best,),
            also=tuple(others),
        )
    return Finding(
        subject=subject, outcome=Outcome.AMBIGUOUS, why=_why_ambiguous(found), rows=found.rows
    )


def _compare(subject: Checked, rows: ReferenceRows) -> tuple[list[Candidate], list[Candidate]]:
    """Return the rows compared with a subject as most say, and each by the account it fits best."""
    first: list[Candidate] = []
    best: dict[int, Candidate] = {}
    for number, view in enumerate(views_of(subject)):
        for at in sorted(_candidates(view.subject, rows)):
            found = compare_row(view.subject, rows, at, view.term)
            found = replace(found, is_apart=view.is_apart)
            if number == 0:
                first.append(found)
            if at not in best or found.score > best[at].score:
                best[at] = found
    return first, list(best.values())


def _stand_out(rows: Sequence[Candidate]) -> bool:
    return len(rows) < 2 or _odds(rows[0]) - _odds(rows[1]) >= MARGIN


def _cannot_compare(subject: Checked) -> str | None:
    if subject.days is None:
        return "no day is told"
    span = _span(subject)
    if span > LONGEST_DAYS:
        return f"its days are known within {span:,} days only"
    if subject.spot is None and span > _WEEK:
        return f"no place is told, and its days are known within {span:,} days only"
    return None


def _candidates(subject: Checked, rows: ReferenceRows) -> set[int]:
    days = _days_around(subject)
    spot = subject.spot
    if spot is None:
        return rows.on(days)
    if spot.lat is not None and spot.lon is not None:
        near = rows.near(days, spot.lat, spot.lon, NEAR_KM if subject.is_beside else LOOSE_KM)
        return near | rows.vague_in_area(days, spot.admin1 or "") if spot.admin1 else near
    return rows.in_area(days, spot.admin1) if spot.admin1 else rows.on(days)


def _days_around(subject: Checked) -> list[date]:
    first, last = subject.days or (date.min, date.min)
    around = _AROUND if subject.spot is not None else timedelta(0)
    start = max(first, date.min + around) - around
    span = (min(last, date.max - around) + around - start).days
    return [start + timedelta(days=day) for day in range(span + 1)]


def _together(
    subject: Checked, compared: Sequence[Candidate], possible: Sequence[Candidate]
) -> Finding | None:
    """Return a match with several rows of the incident's own day and place, if they are one.

    Either they reach its toll together where none does alone, or no toll is told and the incident
    is of a kind that goes on over a day and a town.
    """
    there = [one for one in compared if one.is_there and not _is_other(one) and _is_short(one)]
    if not subject.is_beside or _span(subject) > _WEEK or any(one.fits_toll for one in possible):
        return None
    claimed = largest_claim(claim for claim in subject.killed if not claim.is_part)
    if not claimed:
        if not _goes_on(subject) or _stand_out(possible):
            return None
        there = [one for one in there if one.score >= POSSIBLE and _is_kindred(one)]
        if possible[0] not in there:
            return None
    inside = [one.event for one in there if not is_wider(subject, one.event)]
    stated = state_range(inside, [one.event for one in there if is_wider(subject, one.event)])
    if len(inside) < 2 or (claimed and not _reaches(stated, claimed)):
        return None
    there.sort(key=lambda one: (-one.score, one.event.line))
    listed = {one.event.line for one in there}
    return Finding(
        subject=subject,
        outcome=Outcome.ONE_TO_MANY if _is_one_place(there) else Outcome.DAY_AND_AREA,
        why=_TOGETHER if claimed else _NO_TOLL,
        rows=tuple(there),
        also=tuple(one for one in possible if one.event.line not in listed),
        together=stated,
    )


def _reaches(stated: StatedRange | None, claimed: int) -> bool:
    """Tell whether rows can stand for a toll together; few dead are no daily toll."""
    if stated is None or claimed < _LEAST_DAILY:
        return False
    return stated.low <= claimed and stated.high >= _SHARE * claimed


def _is_short(candidate: Candidate) -> bool:
    """Tell whether a row is of a week at most: one of a month says little of a day."""
    days = candidate.event.days
    return (days.last - days.first).days < _WEEK


def _span(subject: Checked) -> int:
    """Return over how many days an incident is known to lie."""
    first, last = subject.days or (date.min, date.max)
    return (last - first).days + 1


def _is_other(candidate: Candidate) -> bool:
    """Tell whether a row is of another kind, or of other people."""
    weights = {term.name: term.weight for term in candidate.terms}
    return weights.get("kind", 0) < 0 or weights.get("whom", 0) < 0


def _is_kindred(candidate: Candidate) -> bool:
    """Tell whether a row's own words tell of the same kind of violence."""
    return any(term.name == "kind" and term.weight >= SAME_KIND for term in candidate.terms)


def _goes_on(subject: Checked) -> bool:
    """Tell whether an incident is of a kind that fills a day in a town, and of one day."""
    return subject.kind in _DAY_LONG and _span(subject) <= _TWO_DAYS


def _is_one_place(rows: Sequence[Candidate]) -> bool:
    """Tell whether all rows are of the same place and of one day alone."""
    names = {(one.event.place.name, one.event.place.lat, one.event.place.lon) for one in rows}
    days = {(one.event.days.first, one.event.days.last) for one in rows}
    return len(names) == 1 and len(days) == 1


def _why_ambiguous(found: _Found) -> str:
    if found.subject.spot is None:
        best = "one row stands out by" if found.stands_out else "rows are alike by"
        return f"no place is told; {best} day, words and toll"
    if found.rows[0].score < SURE:
        return "no row is like it enough"
    if found.rows[0].is_apart:
        return "its reports differ: the row most like it is far from where or when most have it"
    return "several rows are as like it"


def _why_not(subject: Checked, compared: Sequence[Candidate]) -> str:
    where = "there" if subject.spot is not None else "on these days"
    if not compared:
        return f"no row {where} within a day of it"
    if len(compared) == 1:
        return f"one row {where} within a day of it, and not like it enough"
    return f"{len(compared):,} rows {where} within a day of it, none like it enough"


def _odds(candidate: Candidate) -> float:
    share = min(0.999, max(0.001, candidate.score))
    return log(share / (1 - share))
