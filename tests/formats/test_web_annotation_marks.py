import json

import pytest

from accordingto.formats.marks import Mark, NotTaken, Verdict
from accordingto.formats.web_annotation_marks import read_web_annotations
from tests.formats.marked import annotation, verdict

TEXT = "Shelling killed at least 12 people in Marenna on Friday, residents said."
SHA = "ab" * 32


def marks(plain, labels=None):
    return [one for one in read_web_annotations(plain, labels) if isinstance(one, Mark)]


def odd(plain):
    return [one.why for one in read_web_annotations(plain) if isinstance(one, NotTaken)]


def test_a_tag_and_selectors_make_a_mark():
    (mark,) = marks(annotation(TEXT, "12 people", "figure:killed", sha256=SHA))
    assert (mark.kind, mark.fields, mark.at.quote) == ("figure", {"state": "killed"}, "12 people")
    assert (mark.at.start, mark.at.end, mark.at.sha256) == (25, 34, SHA)
    assert (mark.annotator, mark.is_ours) == ("Ina", False)


def test_pages_name_their_address():
    url = "https://merrowin.example/a"
    (mark,) = marks(annotation(TEXT, "12", "figure", url=url, position=False))
    assert (mark.at.url, mark.at.start) == (url, None)


def test_fields_come_as_json_and_are_no_decision_of_their_own():
    body = {"type": "TextualBody", "format": "application/json", "purpose": "describing"}
    body["value"] = json.dumps({"id": "0123456789abcdef", "low": 13, "evidence": {}})
    (mark,) = marks(annotation(TEXT, "12", "figure", bodies=[body], ours=True))
    assert (mark.record, mark.fields, mark.is_ours) == ("0123456789abcdef", {"low": 13}, True)
    assert (mark.verdict, mark.annotator) == (None, "")


def test_a_verdict_is_told_outright_with_who_says_it():
    comment = {"purpose": "commenting", "value": "recount"}
    (mark,) = marks(
        annotation(TEXT, "12", "figure", bodies=[verdict("reject"), comment], ours=True)
    )
    assert (mark.verdict, mark.annotator, mark.why) == (Verdict.REJECT, "Ina", "recount")


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: [one, one],
        lambda one: {"type": "AnnotationPage", "items": [one, one]},
        lambda one: {
            "type": ["AnnotationCollection"],
            "first": {"items": [one], "next": {"items": one}},
        },
    ],
)
def test_collections_pages_and_lists_are_gone_through(wrap):
    assert len(marks(wrap(annotation(TEXT, "12", "figure")))) == 2


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"target": "https://a.example/"}, "a whole page"),
        ({"target": []}, "0 targets"),
        (
            {"target": {"source": "x", "selector": {"type": "XPathSelector"}}},
            "no selector that is known",
        ),
        (
            {"target": {"source": "x", "selector": {"type": "TextPositionSelector", "start": "a"}}},
            "no range",
        ),
        ({"body": []}, "no tag that is known"),
        ({"body": [{"value": "figure"}, {"value": "incident"}]}, "two kinds"),
        ({"body": [{"value": "figure"}, verdict("maybe")]}, "the verdict 'maybe'"),
        ({"body": [{"format": "application/json", "value": "{"}]}, "cannot be read"),
        ({"body": [{"format": "application/json", "value": "[1]"}]}, "no object"),
        ({"creator": {"type": "Software", "name": "bot"}}, "a program made it"),
    ],
)
def test_what_is_not_taken_says_why(changes, why):
    (told,) = odd(annotation(TEXT, "12", "figure", motivation="tagging") | changes)
    assert why in told


@pytest.mark.parametrize(
    "plain",
    [
        None,
        5,
        [None, 5, []],
        {"type": "AnnotationPage", "items": 3},
        {},
        {
            "type": "Annotation",
            "body": 5,
            "target": {"selector": [[], 4, {"refinedBy": {}}], "source": []},
        },
        {"type": "AnnotationCollection", "first": "https://elsewhere.example/"},
    ],
)
def test_wrong_types_are_told_and_never_raise(plain):
    assert marks(plain) == []
    assert odd(plain)


def test_pages_elsewhere_are_not_fetched():
    (told,) = odd({"type": "AnnotationCollection", "first": "https://elsewhere.example/"})
    assert "nothing is fetched" in told
