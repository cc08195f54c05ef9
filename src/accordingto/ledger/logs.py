"""The log of decisions as it is shown: who decided what, when and why, and whether it holds."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Select, exists, select

from accordingto.ledger.case_codes import read_codes_of
from accordingto.ledger.decision_tables import decision_targets, decisions, review_queue
from accordingto.ledger.decisions import (
    PART,
    StoredEntry,
    format_time,
    read_entries,
    read_standing,
)
from accordingto.ledger.plain import parse_list
from accordingto.ledger.reviews import QueueCode
from accordingto.ledger.standing import Recorded, Standing
from accordingto.ledger.store_tables import arrivals, readings, texts
from accordingto.records.judgements import (
    DECIDES_NOTHING,
    ON_CASES,
    Decision,
    Judgement,
    Target,
)
from accordingto.records.kinds import RecordKind, evidence_of
from accordingto.report import Span

_HELD = 500
"""Texts of which decisions are held at a time."""


class Force(StrEnum):
    """Whether an entry holds."""

    HOLDS = "holds"
    UNDONE = "undone"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text that carry a kind of record."""

    text_sha256: str
    kind: RecordKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Which entries are wanted; nothing given, all of them."""

    reviewer: str = ""
    decision: Decision | None = None
    about: Words | None = None
    """Entries about these words, or words that overlap them."""
    since: datetime | None = None
    until: datetime | None = None
    """The last second that is wanted."""
    newest: int | None = None
    """How many at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One entry, and what became of it."""

    entry: Recorded
    force: Force
    reports: tuple[str, ...]
    """Ids of the reports whose words it is about; empty where the ledger does not have them."""
    words: tuple[str, ...]
    """As they were seen; empty once they were erased."""
    is_backdated: bool
    """Its time lies before that of an entry that it goes on from."""
    case: str = ""
    """Code of the case that it is about, as it was when that was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """A decision that did not simply carry over to a current reading."""

    code: QueueCode
    entry: Recorded
    report: str
    record: str | None
    fields: tuple[str, ...]


def read_log(connection: Connection, wanted: LogFilter) -> Generator[LogLine]:
    """Yield the entries that are wanted, the last that this ledger got first."""
    yield from read_lines(connection, list(connection.scalars(_select(wanted))))


def read_lines(connection: Connection, ids: Sequence[int]) -> Generator[LogLine]:
    """Yield the entries in these rows, the last first, each with what became of it."""
    library = _Library(connection)
    for first in range(0, len(ids), PART):
        part = ids[first : first + PART]
        asked = select(decisions.c.id).where(decisions.c.id.in_(part))
        entries = read_entries(connection, asked)
        library.note_times(entries)
        for stored in reversed(entries):
            yield library.line_of(stored)


def read_queue(connection: Connection) -> Iterator[QueueLine]:
    """Yield the decisions that should be looked at again, in the order of the readings."""
    asked = (
        select(review_queue, arrivals.c.report_id)
        .join(readings, readings.c.id == review_queue.c.reading_id)
        .join(arrivals, arrivals.c.id == readings.c.arrival_id)
        .order_by(review_queue.c.reading_id, review_queue.c.id)
    )
    for row in connection.execute(asked).all():
        of_entry = select(decisions.c.id).where(decisions.c.hash == row.decision)
        for stored in read_entries(connection, of_entry):
            yield QueueLine(
                code=QueueCode(row.code),
                entry=stored.recorded,
                report=row.report_id,
                record=row.record,
                fields=tuple(map(str, parse_list(row.fields))),
            )


def _select(wanted: LogFilter) -> Select[tuple[int]]:
    asked = select(decisions.c.id).order_by(decisions.c.id.desc())
    if wanted.reviewer:
        asked = asked.where(decisions.c.reviewer == wanted.reviewer)
    if wanted.decision is not None:
        asked = asked.where(decisions.c.decision == wanted.decision.value)
    if wanted.about is not None:
        asked = asked.where(
            exists().where(
                decision_targets.c.decision_id == decisions.c.id,
                decision_targets.c.text_sha256 == wanted.about.text_sha256,
                decision_targets.c.kind == wanted.about.kind.value,
                decision_targets.c.span_start < wanted.about.span.end,
                decision_targets.c.span_end > wanted.about.span.start,
            )
        )
    if wanted.since is not None:
        asked = asked.where(decisions.c.time >= format_time(wanted.since))
    if wanted.until is not None:
        asked = asked.where(decisions.c.time <= format_time(wanted.until))
    return asked if wanted.newest is None else asked.limit(wanted.newest)


@dataclass(frozen=True, slots=True)
class _Library:
    """What is known of texts, looked up once each."""

    connection: Connection
    reports: dict[str, tuple[str, ...]] = field(default_factory=dict)
    standings: dict[tuple[str, ...], Standing] = field(default_factory=dict)
    times: dict[str, str] = field(default_factory=dict)
    """Times of the entries that others go on from, by hash."""

    def note_times(self, entries: Iterable[StoredEntry]) -> None:
        """Look up the times of the entries that these go on from."""
        before = {hash_ for stored in entries for hash_ in stored.entry.prev}
        asked = select(decisions.c.hash, decisions.c.time).where(decisions.c.hash.in_(before))
        self.times.clear()
        self.times.update((row.hash, row.time) for row in self.connection.execute(asked))

    def line_of(self, stored: StoredEntry) -> LogLine:
        """Return an entry with what became of it."""
        entry = stored.recorded
        targets = entry.judgement.targets
        before = [self.times.get(hash_, "") for hash_ in stored.entry.prev]
        hashes = tuple(dict.fromkeys(target.sha256 for target in targets))
        return LogLine(
            entry=entry,
            force=self._force(entry, hashes),
            reports=tuple(dict.fromkeys(id_ for h in hashes for id_ in self._reports_of(h))),
            words=tuple(evidence_of(seen.record).text for seen in entry.judgement.seen),
            is_backdated=max(before, default="") > format_time(entry.judgement.time),
            case=self._case_of(targets[0]) if self._is_on_case(entry.judgement) else "",
        )

    def _is_on_case(self, made: Judgement) -> bool:
        """Tell whether a judgement is about a case, or takes back one that is."""
        if made.undoes is None:
            return made.decision in ON_CASES
        asked = select(decisions.c.decision).where(decisions.c.hash == made.undoes)
        return self.connection.scalar(asked) in ON_CASES

    def _case_of(self, target: Target) -> str:
        founder = target.sha256, target.start
        codes = read_codes_of(self.connection, [target.sha256])
        return next((code for code, own in codes.items() if own == founder), "")

    def _force(self, entry: Recorded, hashes: Sequence[str]) -> Force:
        key = tuple(hashes)
        if key not in self.standings:
            self._make_room()
            self.standings[key] = read_standing(self.connection, key)
        return force_in(entry, self.standings[key])

    def _make_room(self) -> None:
        """Forget what was looked up long ago: a log may be about more texts than fit in memory."""
        if len(self.standings) >= _HELD:
            self.standings.clear()
            self.reports.clear()

    def _reports_of(self, text_sha256: str) -> tuple[str, ...]:
        if text_sha256 not in self.reports:
            asked = (
                select(arrivals.c.report_id)
                .join(readings, readings.c.arrival_id == arrivals.c.id)
                .join(texts, texts.c.id == readings.c.text_id)
                .where(texts.c.sha256 == text_sha256)
                .order_by(arrivals.c.id)
            )
            found = self.connection.scalars(asked)
            self.reports[text_sha256] = tuple(dict.fromkeys(found))
        return self.reports[text_sha256]


def force_in(entry: Recorded, standing: Standing) -> Force:
    """Return whether an entry holds among those about the same texts."""
    if entry.hash not in standing.live:
        return Force.UNDONE
    if entry.judgement.decision in DECIDES_NOTHING:
        return Force.HOLDS
    is_held = any(one.hash == entry.hash for one in standing.in_force)
    return Force.HOLDS if is_held else Force.SUPERSEDED


def words_of(target: Target) -> Words:
    """Return the words that a judgement is about."""
    return Words(target.sha256, target.kind, target.span)
