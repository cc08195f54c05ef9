"""JSON that strangers wrote, to values that can be kept: what is odd is told.

Numbers and depth are such that the values have a canonical form (`records.canonical`).
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn, cast

from accordingto.records.base import JsonValue

MAX_DEPTH = 90
"""Levels of lists and objects within one another; a canonical form may have ten more around it."""
MAX_DIGITS = 1000
"""Digits of a number; no column of a table needs as many."""
_MAX_EXACT = 2**53 - 1
"""The largest integer that every program reads back as it was."""


class UnreadableJsonError(ValueError):
    """The text is no JSON, or JSON whose meaning is open; `code` says which."""

    def __init__(self, message: str, code: str = "broken_json") -> None:
        super().__init__(message)
        self.code = code


@dataclass(slots=True)
class _Hooks:
    """What the parser asks while it reads one text."""

    notes: dict[str, str] = field(default_factory=dict)
    """What was read otherwise than it was written: a code, and words about it."""

    def object(self, pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise UnreadableJsonError(
            f"the name {json.dumps(twice[:40], ensure_ascii=False)} stands twice in one object",
            "duplicate_key",
        )

    def constant(self, name: str) -> None:
        self.notes["not_a_number"] = f"{name} stands for a number: it was read as null"

    def integer(self, digits: str) -> int | str:
        _check_digits(digits)
        value = int(digits)
        return value if abs(value) <= _MAX_EXACT else self._as_text(digits)

    def decimal(self, digits: str) -> float | str:
        _check_digits(digits)
        value = float(digits)
        return value if abs(value) <= _MAX_EXACT else self._as_text(digits)

    def _as_text(self, digits: str) -> str:
        self.notes["number_as_text"] = (
            f"{digits[:25]} is a number that not every program reads alike: it is kept as text"
        )
        return digits


def parse_loose_json(text: str) -> tuple[JsonValue, Mapping[str, str]]:
    """Return the value of a JSON text, and what of it was read otherwise than written.

    NaN and infinities become null; numbers beyond 2**53 - 1 become text. Raises
    UnreadableJsonError for what is no JSON, for one name twice in an object, for numbers of more
    than a thousand digits and for more than ninety levels.

    >>> parse_loose_json('{"dead": NaN, "post": 1790000000000000001}')[0]
    {'dead': None, 'post': '1790000000000000001'}
    """
    hooks = _Hooks()
    try:
        value = json.loads(
            text,
            object_pairs_hook=hooks.object,
            parse_constant=hooks.constant,
            parse_int=hooks.integer,
            parse_float=hooks.decimal,
        )
    except json.JSONDecodeError as error:
        message = f"broken JSON at column {error.colno:,}: {error.msg}"
        raise UnreadableJsonError(message) from error
    except RecursionError:
        _refuse_depth()
    _check_depth(value)
    return cast("JsonValue", value), hooks.notes


def _check_digits(digits: str) -> None:
    if len(digits) > MAX_DIGITS:
        raise UnreadableJsonError(f"JSON with a number too long: {len(digits):,} digits")


def _check_depth(value: object) -> None:
    level: list[object] = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [outer for outer in level if isinstance(outer, list | dict)]
        if not level:
            return
        level = [
            item
            for outer in level
            for item in (outer.values() if isinstance(outer, dict) else cast("list[object]", outer))
        ]
    _refuse_depth()


def _refuse_depth() -> NoReturn:
    raise UnreadableJsonError(
        f"JSON with lists nested too deeply: more than {MAX_DEPTH} levels"
    ) from None


def mend_surrogates(value: JsonValue) -> JsonValue:
    r"""Return a value that UTF-8 can carry: half a surrogate pair becomes U+FFFD.

    >>> mend_surrogates({"a": ["x\ud800"]}) == {"a": ["x\ufffd"]}
    True
    """
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [mend_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {str(mend_surrogates(name)): mend_surrogates(item) for name, item in value.items()}
    return value


def name_kind(value: object) -> str:
    """Name a JSON value's type for a person."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    kinds = {str: "a string", int: "a number", float: "a number", list: "a list"}
    return kinds.get(type(value), "an object")
