"""Canonical JSON: one value, one sequence of bytes, so that a hash of it means the value.

The form is that of RFC 8785 (JSON Canonicalization Scheme): UTF-8 without white space; the names of
an object in the order of their UTF-16 code units; numbers as ECMAScript writes them; only the
escapes that JSON asks for, all other characters as they stand and never normalised.

Where RFC 8785 leaves a choice or gives up, this is what holds here: NaN, infinities and numbers
beyond 2**53 - 1 are refused, since not every program reads them back as they were; so is a name
given twice, and nesting deeper than 100. A lone surrogate, which UTF-8 cannot carry, is written as
its escape in lower case.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NoReturn, TypeVar, cast

from accordingto.errors import InvalidRecordError
from accordingto.records.base import JsonValue

N = TypeVar("N", int, float)

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 100
_PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_LEADING_ZEROS = 6
"""ECMAScript writes 0.000001 as it stands, and 1e-7 with an exponent."""


def canonical_bytes(value: object) -> bytes:
    """Return the canonical bytes of a JSON value; tuples are lists.

    Raises InvalidRecordError when the value has no canonical form.

    >>> canonical_bytes({"b": [1.0, 1e-7], "a": None})
    b'{"a":null,"b":[1,1e-7]}'
    """
    if _is_plain(value, 0):
        return _PLAIN.encode(value).encode("utf-8", "backslashreplace")
    return "".join(_write(value, 0)).encode("utf-8", "backslashreplace")


def parse_json(raw: bytes | str) -> JsonValue:
    """Return the value of JSON that anybody wrote, canonical or not.

    Raises InvalidRecordError for all that has no canonical form: a name twice, NaN, a huge number.
    """
    try:
        value: JsonValue = json.loads(
            raw, object_pairs_hook=_object, parse_constant=_refuse_constant, parse_int=_integer
        )
        canonical_bytes(value)  # floats beyond measure, and depth
    except RecursionError as error:
        raise _refused("nested too deeply", f"at most {MAX_DEPTH} levels") from error
    except ValueError as error:
        raise InvalidRecordError(f"not JSON: {error}; expected one JSON value in UTF-8") from error
    return value


def parse_canonical(raw: bytes) -> JsonValue:
    """Return the value of canonical JSON; raises InvalidRecordError when a byte of it is not so."""
    value = parse_json(raw)
    if canonical_bytes(value) != raw:
        raise _refused("JSON in another form", "canonical JSON, byte for byte")
    return value


def _is_plain(value: object, depth: int) -> bool:
    """Tell whether Python's own encoder, five times as quick, writes the canonical form of this."""
    kind = type(value)
    items: Iterable[object]
    if kind is dict:
        plain = cast("dict[object, object]", value)
        if not _are_plain_names(plain):
            return False
        items = plain.values()
    elif kind is list or kind is tuple:
        items = cast("Sequence[object]", value)
    else:
        return _is_plain_alone(value)
    if depth >= MAX_DEPTH:
        return False
    for item in items:
        # Most of it is text or nothing, and no call is made for that.
        if type(item) is not str and item is not None and not _is_plain(item, depth + 1):
            return False
    return True


def _is_plain_alone(value: object) -> bool:
    kind = type(value)
    if kind is int:
        return abs(cast("int", value)) <= MAX_INTEGER
    if kind is float:
        number = cast("float", value)
        return 1e-4 <= abs(number) < 1e15 and not number.is_integer()
    return kind is str or value is None or kind is bool


def _are_plain_names(plain: dict[object, object]) -> bool:
    """Tell whether all names are text, in an order that is the same by code points."""
    if not {str}.issuperset(map(type, plain)):
        return False
    every = "".join(cast("dict[str, object]", plain))
    return every.isascii() or max(every) < "\ud800"


def _write(value: object, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise _refused("nested too deeply", f"at most {MAX_DEPTH} levels")
    if value is None or isinstance(value, bool):
        yield {None: "null", True: "true", False: "false"}[value]
    elif isinstance(value, str):
        yield json.dumps(str(value), ensure_ascii=False)
    elif isinstance(value, int):
        yield str(int(_checked(value)))
    elif isinstance(value, float):
        yield _number(value)
    elif isinstance(value, Mapping):
        yield from _write_object(value, depth)
    elif isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        lead = "["
        for item in value:
            yield lead
            yield from _write(item, depth + 1)
            lead = ","
        yield "]" if lead == "," else "[]"
    else:
        raise _refused(f"a value of type {type(value).__name__}", "null, text, numbers, lists")


def _write_object(value: Mapping[object, object], depth: int) -> Iterator[str]:
    names = [name for name in value if isinstance(name, str)]
    if len(names) != len(value):
        raise _refused("a name that is no text", "text as every name of an object")
    lead = "{"
    for name in sorted(names, key=lambda name: name.encode("utf-16-be", "surrogatepass")):
        yield f"{lead}{json.dumps(name, ensure_ascii=False)}:"
        yield from _write(value[name], depth + 1)
        lead = ","
    yield "}" if lead == "," else "{}"


def _checked(number: N) -> N:
    if abs(number) <= MAX_INTEGER:  # NaN is not
        return number
    raise _refused("a number beyond 2**53 - 1, or NaN", "a smaller one; write it as text")


def _number(value: float) -> str:
    """Write a float as ECMAScript does: the fewest digits that give it back."""
    if _checked(value) == 0:
        return "0"
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, part = mantissa.partition(".")
    digits = (whole + part).lstrip("0")
    # The point stands after this many of the digits.
    point = len(whole) + int(exponent or 0) - (len(whole + part) - len(digits))
    digits = digits.rstrip("0")
    return ("-" if value < 0 else "") + _laid_out(digits, point)


def _laid_out(digits: str, point: int) -> str:
    if len(digits) <= point:
        return digits.ljust(point, "0")
    if point > 0:
        return f"{digits[:point]}.{digits[point:]}"
    if point > -_LEADING_ZEROS:
        return "0." + "0" * -point + digits
    lead = digits[0] + ("." + digits[1:] if digits[1:] else "")
    return f"{lead}e{point - 1:+d}"


def _object(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _refused("an object with one name twice", "each name once")
    return found


def _integer(digits: str) -> int:
    if len(digits) > len(str(MAX_INTEGER)) + 1:
        raise _refused("a number beyond 2**53 - 1", "a smaller one; write it as text")
    return _checked(int(digits))


def _refuse_constant(name: str) -> NoReturn:
    raise _refused(f"the number {name}", "a finite one; leave the field null")


def _refused(found: str, expected: str) -> InvalidRecordError:
    return InvalidRecordError(f"no canonical JSON: found {found}; expected {expected}")
