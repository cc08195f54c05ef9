import pytest
from typer.testing import CliRunner

from accordingto.cli import sparking
from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.engine.spark.runs import Came
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


@pytest.mark.parametrize(
    ("read", "refused", "code"),
    [
        (2, {}, ExitCode.ALL_READ),
        (2, {"missing_text": 30}, ExitCode.SOME_REFUSED),
        (0, {"missing_text": 30}, ExitCode.NOTHING_READ),
        (2, {"fault": 1}, ExitCode.FAULT),
    ],
)
def test_what_came_of_a_run_is_told(capsys, read, refused, code):
    counts = {"readings": read, "refused": sum(refused.values())}
    came = Came(counts, refused, ("a.jsonl, line 1: no text",)[: len(refused)])
    ended = sparking._run(lambda: came, lambda _: f"read {read}", "readings", quiet=False)
    assert ended == code
    said = capsys.readouterr().err
    assert f"read {read}" in said
    assert ("and 29 more, in the table refused" in said) == (counts["refused"] == 30)
