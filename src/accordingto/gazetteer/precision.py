"""How exactly a place is known, in the codes of UCDP GED and ACLED."""

from dataclasses import dataclass

from accordingto.gazetteer.schema import WIDE
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.surroundings import Loose

_AREAS = {
    **dict.fromkeys(WIDE, 5),
    "country": 6,
    "admin1": 4,
    "admin2": 3,
    "river": 5,
    "continent": 7,
    "ocean": 7,
}
_NOWHERE = 7
"""What lies in several countries or in none is international."""
_LOOSER = {
    Loose.PART: 2,
    Loose.NEAR: 2,
    Loose.COUNTRYSIDE: 3,
    Loose.FAR: 5,
    Loose.ROAD: 5,
    Loose.BETWEEN: 5,
}
_ACLED = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
_POINT = 2
"""Up to this code of UCDP (within about 25 km), the point of the place named stands for it."""


@dataclass(frozen=True, slots=True)
class Position:
    """Coordinates where they are known, and how exactly they are."""

    lat: float | None
    lon: float | None
    where_prec: int
    """UCDP: 1 exact, 2 within 25 km, 3 second level unit, 4 first level unit, 5 linear or vague,
    6 country, 7 international."""
    geo_precision: int
    """ACLED: 1 exact, 2 near or part of a region, 3 region."""


def locate(place: GazetteerPlace, loose: Loose | None) -> Position:
    """Return the position of an incident at a place, as loosely as the words put it.

    Only "in X", "in a part of X" and "near X" have coordinates, those of X; a countryside, a road,
    a unit or a country has none, and neither has a place whose position the gazetteer lacks.
    """
    code = _AREAS.get(place.feature, 1)
    if place.feature in WIDE and not place.country:
        code = _NOWHERE
    if loose is not None:
        code = max(code, _LOOSER[loose])
    if place.lat is None and code <= _POINT:
        code = 3 if place.admin2 else 4 if place.admin1 else 6
    has_point = code <= _POINT
    return Position(
        place.lat if has_point else None, place.lon if has_point else None, code, _ACLED[code]
    )
