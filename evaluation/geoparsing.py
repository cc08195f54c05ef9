"""Resolution of given toponyms, against files of the LGL or the GeoVirus form.

`python -m evaluation.geoparsing FILE.xml...` prints for each file the share of toponyms that lie
within 161 km and 10 km of where they are put, and what the gazetteer could reach at best. An
adjective ("Iraqi") counts as its country, as in these files. Nothing is fitted on them.
"""

import sys
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from accordingto.gazetteer.index import Gazetteer
from accordingto.gazetteer.labels import WELL_KNOWN
from accordingto.gazetteer.resolve import resolve_toponyms
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.surroundings import SurroundingsReader
from accordingto.gazetteer.toponyms import Toponym, Trust
from accordingto.gazetteer.words import load_place_words
from accordingto.lexicons.tokens import Token, find_tokens
from accordingto.report import Span

FAR_KM, NEAR_KM = 161.0, 10.0
Point = tuple[float, float]


class Gold(NamedTuple):
    """One toponym of a file, with its point where it has one."""

    span: Span
    name: str
    point: Point | None


class Tally:
    """Counts over the toponyms of a file that have a point."""

    def __init__(self) -> None:
        self.total = self.far = self.near = self.reachable = self.unplaced = 0

    def add(self, point: Point, place: GazetteerPlace | None, toponym: Toponym) -> None:
        """Count one toponym, resolved to `place`."""
        self.total += 1
        gaps = [distance_km(point, one.middle) for one in toponym.candidates if one.middle]
        self.reachable += bool(gaps) and min(gaps) <= FAR_KM
        if place is None or place.middle is None:
            self.unplaced += 1
            return
        gap = distance_km(point, place.middle)
        self.far += gap <= FAR_KM
        self.near += gap <= NEAR_KM

    def __str__(self) -> str:
        total = max(self.total, 1)
        return (
            f"{self.total} toponyms: {self.far / total:.3f} within 161 km,"
            f" {self.near / total:.3f} within 10 km, {self.unplaced / total:.3f} not placed,"
            f" {self.reachable / total:.3f} in reach of the gazetteer (161 km)"
        )


def read_articles(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Yield the text and the toponyms of each article, in either form."""
    for article in ET.parse(path).getroot().iter("article"):  # noqa: S314 -- see above
        found = [*article.iter("toponym"), *article.iter("location")]
        yield article.findtext("text") or "", sorted(map(_gold, found))


def measure(path: Path, gazetteer: Gazetteer) -> Tally:
    """Resolve the toponyms of every article by the others of it, and count."""
    tally = Tally()
    reader = SurroundingsReader(load_place_words(), gazetteer.country_of)
    for text, golds in read_articles(path):
        tokens = tuple(find_tokens(text))
        toponyms = [_toponym(gazetteer, reader, tokens, gold) for gold in golds]
        demonyms = [gazetteer.country_of(token.text) for token in tokens if token.is_capitalised]
        resolved = {
            found.toponym.span: found.place or found.guess
            for found in resolve_toponyms([toponyms], filter(None, demonyms))
        }
        for gold, toponym in zip(golds, toponyms, strict=True):
            if gold.point is not None:
                tally.add(gold.point, resolved.get(gold.span), toponym)
    return tally


def distance_km(one: Point, other: Point) -> float:
    """Return the distance of two points on the globe."""
    lat, lon, other_lat, other_lon = map(radians, (*one, *other))
    across = sin((other_lon - lon) / 2) ** 2 * cos(lat) * cos(other_lat)
    return 12742.0 * asin(min(1.0, sqrt(sin((other_lat - lat) / 2) ** 2 + across)))


def _gold(node: ET.Element) -> Gold:
    inner = node.find("gaztag")
    tag = node if inner is None else inner
    lat, lon = tag.findtext("lat"), tag.findtext("lon")
    name = node.findtext("phrase") or node.findtext("name") or ""
    span = Span(int(node.findtext("start") or 0), int(node.findtext("end") or 0))
    return Gold(span, name, (float(lat), float(lon)) if lat and lon else None)


def _toponym(
    gazetteer: Gazetteer, reader: SurroundingsReader, tokens: tuple[Token, ...], gold: Gold
) -> Toponym:
    inside = [at for at, one in enumerate(tokens) if one.span.overlaps(gold.span)] or [0, -1]
    candidates = (
        _country(gazetteer, gold.name) or gazetteer.people(gold.name) or gazetteer.lookup(gold.name)
    )
    is_known = any(one.is_area or one.population >= WELL_KNOWN for one in candidates[:1])
    return Toponym(
        span=gold.span,
        text=gold.name,
        candidates=candidates,
        trust=Trust.SURE if is_known else Trust.CUED,
        around=reader.read(tokens, inside[0], inside[-1] + 1),
    )


def _country(gazetteer: Gazetteer, word: str) -> tuple[GazetteerPlace, ...]:
    """Return the country of a demonym as a place."""
    code = gazetteer.country_of(word)
    return gazetteer.country(code) if code else ()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write(f"{Path(name).name}: {measure(Path(name), Gazetteer.open())}\n")
