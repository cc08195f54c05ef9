"""A log of decisions in memory, for tests of what holds."""

from dataclasses import dataclass, field
from hashlib import sha256

from accordingto.ledger.chain import heads_of, make_entry, open_entry
from accordingto.ledger.deciding import Desk, Intent, decide_link, decide_undo
from accordingto.ledger.standing import Recorded, Standing
from accordingto.records.judgements import Change, Decision, Judgement
from accordingto.records.readings import Reading
from tests.records.judgements import NOON, READING

TEXT = READING.report.text


@dataclass
class Book:
    """People decide; every entry is kept."""

    entries: dict = field(default_factory=dict)
    name: str = ""
    """Where it is kept: two books salt the same decision differently."""

    def record(self, judgement: Judgement) -> Recorded:
        chain = [entry.step for entry, _ in self.entries.values()]
        heads = [head for head in heads_of(chain) if head.reviewer == judgement.reviewer]
        entry, contents = make_entry(judgement, heads, self._salt)
        recorded = Recorded(hash=entry.hash, seq=entry.seq, judgement=open_entry(entry, contents))
        self.entries[entry.hash] = (entry, recorded)
        return recorded

    def _salt(self) -> str:
        return sha256(f"{self.name} {len(self.entries)}".encode()).hexdigest()

    @property
    def standing(self) -> Standing:
        return Standing.of(recorded for _, recorded in self.entries.values())

    def desk(self, reading: Reading = READING) -> Desk:
        return Desk.of(reading, reading.report.text or "", self.standing)

    def decide(self, decision, record, *changes, reading=READING, reviewer="Odd", **more):
        """Decide about a record of a reading."""
        more.setdefault("time", NOON)
        intent = Intent(decision=Decision(decision), reviewer=reviewer, changes=changes, **more)
        return self.record(self.desk(reading).decide(intent, record))

    def link(self, decision, one, other, *, reading=READING, others=None, reviewer="Odd"):
        """Link two records, of one reading or of two."""
        intent = Intent(decision=Decision(decision), reviewer=reviewer, time=NOON)
        ends = (self.desk(reading), one), (self.desk(others or reading), other)
        return self.record(decide_link(intent, *ends))

    def undo(self, entry: Recorded, reviewer="Odd") -> Recorded:
        intent = Intent(decision=Decision.UNDO, reviewer=reviewer, time=NOON)
        return self.record(decide_undo(intent, entry.hash, self.standing))

    def joined(self, other: "Book") -> "Book":
        """Both, as a merge makes it."""
        return Book({**self.entries, **other.entries})

    def copy(self, name: str) -> "Book":
        return Book(dict(self.entries), name)

    def look(self, record, reading=READING):
        """A record as it stands."""
        return self.desk(reading).find(record)


def put(name, value) -> Change:
    return Change(field=name, value=value)
