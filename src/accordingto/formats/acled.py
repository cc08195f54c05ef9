"""Rows of the Armed Conflict Location & Event Data project (ACLED)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from accordingto.formats.reference import (
    Dataset,
    DayPrecision,
    PlacePrecision,
    ReferenceEvent,
    ReferenceSource,
    ReferenceToll,
)
from accordingto.formats.reference_rows import ReferenceRow
from accordingto.records.values import Kind

_DAY = (DayPrecision.UNKNOWN, DayPrecision.DAY, DayPrecision.WEEK, DayPrecision.MONTH)
_PLACE = (
    PlacePrecision.UNKNOWN,
    PlacePrecision.EXACT,
    PlacePrecision.NEAR,
    PlacePrecision.PROVINCE,
)
_SIDES = ("side_a", "side_a_with", "side_b", "side_b_with")


def parse_acled(row: ReferenceRow) -> ReferenceEvent:
    """Return a row of ACLED; raises CellError when a cell is not as the codebook has it.

    ACLED has one number of people killed, which is 0 both for nobody and for not reported: 0 is
    therefore not taken for a toll. An export without a column of precision is taken as written.
    """
    killed = row.count("best") or None
    kind = load_kinds().get(row.words("sub_type"))
    day = _DAY[row.code("day_precision", 3)] if row.has("day_precision") else DayPrecision.DAY
    place = PlacePrecision.EXACT
    if row.has("place_precision"):
        place = _PLACE[row.code("place_precision", 3)]
    return ReferenceEvent(
        dataset=Dataset.ACLED,
        id=row.id(),
        line=row.line,
        days=row.days(day),
        place=row.place(place),
        what=row.words("sub_type") or row.words("type"),
        kinds=(kind,) if kind else (),
        sides=tuple(side for thing in _SIDES for side in row.several(thing)),
        toll=ReferenceToll(None, killed, None),
        sources=tuple(map(ReferenceSource, row.several("source"))),
        notes=row.words("notes"),
        header=row.columns.header,
        cells=row.cells,
    )


@cache
def load_kinds() -> Mapping[str, Kind]:
    """Return the kinds of violence by ACLED's names of sub-event types."""
    path = files("accordingto.formats") / "acled_kinds.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {entry["type"]: Kind(entry["kind"]) for entry in data["type"]}
