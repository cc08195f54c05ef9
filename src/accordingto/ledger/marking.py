"""Marks on words, made in another tool, to decisions: accepted, corrected, rejected or added.

Whoever marked words elsewhere did not see what others decided here. So a mark takes the place of
its own reviewer's earlier decisions alone; where it is at odds with those of others, the record is
disputed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, select

from accordingto.errors import JudgementError
from accordingto.formats.marks import Mark, NotTaken, Verdict, locate, shorten
from accordingto.ingest.texts import clean_text
from accordingto.ledger.deciding import Desk, Intent
from accordingto.ledger.decisions import add_judgement, read_standing
from accordingto.ledger.mark_matching import (
    changes_of,
    decided_already,
    find_words,
    known_fields,
    record_at,
    words_of,
)
from accordingto.ledger.marked_records import choice_of, make_record
from accordingto.ledger.page_addresses import texts_at
from accordingto.ledger.reviewing import current_readings_of, refresh_reviews
from accordingto.ledger.standing import Recorded
from accordingto.ledger.store_tables import texts
from accordingto.records.changes import check_words
from accordingto.records.judgements import Decision, Judgement, Seen, check_reviewer
from accordingto.records.kinds import AnyRecord, Listed
from accordingto.report import Span

Show = Callable[[AnyRecord], AnyRecord]
"""Returns a record as it is shown to people, names withheld."""
ShowOf = Callable[[str], Show]
"""Makes that for a text, named by its hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Markers:
    """Who marked words, by the names that stand in the log for them."""

    reviewer: str
    """Of whoever the file does not name, and of the one whom it names, if there is only one."""
    named: Mapping[str, str] = field(default_factory=dict)
    """By the names that the file has."""

    def check(self) -> None:
        """Raise JudgementError unless every name can stand in the log."""
        for name in (self.reviewer, *self.named.values()):
            check_reviewer(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A mark that became a decision, or was one already."""

    where: str
    entry: Recorded
    is_new: bool
    """False where the same person had decided the same already."""
    is_added: bool = False
    """The reader had no record at these words."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of the marks of a file."""

    taken: tuple[Taken, ...]
    not_taken: tuple[NotTaken, ...]
    silent: int
    """Annotations of ours that nobody said a word about."""


def take_marks(
    connection: Connection,
    marks: Iterable[Mark | NotTaken],
    markers: Markers,
    now: datetime,
    show_of: ShowOf,
) -> Marked:
    """Record what marks say, each by itself; what cannot be recorded is told with its reason.

    Raises JudgementError when a reviewer's name cannot stand in the log.
    """
    markers.check()
    found = list(marks)
    return _Taker(connection, markers, now, show_of, _only_one(found)).take(found)


def _only_one(marks: Iterable[Mark | NotTaken]) -> bool:
    named = {one.annotator for one in marks if isinstance(one, Mark) and one.annotator}
    return len(named) <= 1


@dataclass
class _Taker:
    connection: Connection
    markers: Markers
    now: datetime
    show_of: ShowOf
    is_one_annotator: bool
    desks: dict[str, list[Desk]] = field(default_factory=dict)
    """Current readings of each text, as they stood when the first mark on it was taken."""
    taken: list[Taken] = field(default_factory=list)
    odd: list[NotTaken] = field(default_factory=list)
    done: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Where each record was decided on, by reviewer, text and record."""

    def take(self, marks: Iterable[Mark | NotTaken]) -> Marked:
        """Take up all marks."""
        silent = 0
        for mark in marks:
            if isinstance(mark, NotTaken):
                self.odd.append(mark)
                continue
            try:
                told = self._take(mark)
            except JudgementError as error:
                told = str(error)
            if told is None:
                silent += 1
            elif isinstance(told, str):
                self.odd.append(NotTaken(mark.where, told))
            else:
                self.taken.append(told)
        decided = (one.entry.judgement for one in self.taken if one.is_new)
        changed = {target.sha256 for made in decided for target in made.targets}
        if changed:
            refresh_reviews(self.connection, changed)
        return Marked(tuple(self.taken), tuple(self.odd), silent)

    def _take(self, mark: Mark) -> Taken | str | None:
        reviewer = self._reviewer_of(mark)
        if reviewer is None:
            return (
                f"several people marked words in this file, and {shorten(mark.annotator)} has no "
                "name here; say which: --annotator NAME-IN-FILE=REVIEWER"
            )
        text_sha256 = self._text_of(mark)
        desks = self._desks(text_sha256)
        if not desks:
            return "no current reading of this text is in the ledger"
        desk, span = find_words(desks, mark)
        if isinstance(span, str):
            return span
        intent = Intent(
            decision=Decision.ACCEPT, reviewer=reviewer, time=mark.time or self.now, why=mark.why
        )
        return self._decide(mark, desk, span, intent)

    def _reviewer_of(self, mark: Mark) -> str | None:
        known = self.markers.named.get(mark.annotator)
        is_clear = self.is_one_annotator or not mark.annotator
        return known or (self.markers.reviewer if is_clear else None)

    def _text_of(self, mark: Mark) -> str:
        """Return the hash of the text that a mark is on.

        Raises JudgementError when the ledger does not have it, or has several.
        """
        at = mark.at
        if at.text is not None:
            hash_ = sha256(clean_text(at.text).encode("utf-8", "surrogatepass")).hexdigest()
            found = [hash_] if self._is_kept(hash_) else []
            told = f"no report has this text (SHA-256 {hash_[:12]}...)"
        elif at.sha256:
            found = [at.sha256] if self._is_kept(at.sha256) else []
            told = f"no report has the text {shorten(at.sha256)}"
        else:
            found = [one for one in texts_at(self.connection, at.url) if self._holds(one, mark)]
            told = f"no report from {shorten(at.url)} has these words"
        if len(found) == 1:
            return found[0]
        if found:
            raise JudgementError(f"{len(found)} texts at {shorten(at.url)} have these words")
        raise JudgementError(told)

    def _is_kept(self, hash_: str) -> bool:
        asked = select(texts.c.id).where(texts.c.sha256 == hash_)
        return self.connection.execute(asked).first() is not None

    def _holds(self, hash_: str, mark: Mark) -> bool:
        asked = select(texts.c.text).where(texts.c.sha256 == hash_)
        text = self.connection.execute(asked).scalar_one()
        return bool(mark.at.quote) and not isinstance(locate(text, mark.at), str)

    def _desks(self, text_sha256: str) -> list[Desk]:
        if text_sha256 not in self.desks:
            standing = read_standing(self.connection, [text_sha256])
            self.desks[text_sha256] = [
                Desk.of(stored.reading, stored.reading.report.text or "", standing)
                for stored in current_readings_of(self.connection, text_sha256)
            ]
        return self.desks[text_sha256]

    def _decide(self, mark: Mark, desk: Desk, span: Span, intent: Intent) -> Taken | str | None:
        """Record what a mark says of the words at a span."""
        reviewed = record_at(mark, desk, span)
        if isinstance(reviewed, str):
            return reviewed
        if reviewed is None:
            return self._add(mark, desk, span, intent)
        key = intent.reviewer, desk.reading.report.sha256, reviewed.record.id
        if key in self.done:
            return f"the same record was decided on at {self.done[key]}"
        fields, odd = known_fields(mark, reviewed.record)
        self.odd += [NotTaken(mark.where, told) for told in odd]
        show = self.show_of(desk.reading.report.sha256)
        shown = show(reviewed.record)
        changes = tuple(
            changes_of(fields, reviewed.record, shown, choice_of(desk, words_of(desk, mark), span))
        )
        if mark.is_ours and mark.verdict is None and not changes:
            return None
        self.done[key] = mark.where
        if mark.verdict is Verdict.REJECT:
            intent = replace(intent, decision=Decision.REJECT)
        elif changes:
            intent = replace(intent, decision=Decision.CORRECT, changes=changes)
        if not intent.why and intent.decision is not Decision.ACCEPT:
            intent = replace(intent, why=f"as marked in another tool ({mark.where})")
        known = decided_already(reviewed, intent)
        if known is not None:
            return Taken(where=mark.where, entry=known, is_new=False)
        made = desk.decide(intent, reviewed.record.id)
        return Taken(where=mark.where, entry=self._keep(made, desk), is_new=True)

    def _add(self, mark: Mark, desk: Desk, span: Span, intent: Intent) -> Taken | str | None:
        """Record that words carry a record which the reader does not have."""
        if mark.verdict is Verdict.REJECT:
            return f"no {mark.kind} stands at these words; there is nothing to reject"
        if mark.is_ours:
            return f"no {mark.kind} stands at these words any more; decide on it as it is now"
        words = words_of(desk, mark)
        record, odd = make_record(mark, desk, span)
        check_words(record, words)
        self.odd += [NotTaken(mark.where, told) for told in odd]
        listed = Listed(mark.kind, record, mark.at.in_title)
        made = Judgement(
            decision=Decision.ACCEPT,
            targets=(desk.target_of(listed),),
            reviewer=intent.reviewer,
            time=intent.time,
            why=intent.why or f"added in another tool ({mark.where})",
            seen=(Seen(record=record, is_kept=True),),
        )
        key = intent.reviewer, desk.reading.report.sha256, record.id
        if key in self.done:
            return f"the same record was decided on at {self.done[key]}"
        self.done[key] = mark.where
        entry = self._keep(made, desk)
        return Taken(where=mark.where, entry=entry, is_new=True, is_added=True)

    def _keep(self, made: Judgement, desk: Desk) -> Recorded:
        """Record a decision; of those before, it takes the place of its own reviewer's alone."""
        own = {
            hash_
            for hash_, entry in desk.standing.entries.items()
            if entry.judgement.reviewer == made.reviewer
        }
        return add_judgement(
            self.connection,
            replace(made, supersedes=tuple(one for one in made.supersedes if one in own)),
        )
