"""Incidents: which mentions tell of an event, and what belongs to it anywhere in the report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accordingto.reader.layers import Annotations, IncidentAnchor, PlaceMention, TimeMention
from accordingto.reader.network.confidences import log_odds
from accordingto.reader.network.doers import FindDoers
from accordingto.reader.network.hints import Relation
from accordingto.reader.network.runs import (
    choose,
    choose_named,
    find_runs,
    likelihoods,
    overlap,
    role_runs,
    trim,
)
from accordingto.reader.network.scores import Scores
from accordingto.reader.network.settings import Settings
from accordingto.records.values import BlameMode, Certainty, Kind
from accordingto.report import Span

_EDGE = 0.4
_KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True)
class JudgeIncidents:
    """Keeps and adds mentions of incidents by the network's scores, and gives them their roles.

    A mention that the network takes for a repetition, or for no event, may still point to one.
    """

    scores: Scores
    settings: Settings
    doers: FindDoers
    places: Sequence[Span]
    names: Sequence[str]
    """Of the places."""
    days: Sequence[Span]

    @classmethod
    def of(
        cls, found: Annotations, scores: Scores, settings: Settings, doers: FindDoers
    ) -> "JudgeIncidents":
        """Return a judge over the places and days of a report."""
        mentions = sorted(found.of(PlaceMention), key=lambda mention: mention.evidence)
        places = [mention.evidence for mention in mentions]
        names = [mention.place.name.casefold() for mention in mentions]
        days = sorted(mention.evidence for mention in found.of(TimeMention))
        return cls(scores, settings, doers, places, names, days)

    def __call__(self, ruled: Sequence[IncidentAnchor]) -> Iterator[IncidentAnchor]:
        """Yield the mentions; those of the rules first."""
        words = self.scores.words
        happens = 1 - self.scores.label("incident")[:, 0]
        taken: list[range] = []
        for anchor in ruled:
            at = words.range_of(anchor.evidence)
            taken.append(at)
            sure = float(happens[at.start : at.stop].max(initial=0.0))
            if sure >= self.settings.keep_incident:
                yield self.judged(anchor, at, sure)
            else:
                yield IncidentAnchor(
                    evidence=anchor.evidence,
                    kind=anchor.kind,
                    weapon=anchor.weapon,
                    # "He denied that his men led the attack" tells of no new one, but of a doer.
                    actors=tuple(one for one in anchor.actors if one.mode is BlameMode.DENIED),
                    is_background=True,
                    confidence=round(sure, 2),
                )
        if not ruled:
            return  # a report without a word of violence that the lexicon knows tells of none
        for run in find_runs(happens, self.settings.add_incident, _EDGE):
            at = trim(words, run)
            if at and not any(overlap(at, other) for other in taken):
                sure = float(happens[at.start : at.stop].max())
                yield self.judged(None, at, sure)

    def judged(self, ruled: IncidentAnchor | None, at: range, sure: float) -> IncidentAnchor:
        """Return a mention with all that belongs to it; doers that the rules name stand."""
        words = self.scores.words
        kinds = self.scores.label("incident")[at.start : at.stop, 1:].sum(axis=0)
        alleged = self.scores.mean("certainty", at)[Certainty.ALLEGED]
        hit = self.scores.roles(Relation.TARGET, at)
        targets = role_runs(words, hit, self.settings.target, self.settings.edge)
        where = self.scores.roles(Relation.INCIDENT_PLACE, at)
        place = choose_named(words, where, self.places, self.names)
        when = self.scores.roles(Relation.INCIDENT_DAY, at)
        day = choose(words, when, self.days)
        is_alleged = alleged >= self.settings.alleged
        return IncidentAnchor(
            evidence=ruled.evidence if ruled else words.span_of(at),
            kind=_KINDS[int(kinds.argmax())],
            certainty=Certainty.ALLEGED if is_alleged else Certainty.REPORTED,
            actors=(ruled.actors if ruled else ()) or tuple(self.doers(at)),
            targets=tuple(words.span_of(run) for run in targets),
            places=(place,) if place else (),
            days=(day,) if day else (),
            likely_places=likelihoods(words, where, self.places),
            likely_days=likelihoods(words, when, self.days),
            weapon=ruled.weapon if ruled else None,
            confidence=round(sure, 2),
            clues={
                "sure": log_odds(sure),
                "added": float(ruled is None),
                "kind": log_odds(float(kinds.max() / kinds.sum())),
            },
        )
