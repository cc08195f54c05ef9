"""Lessons on figures: which incident did a harm, and who says so."""

from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

from accordingto.reader.choosing.candidates import Clues
from accordingto.reader.choosing.harm import HarmCandidates
from accordingto.reader.layers import Annotations, FigureAnchor, Tagging
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.values import Basis
from accordingto.report import Report, Span

Gold = Mapping[str, Any]
Row = tuple[tuple[Clues, ...], tuple[bool, ...]]
"""The clues for each candidate, and which of them are right."""


class HarmLesson:
    """The figures of a report, read up to these, beside those of the gold."""

    def __init__(self, report: Report, found: Annotations, gold: Gold, scorer: ModuleType) -> None:
        self._report, self._scorer = report, scorer
        self._asked = HarmCandidates(found)
        incidents = found.of(Incident)
        told = [_incident(incident) for incident in incidents]
        pairs = scorer.pair(gold["incidents"], told, scorer.incident_weight)
        self._twins = {gold["incidents"][i]["id"]: incidents[j].id for i, j in pairs}
        figures = found.of(Figure)
        rows = [_figure(figure) for figure in figures]
        anchors = {
            (anchor.evidence, anchor.state): anchor
            for tagging in found.of(Tagging)
            for anchor in tagging.figures
        }
        self._pairs: list[tuple[Gold, Figure, FigureAnchor]] = [
            (gold["figures"][i], figures[j], anchors[figures[j].evidence.span, figures[j].state])
            for i, j in scorer.pair(gold["figures"], rows, scorer.figure_weight)
        ]

    def incidents(self) -> Iterator[Row]:
        """Yield a question of incident for each figure whose incident was found, or has none."""
        for gold, _, anchor in self._pairs:
            wanted = self._twins.get(gold["incident"])
            if gold["incident"] is None or wanted is not None:
                rows = list(self._asked.incidents(anchor))
                yield tuple(c for _, c in rows), tuple(one == wanted for one, _ in rows)

    def sources(self) -> Iterator[Row]:
        """Yield a question of source for each figure that stands in no headline."""
        for gold, figure, anchor in self._pairs:
            if figure.basis is Basis.HEADLINE:
                continue
            rows = list(self._asked.sources(anchor))
            right = [self._is_source(gold["source"], span) for span, _ in rows]
            yield tuple(c for _, c in rows), tuple(right)

    def _is_source(self, gold: Gold | None, span: Span | None) -> bool:
        told = None if span is None else _ends(span)
        return bool(self._scorer.same_or_null(gold, told))


def _ends(span: Span) -> Gold:
    return {"start": span.start, "end": span.end}


def _incident(incident: Incident) -> Gold:
    """Return an incident in the form that the scorer pairs."""
    place = incident.place
    spans: Sequence[Span] = [mention.span for mention in (*incident.actors,)]
    return {
        "kind": incident.kind.value,
        "evidence": _ends(incident.evidence.span),
        "place": place and {"name": place.name, "evidence": _ends(place.evidence.span)},
        "date_from": str(incident.date_from) if incident.date_from else None,
        "date_to": str(incident.date_to) if incident.date_to else None,
        "actors": [_ends(span) for span in spans],
        "targets": [_ends(mention.span) for mention in incident.targets],
    }


def _figure(figure: Figure) -> Gold:
    """Return a figure in the form that the scorer pairs."""
    return {
        "evidence": _ends(figure.evidence.span),
        "state": figure.state.value,
        "low": figure.low,
        "high": figure.high,
    }
