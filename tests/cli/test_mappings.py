import json

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.errors import ConfigurationError

TEXT = "Shelling killed at least 12 people in Homs on Friday, residents said."
TABLE = f'Doc;Datum;Body;Region\n7;2024-03-14;"{TEXT}";North\n'


def run(*arguments):
    return CliRunner().invoke(app, ["read", *map(str, arguments)])


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(TABLE)
    return path


def test_table_is_read_and_its_mapping_shown(table):
    result = run(table, "-f", "jsonl")
    assert result.exit_code == ExitCode.ALL_READ
    assert json.loads(result.stdout)["report"]["text"] == TEXT
    assert "semicolon-separated, UTF-8" in result.stderr
    assert '  text <- "Body"' in result.stderr
    assert 'kept as they are: "Doc", "Region"' in result.stderr
    assert "--save-mapping FILE.toml" in result.stderr


def test_quiet_run_shows_no_mapping(table):
    assert run(table, "-q").stderr == ""


def test_mapping_is_saved_mended_and_used_again(table, tmp_path):
    saved = tmp_path / "m.toml"
    assert run(table, "--save-mapping", saved).exit_code == ExitCode.ALL_READ
    written = saved.read_text()
    assert '# "Doc"' in written
    saved.write_text(written.replace('# id = ""', 'id = "Doc"'))
    result = run(table, "--mapping", saved, "-f", "jsonl")
    assert json.loads(result.stdout)["id"] == "7"
    assert "guessed" not in result.stderr


def test_mapping_of_a_table_without_a_known_text_is_saved_to_be_mended(tmp_path):
    table, saved = tmp_path / "t.csv", tmp_path / "m.toml"
    table.write_text("nr,quoi\n1,Shells fell.\n")
    result = run(table, "--save-mapping", saved)
    assert result.exit_code == ExitCode.NOTHING_READ
    assert '"nr", "quoi"' in result.stderr
    assert '# "quoi"' in saved.read_text()
    saved.write_text(saved.read_text().replace('# text = ""', 'text = "quoi"'))
    assert run(table, "--mapping", saved).exit_code == ExitCode.ALL_READ


def test_mapping_of_the_first_table_only_is_saved(table, tmp_path):
    other = tmp_path / "u.csv"
    other.write_text("id,text\n1,Shells fell.\n")
    saved = tmp_path / "m.toml"
    result = run(table, other, "--save-mapping", saved)
    assert 'text = "Body"' in saved.read_text()
    assert f"holds the mapping of {table}, not of {other}" in result.stderr


def test_mapping_that_was_saved_is_not_overwritten(table, tmp_path):
    saved = tmp_path / "m.toml"
    saved.write_text("mended by hand")
    assert run(table, "--save-mapping", saved).exit_code == ExitCode.USAGE
    assert saved.read_text() == "mended by hand"


@pytest.mark.parametrize("content", ["", "schema = 1\n[columns]\nbody = 'x'\n"])
def test_mapping_that_cannot_be_used_is_told(table, tmp_path, content):
    (tmp_path / "m.toml").write_text(content)
    result = run(table, "--mapping", tmp_path / "m.toml")
    assert isinstance(result.exception, ConfigurationError)
    assert "m.toml" in str(result.exception)


def test_mapping_that_cannot_be_written_is_told(table, tmp_path):
    result = run(table, "--save-mapping", tmp_path / "none" / "m.toml")
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "the mapping cannot be written" in result.stderr


def test_hostile_header_cannot_steer_the_terminal(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("text,a\x1b[2J\u202e\u200b\nShells fell.,x\n")
    shown = run(table).stderr
    assert not {"\x1b", "\u202e", "\u200b"} & set(shown)
    assert '"a[U+001B][2J[U+202E][U+200B]"' in shown
