import csv
import io

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app, run
from accordingto.cli.exits import ExitCode
from accordingto.records.codec import to_json
from tests.builders import read
from tests.formats.references import write_reference

TEXT = "Shells hit a bakery in Aleppo on Tuesday, killing 12 people, residents said."
ALEPPO = {"adm_1": "Aleppo Governorate", "latitude": "36.20", "longitude": "37.16"}
NEAR = {**ALEPPO, "id": "102", "latitude": "36.33", "best": "3", "low": "3", "high": "3"}


@pytest.fixture
def ged(tmp_path):
    return write_reference(tmp_path / "ged.csv", ALEPPO, NEAR)


@pytest.fixture
def readings(tmp_path):
    path = tmp_path / "readings.jsonl"
    path.write_text(to_json(read(TEXT)) + "\n", encoding="utf-8")
    return path


def check(*arguments):
    """Run `accordingto check`."""
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_text_tells_the_row_and_the_mapping_stands_on_the_other_stream(readings, ged):
    result = check(readings, "--against", ged)
    assert result.exit_code == ExitCode.ALL_READ
    assert "one row: one row stands out" in result.stdout
    assert 'best <- "best"' in result.stderr
    assert "checked 1 case of 1 reading against 2 rows" in result.stderr


def test_each_reports_account_can_be_compared_by_itself(readings, ged):
    result = check(readings, "--against", ged, "--by", "incident")
    assert "checked 1 incident of 1 reading against 2 rows" in result.stderr
    assert "[r1 " in result.stdout


def test_quiet_tells_nothing_beside_the_output(readings, ged):
    assert check(readings, "--against", ged, "--quiet").stderr == ""


def test_csv_is_one_sheet(readings, ged):
    result = check(readings, "--against", ged, "--format", "csv", "--reverse")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["outcome"], row["row"]) for row in rows] == [
        ("one_to_one", "101"),
        ("unmentioned", "102"),
    ]


def test_page_goes_to_a_file(readings, ged, tmp_path):
    page = tmp_path / "check.html"
    result = check(readings, "--against", ged, "--format", "html", "--output", page)
    assert (result.exit_code, result.stdout) == (ExitCode.ALL_READ, "")
    assert "<svg" in page.read_text(encoding="utf-8")


def test_bad_lines_and_rows_are_told_and_the_exit_code_says_so(readings, tmp_path):
    path = write_reference(
        tmp_path / "g.csv", ALEPPO, *({"id": str(n), "best": "x"} for n in range(14))
    )
    result = check(readings, "--against", path)
    assert result.exit_code == ExitCode.SOME_REFUSED
    assert result.stderr.count("expected a whole number of people") == 10
    assert "and 4 more could not be read" in result.stderr


def test_nothing_that_can_be_read_is_told(readings, ged):
    readings.write_text("not a reading\n")
    result = check(readings, "--against", ged)
    assert result.exit_code == ExitCode.NOTHING_READ
    assert "no reading could be read: nothing was compared" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["r.jsonl", "--ledger", "l"]])
def test_either_readings_or_a_ledger(arguments, ged):
    result = check(*arguments, "--against", ged)
    assert result.exit_code == ExitCode.USAGE
    assert "either READINGS or --ledger" in result.stderr


def test_file_of_another_kind_is_a_clear_line(readings, tmp_path, monkeypatch, capsys):
    path = tmp_path / "notes.txt"
    path.write_text("just some words\n")
    monkeypatch.setattr("sys.argv", ["accordingto", "check", str(readings), "--against", str(path)])
    assert run() == ExitCode.MISCONFIGURED
    told = capsys.readouterr().err
    assert "expected those of UCDP GED, ACLED or Airwars" in told
    assert "Traceback" not in told


def test_readings_can_come_from_standard_input(readings, ged):
    result = CliRunner().invoke(
        app, ["check", "-", "--against", str(ged)], input=readings.read_bytes()
    )
    assert result.exit_code == ExitCode.ALL_READ
    assert "one row: one row stands out" in result.stdout


def test_output_that_cannot_be_written_is_told(readings, ged, tmp_path):
    result = check(readings, "--against", ged, "--output", tmp_path / "none" / "x.txt")
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "cannot be written to" in result.stderr
