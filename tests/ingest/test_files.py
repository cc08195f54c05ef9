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
