"""The answer that is asked of a language model: quotes and values of closed lists, no offsets."""

import json
from collections.abc import Iterator
from functools import cache
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from accordingto.records.base import JsonValue
from accordingto.records.values import BlameMode, Certainty, Kind, Scope, Stance, State, Step, Who

MOST_RECORDS = 400
"""Records of one kind in one answer; a window of text that holds more is none that people wrote."""
_FENCE = "```"
_NEEDLESS = frozenset({"default", "description", "title"})
"""Of a schema: some servers refuse them, and none needs them."""


class _Closed(BaseModel):
    """What has these fields and no others.

    In the schema all are required, also those with a default: a model then decides each of them.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_serialization_defaults_required=True
    )


class Told(_Closed):
    """One record as a model tells it: every text in it is a quote, or claims to be one."""

    sentence: int
    """Number of the sentence that the words stand in."""


class ToldStatement(Told):
    """Who says what."""

    content: str
    source: str | None = None
    cue: str | None = None
    stance: Stance
    accused: list[str] = []


class ToldDoer(_Closed):
    """Who is held responsible, how, and according to whom."""

    actor: str
    mode: BlameMode
    source: str | None = None


class ToldIncident(Told):
    """One event of violence."""

    number: int
    words: str
    kind: Kind
    certainty: Certainty
    place: str | None = None
    day: str | None = None
    weapon: str | None = None
    targets: list[str] = []
    blame: list[ToldDoer] = []


class ToldFigure(Told):
    """One expression that counts people harmed."""

    words: str
    low: int | None = None
    high: int | None = None
    state: State
    who: Who
    scope: Scope
    incident: int | None = None


class ToldStep(Told):
    """One step in the life of a truce, deal or talks."""

    words: str
    step: Step
    certainty: Certainty
    subject: str | None = None
    day: str | None = None
    parties: list[str] = []
    brokers: list[str] = []


class _Asked(_Closed):
    """The whole answer; only its schema is used, since records are looked at one by one."""

    statements: list[ToldStatement]
    incidents: list[ToldIncident]
    figures: list[ToldFigure]
    agreements: list[ToldStep]


T = TypeVar("T", bound=Told)


class AnswerError(Exception):
    """The answer as a whole is not what was asked for; `str` says in what way."""


class Answer:
    """A model's answer, with the records in it that are as they were asked for.

    Raises AnswerError when there is no telling what the records are: no JSON, no object, no lists.

    >>> text = '{"statements": [], "incidents": [], "figures": [{"words": "12"}], "agreements": []}'
    >>> Answer(text).faulty
    1
    """

    def __init__(self, text: str) -> None:
        rows = _parse(text)
        self.faulty = 0
        """Records that were left out: an unknown value, a missing or an unknown field."""
        self.statements = tuple(self._records(rows, "statements", ToldStatement))
        self.incidents = tuple(self._records(rows, "incidents", ToldIncident))
        self.figures = tuple(self._records(rows, "figures", ToldFigure))
        self.agreements = tuple(self._records(rows, "agreements", ToldStep))

    def _records(self, rows: dict[str, object], name: str, made: type[T]) -> Iterator[T]:
        listed = rows.get(name)
        if not isinstance(listed, list):
            raise AnswerError(f"it has no list {name!r}")
        if len(listed) > MOST_RECORDS:
            raise AnswerError(f"it lists {len(listed):,} {name}, expected at most {MOST_RECORDS}")
        for row in listed:
            try:
                yield made.model_validate(row, strict=False)
            except ValidationError:
                self.faulty += 1


def _parse(text: str) -> dict[str, object]:
    bare = text.strip()
    if bare.startswith(_FENCE) and bare.endswith(_FENCE):
        bare = bare.removesuffix(_FENCE).partition("\n")[2]
    try:
        parsed: object = json.loads(bare)
    except (ValueError, RecursionError) as error:
        raise AnswerError("it is no JSON") from error
    if not isinstance(parsed, dict):
        raise AnswerError("it is no JSON object")
    return parsed


@cache
def answer_schema() -> JsonValue:
    """Return the JSON Schema of an answer, in the subset that servers can hold a model to."""
    schema: JsonValue = _Asked.model_json_schema(mode="serialization")
    return _bare(schema)


def _bare(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {name: _bare(one) for name, one in value.items() if name not in _NEEDLESS}
    return [_bare(one) for one in value] if isinstance(value, list) else value
