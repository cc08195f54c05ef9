import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from tests.formats.references import write_reference
from tests.ledger.warehouse import fill_warehouse


def run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture
def where(tmp_path):
    return tmp_path / "war.ledger"


def test_reference_set_is_kept_and_its_maker_named(where, tmp_path):
    path = write_reference(tmp_path / "ged241.csv", {})
    made = run("import", path, "--ledger", where, "--reference")
    assert made.exit_code == ExitCode.ALL_READ
    assert "reference set 'ged241', version 1: UCDP Georeferenced Event Dataset, 1 row; " in (
        made.stderr
    )
    again = run("import", path, "--ledger", where, "--reference")
    assert "as version 1 has it" in again.stderr


def test_check_finds_it_by_its_name(where, tmp_path):
    path = write_reference(tmp_path / "ged241.csv", {})
    fill_warehouse(where)
    run("import", path, "--ledger", where, "--reference", "--name", "ged", "--quiet")
    path.unlink()
    made = run("check", "--ledger", where, "--against", "ged")
    assert "cannot be read" not in made.stderr
    assert "id <- " in made.stderr


def test_file_of_no_dataset_is_refused_in_one_line(where, tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text("code,killed\nX1,3\n")
    made = run("import", path, "--ledger", where, "--reference")
    assert made.exit_code == ExitCode.NOTHING_READ
    assert made.stderr.startswith("refused: ")
    assert not where.exists()


def test_bad_row_is_told_and_the_rest_is_kept(where, tmp_path):
    path = write_reference(tmp_path / "ged241.csv", {}, {"id": "102", "date_start": "31/02/2024"})
    made = run("import", path, "--ledger", where, "--reference")
    assert made.exit_code == ExitCode.SOME_REFUSED
    assert "1 row cannot be compared; the file is kept whole" in made.stderr
