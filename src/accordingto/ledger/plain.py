"""Values as columns hold them, the same on SQLite and PostgreSQL."""

import json
from collections.abc import Mapping, Sequence

from accordingto.ledger.columns import MOST
from accordingto.records.base import JsonValue


def storable(text: str) -> str:
    """Return text that both stores take: a zero or half a surrogate pair becomes U+FFFD."""
    if text.isascii() and "\0" not in text:
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\ufffd")


def storable_number(number: int | None) -> int | None:
    """Return a number that both stores take; one beyond them becomes the largest or smallest."""
    if number is None or -MOST <= number <= MOST:
        return number
    return max(-MOST, min(number, MOST))


def compact(value: Sequence[JsonValue] | Mapping[str, JsonValue]) -> str:
    """Return a list or object as JSON without white space, names in the order they came in.

    >>> compact({"b": ["Homs"], "a": None})
    '{"b":["Homs"],"a":null}'
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=dict)
    return written.encode("utf-8", "backslashreplace").decode("utf-8")


def parse_list(written: str) -> list[JsonValue]:
    """Return the list that a column holds."""
    value: list[JsonValue] = json.loads(written)
    return value


def parse_object(written: str) -> dict[str, JsonValue]:
    """Return the object that a column holds, names in their order."""
    value: dict[str, JsonValue] = json.loads(written)
    return value
