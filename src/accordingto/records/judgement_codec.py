"""Judgements to JSON and back, and the JSON Schema of one."""

from collections.abc import Mapping
from functools import cache
from typing import cast

from pydantic import TypeAdapter, ValidationError

from accordingto.errors import InvalidRecordError
from accordingto.records.base import JsonValue
from accordingto.records.judgements import Judgement

SCHEMA_ID = "urn:accordingto:schema:judgement:1"


@cache
def judgement_adapter() -> TypeAdapter[Judgement]:
    """Return the validator and serialiser of judgements, built once."""
    return TypeAdapter(Judgement)


def to_plain(judgement: Judgement) -> dict[str, JsonValue]:
    """Return the judgement as plain JSON values."""
    plain = judgement_adapter().dump_python(judgement, mode="json", by_alias=True)
    return cast("dict[str, JsonValue]", plain)


def from_plain(plain: Mapping[str, JsonValue]) -> Judgement:
    """Return the judgement that plain JSON values hold.

    Raises InvalidRecordError when they are none, naming the first field that is wrong, and
    JudgementError when the fields do not hold together.
    """
    try:
        return judgement_adapter().validate_python(dict(plain))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the whole"
        raise InvalidRecordError(
            f"not a judgement: {where}: {first['msg']}; expected the JSON that "
            "`accordingto schema judgement` describes"
        ) from error


def judgement_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of one judgement."""
    schema = judgement_adapter().json_schema(by_alias=True, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **schema,
    }
