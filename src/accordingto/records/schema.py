"""The published JSON Schema of a reading."""

from accordingto.records.codec import reading_adapter

SCHEMA_ID = "urn:accordingto:schema:reading:1"


def reading_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of one reading, as `accordingto schema` prints it."""
    schema = reading_adapter().json_schema(by_alias=True, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **schema,
    }
