"""What a report may take, as commands hand it on."""

import pytest
from typer.testing import CliRunner

from accordingto.cli import adding, rereading, watching
from accordingto.cli import run as running
from accordingto.cli.app import app
from accordingto.engine.limits import Limits

COMMANDS = [
    (running, "run", ["read", "c.jsonl"]),
    (adding, "run_add", ["add", "c.jsonl", "--ledger", "war.ledger"]),
    (watching, "run_watch", ["watch", "c.jsonl", "--ledger", "war.ledger"]),
    (rereading, "run_reread", ["reread", "--ledger", "war.ledger"]),
]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], Limits(600, 4096)),
        (["--time-limit", "30", "--memory-limit", "900"], Limits(30, 900)),
        (["--time-limit", "0", "--memory-limit", "0"], Limits()),
    ],
)
@pytest.mark.parametrize(("module", "name", "command"), COMMANDS)
def test_commands_that_read_hold_reports_to_limits(
    monkeypatch, module, name, command, options, expected
):
    asked = []
    monkeypatch.setattr(module, name, lambda run: asked.append(run) or 0)
    assert CliRunner().invoke(app, [*command, *options]).exit_code == 0
    (run,) = asked
    assert getattr(run, "adding", run).limits == expected


@pytest.mark.parametrize(("module", "name", "command"), COMMANDS)
def test_device_is_an_option_or_a_variable(monkeypatch, module, name, command):
    asked = []
    monkeypatch.setattr(module, name, lambda run: asked.append(run) or 0)
    for options, variables in (
        ([], {}),
        (["--device", "cuda"], {}),
        ([], {"ACCORDINGTO_DEVICE": "cuda"}),
    ):
        assert CliRunner(env=variables).invoke(app, [*command, *options]).exit_code == 0
    assert ["cuda" in repr(run) for run in asked] == [False, True, True]


def test_rules_on_a_graphics_processor_are_refused_in_one_line(tmp_path):
    path = tmp_path / "r.txt"
    path.write_text("Shelling killed 12 people in Dorrash.")
    result = CliRunner().invoke(app, ["read", str(path), "--reader", "rules", "--device", "cuda"])
    assert result.exit_code == 4
    assert result.stderr.startswith("the reader `rules` has nothing to run on 'cuda'")
    assert len(result.stderr.splitlines()) == 1
