"""Readings to JSON and back, in the form of the public contract."""

import json
from dataclasses import fields
from functools import cache
from typing import cast

from pydantic import TypeAdapter, ValidationError

from accordingto.errors import InvalidRecordError
from accordingto.records.readings import Reading

_encode = json.JSONEncoder(ensure_ascii=False).encode


@cache
def reading_adapter() -> TypeAdapter[Reading]:
    """Return the validator and serialiser of readings, built once."""
    return TypeAdapter(Reading)


def to_dict(reading: Reading, *, with_text: bool = True) -> dict[str, object]:
    """Return the reading as plain JSON values; without the report's text if asked."""
    plain = cast(
        "dict[str, object]", reading_adapter().dump_python(reading, mode="json", by_alias=True)
    )
    if not with_text:
        del cast("dict[str, object]", plain["report"])["text"]
    return plain


def to_json(reading: Reading, *, with_text: bool = True) -> str:
    """Return the reading as one line of JSON, as `read --format jsonl` prints it.

    Characters that UTF-8 cannot carry (lone surrogates) are escaped; all others stand as they are.
    """
    # Part by part: a long reading is never held whole as a dict, nor its line more than twice.
    parts = [_part_of_json(reading, part.name, with_text=with_text) for part in fields(reading)]
    parts[0], parts[-1] = "{" + parts[0], parts[-1] + "}"
    return ", ".join(parts)


def _part_of_json(reading: Reading, name: str, *, with_text: bool) -> str:
    """Return one field of a reading, with its name."""
    plain = reading_adapter().dump_python(reading, mode="json", by_alias=True, include={name})
    if name == "report" and not with_text:
        del plain[name]["text"]
    part = _encode(plain)[1:-1]
    return part.encode("utf-8", "backslashreplace").decode("utf-8")


def from_json(line: str | bytes) -> Reading:
    """Return the reading that one line of JSON holds.

    Raises InvalidRecordError when the line is not a reading, naming the first field that is wrong.
    """
    try:
        return reading_adapter().validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the line"
        raise InvalidRecordError(
            f"not a reading: {where}: {first['msg']} (errors in all: {error.error_count()}); "
            "expected the JSON that `accordingto schema` describes"
        ) from error
