import json

import pytest
from typer.testing import CliRunner

from accordingto import __version__
from accordingto.cli import app as app_module
from accordingto.cli.app import app
from accordingto.cli.exits import EXIT_CODES, ExitCode
from accordingto.errors import ConfigurationError
from accordingto.records.judgement_codec import judgement_schema
from accordingto.records.schema import reading_schema


def run(*arguments):
    return CliRunner().invoke(app, arguments)


def test_version_is_printed():
    assert run("--version").stdout == f"accordingto {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [[], ["-h"], ["read", "--help"], ["demo", "-h"], ["schema", "-h"], ["bench", "-h"]]
)
def test_help_gives_an_example(arguments):
    output = run(*arguments).output
    assert "For example:\n" in output
    assert "\n    accordingto " in output


def test_every_exit_code_is_documented():
    assert all(f"\n  {code.value} " in EXIT_CODES for code in ExitCode)
    assert "Exit codes:" in run("read", "--help").output


def test_schema_is_printed():
    assert json.loads(run("schema").stdout) == reading_schema()
    assert json.loads(run("schema", "judgement").stdout) == judgement_schema()


def test_demo_reads_the_samples():
    result = run("demo", "--format", "jsonl")
    readings = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == ExitCode.ALL_READ
    assert len(readings) == 12
    assert readings[0]["id"] == "01-dorrash-hospital"


def test_demo_knows_the_invented_places():
    assert "demo:" in run("demo", "--format", "jsonl").stdout


def test_demo_ends_by_telling_how_to_open_the_desk():
    last = run("demo", "--format", "jsonl").stderr.splitlines()[-1]
    assert last.startswith("to look at them in the review desk: ")
    assert last.endswith(" serve")
    assert run("demo", "--format", "jsonl", "--quiet").stderr == ""


def test_error_of_ours_ends_the_program_with_its_message(monkeypatch, capsys):
    def fail(**_):
        raise ConfigurationError("the index is missing; build it")

    monkeypatch.setattr(app_module, "app", fail)
    assert app_module.run() == ExitCode.MISCONFIGURED
    assert capsys.readouterr().err == "the index is missing; build it\n"
