"""The examples of docs/show.md print what stands there."""

import re
import shlex

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "show.md"
SHOWN = re.compile(r"```console\n([^`]+)```\n\n```text\n(.*?)```", re.DOTALL)
CHANGING = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z"), "2024-04-02T09:12:44Z"),
    (re.compile(r"entry\s+[0-9a-f]{12}"), "entry 5f1c0e2ab3d4"),
)
"""What is of one run: times, salted hashes."""


def settled(written):
    for pattern, always in CHANGING:
        written = pattern.sub(always, written)
    return written.strip()


def run(command):
    arguments = shlex.split(command)
    assert arguments[0] == "accordingto"
    result = CliRunner().invoke(app, arguments[1:])
    assert result.exit_code == 0, result.stderr
    return result


@pytest.fixture
def at_work(tmp_path, monkeypatch):
    """A folder with the samples where the page has them."""
    (tmp_path / "src").symlink_to(ROOT / "src")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.mark.usefixtures("at_work")
def test_examples_print_what_the_page_shows(request):
    page = PAGE.read_text(encoding="utf-8")
    run(page.split("```console\n", 1)[1].split("```", 1)[0].strip())
    for found in list(SHOWN.finditer(page)):
        results = [run(line) for line in found[1].strip().splitlines()]
        last = results[-1]
        printed = settled(f"{last.stdout.rstrip()}\n{last.stderr}") + "\n"
        if request.config.getoption("--update-golden"):
            page = page.replace(found[0], f"```console\n{found[1]}```\n\n```text\n{printed}```", 1)
        else:
            assert found[2] == printed
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page, encoding="utf-8")
