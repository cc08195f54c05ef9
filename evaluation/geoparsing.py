"""Toponyms and their resolution: `python -m evaluation.geoparsing [FILE.xml...]`.

Prints for each file, of the toponyms that have a point: the shares resolved within 161 km and
10 km and to the right country when the toponyms are given, and what the gazetteer could reach at
best; then how well the reader finds and places them by itself. An adjective ("Iraqi") counts as
its area where the toponyms are given, as in these files; the reader leaves it out. Nothing is
fitted on them. Without a file, LGL and GeoVirus are measured and held against pinned floors.
"""

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import fmean, median

from accordingto.errors import AccordingtoError
from accordingto.gazetteer.index import Gazetteer
from accordingto.gazetteer.labels import WELL_KNOWN
from accordingto.gazetteer.resolve import Resolution, resolve_toponyms
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.surroundings import SurroundingsReader
from accordingto.gazetteer.toponyms import Toponym, Trust
from accordingto.gazetteer.words import load_place_words
from accordingto.lexicons.tokens import Token, find_tokens
from accordingto.reader.layers import Annotations, Sentence
from accordingto.reader.places import FindPlaces
from accordingto.reader.sentences import FindSentences
from accordingto.report import Report
from evaluation.floors import FloorError, below, floors_for, load_floors, pin
from evaluation.geofiles import Article, GeofileError, Gold, Point, read_articles
from evaluation.shared import ROOT, SHARED

FAR_KM, NEAR_KM = 161.0, 10.0
FILES = tuple(SHARED / "benchmarks" / "geoparsing" / name for name in ("lgl.xml", "GeoVirus.xml"))
FLOORS = Path(__file__).with_name("floors-geoparsing.toml")


@dataclass(slots=True)
class Tally:
    """Counts over the toponyms of a file that have a point."""

    total: int = 0
    gaps: list[float] = field(default_factory=list)
    """Kilometres between the point and where it was put, of those that were put anywhere."""
    told: int = 0
    """Those that the reader would tell, not only guess."""
    told_right: int = 0
    """Those of them within 161 km."""
    reachable: int = 0
    countries: int = 0
    """Those whose country is given."""
    at_home: int = 0
    """Those of them put into that country."""
    found: int = 0
    """Toponyms that the reader finds by itself."""
    named: int = 0
    """All toponyms of the file, with a point or without."""
    hits: int = 0
    """Those that overlap one that the reader finds."""
    placed: int = 0
    """Those found that the reader gives a place."""
    right: int = 0
    """Those of them within 161 km."""

    def figures(self) -> dict[str, float]:
        """Return the measures by name."""
        total, ends = max(self.total, 1), max(self.placed + self.total, 1)
        return {
            "far": sum(gap <= FAR_KM for gap in self.gaps) / total,
            "near": sum(gap <= NEAR_KM for gap in self.gaps) / total,
            "country": self.at_home / max(self.countries, 1),
            "oracle": self.reachable / total,
            "spans": 2 * self.hits / max(self.found + self.named, 1),
            "end_to_end": 2 * self.right / ends,
        }


class Measurer:
    """Measures files with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._surroundings = SurroundingsReader(load_place_words(), gazetteer.country_of)
        self._stage = FindPlaces(gazetteer)

    def measure(self, articles: Sequence[Article]) -> Tally:
        """Resolve the toponyms of every article, given and found, and count."""
        tally = Tally()
        for article in articles:
            self._given(article, tally)
            self._by_itself(article, tally)
        return tally

    def _given(self, article: Article, tally: Tally) -> None:
        """Resolve the toponyms of an article that are given, by each other."""
        tokens = tuple(find_tokens(article.text))
        toponyms = [self._toponym(tokens, gold) for gold in article.toponyms]
        demonyms = [self._gazetteer.country_of(one.text) for one in tokens if one.is_capitalised]
        resolved = {
            found.toponym.span: found
            for found in resolve_toponyms([toponyms], filter(None, demonyms))
        }
        for gold, toponym in zip(article.toponyms, toponyms, strict=True):
            if gold.point is not None:
                self._count(gold, gold.point, toponym, resolved.get(gold.span), tally)

    def _count(
        self, gold: Gold, point: Point, toponym: Toponym, found: Resolution | None, tally: Tally
    ) -> None:
        tally.total += 1
        gaps = [distance_km(point, one.middle) for one in toponym.candidates if one.middle]
        tally.reachable += bool(gaps) and min(gaps) <= FAR_KM
        place = found and (found.place or found.guess)
        tally.told += bool(found and found.place)
        if place is not None and place.middle is not None:
            tally.gaps.append(distance_km(point, place.middle))
            tally.told_right += bool(found and found.place) and tally.gaps[-1] <= FAR_KM
        home = gold.country and self._code(gold.country)
        if home:
            tally.countries += 1
            tally.at_home += bool(found) and home == (place.country if place else found.country)

    def _by_itself(self, article: Article, tally: Tally) -> None:
        """Find the toponyms of an article as the reader does, and resolve them."""
        report, layers = Report(id="article", text=article.text), Annotations()
        layers.add(Sentence, FindSentences()(report, layers))
        found = list(self._stage.resolve(layers.of(Sentence)))
        tally.found += len(found)
        tally.named += len(article.toponyms)
        tally.placed += sum(one.place is not None for one in found)
        spans = {one.toponym.span: one.place for one in found}
        for gold in article.toponyms:
            span = next((span for span in spans if span.overlaps(gold.span)), None)
            if span is None:
                continue
            tally.hits += 1
            place = spans.pop(span)
            if gold.point and place and place.middle:
                tally.right += distance_km(gold.point, place.middle) <= FAR_KM

    def _code(self, name: str) -> str | None:
        """Return the code of a country by its name, or as it stands."""
        if len(name) == 2 and name.isupper():
            return name
        found = (one for one in self._gazetteer.lookup(name) if one.feature == "country")
        return next((one.country for one in found), None)

    def _toponym(self, tokens: tuple[Token, ...], gold: Gold) -> Toponym:
        inside = [at for at, one in enumerate(tokens) if one.span.overlaps(gold.span)] or [0, -1]
        candidates = tuple(self._candidates(gold.words))
        is_known = any(one.is_area or one.population >= WELL_KNOWN for one in candidates[:1])
        return Toponym(
            span=gold.span,
            text=gold.words,
            candidates=candidates,
            trust=Trust.SURE if is_known else Trust.CUED,
            around=self._surroundings.read(tokens, inside[0], inside[-1] + 1),
        )

    def _candidates(self, name: str) -> Iterator[GazetteerPlace]:
        """Yield the area of a demonym, else the places of a name."""
        code = self._gazetteer.country_of(name)
        areas = self._gazetteer.country(code) if code else self._gazetteer.people(name)
        yield from areas or self._gazetteer.lookup(name) or self._gazetteer.lookup_sound(name)


def distance_km(one: Point, other: Point) -> float:
    """Return the distance of two points on the globe."""
    lat, lon, other_lat, other_lon = map(radians, (*one, *other))
    across = sin((other_lon - lon) / 2) ** 2 * cos(lat) * cos(other_lat)
    return 12742.0 * asin(min(1.0, sqrt(sin((other_lat - lat) / 2) ** 2 + across)))


def render(name: str, tally: Tally) -> str:
    """Return the lines that tell of one file."""
    f = tally.figures()
    country = (
        f"country {f['country']:.3f} of {tally.countries}" if tally.countries else "no country"
    )
    precision, recall = tally.right / max(tally.placed, 1), tally.right / max(tally.total, 1)
    gaps = tally.gaps or [0.0]
    return (
        f"{name}: {tally.total} toponyms with a point\n"
        f"  given    161 km {f['far']:.3f} (gazetteer at best {f['oracle']:.3f})"
        f"   10 km {f['near']:.3f}   {country}\n"
        f"           error in km: mean {fmean(gaps):.0f}, median {median(gaps):.0f};"
        f" {tally.total - len(tally.gaps)} not placed; the reader would tell {tally.told},"
        f" {tally.told_right} of them right\n"
        f"  found    F1 {f['spans']:.3f} of names; within 161 km P {precision:.3f} R {recall:.3f}"
        f" F1 {f['end_to_end']:.3f}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, compare; return the exit code."""
    options = _parser().parse_args(arguments)
    if not options.files and not all(path.is_file() for path in FILES):
        print(f"gate: places: skipped: no {FILES[0].parent}; ACCORDINGTO_SHARED names a folder")
        return int(os.environ.get("ACCORDINGTO_REQUIRE_ALL") == "1")
    reached = {}
    try:
        measurer = Measurer(Gazetteer.open())
        for path in options.files or FILES:
            tally = measurer.measure(read_articles(path))
            print(render(path.name, tally))
            reached |= {f"{path.stem.lower()}.{k}": v for k, v in tally.figures().items()}
    except (GeofileError, AccordingtoError) as error:
        print(f"geoparsing: {error}", file=sys.stderr)
        return 1
    if options.files:
        return 0
    return _pin(reached, lower=options.lower) if options.pin else _compare(reached)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.xml")
    parser.add_argument("--pin", action="store_true", help="write the figures as new floors")
    parser.add_argument("--lower", action="store_true", help="let --pin lower floors")
    return parser


def _gold_hash() -> str:
    """Return 16 hexadecimal digits over the files."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in FILES)).hexdigest()[:16]


def _pin(reached: dict[str, float], *, lower: bool) -> int:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    try:
        new = floors_for(_gold_hash(), reached, load_floors(FLOORS).slack)
        pin(FLOORS, new, lower=lower, changelog=changelog, prefix="geoparsing.")
    except FloorError as error:
        print(f"gate: places: {error}")
        return 1
    print(f"gate: places: floors written to {FLOORS.name}")
    return 0


def _compare(reached: dict[str, float]) -> int:
    floors = load_floors(FLOORS)
    if floors.gold != _gold_hash():
        print(f"gate: places: FAILED: {FLOORS.name} was pinned on other files; --pin anew")
        return 1
    fallen = below(floors, reached)
    for line in fallen:
        print(f"gate: places: {line}")
    print(f"gate: places {'FAILED' if fallen else 'held'}")
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main())
