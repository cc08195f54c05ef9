import json

import pytest

from accordingto.reader.llm.answers import MOST_RECORDS, Answer, AnswerError, answer_schema
from accordingto.records.values import State
from tests.stand_ins import EMPTY

FIGURE = {
    "sentence": 1,
    "words": "12 people",
    "low": 12,
    "high": 12,
    "state": "killed",
    "who": "unknown",
    "scope": "incident",
    "incident": None,
}


def answered(**lists):
    return Answer(json.dumps(EMPTY | lists))


def test_records_are_taken_as_asked_for():
    answer = answered(figures=[FIGURE])
    assert answer.figures[0].state is State.KILLED
    assert (answer.faulty, answer.statements) == (0, ())


def test_fence_around_the_json_is_taken_off():
    assert Answer(f"```json\n{json.dumps(EMPTY)}\n```\n").figures == ()


@pytest.mark.parametrize(
    "wrong",
    [
        FIGURE | {"state": "martyred"},
        FIGURE | {"who": None},
        FIGURE | {"low": "many"},
        FIGURE | {"sentence": None},
        FIGURE | {"confidence": 1},
        {"words": "12 people"},
        "12 people were killed",
        None,
        [],
    ],
)
def test_record_with_unknown_values_or_fields_is_left_out_and_counted(wrong):
    answer = answered(figures=[wrong, FIGURE])
    assert (len(answer.figures), answer.faulty) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I cannot help with that.",
        json.dumps(EMPTY)[:-5],
        "[]",
        "null",
        '{"figures": []}',
        json.dumps(EMPTY | {"figures": {"1": FIGURE}}),
        json.dumps(EMPTY | {"figures": [FIGURE] * (MOST_RECORDS + 1)}),
        "[" * 100_000,
        '{"figures": ' + "9" * 5000 + "}",
    ],
)
def test_answer_in_which_no_records_can_be_told_is_refused(text):
    with pytest.raises(AnswerError, match=r"it (is no JSON|has no list|lists 401)"):
        Answer(text)


def objects(value):
    if isinstance(value, dict):
        if value.get("type") == "object":
            yield value
        for inner in value.values():
            yield from objects(inner)


def test_schema_asks_for_every_field_and_for_no_other():
    schema = answer_schema()
    made = list(objects(schema))
    assert len(made) == 6
    for one in made:
        assert one["additionalProperties"] is False
        assert set(one["required"]) == set(one["properties"])
    told = json.dumps(schema)
    assert "start" not in told
    assert "offset" not in told
    assert not {"default", "title", "description"} & {name for one in made for name in one}
