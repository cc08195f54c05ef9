"""`accordingto corroborate`."""

import json

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.records.codec import to_json
from tests.builders import make_report, reader

STRIKE = "Air strikes on a market in Aleppo killed 23 people on Tuesday, residents said."
LATER = f"{STRIKE} The wounded lay in the street for hours."


@pytest.fixture
def readings(tmp_path):
    path = tmp_path / "readings.jsonl"
    reports = [make_report(text, id=f"r{n}") for n, text in enumerate((STRIKE, LATER), start=1)]
    path.write_text("".join(f"{to_json(reader().read(one))}\n" for one in reports), "utf-8")
    return path


def run(*arguments, **options):
    return CliRunner().invoke(app, ["corroborate", *map(str, arguments)], **options)


def test_cases_are_shown_as_text(readings):
    result = run(readings)
    assert result.exit_code == 0
    assert "2 reports of 1 origin" in result.stdout
    assert "2 reports, 1 case, 1 of them" in result.stderr


def test_cases_are_written_as_json_to_a_file(readings, tmp_path):
    path = tmp_path / "cases.json"
    assert run(readings, "--format", "json", "-o", path, "-q").exit_code == 0
    assert json.loads(path.read_text("utf-8"))["cases"][0]["reports"] == ["r1", "r2"]


def test_readings_come_from_standard_input_too(readings):
    result = run("-", "--format", "json", input=readings.read_bytes())
    assert json.loads(result.stdout)["reports"] == 2


def test_bad_line_is_told_and_the_rest_is_taken_up(readings):
    with readings.open("a", encoding="utf-8") as file:
        file.write('{"id": "x", "text": "Shelling killed 12."}\n')
    result = run(readings)
    assert result.exit_code == 1
    assert "line 3" in result.stderr
    assert "read it first" in result.stderr
    assert "2 reports of 1 origin" in result.stdout


def test_empty_file_is_told_as_such(tmp_path):
    path = tmp_path / "none.jsonl"
    path.write_text("", "utf-8")
    result = run(path)
    assert result.exit_code == 3
    assert "0 reports" in result.stderr


def test_file_that_is_not_there_is_told_as_such(tmp_path):
    result = run(tmp_path / "none.jsonl")
    assert result.exit_code == 4
    assert "cannot be opened" in result.stderr


@pytest.mark.parametrize("arguments", [(), ("x.jsonl", "--ledger", "y.ledger")])
def test_either_readings_or_a_ledger_is_asked_for(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "--ledger" in result.stderr


def test_output_that_cannot_be_written_is_told(readings, tmp_path):
    result = run(readings, "-o", tmp_path / "none" / "cases.txt")
    assert result.exit_code == 4
    assert "cannot be written" in result.stderr


def code_of(readings):
    return json.loads(run(readings, "--format", "json", "-q").stdout)["cases"][0]["id"]


def test_one_case_is_shown_whole_by_its_code(readings):
    result = run(readings, "--case", code_of(readings))
    assert result.exit_code == 0
    assert "WHO DEPENDS ON WHOM" in result.stdout


def test_code_of_no_case_is_told_as_such(readings):
    result = run(readings, "--case", "C-0000000000")
    assert result.exit_code == 2
    assert "no case of these reports has this code; --list" in result.stderr


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--list", "2 reports"),
        ("--truces", "No truce or deal is told of."),
        ("--sources", "Counts of what"),
    ],
)
def test_other_views_are_shown_when_asked_for(readings, option, words):
    result = run(readings, option)
    assert result.exit_code == 0
    assert words in result.stdout


@pytest.mark.parametrize(
    "options", [("--list", "--truces"), ("--case", "C-1", "--sources"), ("--list", "-f", "json")]
)
def test_two_views_at_once_are_refused(readings, options):
    result = run(readings, *options)
    assert result.exit_code == 2
    assert "cannot be given together" in " ".join(result.stderr.split())


def test_names_of_children_are_withheld_in_text_and_kept_in_json(tmp_path):
    path = tmp_path / "readings.jsonl"
    text = "Air strikes on Aleppo killed Lina Harrow, 9, on Tuesday, residents said."
    reading = reader().read(make_report(text))
    assert any(person.name == "Lina Harrow" for person in reading.people)
    path.write_text(f"{to_json(reading)}\n", "utf-8")
    shown = run(path, "--all").stdout
    assert "Harrow" not in shown
    assert "[name withheld], 9" in shown
    assert "Lina Harrow" in run(path, "-f", "json").stdout


@pytest.mark.parametrize("form", ["text", "json"])
def test_names_that_people_withhold_in_a_ledger_are_withheld_in_its_cases(tmp_path, form):
    where, report = str(tmp_path / "war.ledger"), tmp_path / "report.txt"
    report.write_text("Air strikes on Aleppo killed 23 people on Tuesday, Omar Sand said.", "utf-8")
    options = ["--published", "2024-03-14", "--reader", "rules", "--ledger", where]
    assert CliRunner().invoke(app, ["add", str(report), *options]).exit_code == 0
    assert "Omar Sand" in run("--ledger", where, "--all", "-f", form).stdout
    asked = [
        "redact",
        "--ledger",
        where,
        "--name",
        "Omar Sand",
        "--reviewer",
        "R",
        "--why",
        "asked",
    ]
    assert CliRunner().invoke(app, asked).exit_code == 0
    shown = run("--ledger", where, "--all", "-f", form).stdout
    assert "Omar Sand" not in shown
    assert "[name withheld]" in shown


def test_case_of_a_ledger_is_not_shown_as_reviewed(tmp_path):
    where, report = str(tmp_path / "war.ledger"), tmp_path / "report.txt"
    report.write_text(STRIKE, "utf-8")
    options = ["--published", "2024-03-14", "--reader", "rules", "--ledger", where]
    assert CliRunner().invoke(app, ["add", str(report), *options]).exit_code == 0
    shown = " ".join(run("--ledger", where, "--all").stdout.split())
    assert "the case itself is not reviewed by a person" in shown
