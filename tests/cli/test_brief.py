"""`accordingto brief`, as a user types it."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.ledger.ledger import Ledger, Opening
from tests.ledger.shelf import fill

ROOT = Path(__file__).resolve().parents[2]
BRIEFS = ROOT / "docs" / "brief.md"


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        fill(ledger)
    return path


def brief(path, *arguments):
    return CliRunner().invoke(app, ["brief", "--ledger", str(path), *arguments])


def test_brief_is_markdown_on_standard_output(path):
    result = brief(path, "--include-unreviewed", "--place", "Aleppo")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Aleppo, all days\n")
    assert "**70 killed** - according to the Skerry Relief Society" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("name", "form", "begins"),
    [
        ("b.md", (), "# "),
        ("b.html", (), "<!doctype html>"),
        ("b.HTM", (), "<!doctype html>"),
        ("b", ("--format", "html"), "<!doctype html>"),
        ("b.html", ("-f", "markdown"), "# "),
    ],
)
def test_name_of_the_output_says_the_format_unless_it_is_said(path, tmp_path, name, form, begins):
    output = tmp_path / name
    result = brief(path, "--include-unreviewed", "-o", str(output), *form)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert output.read_text().lstrip().startswith(begins)
    assert "records unreviewed" in result.stderr


def test_nothing_reviewed_is_told_on_both_streams(path):
    result = brief(path)
    assert result.exit_code == 0
    for stream in (result.stdout, result.stderr):
        assert "Nothing of this period and area is reviewed." in stream
        assert "--include-unreviewed" in stream


def test_quiet_run_tells_nothing_beside_the_brief(path):
    result = brief(path, "-q")
    assert result.stderr == ""
    assert "Nothing of this period and area is reviewed." in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "2024-02-30"), "'2024-02-30' is no day; expected one as in 2016-09-24"),
        (("--from", "9999999"), "is no day"),
        (("--from", "2024-03", "--to", "2024-02"), "lies after --to"),
        (("--country", "Atlantis"), "is no country that the gazetteer knows"),
        (("--place", "***"), "holds no letter and no digit"),
        (("--as-of", "\x1b[2Jnow"), r"'\x1b[2Jnow' is no day"),
        (("--unreviewed",), "No such option"),
        (("--format", "pdf"), "pdf"),
    ],
)
def test_what_cannot_be_meant_is_one_clear_line(path, arguments, said):
    result = brief(path, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_output_that_cannot_be_written_is_told(path, tmp_path):
    result = brief(path, "-o", str(tmp_path / "none" / "b.md"))
    assert result.exit_code == 4
    assert "cannot be written to" in result.stderr


def test_file_is_left_as_it_was_when_the_brief_fails(path, tmp_path):
    output = tmp_path / "b.md"
    output.write_text("before")
    assert brief(path, "--from", "never", "-o", str(output)).exit_code == 2
    assert output.read_text() == "before"
    assert {one.name for one in tmp_path.iterdir() if one.suffix == ".tmp"} == set()


def test_documented_example_prints_what_is_documented(tmp_path, monkeypatch, request):
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    text = BRIEFS.read_text(encoding="utf-8")
    commands, (before, after) = text.split("## An example")[1], text.split("```text\n")
    for line in re.findall(r"^accordingto (.*samples\.ledger.*)$", commands, re.MULTILINE):
        arguments = [str(ROOT / word) if word.startswith("src/") else word for word in line.split()]
        arguments[arguments.index("samples.ledger")] = str(tmp_path / "samples.ledger")
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0
    printed, rest = result.stdout, after.split("```", 1)
    if request.config.getoption("--update-golden"):
        BRIEFS.write_text(f"{before}```text\n{printed}```{rest[1]}", encoding="utf-8")
    else:
        assert printed == rest[0]
