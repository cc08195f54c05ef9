"""A run of `brief`."""

import os

import pytest

from accordingto.api.briefs import BriefAsked
from accordingto.cli import briefing
from accordingto.cli.briefing import BriefRun, run_brief
from accordingto.cli.exits import ExitCode
from accordingto.cli.forms import BriefFormat
from accordingto.ledger.ledger import Ledger, Opening


@pytest.fixture
def run(tmp_path):
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE):
        pass
    return BriefRun(str(path), BriefAsked(), BriefFormat.MARKDOWN, None, quiet=False)


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
        (BrokenPipeError(), ExitCode.OUTPUT_CLOSED),
        (OSError(28, os.strerror(28)), ExitCode.MISCONFIGURED),
    ],
)
def test_run_that_is_cut_short_ends_with_its_code(run, raised, code, monkeypatch):
    def fail(*_):
        raise raised

    monkeypatch.setattr(briefing, "_write", fail)
    monkeypatch.setattr(briefing, "discard_output", lambda: None)
    assert run_brief(run) is code


def test_empty_ledger_is_told_of(run, capfdbinary):
    assert run_brief(run) is ExitCode.ALL_READ
    out, err = capfdbinary.readouterr()
    assert b"The ledger holds no report yet" in err
    assert out.startswith(b"# All places, all days\n") or out == b""
