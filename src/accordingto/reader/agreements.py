"""Agreements: the steps of a report's truces and talks, each told once, joined by deal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from accordingto.lexicons.loader import load_words
from accordingto.reader.actors import ActorIndex
from accordingto.reader.day_values import day_interval, month_interval, year_interval
from accordingto.reader.layers import (
    AgreementAnchor,
    Annotations,
    Sentence,
    Tagging,
    TimeMention,
)
from accordingto.reader.statements import statement_holding
from accordingto.reader.step_days import UNDATED, DeedDays, Range
from accordingto.records.actors import Actor
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention
from accordingto.records.days import Days
from accordingto.records.ids import record_id
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement
from accordingto.records.values import Step
from accordingto.report import Report, Span


@dataclass(frozen=True, slots=True)
class ReadAgreements:
    """Make the records of agreements from the tagger's anchors.

    In the order of the text. A step that is told again, with the same day or none, adds a mention
    to its record. `deal` is shared by the steps of one deal.
    """

    name: ClassVar[str] = "agreements"
    requires: ClassVar[frozenset[type[object]]] = frozenset(
        {Sentence, Tagging, TimeMention, Actor, Statement, Incident}
    )
    provides: ClassVar[type[object]] = Agreement

    def __call__(self, report: Report, found: Annotations) -> Iterator[Agreement]:
        """Yield the records."""
        tagging = found.of(Tagging)[0]
        times = {time.evidence: time.days for time in found.of(TimeMention)}
        index = ActorIndex(found.of(Actor))
        deals, deeds = _Deals(report), DeedDays(report, found)
        for group in _merge(report, tagging.agreements, times):
            first = group[0]
            source, statement = _statement_of(first.evidence, found.of(Statement))
            told = (_range(one, times) for one in group)
            of_deeds = (deeds.of(one.step, one.evidence) for one in group)
            date_from, date_to = next(
                (days for days in chain(told, of_deeds) if days != UNDATED), UNDATED
            )
            yield Agreement(
                id=record_id(report, "agreement", first.evidence, first.step, date_from, date_to),
                evidence=Mention.at(report, first.evidence),
                mentions=tuple(Mention.at(report, one.evidence) for one in group[1:]),
                confidence=first.confidence,
                step=first.step,
                date_from=date_from,
                date_to=date_to,
                parties=_mentions(report, index, group, "parties"),
                subject=Mention.at(report, first.subject) if first.subject else None,
                deal=deals.of(first),
                source=source,
                statement=statement,
                certainty=first.certainty,
                accused=_mentions(report, index, group, "accused"),
                brokers=_mentions(report, index, group, "brokers"),
                terms=tuple(Mention.at(report, span) for one in group for span in one.terms),
            )


def _mentions(
    report: Report, index: ActorIndex, group: Sequence[AgreementAnchor], role: str
) -> tuple[Mention, ...]:
    """Return the spans of a role: those of the first telling that has any."""
    spans: Sequence[Span] = next((row for one in group if (row := getattr(one, role))), ())
    return tuple(index.mention(report, span) for span in spans)


def _statement_of(
    evidence: Span, statements: Sequence[Statement]
) -> tuple[Mention | None, str | None]:
    """Return source and id of the innermost statement that tells of the step."""
    statement = statement_holding(statements, evidence)
    return (None, None) if statement is None else (statement.source, statement.id)


def _range(anchor: AgreementAnchor, times: dict[Span, Days]) -> Range:
    """Return the days of a step: those of its likeliest time mention."""
    for span in anchor.days:
        days = times.get(span)
        if days is not None:
            return _opening(days) if days.date_to is None else (days.date_from, days.date_to)
    return UNDATED


def _opening(days: Days) -> Range:
    """Return the day, month or year with which an open range begins: a step is no lasting state."""
    if days.date_from is None:
        return None, days.date_to
    named = days.edtf.split("/")[0]
    year, month = days.date_from.year, days.date_from.month
    if len(named) == len("2016"):
        whole = year_interval(year)
    elif len(named) == len("2016-09"):
        whole = month_interval(year, month)
    else:
        whole = day_interval(days.date_from)
    return whole.first, whole.last


def _merge(
    report: Report, anchors: Sequence[AgreementAnchor], times: dict[Span, Days]
) -> Iterator[list[AgreementAnchor]]:
    """Yield groups of anchors that tell of one step.

    They do when step and day agree, or when the later has no day and names the deal alike.
    """
    groups: dict[tuple[Step, Range, str], list[AgreementAnchor]] = {}
    named: dict[tuple[Step, str], list[AgreementAnchor]] = {}
    for anchor in anchors:
        days, head = _range(anchor, times), _head(report, anchor)
        key = (anchor.step, days, "" if days != UNDATED else head)
        group = groups.get(key)
        if group is None and days == UNDATED:
            group = named.get((anchor.step, head))
        if group is None:
            group = groups[key] = []
        named.setdefault((anchor.step, head), group)
        group.append(anchor)
    yield from groups.values()


def _head(report: Report, anchor: AgreementAnchor) -> str:
    """Return the last word of a deal's name."""
    words = report.quote(anchor.subject or anchor.evidence).lower().split()
    return words[-1].rstrip("s") if words else ""


class _Deals:
    """Gives each deal of a report its id, from the words that first name it.

    Talks are apart from what they may bring about; truces and zones of one report are read as one
    deal, but for those that words tell apart: "another deal", "a 48-hour truce", "an evacuation".
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._ids: dict[str, str] = {}

    def of(self, anchor: AgreementAnchor) -> str:
        """Return the id of the deal that a step belongs to."""
        span = anchor.subject or anchor.evidence
        words = self._report.quote(span).lower().split()
        return self._ids.setdefault(_deal_key(words), record_id(self._report, "deal", span))


def _deal_key(words: Sequence[str]) -> str:
    """Return the words by which one deal of a report is told from another."""
    if any(word.startswith("evacuat") for word in words):
        return "evacuation"
    apart = next((word.rstrip("s") for word in words if word in _WORDS["apart"]), None)
    if apart is None:
        apart = next((word for word in words if _MEASURE.fullmatch(word)), "")
    return f"talks {apart}" if words and words[-1] in _WORDS["talks"] else apart


_WORDS = load_words("agreements")
_MEASURE = re.compile(r"[0-9a-z]{1,9}-(?:hour|day|week|month)(?:-long)?")
