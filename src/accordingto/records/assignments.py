"""Corrections as a person types them: `low=12`, `source=residents`, `blame+=the army, accused`.

What is typed is read by the type of the field: a number, a day, one of a closed list, or words that
stand in the report, which become a span. Nothing is guessed: words that stand there twice are asked
for by their offsets.
"""

import re
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Annotated, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

import pydantic
from pydantic.fields import FieldInfo

from accordingto.errors import InvalidRecordError, JudgementError
from accordingto.records.base import JsonValue, Mention, RecordId
from accordingto.records.canonical import parse_json
from accordingto.records.days import Days
from accordingto.records.incidents import Blame
from accordingto.records.judgements import Change, Operation
from accordingto.records.kinds import RECORD_TYPES, RecordKind
from accordingto.records.places import Place
from accordingto.records.values import BlameMode
from accordingto.report import Span

Hint: TypeAlias = object
_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})")
_SIGNS = {"+": Operation.ADD, "-": Operation.REMOVE}
_MODES = ", ".join(BlameMode)


@dataclass(frozen=True, slots=True)
class Words:
    """The text in which a correction's words must stand, and who is named where."""

    text: str
    actors: Mapping[Span, str] = field(default_factory=dict)
    """Ids of actors by the spans that name them."""
    ids: frozenset[str] = frozenset()
    """Ids of the records that a correction may name."""
    near: int = 0
    """Where the record stands, for the message when words stand in several places."""

    def find(self, typed: str) -> Mention:
        """Return the words typed, or those at the offsets typed (`63-72`).

        Raises JudgementError when they do not stand in the text, or more than once.
        """
        offsets = _OFFSETS.fullmatch(typed)
        if offsets:
            return self._at(Span(int(offsets[1]), int(offsets[2])))
        starts = list(_places(typed, self.text))
        if len(starts) == 1:
            return self._at(Span(starts[0], starts[0] + len(typed)))
        if not starts:
            raise JudgementError(
                f"the words {typed!r} do not stand in the report; expected words as they stand "
                "there, or offsets such as 63-72"
            )
        nearest = sorted(starts, key=lambda start: abs(start - self.near))[:5]
        choices = ", ".join(f"{start}-{start + len(typed)}" for start in nearest)
        raise JudgementError(
            f"the words {typed!r} stand in the report {len(starts)} times; say which by their "
            f"offsets, nearest first: {choices}"
        )

    def find_id(self, start: str) -> str:
        """Return the id that begins so.

        Raises JudgementError when there is none, or more than one.
        """
        found = sorted(identity for identity in self.ids if start and identity.startswith(start))
        if len(found) != 1:
            told = ", ".join(found[:5]) or "none"
            raise JudgementError(
                f"{len(found)} records of the report begin with {start!r} ({told}); expected the "
                "start of one id"
            )
        return found[0]

    def _at(self, span: Span) -> Mention:
        if not 0 <= span.start < span.end <= len(self.text):
            raise JudgementError(
                f"offsets {span.start}-{span.end}; expected a range within 0-{len(self.text)}"
            )
        words = self.text[span.start : span.end]
        return Mention(span.start, span.end, words, self.actors.get(span))


def parse_assignment(typed: str, kind: RecordKind, words: Words) -> Change:
    """Return the change that `field=value`, `list+=value` or `list-=number` asks for.

    `null` empties a field; a value in JSON is taken as it is, with words in the place of spans.

    Raises JudgementError when it is none, or when words do not stand in the text.
    """
    name, equals, value = typed.partition("=")
    if not equals or not name.strip():
        raise JudgementError(f"{typed!r}: expected field=value, as in low=12")
    operation = _SIGNS.get(name[-1], Operation.SET)
    name = name.rstrip("+-").strip()
    hint = _hint_at(RECORD_TYPES[kind], name.split("."), str(kind))
    if operation is Operation.REMOVE:
        return Change(field=f"{name}.{value.strip()}", operation=operation)
    if operation is Operation.ADD:
        hint = _item_of(hint)
    read = cast("pydantic.JsonValue", _read(value, hint, words))
    return Change(field=name, operation=operation, value=read)


def _places(typed: str, text: str) -> Iterator[int]:
    """Yield where words stand in a text."""
    start = text.find(typed) if typed else -1
    while start >= 0:
        yield start
        start = text.find(typed, start + 1)


def _hint_at(hint: Hint, steps: Sequence[str], name: str) -> Hint:
    """Return the type of the field that a path leads to."""
    for step in steps:
        inner = _bare(hint)
        if is_dataclass(inner) and isinstance(inner, type):
            known = _fields_of(inner)
            if step not in known:
                raise JudgementError(
                    f"{name} has no field {step!r}; expected one of {', '.join(known)}"
                )
            hint = known[step]
        elif get_origin(inner) is tuple:
            hint = _item_of(hint)
        else:
            raise JudgementError(f"{name} has no fields; expected its value as a whole")
        name = f"{name}.{step}"
    return hint


def _read(typed: str, hint: Hint, words: Words) -> JsonValue:
    """Return what was typed as the JSON value that a field of this type takes."""
    typed = typed.strip()
    if typed == "null":
        return None
    if typed[:1] in {"{", "[", '"'}:
        try:
            return _settle(parse_json(typed), hint, words)
        except InvalidRecordError as error:
            raise JudgementError(f"{typed[:60]!r}: {error}") from error
    if get_origin(_bare(hint)) is tuple:
        return [_read(item, _item_of(hint), words) for item in typed.split(";") if item.strip()]
    return _settle(typed, hint, words)


def _settle(value: JsonValue, hint: Hint, words: Words) -> JsonValue:
    """Put words, days and short forms within a value into the form that JSON has for them."""
    inner = _bare(hint)
    if isinstance(value, str) and _is_id(hint):
        return words.find_id(value)
    if isinstance(value, str):
        return _from_words(value, inner, words)
    if isinstance(value, list):
        item = _item_of(hint) if get_origin(inner) is tuple else object
        return [_settle(one, item, words) for one in value]
    if isinstance(value, dict) and is_dataclass(inner) and isinstance(inner, type):
        known = _fields_of(inner)
        return {k: _settle(v, known.get(k, object), words) for k, v in value.items()}
    return value


def _from_words(typed: str, inner: Hint, words: Words) -> JsonValue:
    if inner is Mention:
        return _plain(words.find(typed))
    if inner is Place:
        found = words.find(typed)
        return {"name": found.text, "country": None, "evidence": _plain(found)}
    if inner is Blame:
        return _blame(typed, words)
    if inner is Days:
        return _days(typed)
    if inner is bool:
        return {"true": True, "yes": True, "false": False, "no": False}.get(typed, typed)
    if inner is int and re.fullmatch(r"-?[0-9]{1,15}", typed):
        return int(typed)
    if inner is float and re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?", typed):
        return float(typed)
    return typed


def _blame(typed: str, words: Words) -> JsonValue:
    """Read "ACTOR, MODE" or "ACTOR, MODE, SOURCE"."""
    actor, *rest = (part.strip() for part in typed.split(","))
    if len(rest) not in {1, 2} or rest[0] not in set(BlameMode):
        raise JudgementError(
            f"{typed!r}: expected 'ACTOR, MODE, SOURCE' (without a SOURCE where the report itself "
            f"says so), with a mode of {_MODES}"
        )
    source = _plain(words.find(rest[1])) if len(rest) == 2 else None
    return {"actor": _plain(words.find(actor)), "mode": rest[0], "source": source}


def _days(typed: str) -> JsonValue:
    """Read a day, or two with a slash between them."""
    first, slash, last = typed.partition("/")
    try:
        days = [date.fromisoformat(day) for day in ((first, last) if slash else (first, first))]
    except ValueError as error:
        raise JudgementError(
            f"{typed!r}: expected a day or two, as in 2024-03-14 or 2024-03-14/2024-03-16"
        ) from error
    length = (days[1] - days[0]).days
    edges = ((0, 1), (5, 2), (6, 3), (30, 4))
    ucdp = next((code for most, code in edges if length <= most), 5)
    return {
        "from": str(days[0]),
        "to": str(days[1]),
        "precision_ucdp": ucdp,
        "precision_acled": {1: 1, 2: 2, 3: 2}.get(ucdp, 3),
        "edtf": typed,
    }


def _plain(mention: Mention) -> dict[str, JsonValue]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "actor": mention.actor,
    }


def _bare(hint: Hint) -> Hint:
    """Return a type without its bounds, and without null."""
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    if get_origin(hint) in {Union, types.UnionType}:
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        return _bare(kinds[0]) if len(kinds) == 1 else hint
    return hint


def _is_id(hint: Hint) -> bool:
    """Tell whether a field holds the id of a record."""
    if get_origin(hint) in {Union, types.UnionType}:
        return any(map(_is_id, get_args(hint)))
    return hint == RecordId


def _item_of(hint: Hint) -> Hint:
    inner = _bare(hint)
    if get_origin(inner) is not tuple:
        raise JudgementError("no list of entries; expected one, as blame is, for += and -=")
    return get_args(inner)[0]


def _fields_of(made: type) -> dict[str, Hint]:
    """Return the types of a record's fields by their names in JSON."""
    hints = get_type_hints(made, include_extras=True)
    return {_name_in_json(part.name, hints[part.name]): hints[part.name] for part in fields(made)}


def _name_in_json(name: str, hint: Hint) -> str:
    rules = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    aliases = [rule.alias for rule in rules if isinstance(rule, FieldInfo) and rule.alias]
    return aliases[0] if aliases else name
