"""`accordingto schema`."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from accordingto.records.judgement_codec import judgement_schema
from accordingto.records.schema import reading_schema

EPILOG = """\b
For example:
  accordingto schema > reading.schema.json
  accordingto schema judgement > judgement.schema.json"""


class Described(StrEnum):
    """What a schema is of."""

    READING = "reading"
    JUDGEMENT = "judgement"


OfArgument = Annotated[
    Described,
    typer.Argument(help="reading: what a report says. judgement: what a person decides."),
]


def schema(of: OfArgument = Described.READING) -> None:
    """Print the JSON Schema of a reading, or of a judgement."""
    made = reading_schema() if of is Described.READING else judgement_schema()
    print(json.dumps(made, indent=2, ensure_ascii=False))
