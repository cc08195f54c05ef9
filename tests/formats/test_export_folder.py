import csv
import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from accordingto.errors import ConfigurationError, InvalidRecordError
from accordingto.formats.datapackage import describe_export
from accordingto.formats.editions import Edition
from accordingto.formats.export_folder import Column, ExportFolder
from accordingto.views.visible import make_visible

EDITION = Edition(
    format="t", ledger="l", state="s", as_of="2024-03-14T00:00:00Z", program="p", rules=("r/1",)
)
COLUMNS = (Column("words", "string", "w"), Column("low", "integer", "n"))


def write(folder, rows, name="t.csv"):
    with ExportFolder(folder, make_visible) as export:
        export.write_csv(name, COLUMNS, rows, "A table.")
        export.keep(describe_export(EDITION, export.resources, 0))
        return export.resources[0]


def read(folder):
    with (folder / "t.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\tx", "'\tx"),
        ("12\u202e dead", "12[U+202E] dead"),
        ("a\x00\x1b[2J", "a[U+0000][U+001B][2J"),
        ("two\nlines", "two\nlines"),
        ("half \ud800", "half [U+D800]"),
        ("-12", "-12"),
    ],
)
def test_cells_show_and_do_not_run(tmp_path, words, shown):
    write(tmp_path / "out", [[words, 12]])
    assert read(tmp_path / "out") == [[shown, "12"]]


def test_a_long_quote_is_whole(tmp_path):
    write(tmp_path / "out", [["x" * 40_000, None]])
    assert read(tmp_path / "out") == [["x" * 40_000, ""]]


def test_each_file_has_its_hash_size_and_rows(tmp_path):
    resource = write(tmp_path / "out", [["a", 1], ["b", 2]])
    raw = (tmp_path / "out" / "t.csv").read_bytes()
    assert resource.sha256 == hashlib.sha256(raw).hexdigest()
    assert (resource.size, resource.rows) == (len(raw), 2)


def test_a_row_of_another_width_is_our_own_bug(tmp_path):
    with pytest.raises(InvalidRecordError, match="a row of 1 cells; expected 2"):
        write(tmp_path / "out", [["a"]])


@pytest.mark.parametrize("name", ["/etc/x", "../x", "a/../x", "", "datapackage.json", "a\\b"])
def test_no_file_is_written_outside_of_the_folder(tmp_path, name):
    with pytest.raises(InvalidRecordError, match="expected a new name inside of it"):
        write(tmp_path / "out", [], name)


def test_what_fails_leaves_nothing_behind(tmp_path):
    def rows():
        yield ["a", 1]
        raise InvalidRecordError("no")

    with pytest.raises(InvalidRecordError, match="no"):
        write(tmp_path / "out", rows())
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_export_stays_when_the_next_one_fails(tmp_path):
    write(tmp_path / "out", [["a", 1]])
    with pytest.raises(InvalidRecordError):
        write(tmp_path / "out", [["a"]])
    assert read(tmp_path / "out") == [["a", "1"]]


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, os.strerror(28))

    def write_all(export):
        with export.open("t.bin", "application/octet-stream", "") as stream:
            monkeypatch.setattr(stream, "_stream", type("Full", (), {"write": full})())
            stream.write(b"x")

    told = r"No space left on device.*with room on its disk"
    with ExportFolder(tmp_path / "out") as export, pytest.raises(ConfigurationError, match=told):
        write_all(export)
    assert list(tmp_path.iterdir()) == []


def test_a_descriptor_that_names_files_elsewhere_takes_nothing_away(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "datapackage.json").write_text(
        '{"accordingto": {}, "resources": [{"path": "../letter.txt", "hash": "x"}]}'
    )
    write(folder, [])
    assert (tmp_path / "letter.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("", None),
        ("CC-BY-4.0", [{"name": "CC-BY-4.0"}]),
        ("CC BY 4.0", [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}]),
        ("…", [{"name": "licence", "title": "…"}]),
    ],
)
def test_a_licence_is_named_by_an_identifier(named, told):
    made = json.loads(describe_export(replace(EDITION, licence=named), (), 0))
    assert made.get("licenses") == told


def test_a_file_that_was_changed_since_is_never_overwritten(tmp_path):
    folder = tmp_path / "out"
    write(folder, [["a", 1]])
    (folder / "t.csv").write_text("words,low\r\nmine,1\r\n", newline="")
    with pytest.raises(ConfigurationError, match="was changed since it was exported"):
        write(folder, [["b", 2]])
    assert read(folder) == [["mine", "1"]]
    (folder / "t.csv").unlink()
    write(folder, [["b", 2]])
    assert read(folder) == [["b", "2"]]


def test_the_folder_that_one_stands_in_is_a_folder_too(tmp_path, monkeypatch):
    inside = tmp_path / "out"
    inside.mkdir()
    monkeypatch.chdir(inside)
    write(Path(), [("x", 1)])
    assert read(inside) == [["x", "1"]]
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_the_root_is_told_and_not_written_to():
    with pytest.raises(ConfigurationError), ExportFolder(Path("/"), make_visible):
        pass
