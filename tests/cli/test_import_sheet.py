import pytest
from typer.testing import CliRunner

from accordingto.api.exporting import export
from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from tests.ledger.warehouse import fill_warehouse

SHEET = "Code,Date,Killed,Note\nS-1,2016-09-23,12,x\nS-1,2016-09-23,at least 9,=1+1\nS-2,,,y\n"


def run(*arguments):
    return CliRunner().invoke(app, ["import", *map(str, arguments)])


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text(SHEET)
    return path


def test_sheet_is_kept_and_its_mapping_shown(sheet, tmp_path):
    result = run(sheet, "--ledger", tmp_path / "war.ledger")
    assert result.exit_code == ExitCode.ALL_READ
    assert 'code <- "Code"' in result.stderr
    assert 'killed <- "Killed"' in result.stderr
    assert 'kept as they are: "Note"' not in result.stderr
    told = "sheet 'cases', version 1: 3 rows, 2 cases, 2 claims of people harmed"
    assert told in result.stderr


def test_date_that_is_no_one_day_is_told_with_its_rows(tmp_path):
    dates = ("2016-09-23", "03/04/2016", "31/02/2016", "early May", "", "13/04/2016")
    rows = (f"S-{number},{day},1\n" for number, day in enumerate(dates))
    path = tmp_path / "cases.csv"
    path.write_text("Code,Date,Killed\n" + "".join(rows))
    told = run(path, "-l", tmp_path / "war.ledger").stderr
    assert "no one day in the date of 3 rows (3-5): the words are kept" in told
    assert 'dates = "day-first" in a mapping' in told
    mapping = 'schema = 1\nrows = "cases"\n[table]\ndates = "day-first"\n[columns]\n'
    (tmp_path / "m.toml").write_text(f'{mapping}code = "Code"\ndate_from = "Date"\n')
    told = run(path, "-l", tmp_path / "war.ledger", "--mapping", tmp_path / "m.toml").stderr
    assert "no one day in the date of 2 rows (4-5)" in told


def test_importing_again_tells_what_is_new(sheet, tmp_path):
    where = tmp_path / "war.ledger"
    run(sheet, "-l", where)
    assert "nothing has changed since version 1" in run(sheet, "-l", where).stderr
    sheet.write_text(SHEET.replace("12", "14"))
    assert "sheet 'cases', version 2" in run(sheet, "-l", where).stderr


def test_mapping_is_saved_and_used(sheet, tmp_path):
    saved = tmp_path / "m.toml"
    run(sheet, "-l", tmp_path / "war.ledger", "--save-mapping", saved)
    assert 'rows = "cases"' in saved.read_text()
    saved.write_text(saved.read_text().replace('low = "Killed"\n', ""))
    result = run(sheet, "-l", tmp_path / "b.ledger", "--mapping", saved, "-q")
    assert (result.exit_code, result.stderr) == (ExitCode.ALL_READ, "")


def test_bad_rows_are_told_and_the_others_kept(sheet, tmp_path):
    sheet.write_text(SHEET + "S-3,1,2,3,4,5\n")
    result = run(sheet, "-l", tmp_path / "war.ledger")
    assert result.exit_code == ExitCode.SOME_REFUSED
    assert f"refused: {sheet}, line 5: a row of 6 cells" in result.stderr
    assert "refused 1 row; the file is kept whole" in result.stderr


def test_file_that_is_no_sheet_is_refused(tmp_path):
    result = run(tmp_path / "none.csv", "-l", tmp_path / "war.ledger")
    assert result.exit_code == ExitCode.NOTHING_READ
    assert "it cannot be opened (No such file or directory)" in result.stderr
    assert "check the spelling" in result.stderr
    assert not (tmp_path / "war.ledger").exists()


def test_sheet_of_which_nothing_is_understood_is_kept_and_that_is_told(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text("a,b\n1,2\n")
    result = run(path, "--ledger", tmp_path / "war.ledger", "--quiet")
    assert result.exit_code == ExitCode.ALL_READ
    assert "no column was taken for a case's code" in result.stderr


@pytest.fixture
def claims(tmp_path, monkeypatch):
    """A ledger, and a claims sheet of it with two decisions, one of which cannot be meant."""
    monkeypatch.delenv("ACCORDINGTO_REVIEWER", raising=False)
    where = tmp_path / "claims.ledger"
    fill_warehouse(where)
    export("claims", where, tmp_path / "out", include_unreviewed=True)
    lines = (tmp_path / "out" / "claims.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1], lines[2] = f"accept{lines[1]}", f"maybe{lines[2]}"
    sheet = tmp_path / "claims.csv"
    sheet.write_text("".join(lines), encoding="utf-8", newline="")
    return sheet, where


def test_a_claims_sheet_is_known_and_shown_before_it_is_recorded(claims):
    result = run(claims[0], "-l", claims[1], "--by", "Odd", "--dry-run")
    assert result.exit_code == ExitCode.SOME_REFUSED
    assert result.stdout.startswith("line 2, incident ")
    assert ": accept" in result.stdout
    assert "line 3, column decision: 'maybe'; expected accept, correct" in result.stderr
    assert "1 decision would be recorded, nothing was" in result.stderr
    result = run(claims[0], "-l", claims[1], "--by", "Odd")
    assert "1 decision recorded" in result.stderr


def test_whoever_decides_must_be_named(claims):
    result = run(claims[0], "-l", claims[1])
    assert result.exit_code == ExitCode.USAGE
    assert "expected --by NAME: who decides" in result.stderr


def test_a_dry_run_goes_with_a_claims_sheet_alone(tmp_path):
    (tmp_path / "cases.csv").write_text("Code,Date\nS-1,2024-03-14\n")
    result = run(tmp_path / "cases.csv", "-l", tmp_path / "w.ledger", "--dry-run")
    assert result.exit_code == ExitCode.USAGE
    assert not (tmp_path / "w.ledger").exists()


@pytest.mark.parametrize("more", [["readings.jsonl"], ["ged.csv", "--reference"], ["."]])
def test_a_dry_run_of_what_has_none_takes_nothing_in(tmp_path, more):
    first = tmp_path / more[0]
    result = run(first, *more[1:], "-l", tmp_path / "w.ledger", "--dry-run")
    assert result.exit_code == ExitCode.USAGE
    assert "nothing was taken in" in result.stderr
    assert not (tmp_path / "w.ledger").exists()


def test_a_dry_run_of_a_file_that_is_not_there_is_told(tmp_path):
    result = run(tmp_path / "none.csv", "-l", tmp_path / "w.ledger", "--dry-run")
    assert "there is no file at this path" in result.stderr


def test_our_own_json_is_taken_in(tmp_path):
    fill_warehouse(tmp_path / "war.ledger")
    export("ledger-json", tmp_path / "war.ledger", tmp_path / "whole", include_unreviewed=True)
    result = run(tmp_path / "whole", "-l", tmp_path / "other.ledger")
    assert result.exit_code == ExitCode.ALL_READ
    assert "5 new readings, 0 known already; 0 new decisions" in result.stderr
    lines = tmp_path / "readings.jsonl"
    lines.write_bytes(b"{\n" + (tmp_path / "whole" / "readings.jsonl").read_bytes())
    result = run(lines, "-l", tmp_path / "third.ledger")
    assert result.exit_code == ExitCode.SOME_REFUSED
    assert "readings.jsonl, line 1: not a reading" in result.stderr
    result = run(tmp_path / "nowhere.jsonl", "-l", tmp_path / "third.ledger")
    assert result.exit_code == ExitCode.NOTHING_READ
