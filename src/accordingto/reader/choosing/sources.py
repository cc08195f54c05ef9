"""Who says how many were harmed: the candidates, with what speaks for each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from accordingto.reader.choosing.candidates import Clues, strength
from accordingto.reader.choosing.scenes import Scene, Spot
from accordingto.reader.layers import Annotations, FigureAnchor, Likelihoods
from accordingto.reader.statements import statement_holding
from accordingto.records.statements import Statement
from accordingto.report import Span

REACH = 3
"""A source so many sentences away may be that of a figure."""
LEAST = 0.05
"""Whom the network finds likelier is looked at wherever he stands."""
NOBODY = Likelihoods({}, 1.0)


class SourceCandidates:
    """Gives the candidates for the source of each figure of a report."""

    def __init__(self, found: Annotations) -> None:
        self._scene = Scene.of(found)
        self._statements = found.of(Statement)
        self._by_source: dict[Span, list[Statement]] = {}
        for statement in self._statements:
            if statement.source is not None:
                self._by_source.setdefault(statement.source.span, []).append(statement)
        self._sources = sorted(self._by_source)
        self._sentences = [self._scene.spot(span).sentence for span in self._sources]

    def of(self, anchor: FigureAnchor) -> Iterator[tuple[Span | None, Clues]]:
        """Yield the words of those who may say a figure, and None for the report itself."""
        held = statement_holding(self._statements, anchor.evidence)
        told = source_beside(anchor, held)
        own = self._scene.spot(anchor.evidence)
        likely = anchor.likely_sources or NOBODY
        top = max(likely.of.values(), default=0.0)
        for span in self._near(own.sentence, likely, told):
            share = likely.of.get(span, 0.0)
            apart = self._scene.spot(span).sentence - own.sentence
            clues = {"network": strength(share), "network.share": share}
            clues.update(dict.fromkeys(self._saying(anchor, span, held), 1.0))
            clues[f"apart.{max(-REACH, min(REACH, apart))}"] = 1.0
            if share == top > 0:
                clues["network.top"] = 1.0
            if span == told:
                clues["told"] = 1.0
            yield span, clues
        yield None, dict(self._nobody(likely, own, told, held))

    def _near(self, sentence: int, likely: Likelihoods, told: Span | None) -> Iterable[Span]:
        """Return the sources of the sentences around, those that are likely, and that told."""
        first = bisect_left(self._sentences, sentence - REACH)
        last = bisect_right(self._sentences, sentence + REACH)
        near = {*self._sources[first:last], *({told} if told else ())}
        near.update(
            span for span, share in likely.of.items() if share >= LEAST and span in self._by_source
        )
        return sorted(near)

    def _saying(self, anchor: FigureAnchor, span: Span, held: Statement | None) -> Iterator[str]:
        """Yield how a source's statements stand to a figure."""
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
        self, likely: Likelihoods, own: Spot, told: Span | None, held: Statement | None
    ) -> Iterator[tuple[str, float]]:
        """Yield what speaks for a figure's being the report's own."""
        yield "none", 1.0
        yield "none.network", strength(likely.nobody)
        yield "none.share", likely.nobody
        if told is None:
            yield "none.told", 1.0
        if held is None:
            yield "none.held", 1.0
        elif held.source is None:
            yield "none.hidden", 1.0
        if self._scene.sentences[own.sentence].is_headline:
            yield "none.headline", 1.0
        if own.sentence == 0:
            yield "none.lead", 1.0


def source_beside(anchor: FigureAnchor, held: Statement | None) -> Span | None:
    """Return the source beside a figure, or that of the statement that holds it."""
    if anchor.source is not None:
        return anchor.source
    return held.source.span if held is not None and held.source is not None else None
