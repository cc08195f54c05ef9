"""`import --from`: what people marked in other tools, and archives of pages."""

import json

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.ledger.decisions import iterate_entries
from accordingto.ledger.ledger import Ledger
from tests.formats.exchanges import FAR, URL, exchange_ledger
from tests.formats.marked import annotation, region, task

WORDS = "3 people"


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    for name in ("ACCORDINGTO_LEDGER", "ACCORDINGTO_REVIEWER"):
        monkeypatch.delenv(name, raising=False)
    return exchange_ledger(tmp_path)


def take(ledger, content, *options, tool="label-studio", name="marks.json"):
    path = ledger.with_name(name)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    asked = ["import", str(path), "--from", tool, "--ledger", str(ledger), *options]
    return CliRunner().invoke(app, asked)


def decisions(ledger):
    with Ledger.open(ledger) as opened, opened.look() as connection:
        return [one.recorded.judgement.decision.value for one in iterate_entries(connection)]


def test_marks_become_decisions_and_what_is_not_taken_is_told(ledger):
    before = len(decisions(ledger))
    marks = [
        task(FAR, region(FAR, WORDS, "figure:injured", id="a")),
        task("Another text.", region("Another text.", "text", "figure", id="b")),
    ]
    result = take(ledger, marks, "--by", "Odd")
    assert result.exit_code == ExitCode.SOME_REFUSED
    assert "not taken: task 3, annotation 5, region 'b': no report has this text" in result.stderr
    assert "1 decision: correct 1" in result.stderr
    assert decisions(ledger)[before:] == ["correct"]
    again = take(ledger, marks[:1], "--by", "Odd")
    assert (again.exit_code, "decided so already: 1" in again.stderr) == (ExitCode.ALL_READ, True)


def test_a_dry_run_records_nothing(ledger):
    before = decisions(ledger)
    result = take(
        ledger, task(FAR, region(FAR, WORDS, "figure:killed")), "--by", "Odd", "--dry-run"
    )
    assert "1 decision: accept 1" in result.stderr
    assert "nothing was recorded" in result.stderr
    assert decisions(ledger) == before


def test_web_annotations_by_the_address_of_a_page(ledger):
    mark = annotation(FAR, WORDS, "Deaths", url=URL, position=False)
    result = take(ledger, mark, "--by", "Odd", "--label", "Deaths=figure:killed",
                  tool="web-annotation")  # fmt: skip
    assert result.exit_code == ExitCode.ALL_READ, result.stderr
    assert decisions(ledger)[-1] == "accept"


def test_our_own_export_comes_back_and_decides_nothing(ledger, tmp_path):
    asked = ["export", "--to", "web-annotation", "--include-unreviewed", "--no-log"]
    asked += ["--ledger", str(ledger), "--output", str(tmp_path / "out")]
    assert CliRunner().invoke(app, asked).exit_code == 0
    before = decisions(ledger)
    made = (tmp_path / "out" / "annotations.jsonld").read_text(encoding="utf-8")
    result = take(ledger, made, "--by", "Odd", tool="web-annotation")
    assert result.exit_code == ExitCode.ALL_READ, result.stderr
    assert f"{json.loads(made)['total']}; no decisions" in result.stderr
    assert decisions(ledger) == before


def test_archives_are_kept_and_tied(ledger):
    table = f"link,archive location\n{URL},https://keep.example/1\n,https://keep.example/2\n"
    result = take(ledger, table, "--by", "Odd", tool="auto-archiver", name="archive.csv")
    assert result.exit_code == ExitCode.SOME_REFUSED
    assert "archives of pages that reports came from: 1" in result.stderr
    assert "not taken: row 3: no address in it" in result.stderr


@pytest.mark.parametrize(
    ("content", "options", "told", "code"),
    [
        ({}, (), "expected --by NAME", ExitCode.USAGE),
        ({}, ("--by", "Odd", "--label", "x"), "--label 'x': expected two words", ExitCode.USAGE),
        ({}, ("--by", "Odd", "--label", "x=tank"), "no kind of record", ExitCode.USAGE),
        ({}, ("--by", "Odd", "--name", "x"), "--name goes with a sheet", ExitCode.USAGE),
        ({}, ("--by", " "), "no reviewer", ExitCode.USAGE),
        ("{", ("--by", "Odd"), "refused: ", ExitCode.NOTHING_READ),
        ({}, ("--by", "Odd"), 'no task with "data"', ExitCode.NOTHING_READ),
        ("9" * 5000, ("--by", "Odd"), "a number too long", ExitCode.NOTHING_READ),
    ],
)
def test_what_cannot_be_meant_is_one_line(ledger, content, options, told, code):
    before = decisions(ledger)
    result = take(ledger, content, *options)
    assert result.exit_code == code, result.output
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert decisions(ledger) == before


def test_an_unknown_tool_and_options_that_do_not_go_together_are_refused(ledger):
    assert "expected one of label-studio" in take(ledger, {}, "--by", "Odd", tool="doccano").stderr
    table = take(ledger, "link,archive location\n", "--dry-run", tool="auto-archiver", name="a.csv")
    assert "go with marks" in table.stderr
    asked = ["import", "x.csv", "--label", "a=figure", "--ledger", str(ledger)]
    assert "go with --from" in CliRunner().invoke(app, asked).stderr
