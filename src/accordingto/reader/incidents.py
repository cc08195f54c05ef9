"""Incidents: what happened, from all mentions of it, with who is held responsible."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import ClassVar

from accordingto.reader.actors import ActorIndex
from accordingto.reader.blame import BlameReader
from accordingto.reader.blame_entries import name_words
from accordingto.reader.choosing.chooser import choose
from accordingto.reader.day_limits import DayLimits
from accordingto.reader.days_apart import count_days
from accordingto.reader.layers import (
    Annotations,
    IncidentAnchor,
    PlaceMention,
    Published,
    Sentence,
    Tagging,
    TimeMention,
)
from accordingto.reader.merging import KILLING, Draft, holds, merge_mentions
from accordingto.reader.place_roles import role_of_place
from accordingto.records.actors import Actor
from accordingto.records.base import Mention
from accordingto.records.days import Days
from accordingto.records.ids import record_id
from accordingto.records.incidents import Blame, Incident, SourcedDays, SourcedPlace
from accordingto.records.places import Place
from accordingto.records.statements import Statement
from accordingto.records.values import BlameMode, Scope
from accordingto.report import Report, Span

MAX_TARGETS = 3
"""Targets that an incident shows; later mentions tell of other things."""
_PLACE_REACH = 80
"""Code points before the name of a place that may tell what it is to an incident."""


@dataclass(frozen=True, slots=True)
class ReadIncidents:
    """Bring the mentions of one event together, and say who is held responsible for it.

    In the order of first mentions. A vague mention that joins no other is dropped. Day and place
    are null where the report names none; accounts that differ are all kept, with their sources.
    """

    name: ClassVar[str] = "incidents"
    requires: ClassVar[frozenset[type[object]]] = frozenset(
        {Sentence, Tagging, Published, TimeMention, PlaceMention, Actor, Statement}
    )
    provides: ClassVar[type[object]] = Incident

    def __call__(self, report: Report, found: Annotations) -> Iterator[Incident]:
        """Yield the incidents in the order of their first mentions."""
        places = {mention.evidence: mention.place for mention in found.of(PlaceMention)}
        days = {mention.evidence: mention.days for mention in found.of(TimeMention)}
        writer = _Writer(report, found, places, days)
        drafts = drafted(report, found)
        choose(drafts, found)
        count_days(report, found, drafts)
        for draft in drafts:
            yield writer.write(draft)


def drafted(report: Report, found: Annotations) -> list[Draft]:
    """Return the incidents of a report, with the places and days that their mentions amount to."""
    places = {mention.evidence: mention.place for mention in found.of(PlaceMention)}
    days = {mention.evidence: mention.days for mention in found.of(TimeMention)}
    anchors = [anchor for tagging in found.of(Tagging) for anchor in _events(report, tagging)]
    return merge_mentions(report, anchors, places, days)


def _events(report: Report, tagging: Tagging) -> Iterator[IncidentAnchor]:
    """Yield the mentions of events, without "killed" of people counted over a long time."""
    tolls = {f.evidence.end for f in tagging.figures if f.scope is Scope.CUMULATIVE}
    for anchor in tagging.incidents:
        is_killing = report.quote(anchor.evidence).lower() in KILLING
        if not (is_killing and any(target.end in tolls for target in anchor.targets)):
            yield anchor


class _Writer:
    """Makes the records of one report's incidents."""

    def __init__(
        self,
        report: Report,
        found: Annotations,
        places: Mapping[Span, Place],
        days: Mapping[Span, Days],
    ) -> None:
        self._report, self._places, self._days = report, places, days
        self._actors = ActorIndex(found.of(Actor))
        self._blame = BlameReader.of(report, found)
        used = found.of(Published)[0].used
        self._limits = DayLimits(found.of(Statement), used.date_to or used.date_from)

    def write(self, draft: Draft) -> Incident:
        """Return the record of an incident."""
        first, *others = draft.anchors
        blame = self._blame.read(draft.anchors)
        doers = _distinct(entry.actor for entry in blame if entry.mode is not BlameMode.DENIED)
        weapon = next((anchor.weapon for anchor in draft.anchors if anchor.weapon), None)
        return Incident(
            id=record_id(self._report, "incident", first.evidence, draft.kind.value),
            evidence=Mention.at(self._report, first.evidence),
            mentions=tuple(Mention.at(self._report, anchor.evidence) for anchor in others),
            confidence=first.confidence,
            kind=draft.kind,
            date_from=draft.days.date_from if draft.days else None,
            date_to=draft.days.date_to if draft.days else None,
            place=self._placed(draft.place),
            actors=doers,
            targets=self._targets(draft, doers),
            certainty=self._blame.certainty(draft.anchors),
            blame=blame,
            alternatives=self._alternatives(draft, blame),
            weapon=Mention.at(self._report, weapon) if weapon else None,
            days=self._accounts_of_days(draft),
            places=self._accounts_of_places(draft),
            not_after=self._limits.not_after([anchor.evidence for anchor in draft.anchors]),
        )

    def _placed(self, place: Place | None) -> Place | None:
        """Return a place with what it is to the incident, by the words before its name."""
        if place is None:
            return None
        start = place.evidence.start
        before = self._report.text[max(0, start - _PLACE_REACH) : start]
        return replace(place, role=role_of_place(before))

    def _targets(self, draft: Draft, doers: Iterable[Mention]) -> tuple[Mention, ...]:
        """Return what was hit: what is more than the name of a place, else that name."""
        done = {mention.span for mention in doers}
        hit = [t for a in draft.anchors for t in a.targets if t not in done]
        things = [span for span in hit if span not in self._places] or hit
        kept: list[tuple[frozenset[str], Span]] = []
        for span in things:
            words = name_words(self._report.quote(span))
            if not any(words <= other or other <= words for other, _ in kept):
                kept.append((words, span))
            if len(kept) == MAX_TARGETS:
                break
        return tuple(self._actors.mention(self._report, span) for _, span in kept)

    def _alternatives(
        self, draft: Draft, blame: tuple[Blame, ...]
    ) -> tuple[tuple[Blame, ...], ...]:
        """Return the groups of doers that "or" joins: only one of each can be right."""
        entries = {entry.actor.span: entry for entry in blame}
        groups = []
        for anchor in draft.anchors:
            spans = sorted(role.span for role in anchor.actors if role.span in entries)
            joints = [
                self._report.text[a.end : b.start].lower().split() for a, b in pairwise(spans)
            ]
            if any("or" in words for words in joints):
                groups.append(tuple(entries[span] for span in spans))
        return tuple(dict.fromkeys(groups))

    def _accounts_of_days(self, draft: Draft) -> tuple[SourcedDays, ...]:
        """Return the accounts of the day where they differ, each with who gives it."""
        accounts: dict[tuple[date | None, date | None], SourcedDays] = {}
        for anchor in draft.anchors:
            value = next((self._days[span] for span in anchor.days if span in self._days), None)
            if value is not None:
                source = self._blame.source_of(anchor)
                key = (value.date_from, value.date_to)
                accounts.setdefault(key, SourcedDays(value=value, source=source))
        return tuple(accounts.values()) if len(accounts) > 1 else ()

    def _accounts_of_places(self, draft: Draft) -> tuple[SourcedPlace, ...]:
        """Return the accounts of the place where none holds the other, each with who gives it."""
        accounts: dict[str, SourcedPlace] = {}
        for anchor in draft.anchors:
            spans = (span for span in anchor.places if span in self._places)
            value = next((self._places[span] for span in spans), None)
            if value is None or (draft.place is not None and holds(value, draft.place)):
                continue
            key = value.gazetteer_id or value.name.casefold()
            accounts.setdefault(
                key, SourcedPlace(value=value, source=self._blame.source_of(anchor))
            )
        return tuple(accounts.values()) if len(accounts) > 1 else ()


def _distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return mentions without those that say the same words again."""
    kept: dict[str, Mention] = {}
    for mention in mentions:
        kept.setdefault(mention.text.casefold(), mention)
    return tuple(kept.values())
