"""Which decisions hold: nothing is deleted, and no clock is asked.

A decision names those whose place it takes: the ones that its reviewer saw in force. An undo names
the one entry that it takes back. So what holds follows from the set of entries alone, whatever the
order in which they came, and two ledgers that are merged hold the same. Where two people decided at
odds without seeing each other, both decisions hold until somebody decides again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from accordingto.records.judgements import DECIDES_NOTHING, NOTES, Decision, Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A judgement as it stands in the log."""

    hash: str
    seq: int
    """Its place in its reviewer's chain."""
    judgement: Judgement

    @property
    def sort_key(self) -> tuple[str, str, int, str]:
        """An order for people to read in: by time, as it was given."""
        made = self.judgement
        return made.time.isoformat(), made.reviewer, self.seq, self.hash


@dataclass(frozen=True)
class Standing:
    """A set of entries, and what holds of them.

    An entry that names one about other words changes nothing there: so the entries about one text
    are enough to know what holds for it.
    """

    entries: Mapping[str, Recorded]
    _before: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, entries: Iterable[Recorded]) -> "Standing":
        """Return the standing of entries in any order."""
        ordered = sorted(entries, key=lambda entry: entry.sort_key)
        return cls({entry.hash: entry for entry in ordered})

    @cached_property
    def undoes(self) -> Mapping[str, tuple[str, ...]]:
        """The undos of each entry, whether or not they were undone themselves."""
        found: dict[str, tuple[str, ...]] = {}
        for entry in self.entries.values():
            undone = entry.judgement.undoes
            known = self.entries.get(undone or "")
            if known is not None and known.judgement.targets == entry.judgement.targets:
                found[known.hash] = (*found.get(known.hash, ()), entry.hash)
        return found

    @cached_property
    def live(self) -> frozenset[str]:
        """Entries that no live undo takes back."""
        is_live: dict[str, bool] = {}
        waiting = list(self.entries)
        while waiting:
            hash_ = waiting[-1]
            undos = self.undoes.get(hash_, ())
            unknown = [undo for undo in undos if undo not in is_live]
            if unknown and hash_ not in is_live:
                waiting.extend(unknown)  # an undo of an undo of ...: as long as people like
                continue
            is_live[hash_] = not any(is_live[undo] for undo in undos)
            waiting.pop()
        return frozenset(hash_ for hash_, lives in is_live.items() if lives)

    @cached_property
    def in_force(self) -> tuple[Recorded, ...]:
        """Decisions that hold, notes and undos left out: live, and superseded by no live one."""
        deciding = [entry for entry in self._live() if entry.judgement.decision in _DECIDING]
        gone: set[str] = set()
        for entry in deciding:
            gone |= self._superseded_by(entry.hash)
        return tuple(entry for entry in deciding if entry.hash not in gone)

    @cached_property
    def notes(self) -> tuple[Recorded, ...]:
        """Notes on records that were not taken back; what somebody is unsure of is one."""
        return tuple(entry for entry in self._live() if entry.judgement.decision in NOTES)

    @cached_property
    def case_notes(self) -> tuple[Recorded, ...]:
        """Notes on cases that were not taken back."""
        return tuple(
            entry for entry in self._live() if entry.judgement.decision is Decision.CASE_NOTE
        )

    def undone_by(self, hash_: str) -> str | None:
        """Return the live undo of an entry, if there is one."""
        return next((undo for undo in self.undoes.get(hash_, ()) if undo in self.live), None)

    def readers_before(self, entries: Iterable[Recorded]) -> list[str]:
        """Return who made these entries, and those whose place they took, by name."""
        hashes = {entry.hash for entry in entries}
        before = hashes.union(*(self._superseded_by(hash_) for hash_ in hashes))
        return sorted({self.entries[one].judgement.reviewer for one in before & self.live})

    def _live(self) -> list[Recorded]:
        return [entry for hash_, entry in self.entries.items() if hash_ in self.live]

    def _superseded_by(self, hash_: str) -> frozenset[str]:
        """Return all that an entry takes the place of, also by way of others, live or not."""
        waiting = [hash_]
        while waiting:
            current = waiting[-1]
            entry = self.entries.get(current)
            named = self._named_by(entry) if entry else ()
            unknown = [one for one in named if one not in self._before]
            if unknown and current not in self._before:
                waiting.extend(unknown)
                continue
            before = (frozenset({one}) | self._before[one] for one in named)
            self._before[current] = frozenset().union(*before)
            waiting.pop()
        return self._before[hash_]

    def _named_by(self, entry: Recorded) -> tuple[str, ...]:
        """Return the entries that one supersedes, as far as they are about the same texts."""
        texts = {target.sha256 for target in entry.judgement.targets}
        named = (self.entries.get(hash_) for hash_ in entry.judgement.supersedes)
        return tuple(
            one.hash
            for one in named
            if one and not texts.isdisjoint(target.sha256 for target in one.judgement.targets)
        )


_DECIDING = frozenset(Decision) - DECIDES_NOTHING
