"""Which records of two readings of one text are the same one, and in what they differ.

Readers differ: one takes "the mayor" for the source, another "the mayor of Homs". So spans that
overlap count as the same words, and ids by which records name each other are compared by the words
that they stand for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from accordingto.records.actors import Person
from accordingto.records.agreements import Agreement
from accordingto.records.base import JsonValue
from accordingto.records.changes import record_to_plain
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.kinds import AnyRecord, Listed, RecordKind, records_of
from accordingto.records.readings import Reading
from accordingto.records.statements import Statement
from accordingto.report import Span

REFERENCES = frozenset({"incident", "part_of", "side", "figure", "statement", "about", "deal"})
"""Fields that hold ids of other records."""
_DERIVED = frozenset({"id", "mentions", "confidence", "statement", "about", "deal", "not_after"})
"""Fields that follow from the rest of the reading; a person who looks at a record does not weigh
them."""
_OF_CHOICE = frozenset({"why", "runner_up", "confidence"})
"""Fields of a place that tell how it was chosen."""

Place = tuple[RecordKind, Span]
Resolve = Callable[[str], Place | None]
"""Tells where the words stand of the record that has an id."""


@dataclass(frozen=True)
class Index:
    """The records of a reading, by id and by where their words stand."""

    listed: tuple[Listed, ...]

    @classmethod
    def of(cls, reading: Reading) -> "Index":
        """Return the index of a reading."""
        return cls(tuple(records_of(reading)))

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        places: dict[str, Place] = {}
        for one in self.listed:
            places.setdefault(one.record.id, (one.kind, one.span))
            if isinstance(one.record, Agreement) and one.record.deal is not None:
                places.setdefault(one.record.deal, (one.kind, one.span))
        return places

    def place_of(self, identity: str) -> Place | None:
        """Return the kind and span of the record with this id; a deal's is its first step's."""
        return self._places.get(identity)


def core_of(record: AnyRecord) -> tuple[str, ...]:
    """Return what tells a record from another of its kind that the same words carry."""
    if isinstance(record, Figure):
        return (record.state,)
    if isinstance(record, Incident):
        return (record.kind,)
    if isinstance(record, Agreement):
        return (record.step,)
    if isinstance(record, Statement):
        return (record.stance,)
    if isinstance(record, Person):
        return (record.name, record.state)
    return (record.name,)


def differences(old: AnyRecord, new: AnyRecord, of_old: Resolve, of_new: Resolve) -> Iterator[str]:
    """Yield the fields in which two records say different things, in their order."""
    before = _substance(record_to_plain(old), of_old)
    after = _substance(record_to_plain(new), of_new)
    for name in dict.fromkeys((*before, *after)):
        if not _says_the_same(before.get(name), after.get(name)):
            yield name


def _substance(plain: Mapping[str, JsonValue], resolve: Resolve) -> dict[str, JsonValue]:
    """Return what a record says of the world."""
    return {
        name: _settled(name, value, resolve)
        for name, value in plain.items()
        if name not in _DERIVED
    }


def _settled(name: str, value: JsonValue, resolve: Resolve) -> JsonValue:
    if name in REFERENCES and isinstance(value, str):
        place = resolve(value)
        return {"kind": place[0], "start": place[1].start, "end": place[1].end} if place else None
    if isinstance(value, Mapping):
        dropped = _OF_CHOICE if "gazetteer" in value else _DERIVED
        return {
            key: _settled(key, inner, resolve)
            for key, inner in value.items()
            if key not in dropped and not (key == "actor" and "start" in value)
        }
    if isinstance(value, list):
        return [_settled(name, inner, resolve) for inner in value]
    return value


def _says_the_same(old: JsonValue, new: JsonValue) -> bool:
    """Compare two values; words that overlap are the same words."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        if "start" in old and "start" in new:
            return _overlap(old, new)
        return set(old) == set(new) and all(_says_the_same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_says_the_same, old, new))
    return old == new


def _overlap(old: Mapping[str, JsonValue], new: Mapping[str, JsonValue]) -> bool:
    spans = [Span(int(str(m["start"])), int(str(m["end"]))) for m in (old, new)]
    is_one_kind = old.get("kind") == new.get("kind")
    return is_one_kind and (spans[0] == spans[1] or spans[0].overlaps(spans[1]))


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """How well a record takes the place of another; less is better."""

    rank: int
    """0 the same id, 1 the same words and core, 2 overlapping words and one core, 3 the same words
    with another core."""
    apart: int
    """Fields in which they differ."""
    unshared: int
    """Code points that only one of them covers."""


def fit(old: Listed, new: Listed, of_old: Resolve, of_new: Resolve) -> Fit | None:
    """Return how well a record of one reading fits one of another; None when it does not."""
    if (old.kind, old.in_title) != (new.kind, new.in_title):
        return None
    is_same, is_one_core = old.span == new.span, core_of(old.record) == core_of(new.record)
    if old.record.id == new.record.id:
        rank = 0
    elif is_same:
        rank = 1 if is_one_core else 3
    elif is_one_core and old.span.overlaps(new.span):
        rank = 2
    else:
        return None
    shared = min(old.span.end, new.span.end) - max(old.span.start, new.span.start)
    lengths = old.span.end - old.span.start + new.span.end - new.span.start
    apart = sum(1 for _ in differences(old.record, new.record, of_old, of_new))
    return Fit(rank, apart, lengths - 2 * max(shared, 0))


def pair_up(
    fits: Iterable[tuple[Fit, int, int]], may_share: Callable[[int, int], bool] | None = None
) -> dict[int, int]:
    """Return which new record each old one goes to, the best fits first.

    A new record takes one old one, or several that may share it.
    """
    chosen: dict[int, int] = {}
    taken: dict[int, list[int]] = {}
    for _, old, new in sorted(fits):
        holders = taken.get(new, [])
        is_free = not holders or (
            may_share is not None and all(may_share(old, holder) for holder in holders)
        )
        if old not in chosen and is_free:
            chosen[old] = new
            taken.setdefault(new, []).append(old)
    return chosen


def fits_between(
    olds: Sequence[Listed], news: Sequence[Listed], of_old: Resolve, of_new: Resolve
) -> Iterator[tuple[Fit, int, int]]:
    """Yield every fit between records of two readings, by their places in the lists."""
    by_kind: dict[tuple[RecordKind, bool], list[tuple[Span, int]]] = {}
    for place, listed in enumerate(news):
        by_kind.setdefault((listed.kind, listed.in_title), []).append((listed.span, place))
    for number, old in enumerate(olds):
        for span, place in by_kind.get((old.kind, old.in_title), ()):
            if (
                span == old.span
                or span.overlaps(old.span)
                or old.record.id == news[place].record.id
            ):
                found = fit(old, news[place], of_old, of_new)
                if found is not None:
                    yield found, number, place
