"""Corrections: changes of single fields, checked against the record's own type."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TypeAlias, cast

from pydantic import TypeAdapter, ValidationError

from accordingto.errors import JudgementError
from accordingto.records.base import JsonValue, Mention
from accordingto.records.incidents import Blame, Incident
from accordingto.records.judgements import Change, Operation
from accordingto.records.kinds import RECORD_TYPES, AnyRecord, RecordKind, kind_of
from accordingto.records.values import BlameMode

Plain: TypeAlias = dict[str, JsonValue]
_FIXED = frozenset({"id"})
"""Fields that name the record and say nothing of the world."""
_ORDERED = (("low", "high"), ("date_from", "date_to"), ("from", "to"), ("start", "end"))


@cache
def record_adapter(kind: RecordKind) -> TypeAdapter[AnyRecord]:
    """Return the validator and serialiser of one kind of record, built once."""
    return TypeAdapter(RECORD_TYPES[kind])


def record_to_plain(record: AnyRecord) -> Plain:
    """Return a record as plain JSON values."""
    plain = record_adapter(kind_of(record)).dump_python(record, mode="json", by_alias=True)
    return cast("Plain", plain)


def record_from_plain(kind: RecordKind, plain: Mapping[str, JsonValue]) -> AnyRecord:
    """Return the record that plain JSON values hold.

    Raises JudgementError when they break the record's type, naming the field and what it takes.
    """
    try:
        return record_adapter(kind).validate_python(dict(plain))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the whole"
        raise JudgementError(
            f"{kind}: {where}: {first['msg']}; found {_short(first['input'])}"
        ) from error


def apply_changes(record: AnyRecord, changes: Iterable[Change]) -> AnyRecord:
    """Return the record as a correction leaves it; the changes hold in their order.

    Without a change it is the record itself, whatever a reader made of it.

    Where the blame of an incident changes, its plain view `actors` follows, unless it is set too.

    Raises JudgementError when a field does not exist, a value does not fit, or two do not fit each
    other.
    """
    made = deepcopy(tuple(changes))
    if not made:
        return record
    plain = record_to_plain(record)
    touched = set()
    for change in made:
        _apply(plain, change, kind_of(record))
        touched.add(change.field.split(".")[0])
    changed = record_from_plain(kind_of(record), plain)
    if isinstance(changed, Incident) and "blame" in touched and "actors" not in touched:
        changed = replace(changed, actors=blamed(changed.blame))
    _check_order(record_to_plain(changed), kind_of(record))
    return changed


def blamed(blame: Sequence[Blame]) -> tuple[Mention, ...]:
    """Return the plain view of blame: its actors, each once, without those only denied."""
    found = {b.actor.span: b.actor for b in blame if b.mode is not BlameMode.DENIED}
    return tuple(found[span] for span in sorted(found))


def check_words(record: AnyRecord, text: str) -> None:
    """Raise JudgementError unless every mention of the record stands in the text as it says."""
    for mention in mentions_in(record):
        if mention.start >= mention.end:
            raise JudgementError(f"words {mention.start}-{mention.end}: expected at least one")
        if text[mention.start : mention.end] != mention.text:
            found = text[mention.start : mention.end]
            raise JudgementError(
                f"words {mention.start}-{mention.end}: the report has {_short(found)}, not "
                f"{_short(mention.text)}; expected the words as they stand there"
            )


def mentions_in(value: object) -> Iterator[Mention]:
    """Yield every mention that a record holds, at any depth."""
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from mentions_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from mentions_in(getattr(value, field.name))


def _apply(plain: Plain, change: Change, kind: RecordKind) -> None:
    """Change one field of plain JSON values, in place."""
    *steps, last = change.field.split(".")
    if (steps or [last])[0] in _FIXED:
        raise JudgementError(
            f"{change.field}: names the record; expected a field that says something"
        )
    holder: JsonValue = plain
    for number, step in enumerate(steps):
        holder = _inside(holder, step, kind, ".".join(steps[:number]))
    where = ".".join(steps)
    current = _inside(holder, last, kind, where)
    if change.operation is Operation.REMOVE:
        if not isinstance(holder, list):
            raise JudgementError(f"{change.field}: no entry of a list; expected one, as in blame.0")
        del holder[int(last)]
        return
    if change.operation is Operation.ADD:
        if not isinstance(current, list):
            raise JudgementError(f"{change.field}: no list; expected one, as blame is")
        current.append(change.value)
    elif isinstance(holder, list):
        holder[int(last)] = change.value
    else:
        cast("Plain", holder)[last] = change.value


def _inside(holder: JsonValue, step: str, kind: RecordKind, where: str) -> JsonValue:
    """Return what stands in a field or at a place of a list."""
    name = f"{kind}.{where}" if where else str(kind)
    if isinstance(holder, dict):
        if step not in holder:
            raise JudgementError(
                f"{name} has no field {_short(step)}; expected one of {', '.join(holder)}"
            )
        return cast("JsonValue", holder[step])
    if isinstance(holder, list):
        if not (step.isdecimal() and step.isascii() and len(step) < 7 and int(step) < len(holder)):
            raise JudgementError(
                f"{name} has no entry {_short(step)}; expected a number from 0, below {len(holder)}"
            )
        return cast("JsonValue", holder[int(step)])
    raise JudgementError(f"{name} is {_short(holder)}, without fields; set it as a whole first")


def _check_order(value: JsonValue, kind: RecordKind) -> None:
    """Refuse a range whose end lies before its start, wherever it stands."""
    if isinstance(value, dict):
        for low, high in _ORDERED:
            first, last = value.get(low), value.get(high)
            if first is not None and last is not None and first > last:
                raise JudgementError(
                    f"{kind}: {low} {first} and {high} {last}; expected {low} <= {high}"
                )
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            _check_order(inner, kind)


def _short(value: object) -> str:
    """Show a value in few characters."""
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
