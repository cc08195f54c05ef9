"""Places: toponyms of a report, resolved by what the rest of the report tells."""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import ClassVar

from accordingto.gazetteer.agreement import describe
from accordingto.gazetteer.index import Gazetteer
from accordingto.gazetteer.precision import locate
from accordingto.gazetteer.resolve import Resolution, resolve_toponyms
from accordingto.gazetteer.scoring import METROPOLIS
from accordingto.gazetteer.toponyms import Spotter
from accordingto.reader.layers import Annotations, PlaceMention, Sentence
from accordingto.records.base import Mention
from accordingto.records.places import Place
from accordingto.records.values import PlaceRole
from accordingto.report import Report


class FindPlaces:
    """Find named places and say which places they are, as far as the report tells.

    English. Names of people and organisations and demonyms are no places. A name that the gazetteer
    lacks is kept where the words around call it a place; its gazetteer fields are empty. A dateline
    and a place that people fled to have the role `other`.
    """

    name: ClassVar[str] = "places"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Sentence})
    provides: ClassVar[type[object]] = PlaceMention

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._spotter = Spotter(gazetteer)

    def __call__(self, report: Report, found: Annotations) -> Iterator[PlaceMention]:
        """Yield place mentions in the order of the text."""
        for resolution in self.resolve(found.of(Sentence), report.publisher):
            place = _place(report, resolution)
            yield PlaceMention(evidence=resolution.toponym.span, place=place)

    def resolve(self, sentences: Sequence[Sentence], publisher: str = "") -> Iterator[Resolution]:
        """Yield the toponyms of a report with what they mean, in the order of the text."""
        ordinary = _ordinary_words(sentences)
        toponyms = [tuple(self._spotter.find(one.tokens, ordinary)) for one in sentences]
        countries = chain(self._home(publisher), self._demonyms(sentences))
        return resolve_toponyms(toponyms, countries)

    def _home(self, publisher: str) -> Iterator[str]:
        """Yield the country that a publisher's name tells: "Libya Herald", "Syrian Arab News"."""
        words = publisher.split()
        names = [*map(" ".join, pairwise(words)), *words]
        for name in filter(str.istitle, names):
            found = self._gazetteer.lookup(name)[:1]
            is_known = any(
                one.feature in ("country", "admin1") or one.population >= METROPOLIS
                for one in found
            )
            if country := self._gazetteer.country_of(name) or (is_known and found[0].country):
                yield country
                return

    def _demonyms(self, sentences: Sequence[Sentence]) -> Iterator[str]:
        """Yield the countries of the demonyms of a report."""
        for sentence in sentences:
            for token in sentence.tokens:
                if token.text[0].isupper() and (country := self._gazetteer.country_of(token.text)):
                    yield country


def _ordinary_words(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Return the words that the report writes small somewhere."""
    words = {token.text for sentence in sentences for token in sentence.tokens}
    return frozenset(word for word in words if word[0].islower())


def _place(report: Report, resolution: Resolution) -> Place:
    """Turn what a toponym means into a place record."""
    toponym, known = resolution.toponym, resolution.place
    around = toponym.around
    qualifier = report.quote(around.qualifier).strip() if around.qualifier else None
    evidence = Mention.at(report, toponym.span)
    runner_up = describe(resolution.runner_up) if resolution.runner_up else None
    if known is None:
        return Place(
            name=evidence.text,
            country=resolution.country,
            evidence=evidence,
            role=_role(resolution),
            qualifier=qualifier,
            runner_up=runner_up,
            why=resolution.why,
        )
    position = locate(known, around.loose)
    return Place(
        name=evidence.text,
        country=known.country or None,
        evidence=evidence,
        role=_role(resolution),
        qualifier=qualifier,
        gazetteer=known.source,
        gazetteer_id=known.id,
        gazetteer_name=known.name,
        admin1=known.admin1,
        admin2=known.admin2,
        lat=position.lat,
        lon=position.lon,
        feature=known.feature,
        where_prec=position.where_prec,
        geo_precision=position.geo_precision,
        confidence=resolution.confidence,
        runner_up=runner_up,
        why=resolution.why,
    )


def _role(resolution: Resolution) -> PlaceRole:
    """Return what a place is to what is told of it, as far as the words beside it show."""
    around = resolution.toponym.around
    if around.is_launch:
        return PlaceRole.LAUNCH
    is_other = resolution.toponym.is_dateline or around.is_left
    return PlaceRole.OTHER if is_other else PlaceRole.IMPACT
