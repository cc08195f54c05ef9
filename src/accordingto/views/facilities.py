"""What is said in place of the names of hospitals, clinics and shelters, and of exact places."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from accordingto.errors import GazetteerError
from accordingto.gazetteer.demonyms import load_nations
from accordingto.gazetteer.index import Gazetteer
from accordingto.gazetteer.names import fold_name
from accordingto.reader.facilities import Facility, tells
from accordingto.records.cases import CaseOutline, ToldPlace
from accordingto.records.incidents import Incident
from accordingto.records.places import Place
from accordingto.views.masks import Mask

_WITHHELD = "[exact place withheld]"
EXACT_WITHHELD = f"{_WITHHELD} in the area of"
"""Stands before the name of a place that is told no more exactly than this."""

_DISTRICT = 3
"""Code of UCDP GED for a district: no place of a hospital is told more exactly."""
_PART_OF_REGION = 2
"""The same in the codes of ACLED."""


def labels_of(facilities: Iterable[Facility], places: frozenset[str]) -> dict[str, str]:
    """Return what is said in place of each name, also of a name without the word for it.

    `places` are names of places, folded: a facility may be called after one, which is then shown.
    """
    told: dict[str, str] = {}
    for one in facilities:
        told[one.name] = one.label
        if one.core and not _is_of_place(one.core, places):
            told.setdefault(one.core, one.label)
    return told


def _is_of_place(core: str, places: frozenset[str]) -> bool:
    """Tell whether a name alone would be taken for that of a place, or of who runs it.

    "Al-Quds" and "Marvoy Children's" would not.
    """
    last = core.rsplit(maxsplit=1)[-1]
    if {fold_name(core), fold_name(last)} & (places | set(load_nations())):
        return True
    return core == last and not last.lower().startswith("al-") and is_toponym(core)


@lru_cache(maxsize=512)
def is_toponym(name: str) -> bool:
    """Tell whether the place index has a name; without an index every name may be a place's."""
    try:
        return bool(_gazetteer().lookup(name))
    except GazetteerError:
        return True


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


def coarsen(incident: Incident, mask: Mask) -> Incident:
    """Return an incident with its places no more exact than a district, and without positions."""
    places = tuple(replace(one, value=_coarse(one.value, mask)) for one in incident.places)
    place = incident.place and _coarse(incident.place, mask)
    return replace(incident, place=place, places=places)


def coarsen_case(outline: CaseOutline) -> CaseOutline:
    """Return what happened, as a case has it, with its places no more exact than a district."""
    return replace(outline, places=tuple(map(_coarse_in_case, outline.places)))


def _coarse_in_case(place: ToldPlace) -> ToldPlace:
    is_exact = place.where_prec is not None and place.where_prec < _DISTRICT
    if not is_exact and place.lat is None:
        return place
    return replace(
        place,
        name=f"{place.gazetteer_name or place.name} {_WITHHELD}",
        gazetteer_id=None,
        gazetteer_name=None,
        lat=None,
        lon=None,
        where_prec=max(place.where_prec, _DISTRICT) if place.where_prec else None,
    )


def _coarse(place: Place, mask: Mask) -> Place:
    """Return a place as a district; one that is told as loosely already is as it was."""
    is_named = mask.hide(place.name) != place.name
    is_exact = place.where_prec is not None and place.where_prec < _DISTRICT
    if not (is_exact or is_named or place.qualifier or place.lat is not None):
        return place
    area = place.admin2 or place.admin1 if is_named else place.name
    is_known = not is_named and place.gazetteer_name is not None
    return replace(
        place,
        name=area or "a place that is not told",
        qualifier=EXACT_WITHHELD,
        lat=None,
        lon=None,
        gazetteer=place.gazetteer if is_known else None,
        gazetteer_id=place.gazetteer_id if is_known else None,
        gazetteer_name=place.gazetteer_name if is_known else None,
        where_prec=max(place.where_prec, _DISTRICT) if place.where_prec else None,
        geo_precision=max(place.geo_precision, _PART_OF_REGION) if place.geo_precision else None,
        runner_up=None,
        why=None,
    )


def folded_places(places: Iterable[Place]) -> frozenset[str]:
    """Return the names of places, folded, as `labels_of` takes them."""
    names = (
        name
        for place in places
        for name in (place.name, place.gazetteer_name, place.admin1, place.admin2)
        if name and not tells(name)
    )
    return frozenset(map(fold_name, names))
