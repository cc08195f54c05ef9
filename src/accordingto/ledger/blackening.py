"""Readings and JSON with names blackened, as in the texts that they were read from."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar, cast

from accordingto.ledger.names import NameFinder
from accordingto.records.base import JsonValue, Mention
from accordingto.records.readings import ReaderInfo, Reading

Black = TypeVar("Black")
_HASHES = frozenset({"sha256", "gazetteer_id"})
"""Fields that no name stands in."""


def blacken_reading(reading: Reading, finder: NameFinder, text: str, sha256: str) -> Reading:
    """Return a reading of a text that was blackened: its words are those that stand there now."""
    title = finder.blacken(reading.report.title)
    report = replace(_blacken(reading.report, finder, text), sha256=sha256, title=title, text=None)
    headline = _blacken(reading.headline, finder, title)
    others = {
        field.name: _blacken(getattr(reading, field.name), finder, text)
        for field in fields(reading)
        if field.name not in {"report", "headline"}
    }
    return replace(reading, report=report, headline=headline, **others)


def map_texts(value: JsonValue, change: Callable[[str], str]) -> JsonValue:
    """Return a JSON value with each of its texts changed, names of fields too."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {change(name): map_texts(one, change) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [map_texts(one, change) for one in value]
    return value


def texts_in(value: JsonValue) -> str:
    """Return all texts of a JSON value, one a paragraph."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "\n\n\n\n".join((*value, *map(texts_in, value.values())))
    if isinstance(value, list | tuple):
        return "\n\n\n\n".join(map(texts_in, value))
    return ""


def _blacken(value: Black, finder: NameFinder, text: str) -> Black:
    black: object = value
    if isinstance(value, Enum | ReaderInfo):
        return value
    if isinstance(value, Mention):
        black = replace(value, text=text[value.start : value.end])
    elif isinstance(value, str):
        black = finder.blacken(value)
    elif isinstance(value, tuple):
        black = tuple(_blacken(item, finder, text) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changes = {
            field.name: _blacken(getattr(value, field.name), finder, text)
            for field in fields(value)
            if field.name not in _HASHES
        }
        black = replace(value, **changes)
    return cast("Black", black)
