"""Parts that add up: "35 killed ... 29 soldiers and six civilians"."""

from collections.abc import Sequence
from dataclasses import replace

from accordingto.reader.layers import FigureAnchor
from accordingto.reader.victims import describe_victims
from accordingto.records.values import Age, Scope, Sex
from accordingto.report import Report

LEAST_WHOLE = 3
"""Smaller totals are met by chance too often."""
MAX_PARTS = 4
REACH = 3
"""Figures of the same state between a total and the first of its parts."""


def mark_parts(report: Report, anchors: Sequence[FigureAnchor]) -> list[FigureAnchor]:
    """Return the figures, those that add up to one before them marked as its parts.

    Only plain numbers of one state in a row count; a figure that is a part already stays as it is.
    Nothing is added up in a record: the sum is the sign that the report breaks a total down.
    """
    marked = list(anchors)
    for state in dict.fromkeys(anchor.state for anchor in anchors):
        places = [
            place
            for place, anchor in enumerate(anchors)
            if anchor.state is state and anchor.low is not None and anchor.low == anchor.high
        ]
        for at, place in enumerate(places):
            parts = _parts(anchors, places, at)
            if parts and _is_of_a_kind(report, anchors[place]):
                continue
            for part in parts:
                if marked[part].scope is Scope.INCIDENT:
                    whole = anchors[place].evidence
                    marked[part] = replace(marked[part], scope=Scope.PART, whole=whole)
    return marked


def _parts(anchors: Sequence[FigureAnchor], places: Sequence[int], at: int) -> Sequence[int]:
    """Return the figures behind a total that add up to it, or none."""
    whole = anchors[places[at]]
    total = whole.low or 0
    if total < LEAST_WHOLE or whole.scope is not Scope.INCIDENT:
        return ()
    for first in range(at + 1, min(at + 1 + REACH, len(places))):
        rest = total
        for last in range(first, min(first + MAX_PARTS, len(places))):
            rest -= anchors[places[last]].low or 0
            if rest == 0 and last > first:
                return places[first : last + 1]
            if rest <= 0:
                break
    return ()


def _is_of_a_kind(report: Report, whole: FigureAnchor) -> bool:
    """Tell whether a count is of women or children, so that it is a part itself."""
    victims = describe_victims(report, whole.evidence)
    return victims.age is not Age.UNKNOWN or victims.sex is not Sex.UNKNOWN
