import pytest
from typer.testing import CliRunner

from accordingto.cli import sparking
from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.errors import ConfigurationError


def told(result):
    return " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["read", "a.jsonl"], "name one that is not there yet"),
        (["read", "-", "-o", "out"], "cannot read standard input"),
        (
            ["read", "a.jsonl", "-o", "out", "--format", "html"],
            "--format is not for --engine",
        ),
        (["read", "a.jsonl", "-o", "out", "--fetch"], "--fetch is not for --engine"),
        (["corroborate", "a.jsonl", "-o", "out", "--truces"], "--truces is not for --engine"),
        (["corroborate", "-l", "a.ledger", "-o", "out"], "--ledger is not for --engine"),
        (["corroborate", "a.jsonl"], "name one that is not there yet"),
    ],
)
def test_what_spark_cannot_do_is_said_before_it_is_started(asked, said):
    result = CliRunner().invoke(app, [*asked, "--engine", "spark"])
    assert result.exit_code == ExitCode.USAGE
    assert said in told(result)


def test_what_is_missing_is_told_in_a_line(monkeypatch, tmp_path):
    def missing():
        raise ConfigurationError("the engine spark needs Java")

    monkeypatch.setattr(sparking, "check_java", missing)
    asked = ["read", "a.jsonl", "-o", str(tmp_path / "out"), "--engine", "spark"]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert told(result).endswith("the engine spark needs Java")
