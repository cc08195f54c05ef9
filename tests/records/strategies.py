"""Readings of any content, for round trips: made from the types and bounds of the records."""

import dataclasses
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from accordingto.records.readings import Reading

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_PLAIN = {str: _TEXT, int: st.integers(0, 10**7), bool: st.booleans(), date: st.dates()}


def _bounded(hint, field: FieldInfo) -> st.SearchStrategy:
    """Values of an annotated type that keep to its pattern or bounds."""
    bounds = {
        name: getattr(rule, name)
        for rule in field.metadata
        for name in ("pattern", "ge", "le")
        if getattr(rule, name, None) is not None
    }
    if "pattern" in bounds:
        return st.from_regex(bounds["pattern"].rstrip("$"), fullmatch=True)
    kind = get_args(hint)[0] if get_origin(hint) in (Union, UnionType) else hint
    if kind in (int, float):
        numbers = st.integers if kind is int else st.floats
        low, high = bounds["ge"], bounds.get("le", 10**7)
        some = numbers(low, high)
        return some if kind is hint else some | st.none()
    return of_type(hint)


@cache
def of_type(hint) -> st.SearchStrategy:
    """Values of a record's type."""
    if get_origin(hint) is Annotated:
        inner, *rules = get_args(hint)
        fields = [rule for rule in rules if isinstance(rule, FieldInfo)]
        return _bounded(inner, fields[0])
    if get_origin(hint) in (Union, UnionType):
        return st.one_of([of_type(choice) for choice in get_args(hint)])
    if get_origin(hint) is tuple:
        return st.lists(of_type(get_args(hint)[0]), max_size=2).map(tuple)
    if dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint, include_extras=True)
        return st.deferred(
            lambda: st.builds(hint, **{name: of_type(kind) for name, kind in hints.items()})
        )
    if hint is type(None):
        return st.none()
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return _PLAIN[hint]


def readings() -> st.SearchStrategy[Reading]:
    """Readings with every record and field, built from the types."""
    return of_type(Reading)
