"""Two reports compared: what changed in the words, and in what is told."""

import pytest

from tests.web.pages.reports import desk_of, keys_of

OLD = {"id": "one", "title": "Shelling", "published": "2024-03-14", "url": "https://wire.example/a"}
OLD |= {"text": "Shelling of Marenna killed 12 people. Many fled. Doctors said so."}
NEW = OLD | {"text": "Shelling of Marenna killed 14 people. Many fled. Doctors said so."}


@pytest.fixture
def two(tmp_path):
    with desk_of(tmp_path, OLD, NEW) as client:
        yield client


def test_versions_are_compared_word_by_word_the_older_first(two):
    one, other = keys_of(two)
    told = two.get(f"/api/v1/reports/{other}/compare/{one}").json()
    assert (told["are_versions"], told["one"]["version"], told["other"]["version"]) == (True, 1, 2)
    changed = [
        (line["sign"], [words["text"].strip() for words in line["words"] if words["is_changed"]])
        for line in told["lines"]
        if line["sign"] in "+-"
    ]
    assert changed == [("-", ["12"]), ("+", ["14"])]
    assert [line["heading"] for line in told["gone"] if line["sort"] == "figure"] == ["12 killed"]
    assert [line["heading"] for line in told["new"] if line["sort"] == "figure"] == ["14 killed"]


def test_page_marks_what_went_and_what_came_without_colour_alone(two):
    one, other = keys_of(two)
    page = two.get(f"/reports/{one}/compare/{other}").text
    assert "<del>12 </del>" in page
    assert "<ins>14 </ins>" in page
    assert f'href="/reports/{one}/compare/{other}">what changed' in two.get(f"/reports/{one}").text


def test_report_is_the_same_as_itself(two):
    one, _ = keys_of(two)
    told = two.get(f"/api/v1/reports/{one}/compare/{one}").json()
    assert (told["lines"], told["gone"], told["new"], told["is_all"]) == ([], [], [], True)
    assert "The texts are the same." in two.get(f"/reports/{one}/compare/{one}").text


def test_unknown_report_is_told(two):
    one, _ = keys_of(two)
    assert two.get(f"/reports/{one}/compare/ffffffff").status_code == 404
