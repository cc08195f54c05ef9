"""How places agree with what words call them, with each other, and with what everybody means."""

from collections.abc import Iterable

from accordingto.gazetteer.names import fold_name, fold_sound
from accordingto.gazetteer.shelves import GazetteerPlace

SETTLED = 8.0
"""Alone, a place counts as the one meant when it has so many times the people of the next."""
_LARGE = 100_000


def fit(hint: str | None, place: GazetteerPlace) -> float:
    """Return how well a place agrees with what the words call it."""
    if hint in ("admin1", "admin2"):
        if place.feature == hint:
            return 1.6
        return 0.3 if place.is_area and place.feature != "country" else 0.0
    if hint == "settlement":
        return -0.9 if place.is_area else 0.3
    if hint in ("part", "spot", "road"):
        return 0.3 if place.feature in ("neighbourhood", "suburb", "camp", "base", "area") else 0.0
    return 0.0


def holds(area: GazetteerPlace, place: GazetteerPlace) -> bool:
    """Tell whether a country or unit lies around a place."""
    if area.country != place.country or area.id == place.id:
        return False
    if area.feature == "country":
        return place.feature != "country"
    unit = place.admin1 if area.feature == "admin1" else place.admin2
    return not place.is_area and unit is not None and fold_name(unit) == fold_name(area.name)


def is_called(place: GazetteerPlace, name: str) -> bool:
    """Tell whether a name is a place's first one, in any spelling."""
    return fold_name(place.name) == fold_name(name) or fold_sound(place.name) == fold_sound(name)


def is_one(one: GazetteerPlace, other: GazetteerPlace) -> bool:
    """Tell whether two entries are one place on the ground: a city and the unit around it."""
    return one.country == other.country and (
        one.admin1 == other.admin1 and (one.is_area or other.is_area)
    )


def is_prominent(place: GazetteerPlace, rivals: Iterable[GazetteerPlace]) -> bool:
    """Tell whether nearly everybody means this place by its name."""
    if place.is_wide:
        return True
    most = max(rival.population for rival in rivals)
    return place.population >= _LARGE and place.population >= SETTLED * most


def describe(place: GazetteerPlace) -> str:
    """Name a place so that it can be told from others of its name."""
    return ", ".join(filter(None, (place.name, place.admin1, place.country)))
