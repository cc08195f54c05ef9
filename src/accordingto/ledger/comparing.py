"""Two readings of one text side by side: which records came, went, or say something else."""

from dataclasses import dataclass

from accordingto.ledger.matching import Index, differences, fits_between, pair_up
from accordingto.records.kinds import AnyRecord, Listed, RecordKind
from accordingto.records.readings import Reading


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that one of two readings lacks, or that both have and tell differently."""

    kind: RecordKind
    in_title: bool
    old: AnyRecord | None
    new: AnyRecord | None
    fields: tuple[str, ...] = ()
    """In which they say something else."""


@dataclass(frozen=True, slots=True)
class ReadingDiff:
    """What changed from one reading of a text to another."""

    added: tuple[RecordChange, ...] = ()
    gone: tuple[RecordChange, ...] = ()
    changed: tuple[RecordChange, ...] = ()
    same: int = 0

    @property
    def is_empty(self) -> bool:
        """Tell whether both readings say the same."""
        return not (self.added or self.gone or self.changed)


def compare_readings(old: Reading, new: Reading) -> ReadingDiff:
    """Return what changed, in the order of the readings.

    Ids, how sure the reader is and how it explains itself are no change; nor are words that start
    or end a little elsewhere.

    Raises ValueError when the readings are of two texts.
    """
    if old.report.sha256 != new.report.sha256:
        raise ValueError("these are readings of two texts; expected two of one")
    before, after = Index.of(old), Index.of(new)
    fits = fits_between(before.listed, after.listed, before.place_of, after.place_of)
    pairs = pair_up(fits)
    changed = []
    for place, other in sorted(pairs.items()):
        one, two = before.listed[place], after.listed[other]
        apart = tuple(differences(one.record, two.record, before.place_of, after.place_of))
        if apart:
            changed.append(RecordChange(one.kind, one.in_title, one.record, two.record, apart))
    taken = set(pairs.values())
    return ReadingDiff(
        added=tuple(_added(one) for n, one in enumerate(after.listed) if n not in taken),
        gone=tuple(_gone(one) for n, one in enumerate(before.listed) if n not in pairs),
        changed=tuple(changed),
        same=len(pairs) - len(changed),
    )


def _added(listed: Listed) -> RecordChange:
    return RecordChange(listed.kind, listed.in_title, None, listed.record)


def _gone(listed: Listed) -> RecordChange:
    return RecordChange(listed.kind, listed.in_title, listed.record, None)
