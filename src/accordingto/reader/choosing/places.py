"""Which place an incident happened at: the candidates, with what speaks for each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from accordingto.gazetteer.demonyms import is_demonym
from accordingto.reader.choosing.candidates import (
    LEAST,
    Account,
    Clues,
    Mentions,
    Named,
    Telling,
    nobody,
)
from accordingto.reader.choosing.scenes import Scene, Spot
from accordingto.reader.merging import Draft
from accordingto.records.places import Place
from accordingto.records.values import PlaceRole
from accordingto.report import Span

_WITHIN = frozenset(f"governor.{word}" for word in ("in", "inside", "at", "near", "outside"))


class PlaceCandidates:
    """Gives the candidates for the place of each incident of a report.

    Where somebody speaks, files, flees to or fires from is none, unless the tagger chose it.
    """

    def __init__(self, scene: Scene, places: Mapping[Span, Place], drafts: Sequence[Draft]) -> None:
        self._places = places
        self._drafts = drafts
        self._accounts = [_account(scene, draft) for draft in drafts]
        chosen = {one.places[0] for draft in drafts for one in draft.anchors if one.places}
        self._countries = {None, *_main(places.values()), *_told(scene, places, drafts)}
        named = [
            one
            for one in _named(scene, places)
            if one.span in chosen or not _is_elsewhere(scene, one.span, places[one.span])
        ]
        self._mentions = Mentions(scene, named, self._accounts)

    def of(self, number: int) -> Iterator[tuple[Place | None, Clues]]:
        """Yield the places that may be those of an incident, by its number; None for nowhere."""
        account = self._accounts[number]
        for candidate in self._mentions.candidates(account):
            yield self._places[candidate.best.span], candidate.clues
        yield None, dict(self._nowhere(self._drafts[number], account.tellings[0]))

    def is_vouched(self, place: Place | None, clues: Clues) -> bool:
        """Tell whether more than clues speaks for a candidate for an incident.

        Either its country is the one that the report names most, or one into which the tagger puts
        violence told of in the same sentence; or the incident's own sentence says "in" it, which
        the network does not rule out.
        """
        if place is None or place.country in self._countries:
            return True
        if "sentence.own" not in clues or _WITHIN.isdisjoint(clues):
            return False
        return max(clues["network.share"], clues.get("later.most", 0.0)) > LEAST

    def _nowhere(self, draft: Draft, first: Telling) -> Iterator[tuple[str, float]]:
        """Yield what speaks for the report's naming no place."""
        yield "nowhere", 1.0
        yield f"nowhere.kind.{draft.kind}", 1.0
        yield from nobody(first, "nowhere")
        if draft.place is None:
            yield "nowhere.drafted", 1.0
        if not self._mentions.inside(first.spot.sentence):
            yield "nowhere.none", 1.0


def _main(places: Iterable[Place]) -> list[str]:
    """Return the country of most names of places; none where there are none."""
    counts = Counter(place.country for place in places if place.country)
    return [country for country, _ in counts.most_common(1)]


def _told(
    scene: Scene, places: Mapping[Span, Place], drafts: Sequence[Draft]
) -> Iterator[str | None]:
    """Yield the countries of the places that the tagger chose in an incident's own sentence."""
    for anchor in (one for draft in drafts for one in draft.anchors):
        sentence = scene.spot(anchor.evidence).sentence
        for span in anchor.places[:1]:
            if span in places and scene.spot(span).sentence == sentence:
                yield places[span].country


def _is_elsewhere(scene: Scene, span: Span, place: Place) -> bool:
    """Tell whether a place is where somebody speaks, files, flees to or fires from."""
    return place.role is not PlaceRole.IMPACT or scene.is_spoken(span)


def _account(scene: Scene, draft: Draft) -> Account:
    return Account(
        [
            Telling(scene.spot(one.evidence), next(iter(one.places), None), one.likely_places)
            for one in draft.anchors
        ],
        fold(draft.place.name) if draft.place else None,
    )


def fold(name: str) -> str:
    """Return what the spellings of a name share."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _named(scene: Scene, places: Mapping[Span, Place]) -> Iterator[Named]:
    for span, place in places.items():
        spot = scene.spot(span)
        yield Named(span, spot, fold(place.name), tuple(_flags(scene, span, spot, place)))


def _flags(scene: Scene, span: Span, spot: Spot, place: Place) -> Iterable[str]:
    """Yield what a name and the words beside it tell."""
    yield f"feature.{place.feature or 'unknown'}"
    yield f"role.{place.role}"
    preposition, has_noun = scene.governor(spot)
    yield f"governor.{preposition or 'none'}"
    if has_noun:
        yield "noun"
    if setting := scene.setting(spot):
        yield f"setting.{setting}"
    if place.qualifier:
        yield "qualified"
    if place.name.isupper():
        yield "capitals"
    if is_demonym(place.name):
        yield "demonym"
    if scene.is_spoken(span):
        yield "speaker"
