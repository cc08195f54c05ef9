"""A reading, as it stands, to the rows by which it is searched and listed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accordingto.ledger.as_it_stands import StandingReading
from accordingto.ledger.listings import What
from accordingto.ledger.passages import Passages
from accordingto.ledger.plain import storable, storable_number
from accordingto.ledger.review_order import doubt_of, weight_of
from accordingto.ledger.reviews import REVIEWED, Status
from accordingto.ledger.search_marks import TOLD, Marks
from accordingto.ledger.search_words import name_marks, value_mark, words_of
from accordingto.records.actors import Actor
from accordingto.records.agreements import Agreement
from accordingto.records.base import Record
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement
from accordingto.records.values import ActorKind

LONG_DAYS = 31
"""A row about more days than these is marked, so that a period finds it wherever it begins."""
LONG = "l_long"
STOOD_FOR = "r_reviewed"
"""Mark of what a person stands for."""
PRIVATE = "\t"
"""Stands in the sorted name of whoever is never matched across reports, before the text's hash."""
TOLL_STEPS = tuple(10**power for power in range(7))
"""A row with a toll of 250 is marked as 1, 10 and 100 or more."""
ENTERED = "entered"
"""Status of what a person entered by hand and nobody decided on."""
ALL_REVIEWED = "reviewed"
"""Status of a report of which every record is reviewed."""
_STOOD_FOR = frozenset((*(status.value for status in REVIEWED), ENTERED, ALL_REVIEWED))


_WHAT: dict[type[Record], What] = {
    Incident: What.INCIDENT,
    Figure: What.FIGURE,
    Statement: What.STATEMENT,
    Agreement: What.AGREEMENT,
}


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One row; the same reading and decisions, the same rows."""

    what: str
    record: str
    in_headline: int
    sort: str
    first_day: str | None
    last_day: str | None
    has_day: int
    toll: int | None
    doubt: int | None
    weight: int | None
    status: str
    words: str
    """Words and marks, each once, in order."""


@dataclass(frozen=True, slots=True)
class _Days:
    first: date | None
    last: date | None
    is_told: bool = True
    """They are days of what happened; otherwise those of telling it."""


def make_rows(standing: StandingReading) -> tuple[SearchRow, ...]:
    """Return the rows of a report and of its records, as they stand; the report comes first."""
    return tuple(_Maker(standing, Marks(standing.reading)).rows())


def make_unread_row(title: str, publisher: str, text: str) -> SearchRow:
    """Return the row of a report that could not be read."""
    marks = {value_mark("w", What.REPORT), *name_marks("o", publisher)}
    words = sorted(marks | set(words_of(f"{title}\n{publisher}\n{text}")))
    status = Status.UNREVIEWED.value
    nothing = (None, None, None)
    return SearchRow(What.REPORT.value, "", 0, "", None, None, 0, *nothing, status, " ".join(words))


def is_private(actor: Actor) -> bool:
    """Tell whether an actor is never matched across reports: private persons, and the unnamed."""
    return actor.kind is ActorKind.UNNAMED or (
        actor.kind is ActorKind.PERSON and not actor.public_office
    )


@dataclass(frozen=True)
class _Maker:
    standing: StandingReading
    marks: Marks

    def rows(self) -> Iterator[SearchRow]:
        yield self._report()
        for record, in_title in self.marks.records:
            yield self._told(record, in_title=in_title)
        for listed in self.standing.rejected:
            if isinstance(listed.record, TOLD):
                yield self._told(listed.record, in_title=listed.in_title)
        for actor in self.standing.reading.actors:
            yield self._actor(What.ACTOR, "a", actor)
            if actor.id in self.marks.speaking:
                yield self._actor(What.SOURCE, "s", actor)

    def _report(self) -> SearchRow:
        info = self.standing.reading.report
        marks: set[str] = set()
        for record, _ in self.marks.records:
            own = self.marks.marks_of(record)
            # Of kinds, those of incidents alone.
            is_incident = isinstance(record, Incident)
            marks.update(mark for mark in own if is_incident or not mark.startswith("k_"))
        names = (actor.name for actor in self.standing.reading.actors)
        text = "\n".join((info.title, info.text or "", info.publisher, *info.agencies, *names))
        tolls = (self.marks.toll_of(incident) for incident in self.marks.incidents.values())
        return self._row(
            What.REPORT,
            "",
            _Days(self._published.first, self._published.last),
            self._status_of_report(),
            marks,
            text,
            toll=max((toll for toll in tolls if toll is not None), default=None),
        )

    def _told(self, record: Record, *, in_title: bool) -> SearchRow:
        spans = [record.evidence.span, *(mention.span for mention in record.mentions)]
        if isinstance(record, Incident):
            spans += [figure.evidence.span for figure in self.marks.tolls.get(record.id, ())]
        elif isinstance(record, Statement) and record.source is not None:
            spans.append(record.source.span)
        return self._row(
            _WHAT[type(record)],
            record.id,
            self._days(record),
            self._status(record.id),
            self.marks.marks_of(record),
            self._passages[in_title].words_around(spans),
            toll=self.marks.toll_of(record),
            order=(doubt_of(record), weight_of(record, self.marks)),
            in_title=in_title,
        )

    def _actor(self, what: What, sort: str, actor: Actor) -> SearchRow:
        marks = {value_mark("k", actor.kind), *self.marks.area}
        for name in (actor.name, actor.affiliation):
            marks.update(name_marks(sort, name or ""))
        if actor.category is not None:
            marks.add(value_mark("k", actor.category))
        words = " ".join(filter(None, (actor.name, actor.role, actor.affiliation)))
        key = " ".join(storable(actor.name).casefold().split()).removeprefix("the ")
        if is_private(actor):
            key += PRIVATE + self.standing.reading.report.sha256
        status = self._status(actor.id)
        return self._row(what, actor.id, self._published, status, marks, words, sort=key)

    def _row(  # noqa: PLR0913 -- each is a column of its own
        self,
        what: What,
        record: str,
        days: _Days,
        status: str,
        marks: Iterable[str],
        words: str,
        *,
        toll: int | None = None,
        order: tuple[int | None, int | None] = (None, None),
        in_title: bool = False,
        sort: str | None = None,
    ) -> SearchRow:
        first = days.first.isoformat() if days.first else None
        every = {value_mark("w", what), *self._publisher, *marks, *words_of(words)}
        if status in _STOOD_FOR:
            every.add(STOOD_FOR)
        if days.first and days.last and (days.last - days.first).days > LONG_DAYS:
            every.add(LONG)
        every |= {f"t_{step}" for step in TOLL_STEPS if toll is not None and toll >= step}
        return SearchRow(
            what=what.value,
            record=record,
            in_headline=int(in_title),
            sort=(first or "") if sort is None else sort,
            first_day=first,
            last_day=days.last.isoformat() if days.last else None,
            has_day=int(days.is_told and first is not None),
            toll=storable_number(toll),
            doubt=order[0],
            weight=order[1],
            status=status,
            words=" ".join(sorted(every)),
        )

    @cached_property
    def _passages(self) -> tuple[Passages, Passages]:
        info = self.standing.reading.report
        return Passages.of(info.text or ""), Passages.of(info.title)

    @cached_property
    def _published(self) -> _Days:
        used = self.standing.reading.report.published_used
        first = used.date_from or used.date_to
        return _Days(first, used.date_to or first, is_told=False)

    @cached_property
    def _publisher(self) -> frozenset[str]:
        return frozenset(name_marks("o", self.standing.reading.report.publisher))

    def _status(self, record: str) -> str:
        status = self.standing.review_of(record).status
        if status is Status.UNREVIEWED and self.standing.entered_by is not None:
            return ENTERED
        return status.value

    def _status_of_report(self) -> str:
        records = self.marks.records
        is_all = all(self.standing.is_reviewed(record.id) for record, _ in records)
        if is_all and self.standing.entered_by is not None:
            return ENTERED
        return ALL_REVIEWED if is_all and records else Status.UNREVIEWED.value

    def _days(self, record: Record) -> _Days:
        """Return the days that a record tells of, else those on which it was told."""
        told = None
        if isinstance(record, Incident):
            return self._days_of(record)
        if isinstance(record, Figure):
            return self._days_of_figure(record)
        if isinstance(record, Agreement):
            told = _either(record.date_from, record.date_to)
        elif isinstance(record, Statement) and record.said_on is not None:
            told = _either(record.said_on.date_from, record.said_on.date_to)
        return told or self._published

    def _days_of(self, incident: Incident) -> _Days:
        told = _either(incident.date_from, incident.date_to)
        if told is None and incident.not_after is not None:
            return _Days(incident.not_after, incident.not_after, is_told=False)
        return told or self._published

    def _days_of_figure(self, figure: Figure) -> _Days:
        covers = figure.covers
        told = _either(covers.date_from, covers.date_to) if covers else None
        incident = self.marks.incidents.get(figure.incident or "")
        if told is None and incident is not None:
            return self._days_of(incident)
        return told or self._published


def _either(first: date | None, last: date | None) -> _Days | None:
    return _Days(first or last, last or first) if first or last else None
