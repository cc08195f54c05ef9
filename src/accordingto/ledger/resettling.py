"""Records put into another reading: the ids by which they name others become that reading's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from accordingto.ledger.matching import REFERENCES, Index
from accordingto.records.agreements import Agreement
from accordingto.records.base import JsonValue
from accordingto.records.changes import record_from_plain, record_to_plain
from accordingto.records.judgements import Reference, Target
from accordingto.records.kinds import AnyRecord, Listed, RecordKind, kind_of
from accordingto.report import Span

_TAKEN_OVER = ("mentions", "confidence", "statement", "about", "deal", "not_after")
"""Fields that follow from the rest of a reading, and are the reading's unless they were changed."""
_Seat = tuple[RecordKind, bool, Span]


@dataclass(frozen=True)
class Resettler:
    """Finds, in one reading, the records that decisions name by their words."""

    index: Index
    ids: Mapping[Target, str] = field(default_factory=dict)
    """Ids of the records that decisions were carried to, or keep."""

    @cached_property
    def _seats(self) -> Mapping[_Seat, Listed]:
        seats: dict[_Seat, Listed] = {}
        for listed in self.index.listed:
            seats.setdefault((listed.kind, listed.in_title, listed.span), listed)
        return seats

    @cached_property
    def _by_id(self) -> Mapping[str, Listed]:
        return {listed.record.id: listed for listed in self.index.listed}

    @cached_property
    def _deals(self) -> frozenset[str]:
        records = (listed.record for listed in self.index.listed)
        return frozenset(r.deal for r in records if isinstance(r, Agreement) and r.deal)

    def find(self, target: Target) -> str | None:
        """Return the id of the record at these words, or at words that overlap the most."""
        if target in self.ids:
            return self.ids[target]
        found = self._find_listed(target)
        return found.record.id if found else None

    def settle(
        self,
        decided: AnyRecord,
        read: AnyRecord | None,
        references: Iterable[Reference],
        changed: frozenset[str],
    ) -> tuple[AnyRecord, tuple[str, ...]]:
        """Return a record as it was decided in the place of the one that was read.

        And the fields that name a record which this reading does not have: they are emptied.
        """
        plain = record_to_plain(decided)
        ours = record_to_plain(read) if read is not None else plain
        plain |= {n: ours[n] for n in _TAKEN_OVER if n in ours and n not in changed}
        targets = {reference.id: reference.target for reference in references}
        settling = _Settling(self, {decided.id: str(ours["id"])}, targets)
        settled = {name: settling.settle(name, value, name) for name, value in plain.items()}
        lost = (name for name in settling.lost if name in changed or name not in _TAKEN_OVER)
        made = record_from_plain(kind_of(decided), settled | {"id": ours["id"]})
        return made, tuple(dict.fromkeys(lost))

    def has(self, name: str, identity: str) -> bool:
        """Tell whether an id is one of this reading's."""
        return identity in self._by_id or (name == "deal" and identity in self._deals)

    def deal_at(self, target: Target) -> str | None:
        """Return the id of the deal of which the step at these words is a part."""
        listed = self._find_listed(target)
        return listed.record.deal if listed and isinstance(listed.record, Agreement) else None

    def _find_listed(self, target: Target) -> Listed | None:
        in_title = target.title_sha256 is not None
        found = self._seats.get((target.kind, in_title, target.span))
        if found is not None:
            return found
        near = [
            (-_shared(target.span, listed.span), place)
            for place, listed in enumerate(self.index.listed)
            if (listed.kind, listed.in_title) == (target.kind, in_title)
            and listed.span.overlaps(target.span)
        ]
        return self.index.listed[min(near)[1]] if near else None


@dataclass(frozen=True, slots=True)
class _Settling:
    """One record on its way into a reading."""

    into: Resettler
    own: Mapping[str, str]
    """Its new id by its old one."""
    targets: Mapping[str, Target]
    lost: list[str] = field(default_factory=list)
    """Fields of the record that name what the reading does not have."""

    def settle(self, name: str, value: JsonValue, top: str) -> JsonValue:
        """Return a value with the ids of the reading."""
        if isinstance(value, str) and (name in REFERENCES or name == "actor"):
            found = self._rename(name, value)
            if found is None and name in REFERENCES:
                self.lost.append(top)
            return found
        if isinstance(value, dict):
            return {key: self.settle(key, inner, top) for key, inner in value.items()}
        if isinstance(value, list):
            settled = [self.settle(name, one, top) for one in value]
            return [one for one in settled if one is not None]
        return value

    def _rename(self, name: str, identity: str) -> str | None:
        if self.into.has(name, identity):
            return identity
        if identity in self.own:
            return self.own[identity]
        target = self.targets.get(identity)
        if target is None:
            return identity  # it stood for nothing when it was seen
        return self.into.deal_at(target) if name == "deal" else self.into.find(target)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
