"""The reference is written from the code, and holds all of it."""

import sys
from pathlib import Path

import pytest
from typer.main import get_command

from accordingto.cli.app import app

sys.path.append(str(Path(__file__).resolve().parents[1] / "docs"))

from reference_pages import write_reference


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reference")
    write_reference(folder)
    return {page.stem: page.read_text(encoding="utf-8") for page in folder.iterdir()}


@pytest.mark.parametrize("name", get_command(app).commands)
def test_every_command_has_its_help(pages, name):
    assert f"## {name}\n\n```text\nUsage: accordingto {name}" in pages["cli"]


def test_modules_of_records_and_of_python_are_listed(pages):
    assert ".. automodule:: accordingto.records.figures\n" in pages["records"]
    assert ".. automodule:: accordingto.api.looking\n" in pages["python"]


def test_schemas_are_whole(pages):
    assert '"figures"' in pages["schema"]
    assert "## judgement" in pages["schema"]


def test_pages_that_are_as_before_are_not_written(tmp_path, pages):
    for name, text in pages.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    before = {page.name: page.stat().st_mtime_ns for page in tmp_path.iterdir()}
    write_reference(tmp_path)
    assert {page.name: page.stat().st_mtime_ns for page in tmp_path.iterdir()} == before
