"""`accordingto schema`."""

import json

from accordingto.records.schema import reading_schema

EPILOG = """\b
For example:
  accordingto schema > reading.schema.json"""


def schema() -> None:
    """Print the JSON Schema of a reading."""
    print(json.dumps(reading_schema(), indent=2, ensure_ascii=False))
