"""Rows of Airwars' exports of incidents of harm to civilians."""

from accordingto.formats.reference import (
    Dataset,
    DayPrecision,
    GroupToll,
    PlacePrecision,
    ReferenceEvent,
    ReferenceSource,
    ReferenceToll,
)
from accordingto.formats.reference_rows import ReferenceRow
from accordingto.formats.reference_values import CellError
from accordingto.records.values import State

_GROUPS = {
    ("injured_min", "injured_max"): ("civilians", State.INJURED),
    ("children_min", "children_max"): ("children", State.KILLED),
    ("women_min", "women_max"): ("women", State.KILLED),
    ("men_min", "men_max"): ("men", State.KILLED),
    ("fighters_min", "fighters_max"): ("belligerents", State.KILLED),
}


def parse_airwars(row: ReferenceRow) -> ReferenceEvent:
    """Return a row of Airwars; raises CellError when a cell is not what its column is for.

    Its toll is that of civilians, from least to most; it has no best estimate.
    """
    low, high = _ends(row, "killed_min", "killed_max") or (None, None)
    words = (row.words(thing) for thing in ("status", "sub_type"))
    return ReferenceEvent(
        dataset=Dataset.AIRWARS,
        id=row.id(),
        line=row.line,
        days=row.days(DayPrecision.DAYS if _has_range(row) else DayPrecision.DAY),
        place=row.place(_place_precision(row)),
        what=", ".join(filter(None, words)) or "harm to civilians",
        kinds=(),
        sides=(*row.several("side_a"), *row.several("target")),
        toll=ReferenceToll(low, None, high),
        groups=tuple(_groups(row)),
        sources=tuple(map(ReferenceSource, row.several("source"))),
        notes=row.words("notes"),
        grading=row.words("grading"),
        header=row.columns.header,
        cells=row.cells,
    )


def _has_range(row: ReferenceRow) -> bool:
    return row.words("last_day") not in {"", row.words("first_day")}


def _place_precision(row: ReferenceRow) -> PlacePrecision:
    """Return how exactly the place is known, from Airwars' words for it."""
    words = row.words("place_precision").casefold()
    if any(word in words for word in ("province", "governorate")):
        return PlacePrecision.PROVINCE
    if "district" in words:
        return PlacePrecision.DISTRICT
    is_placed = row.words("lat") and row.words("lon")
    return PlacePrecision.EXACT if is_placed else PlacePrecision.UNKNOWN


def _groups(row: ReferenceRow) -> list[GroupToll]:
    found = []
    for (least, most), (name, state) in _GROUPS.items():
        ends = _ends(row, least, most)
        if ends and ends[1]:
            found.append(GroupToll(name, state, *ends))
    return found


def _ends(row: ReferenceRow, least: str, most: str) -> tuple[int, int] | None:
    """Return a range; one end alone stands for both; None where neither is said."""
    low, high = row.count(least), row.count(most)
    low, high = (high if low is None else low), (low if high is None else high)
    if low is None or high is None:
        return None
    if low > high:
        raise CellError(f"{least} is {low} and {most} is {high}; expected the least up to the most")
    return low, high
