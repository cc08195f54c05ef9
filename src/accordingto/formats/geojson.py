"""Cases as GeoJSON (RFC 7946): a point where one is known, and how exactly; else no geometry.

A point is the gazetteer's of the place named. Nothing known to a district or more only has one.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TypeAlias

from accordingto.formats.bundles import CaseBundle, Material
from accordingto.formats.case_facts import WHERE, EventPlace, days_of, place_of
from accordingto.formats.case_notes import (
    blame_in_words,
    days_in_words,
    kind_in_words,
    reviewed_in_words,
    tolls_in_words,
)
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import ExportFolder
from accordingto.formats.json_text import write_json
from accordingto.records.base import JsonValue
from accordingto.records.tolls import TollRange

MEDIA_TYPE = "application/geo+json"
_DIGITS = Decimal("0.00001")
"""About a metre: no gazetteer knows a town better."""
_RULE = "ucdp-like/1"
Json: TypeAlias = Mapping[str, JsonValue]


class GeoJson:
    """`cases.geojson`: a feature for each case."""

    name = "geojson"
    about = "cases as points on a map, with how exactly each is known"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write the file; everything fits."""
        with folder.open("cases.geojson", MEDIA_TYPE, "Cases, with a point where known.") as file:
            file.write(b'{"type": "FeatureCollection", "features": [\n')
            between = b""
            for bundle in material.cases():
                file.write(between + write_json(feature_of(bundle)))
                between = b",\n"
            file.write(b"\n]}\n")
        yield from ()


def feature_of(bundle: CaseBundle) -> Json:
    """Return a case as a feature; its place is the one that most texts give."""
    place = place_of(bundle)
    return {
        "type": "Feature",
        "id": bundle.code,
        "geometry": _geometry(place),
        "properties": {
            "case": bundle.code,
            "kind": kind_in_words(bundle.case.outline.kinds[0].kind),
            **_days(bundle),
            **_place(bundle, place),
            **_deaths(bundle.range_of(_RULE, "deaths")),
            "tolls": tolls_in_words(bundle),
            "is_contested": any(toll.is_contested for toll in bundle.case.figures.tolls),
            "held_responsible": blame_in_words(bundle),
            "denied": blame_in_words(bundle, denied=True),
            **_grade(bundle),
        },
    }


def _geometry(place: EventPlace | None) -> Json | None:
    if place is None or place.point is None:
        return None
    lat, lon = map(_rounded, place.point)
    return {"type": "Point", "coordinates": [lon, lat]}


def _rounded(degrees: float) -> float:
    return float(Decimal(repr(degrees)).quantize(_DIGITS, ROUND_HALF_EVEN))


def _days(bundle: CaseBundle) -> Json:
    days, told = days_of(bundle), bundle.days
    return {
        "date_from": told.date_from.isoformat() if told and told.date_from else None,
        "date_to": told.date_to.isoformat() if told and told.date_to else None,
        "date_prec": None if isinstance(days, str) else days.ucdp,
        "other_days": [
            days_in_words(one.date_from, one.date_to) for one in bundle.case.outline.days[1:]
        ],
    }


def _place(bundle: CaseBundle, place: EventPlace | None) -> Json:
    code = place.where_prec if place else None
    return {
        "place": place.name if place else None,
        "place_as_told": place.told if place else None,
        "admin1": (place.admin1 or None) if place else None,
        "admin2": (place.admin2 or None) if place else None,
        "country": (place.country or None) if place else None,
        "where_prec": code,
        "where": WHERE[code] if code else "not known",
        "is_place_withheld": bundle.is_place_withheld,
        "other_places": [one.name for one in bundle.case.outline.places[1:]],
    }


def _deaths(deaths: TollRange | None) -> Json:
    extent = deaths.extent if deaths else None
    return {
        "deaths_low": extent.low if extent else None,
        "deaths_best": deaths.best if deaths else None,
        "deaths_high": extent.high if extent else None,
        "is_deaths_low_open": extent.is_open_below if extent else None,
        "is_deaths_high_open": extent.is_open_above if extent else None,
        "deaths_rule": deaths.rule if deaths else None,
    }


def _grade(bundle: CaseBundle) -> Json:
    grade = bundle.case.grade
    return {
        "suggested_grade": grade.grade.value if grade.grade else None,
        "grade_rule": grade.rule,
        "reports": len(bundle.reports),
        "review": reviewed_in_words(bundle),
    }
