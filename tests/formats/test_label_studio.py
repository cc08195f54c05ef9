from datetime import UTC, datetime

import pytest

from accordingto.formats.label_studio import read_label_studio
from accordingto.formats.marks import Mark, NotTaken, Verdict
from tests.formats.marked import region, task

TEXT = "Shelling killed at least 12 people in Marenna on Friday, residents said."


def marks(plain, labels=None):
    return [one for one in read_label_studio(plain, labels) if isinstance(one, Mark)]


def odd(plain):
    return [one.why for one in read_label_studio(plain) if isinstance(one, NotTaken)]


def test_a_region_is_a_mark_with_what_its_controls_say():
    made = region(TEXT, "at least 12 people", "figure:killed", low=12, who="civilian", why="seen")
    (mark,) = marks([task(TEXT, made, updated_at="2024-05-01T10:00:00Z")])
    assert (mark.kind, mark.at.start, mark.at.quote) == ("figure", 16, "at least 12 people")
    assert mark.fields == {"state": "killed", "low": 12, "who": "civilian"}
    assert (mark.annotator, mark.why, mark.at.text) == ("7", "seen", TEXT)
    assert mark.time == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert "task 3, annotation 5" in mark.where


def test_a_region_taken_out_of_a_prediction_is_rejected():
    kept, gone = region(TEXT, "12", "figure", "b1"), region(TEXT, "Shelling", "incident", "b2")
    plain = task(TEXT, kept, parent_prediction=9)
    plain["predictions"] = [{"id": 9, "result": kept + gone}]
    first, second = marks(plain)
    assert (first.verdict, second.verdict) == (None, Verdict.REJECT)
    assert (second.record, second.kind) == ("b2", "incident")


def test_without_a_prediction_it_was_made_from_nothing_is_rejected():
    plain = task(TEXT, region(TEXT, "12", "figure", "b1"))
    plain["predictions"] = [{"id": 9, "result": region(TEXT, "Shelling", "incident", "b2")}]
    assert len(marks(plain)) == 1


def test_verdicts_are_said_outright():
    (mark,) = marks(task(TEXT, region(TEXT, "12", "figure", verdict="reject")))
    assert mark.verdict is Verdict.REJECT
    assert "verdict" not in mark.fields


def test_a_users_own_labels_are_explained():
    plain = task(TEXT, region(TEXT, "12", "Deaths"))
    assert marks(plain) == []
    assert marks(plain, {"Deaths": "figure:killed"})[0].fields == {"state": "killed"}


@pytest.mark.parametrize(
    ("plain", "why"),
    [
        (7, 'no task with "data"'),
        ([{"text": "x"}], 'no task with "data"'),
        ({"data": {"html": "x"}}, "hold no text"),
        ({"data": {"text": TEXT}}, "nobody has annotated"),
        (task(TEXT, was_cancelled=True), "skipped"),
        (task(TEXT, region(TEXT, "12", "Tank")), "label 'Tank' is not known"),
        (task(TEXT, region(TEXT, "12", "figure", verdict="perhaps")), "the verdict 'perhaps'"),
        (
            task(TEXT, [{"type": "relation", "from_id": "a", "to_id": "b"}]),
            "relations are not taken",
        ),
        (task(TEXT, [{"id": "a", "type": "labels"}]), "without a value"),
        (task(TEXT, [{"id": "a", "type": "ellipse", "value": {}}]), "of the sort 'ellipse'"),
        (
            task(
                TEXT,
                [
                    {
                        "id": "a",
                        "type": "labels",
                        "value": {"start": "x", "end": [], "labels": ["figure"]},
                    }
                ],
            ),
            "expected whole numbers",
        ),
        (
            task(
                TEXT, [{"id": "a", "type": "labels", "value": {"start": 0, "end": 3, "labels": 5}}]
            ),
            "0 labels",
        ),
        (
            task(TEXT, [{"id": "a", "type": "choices", "value": {"choices": ["x"]}}]),
            "no words are marked",
        ),
    ],
)
def test_what_is_not_taken_says_why(plain, why):
    assert any(why in told for told in odd(plain)), odd(plain)


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [None, 1, "x", [], {}],
        {"data": {"text": TEXT}, "annotations": {"result": 3}},
        {"data": {"text": TEXT}, "annotations": [{"result": "x", "completed_by": [1]}, 5, None]},
        {"data": {"text": TEXT}, "annotations": [{"result": [{"value": 3}, 9]}], "predictions": 4},
    ],
)
def test_wrong_types_are_told_and_never_raise(plain):
    assert marks(plain) == []


def test_names_of_strangers_cannot_steer_a_terminal():
    plain = task(TEXT, region(TEXT, "12", "\x1b[2J", id="\u202e<script>"))
    plain["id"] = "\x1b[31m"
    told = list(read_label_studio(plain))
    assert all((one.where + one.why).isprintable() for one in told)
