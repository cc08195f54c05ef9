"""Names of places out of a UCDP GED file, as the table that the index is built from.

`python -m accordingto.gazetteer.ged GED.csv places.tsv` writes the table anew.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

CREDIT = (
    "# Place names out of the UCDP Georeferenced Event Dataset (GED), Syria 2016-2019, events with"
    " where_prec 1-2. Uppsala Conflict Data Program; Sundberg and Melander 2013; CC BY 4.0;"
    " changed: feature words split off, names merged, coordinates rounded."
)
COLUMNS = ("name", "alternates", "country", "admin1", "admin2", "feature", "lat", "lon")

# Words that tell what a place is and are no part of its name.
_FEATURE = re.compile(
    r" (?:(vill?a?ge|villae|town|city|suburb|locality|hill|mountain|mount)"
    r"|(?:IDP |refugee )?(area|camp))(?: [IV]{1,3})?$",
    re.IGNORECASE,
)
_FEATURES_MISSPELT = {"villge": "village", "villae": "village", "mount": "mountain"}
_LEADING = (("Jabal ", "mountain"), ("Tall ", "hill"), ("Wadi ", "valley"), ("Sahl ", "plain"))
# Descriptions of a stretch of land, not names of places.
_DESCRIBED = re.compile(
    r"\b(?:governorate|road|highway|border|between|river|countryside|company|near|silos|"
    r"subdistrict|triangle|eastern area|stream|former|sugar factory|research center|"
    r"army (?:armored|artillery)|military base regiment)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"^(.{1,200}?) ?\((.{1,200}?)\)$")


class GedName(NamedTuple):
    """The name of a place as GED writes it, taken apart."""

    name: str
    alternates: tuple[str, ...]
    feature: str


def parse_ged_name(written: str) -> GedName | None:
    """Split a GED place name into name, other names and feature; None for a description.

    >>> parse_ged_name("Tiyas town (T4)")
    GedName(name='Tiyas', alternates=('T4',), feature='town')
    """
    if _DESCRIBED.search(written):
        return None
    aside = _ASIDE.match(written)
    rest, others = (aside[1], [aside[2]]) if aside else (written, [])
    found = _FEATURE.search(rest)
    feature = "locality"
    if found:
        word = (found[1] or found[2]).lower()
        feature = _FEATURES_MISSPELT.get(word, word)
        rest = rest[: found.start()]
    elif "/" in rest:
        return None
    else:
        feature = next((kind for start, kind in _LEADING if rest.startswith(start)), feature)
    names = [part.strip() for part in rest.split("/")]
    others = [other for other in names[1:] + others if other not in ("Aleppo", "Deir Ezzor")]
    return GedName(names[0], tuple(others), feature)


def find_ged_places(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield one row of the table for each name and second-level unit, in the order of names."""
    positions: dict[tuple[GedName, str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in rows:
        named = parse_ged_name(row["where_coordinates"].strip())
        if named is None or not row["adm_2"] or float(row["where_prec"]) > 2:
            continue
        adm1 = row["adm_1"].removesuffix(" Governorate")
        adm2 = row["adm_2"].removesuffix(" district").removeprefix("Mintaqat ")
        position = (f"{float(row['latitude']):.4f}", f"{float(row['longitude']):.4f}")
        positions[named, adm1, adm2.removeprefix("Markaz ").removeprefix("az ")][position] += 1
    for (named, adm1, adm2), counts in sorted(positions.items()):
        lat, lon = min(counts, key=lambda position: (-counts[position], position))
        yield named.name, "|".join(named.alternates), "SY", adm1, adm2, named.feature, lat, lon


def write_ged_places(source: Path, target: Path) -> None:
    """Write the table of names found in a GED file."""
    with source.open(encoding="utf-8", newline="") as lines:
        places = list(find_ged_places(csv.DictReader(lines)))
    table = [CREDIT, "\t".join(COLUMNS), *("\t".join(place) for place in places)]
    target.write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_ged_places(Path(sys.argv[1]), Path(sys.argv[2]))
