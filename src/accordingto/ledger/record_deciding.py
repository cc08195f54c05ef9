"""Decisions on records by people who have them in view: what they saw is what they decide on.

Each page that shows a record gives it a stamp, which says what stood there. A decision that comes
back with another stamp than the record has by then is refused: somebody decided meanwhile, or the
report was read anew, and nothing is overwritten unseen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from accordingto.errors import JudgementError, OvertakenError
from accordingto.formats.marks import CORES, Mark, Whereabouts
from accordingto.ledger.carrying import carry
from accordingto.ledger.deciding import Desk, Intent, decide_undo
from accordingto.ledger.decisions import add_judgement, find_entries, read_standing
from accordingto.ledger.marked_records import choice_of, make_record
from accordingto.ledger.readings import StoredReading
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.ledger.reviews import Reviewed, Status
from accordingto.ledger.standing import Recorded, Standing
from accordingto.records.assignments import parse_assignment
from accordingto.records.canonical import canonical_bytes
from accordingto.records.changes import apply_changes, check_words, record_to_plain
from accordingto.records.judgements import Change, Decision, Judgement, check_reviewer
from accordingto.records.kinds import AnyRecord, RecordKind
from accordingto.report import Span

_STAMP = 16
_NOT_YET = "f" * 64
"""In the place of the hash of an entry that is not in the log yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """Who decides, when and why."""

    reviewer: str
    time: datetime
    why: str = ""
    is_blind: bool = False
    """What others decided was not shown: it is neither asked for nor replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to make of a record in view."""

    record: str
    decision: Decision
    stamp: str = ""
    """Of what was shown; empty for what nobody can have overtaken."""
    assignments: tuple[str, ...] = ()
    """`field=value`, for `correct`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Words that carry a record which the reader does not have."""

    kind: RecordKind
    span: Span
    in_title: bool = False
    fields: Mapping[str, str]
    """At least the state of a figure, the stance of a statement, the kind of an incident or the
    step of an agreement; of a figure, its numbers and its source as well."""
    assignments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A record before and after a decision that is not kept yet."""

    judgement: Judgement
    before: AnyRecord | None
    after: AnyRecord | None
    """None when it is rejected."""


def stamp_of(record: AnyRecord, decisions: Iterable[str] = ()) -> str:
    """Return what tells a record as it stands, with the decisions that hold for it."""
    told = canonical_bytes([record_to_plain(record), sorted(decisions)])
    return sha256(told).hexdigest()[:_STAMP]


@dataclass(frozen=True)
class InView:
    """A current reading, as somebody who decides has it in view."""

    desk: Desk
    who: Reviewing

    @classmethod
    def of(cls, connection: Connection, stored: StoredReading, who: Reviewing) -> "InView":
        """Lay out a reading with the decisions about its words."""
        check_reviewer(who.reviewer)
        standing = read_standing(connection, [stored.text_sha256])
        return cls(Desk.of(stored.reading, stored.reading.report.text or "", standing), who)

    def decide(self, wish: Wish) -> Made:
        """Return the decision, without keeping it.

        Raises OvertakenError when the record is not what was shown, JudgementError when it cannot
        be decided so.
        """
        reviewed = self.desk.find(wish.record)
        is_unseen = self.is_unseen(reviewed)
        shown = reviewed.read if is_unseen else reviewed.record
        hashes = [] if is_unseen else [entry.hash for entry in reviewed.decisions]
        if shown is None:
            raise JudgementError(
                f"the record {wish.record} stands by another's decision alone, which is not shown "
                "before one's own; add it where its words stand, or stop reading blind"
            )
        if wish.stamp and wish.stamp != stamp_of(shown, hashes):
            raise _overtaken(reviewed)
        words = choice_of(self.desk, self.desk.words_of(reviewed), reviewed.listed.span)
        changes = tuple(parse_assignment(typed, reviewed.kind, words) for typed in wish.assignments)
        is_first = self.who.is_blind and self._is_first(reviewed)
        made = self.desk.decide(
            self._intent(wish.decision, changes, is_blind=is_first), wish.record
        )
        after = None if wish.decision is Decision.REJECT else apply_changes(shown, changes)
        return Made(made, shown, after)

    def add(self, addition: Addition) -> Made:
        """Return the decision that keeps a new record, without keeping it.

        Raises JudgementError when one like it stands at these words, or a value does not fit.
        """
        core = CORES[addition.kind][0]
        if not addition.fields.get(core):
            raise JudgementError(f"a {addition.kind} without its {core}; expected one of the list")
        start, end = addition.span
        mark = Mark(
            where="the report page",
            at=Whereabouts(in_title=addition.in_title, start=start, end=end),
            kind=addition.kind,
            fields=addition.fields,
        )
        text = self.desk.reading.report.title if addition.in_title else self.desk.text
        if not 0 <= start < end <= len(text):
            raise JudgementError(f"words {start}-{end}; expected some within 0-{len(text)}")
        record, _ = make_record(mark, self.desk, addition.span)
        choice = choice_of(self.desk, text, addition.span)
        typed = (parse_assignment(one, addition.kind, choice) for one in addition.assignments)
        record = apply_changes(record, typed)
        check_words(record, text)
        fresh = Reviewed(
            kind=addition.kind,
            record=record,
            read=None,
            in_title=addition.in_title,
            status=Status.UNREVIEWED,
        )
        made = Judgement(
            decision=Decision.ACCEPT,
            targets=(self.desk.target_of(fresh.listed),),
            reviewer=self.who.reviewer,
            time=self.who.time,
            why=self.who.why.strip(),
            seen=(self.desk.see(fresh),),
            blind=self.who.is_blind,
        )
        self._refuse_second(made)
        return Made(made, None, record)

    def undo(self, entry: str) -> Made:
        """Return the decision that takes one back.

        Raises JudgementError when it is not about this report, or was taken back already.
        """
        made = decide_undo(self._intent(Decision.UNDO), entry, self.desk.standing)
        return Made(made, None, None)

    def is_unseen(self, reviewed: Reviewed) -> bool:
        """Tell whether what others decided on a record is kept from who decides."""
        return self.who.is_blind and bool(reviewed.decisions) and self._is_first(reviewed)

    def _is_first(self, reviewed: Reviewed) -> bool:
        people = {entry.judgement.reviewer for entry in reviewed.decisions}
        return self.who.reviewer not in people

    def _intent(
        self, decision: Decision, changes: tuple[Change, ...] = (), *, is_blind: bool = False
    ) -> Intent:
        why = self.who.why.strip()
        if not why and decision not in {Decision.ACCEPT, Decision.UNSURE}:
            raise JudgementError(f"{decision} without a reason; expected one")
        return Intent(
            decision=decision,
            reviewer=self.who.reviewer,
            time=self.who.time,
            why=why,
            changes=changes,
            blind=is_blind,
        )

    def _refuse_second(self, made: Judgement) -> None:
        """Refuse what would be taken for a record that is there: a correction of it says more."""
        fresh = Recorded(hash=_NOT_YET, seq=0, judgement=made)
        entries = (*self.desk.standing.entries.values(), fresh)
        carried = carry(self.desk.reading, Standing.of(entries))
        for one in carried.records:
            hashes = {entry.hash for entry in one.decisions}
            is_other = one.read is not None or hashes != {_NOT_YET}
            if _NOT_YET in hashes and is_other and not self.is_unseen(self._known(one)):
                start, end = one.listed.span
                raise JudgementError(
                    f"the {one.kind} {one.record.id} stands at these words ({start}-{end}); "
                    "expected words without one; correct that one instead"
                )

    def _known(self, found: Reviewed) -> Reviewed:
        known = (one for one in self.desk.carried.records if one.record.id == found.record.id)
        return next(known, found)


def keep(connection: Connection, made: Made) -> Recorded:
    """Record a decision, and let what is made of records follow."""
    entry = add_judgement(connection, made.judgement)
    refresh_reviews(connection, {target.sha256 for target in made.judgement.targets})
    return entry


def find_entry(connection: Connection, start: str) -> Recorded:
    """Return the one entry of the log whose hash begins so. Raises JudgementError otherwise."""
    found = find_entries(connection, start)
    if len(found) != 1:
        raise JudgementError(f"{len(found)} entries of the log begin with {start!r}; expected one")
    return found[0].recorded


def _overtaken(reviewed: Reviewed) -> OvertakenError:
    last = max(reviewed.decisions, key=lambda entry: entry.sort_key, default=None)
    told = "it was read anew, or a decision was taken back"
    if last is not None:
        made = last.judgement
        told = f"{made.reviewer} {_PAST[made.decision]} it"
        told += f" ({made.why})" if made.why else ""
    return OvertakenError(
        f"the record {reviewed.record.id} is not as it was shown: {told}; nothing was recorded; "
        "look at it as it is now, and decide again",
        tuple(entry.hash for entry in reviewed.decisions),
    )


_PAST = {
    Decision.ACCEPT: "accepted",
    Decision.CORRECT: "corrected",
    Decision.REJECT: "rejected",
}
