import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import ConfigurationError
from accordingto.views.folders import MANIFEST_NAME, PageFolder, derive_name


def write(folder: Path, *ids: str) -> list[str]:
    with PageFolder(folder) as pages:
        names = []
        for id_ in ids:
            name = pages.name_page(id_)
            pages.write(name, id_)
            names.append(name)
    return names


@given(st.text())
def test_name_is_plain_whatever_the_id(id_: str) -> None:
    name = derive_name(id_)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert 0 < len(name) <= 100


@pytest.mark.parametrize(
    "id_", ["con", "NUL", "com1", "index", "INDEX", "..", "/", "a/b", "a\\b", "x" * 500, "é", "-rf"]
)
def test_ids_that_mean_something_to_a_file_system_lose_it(id_: str) -> None:
    name = derive_name(id_)
    assert name != id_
    assert name not in {"con", "nul", "com1", "index"}
    assert not name.startswith("-")


def test_different_ids_get_different_names_on_systems_that_know_no_case(tmp_path: Path) -> None:
    taken = derive_name("A")
    names = write(tmp_path, "a", "A", "á", "a/", "a", "a-2", taken)
    assert len({name.casefold() for name in names}) == len(names)


def test_second_run_replaces_the_first_and_leaves_other_files_alone(tmp_path: Path) -> None:
    write(tmp_path, "one", "two")
    (tmp_path / "notes.txt").write_text("mine")
    write(tmp_path, "two", "three")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        MANIFEST_NAME,
        "notes.txt",
        "three.html",
        "two.html",
    ]


def test_page_of_somebody_else_among_ours_is_never_overwritten(tmp_path: Path) -> None:
    write(tmp_path, "one")
    (tmp_path / "two.html").write_text("mine")
    with pytest.raises(ConfigurationError, match="was not written by accordingto"):
        write(tmp_path, "two")
    assert (tmp_path / "two.html").read_text() == "mine"


def test_run_that_broke_off_is_still_known_as_ours(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write(tmp_path, "one", "\ud800")
    assert write(tmp_path, "two") == ["two.html"]
    assert not (tmp_path / "one.html").exists()


def test_list_of_pages_cannot_lead_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "precious.html").write_text("mine")
    folder = tmp_path / "pages"
    write(folder, "one")
    with (folder / MANIFEST_NAME).open("a") as listed:
        listed.write("../precious.html\n")
    write(folder, "one")
    assert (tmp_path / "precious.html").read_text() == "mine"


def test_link_planted_for_a_page_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine")
    folder = tmp_path / "pages"
    write(folder, "one")
    (folder / "one.html").unlink()
    (folder / "one.html").symlink_to(outside)
    write(folder, "one")
    assert outside.read_text() == "mine"
    assert (folder / "one.html").read_text() == "one"


def test_path_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ConfigurationError, match="cannot be written to"):
        write(tmp_path / "file", "one")


@pytest.mark.skipif(os.name == "nt", reason="file modes of POSIX")
def test_pages_can_be_read_by_others(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write(tmp_path, "one")
    finally:
        os.umask(before)
    assert (tmp_path / "one.html").stat().st_mode & 0o777 == 0o644
