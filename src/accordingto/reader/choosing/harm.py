"""Which incident did a harm, and who says so: the candidates, with what speaks for each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accordingto.reader.choosing.candidates import Clues, strength
from accordingto.reader.choosing.scenes import Scene, Spot
from accordingto.reader.layers import Annotations, FigureAnchor, Likelihoods, PlaceMention
from accordingto.reader.statements import statement_holding
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement
from accordingto.records.values import Kind, Scope
from accordingto.report import Span

REACH = 3
"""A source so many sentences away may be that of a figure."""
LEAST = 0.05
"""What the network finds likelier is looked at wherever it stands."""
NOWHERE = Likelihoods({}, 1.0)
_CAPTIVITY = frozenset((Kind.ABDUCTION, Kind.DETENTION))
_FLIGHT = frozenset((Kind.DISPLACEMENT, Kind.SIEGE))
_FAR, _MANY = 5, 6


@dataclass(frozen=True, slots=True)
class _Told:
    """An incident with the places of its mentions."""

    incident: Incident
    spans: Sequence[Span]
    spots: Sequence[Spot]


class HarmCandidates:
    """Gives the candidates for the incident and for the source of each figure of a report."""

    def __init__(self, found: Annotations) -> None:
        self._scene = Scene.of(found)
        self._told = [self._place(incident) for incident in found.of(Incident)]
        self._mentions = sorted(
            (span, number) for number, told in enumerate(self._told) for span in told.spans
        )
        self._starts = [span.start for span, _ in self._mentions]
        self._statements = found.of(Statement)
        self._by_source: dict[Span, list[Statement]] = {}
        for statement in self._statements:
            if statement.source is not None:
                self._by_source.setdefault(statement.source.span, []).append(statement)
        self._names: dict[int, set[str]] = {}
        for mention in found.of(PlaceMention):
            sentence = self._scene.spot(mention.evidence).sentence
            self._names.setdefault(sentence, set()).add(mention.place.name)

    def pointed(self, anchor: FigureAnchor) -> str | None:
        """Return the incident of which a mention stands where a figure's own words point."""
        if anchor.incident is None or not self._mentions:
            return None
        place = bisect_right(self._starts, anchor.incident.end)
        return self._told[self._mentions[max(0, place - 1)][1]].incident.id

    def told(self, anchor: FigureAnchor) -> Span | None:
        """Return the source beside a figure, or that of the statement around it."""
        if anchor.source is not None:
            return anchor.source
        held = statement_holding(self._statements, anchor.evidence)
        return held.source.span if held is not None and held.source is not None else None

    def incidents(self, anchor: FigureAnchor) -> Iterator[tuple[str | None, Clues]]:
        """Yield the ids of the incidents that may have done a harm, and None for none."""
        pointed = self.pointed(anchor)
        own = self._scene.spot(anchor.evidence)
        likely = anchor.likely_incidents or NOWHERE
        sums = [sum(likely.of.get(span, 0.0) for span in told.spans) for told in self._told]
        top = max(sums, default=0.0)
        last = bisect_right(self._starts, anchor.evidence.start) - 1
        names = self._names.get(own.sentence, set())
        for number, told in enumerate(self._told):
            clues = dict(self._network(told, likely, sums[number], top))
            clues.update(dict.fromkeys(self._standing(told, own), 1.0))
            clues.update(dict.fromkeys(_fitting(told.incident, anchor), 1.0))
            clues["apart"] = min(_apart(told, own), _FAR) / _FAR
            clues["mentions"] = min(len(told.spans), _MANY) / _MANY
            if number == 0:
                clues["first"] = 1.0
            if last >= 0 and self._mentions[last][1] == number:
                clues["last"] = 1.0
            if self._nearest(anchor.evidence) == number:
                clues["nearest"] = 1.0
            if told.incident.id == pointed:
                clues["pointed"] = 1.0
            place = told.incident.place
            if place is not None and names:
                clues["place" if place.name in names else "place.other"] = 1.0
            yield told.incident.id, clues
        yield None, dict(self._nothing(anchor, likely, own, top, pointed))

    def sources(self, anchor: FigureAnchor) -> Iterator[tuple[Span | None, Clues]]:
        """Yield the words of those who may say a figure, and None for the report itself."""
        told = self.told(anchor)
        own = self._scene.spot(anchor.evidence)
        likely = anchor.likely_sources or NOWHERE
        top = max(likely.of.values(), default=0.0)
        spans = sorted(self._by_source.keys() | ({told} if told else set()))
        for span in spans:
            share = likely.of.get(span, 0.0)
            apart = self._scene.spot(span).sentence - own.sentence
            if span != told and abs(apart) > REACH and share < LEAST:
                continue
            clues = dict(_likeliness(share, top))
            clues.update(dict.fromkeys(self._saying(anchor, span), 1.0))
            clues[f"apart.{max(-REACH, min(REACH, apart))}"] = 1.0
            if span == told:
                clues["told"] = 1.0
            yield span, clues
        yield None, dict(self._nobody(anchor, likely, own, told))

    def _place(self, incident: Incident) -> _Told:
        spans = [incident.evidence.span, *(mention.span for mention in incident.mentions)]
        return _Told(incident, spans, [self._scene.spot(span) for span in spans])

    def _network(
        self, told: _Told, likely: Likelihoods, share: float, top: float
    ) -> Iterator[tuple[str, float]]:
        """Yield what the network says of an incident's mentions, together and one by one."""
        yield from _likeliness(share, top)
        yield "network.most", strength(max(likely.of.get(span, 0.0) for span in told.spans))
        yield "network.first", strength(likely.of.get(told.spans[0], 0.0))

    def _standing(self, told: _Told, own: Spot) -> Iterator[str]:
        """Yield where the mentions of an incident stand to a figure."""
        apart = {spot.sentence - own.sentence for spot in told.spots}
        if -1 in apart:
            yield "before.one"
        if 1 in apart:
            yield "behind.one"
        inside = [spot for spot in told.spots if spot.sentence == own.sentence]
        if inside:
            yield "same"
            nearest = min(inside, key=lambda spot: abs(spot.first - own.first))
            yield from self._scene.relation(nearest, own)
        if len(self._told) == 1:
            yield "only"

    def _nearest(self, span: Span) -> int:
        place = bisect_left(self._starts, span.start)
        near = self._mentions[max(0, place - 1) : place + 1]
        return min(near, key=lambda one: abs(one[0].start - span.start))[1]

    def _nothing(
        self, anchor: FigureAnchor, likely: Likelihoods, own: Spot, top: float, pointed: str | None
    ) -> Iterator[tuple[str, float]]:
        """Yield what speaks for a harm's having been done by no incident of the report."""
        yield "none", 1.0
        yield "none.network", strength(likely.nobody)
        yield "none.share", likely.nobody
        yield "none.any", strength(top)
        yield f"none.{anchor.scope}", 1.0
        yield f"none.{anchor.state}", 1.0
        if pointed is None:
            yield "none.pointed", 1.0
        if any(spot.sentence == own.sentence for told in self._told for spot in told.spots):
            yield "none.same", 1.0

    def _saying(self, anchor: FigureAnchor, span: Span) -> Iterator[str]:
        """Yield how a source's statements stand to a figure."""
        held = statement_holding(self._statements, anchor.evidence)
        if held is not None and held.source is not None and held.source.span == span:
            yield "held"
        if span.start < anchor.evidence.start:
            yield "before"
        said = self._by_source.get(span, [])
        if any(one.content.span.holds(anchor.evidence) for one in said):
            yield "holds"
        if any(one.content.start > anchor.evidence.end for one in said):
            yield "goes.on"
        if said:
            yield f"stance.{said[0].stance}"

    def _nobody(
        self, anchor: FigureAnchor, likely: Likelihoods, own: Spot, told: Span | None
    ) -> Iterator[tuple[str, float]]:
        """Yield what speaks for a figure's being the report's own."""
        yield "none", 1.0
        yield "none.network", strength(likely.nobody)
        yield "none.share", likely.nobody
        if told is None:
            yield "none.told", 1.0
        held = statement_holding(self._statements, anchor.evidence)
        if held is None:
            yield "none.held", 1.0
        elif held.source is None:
            yield "none.hidden", 1.0
        if self._scene.sentences[own.sentence].is_headline:
            yield "none.headline", 1.0
        if own.sentence == 0:
            yield "none.lead", 1.0


def _apart(told: _Told, own: Spot) -> int:
    return min(abs(spot.sentence - own.sentence) for spot in told.spots)


def _likeliness(share: float, top: float) -> Iterator[tuple[str, float]]:
    yield "network", strength(share)
    yield "network.share", share
    if share == top > 0:
        yield "network.top", 1.0


def _fitting(incident: Incident, anchor: FigureAnchor) -> Iterator[str]:
    """Yield how the kind of an incident goes with a harm."""
    yield f"kind.{incident.kind}"
    if anchor.scope is Scope.CUMULATIVE:
        yield "cumulative"
    kind = incident.kind
    family = "captivity" if kind in _CAPTIVITY else "flight" if kind in _FLIGHT else "violence"
    yield f"{anchor.state}.{family}"
