import os

import pytest

from accordingto.errors import IngestError
from accordingto.ingest.files import Source, find_sources, measure
from accordingto.ingest.inputs import Skipped


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.jsonl", "sub/c.TXT", "sub/d.ndjson", ".git/e.txt", "f.odt", ".g.txt"):
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Shells fell.")
    return tmp_path / "reports"


def names(found, root):
    return [item.name.removeprefix(f"{root}{os.sep}") for item in found if isinstance(item, Source)]


def test_folder_is_walked_in_the_order_of_names(folder):
    found = list(find_sources([str(folder)]))
    assert names(found, folder) == ["a.jsonl", "b.txt", "sub/c.TXT", "sub/d.ndjson"]


def test_what_is_passed_over_is_said_and_why(folder):
    found = find_sources([str(folder)])
    skipped = {os.path.basename(i.path): i.reason for i in found if isinstance(i, Skipped)}  # noqa: PTH119 -- a name
    assert skipped == {
        ".git": "hidden",
        ".g.txt": "hidden",
        "f.odt": "of a kind that is not read",
    }


def test_link_to_a_folder_is_not_followed(folder):
    (folder / "sub" / "loop").symlink_to(folder)
    found = list(find_sources([str(folder)]))
    assert [i.reason for i in found if isinstance(i, Skipped) and "loop" in i.path] == [
        "a link to a folder"
    ]


def test_file_that_is_named_is_read_whatever_its_ending(folder):
    assert [type(item) for item in find_sources([str(folder / "f.odt")])] == [Source]


@pytest.mark.parametrize(("name", "code"), [("nowhere", "not_found"), ("", "not_found")])
def test_path_without_anything_is_refused(name, code):
    [error] = find_sources([name])
    assert isinstance(error, IngestError)
    assert error.code == code


def test_path_with_a_zero_byte_is_refused():
    [error] = find_sources(["a\0b"])
    assert error.code == "not_found"


@pytest.mark.parametrize(
    ("files", "words"),
    [([], "it holds nothing"), (["a.odt", "b.odt", "c.doc"], "1 with .doc, 2 with .odt")],
)
def test_folder_without_a_report_is_refused(tmp_path, files, words):
    for name in files:
        (tmp_path / name).write_text("x")
    *_, error = find_sources([str(tmp_path)])
    assert isinstance(error, IngestError)
    assert error.code == "no_report"
    assert words in error.message


def test_name_that_is_not_utf8_can_be_written(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(path, "w") as file:  # noqa: PTH123 -- a name in bytes
        file.write("Shells fell.")
    [source] = find_sources([str(tmp_path)])
    assert source.parts[-1] == "\\xff"


def test_size_of_all_inputs_is_known_before_they_are_read(folder):
    assert measure([str(folder)]) == 4 * len("Shells fell.")


def test_size_of_standard_input_is_not_known(folder):
    assert measure([str(folder), "-"]) is None


@pytest.fixture
def weeks(tmp_path):
    for name in ("week1/a.html", "week1/b.pdf", "week2/a.html", "week2/sub/c.html", "other.text"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Shells fell.")
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("week*/*.html", ["week1/a", "week2/a"]),
        ("week?/*", ["week1/a", "week1/b", "week2/a", "week2/sub/c"]),
        ("week[2]/*.html", ["week2/a"]),
        ("**/*.html", ["week1/a", "week2/a", "week2/sub/c"]),
        ("week*", ["week1/a", "week1/b", "week2/a", "week2/sub/c"]),
        ("*.text", ["other"]),
    ],
)
def test_pattern_is_expanded_in_the_order_of_names(weeks, pattern, ids):
    found = [item for item in find_sources([str(weeks / pattern)]) if isinstance(item, Source)]
    assert ["/".join(item.parts[-item.depth :]) for item in found] == ids


def test_what_a_pattern_fits_and_is_not_read_is_said(weeks):
    (weeks / "week1" / "notes.odt").write_text("x")
    (weeks / "week1" / ".hidden.html").write_text("x")
    skipped = [i for i in find_sources([str(weeks / "week1" / "*")]) if isinstance(i, Skipped)]
    assert [(os.path.basename(i.path), i.reason) for i in skipped] == [  # noqa: PTH119 -- a name
        ("notes.odt", "of a kind that is not read")
    ]


def test_file_whose_name_is_a_pattern_is_that_file(tmp_path):
    for name in ("[1].html", "1.html"):
        (tmp_path / name).write_text("Shells fell.")
    assert names(find_sources([str(tmp_path / "[1].html")]), tmp_path) == ["[1].html"]


def test_pattern_that_nothing_fits_is_refused(tmp_path):
    [error] = find_sources([str(tmp_path / "*.html")])
    assert error.code == "not_found"
    assert "nothing fits it as a pattern" in error.message


def test_what_belongs_to_a_saved_page_is_passed_over(tmp_path):
    for name in ("a.html", "a_files/frame.html", "b.htm", "b.files/ad.html", "c_files/d.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Shells fell.")
    found = list(find_sources([str(tmp_path)]))
    assert names(found, tmp_path) == ["a.html", "b.htm", "c_files/d.html"]
    assert {i.reason for i in found if isinstance(i, Skipped)} == {"parts of a saved page"}
