"""`accordingto add` beside others, cut off, and where nothing can be written."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.errors import StoreError
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.publications import iterate_publications
from accordingto.ledger.verify import verify_ledger

LIMIT = 300
"""Seconds after which a process of a test is ended: a bound, not a measure."""
NOBODY = 65534


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    return tmp_path


def rows(first, last):
    told = "Shelling killed at least {} people in Marenna on Friday, residents said."
    return "".join(
        json.dumps({"id": f"r{n}", "published": "2024-03-14", "text": told.format(n)}) + "\n"
        for n in range(first, last)
    )


def start(*arguments, **more):
    command = [sys.executable, "-m", "accordingto", "add", *arguments, "--reader", "rules"]
    more = {"stderr": subprocess.PIPE, "text": True, "start_new_session": True} | more
    return subprocess.Popen([*command, "--ledger", "war.ledger"], **more)


def end(child):
    _, told = child.communicate(timeout=LIMIT)
    return child.returncode, told


def run(*arguments):
    return CliRunner().invoke(app, [*arguments, "--ledger", "war.ledger"])


def kept(path="war.ledger"):
    """The reports of a ledger that is whole."""
    with Ledger.open(path) as ledger:
        assert list(verify_ledger(ledger)) == []
        with ledger.look() as connection:
            return [one.given_id for one in iterate_publications(connection)]


def wait_for(child, reports):
    deadline = time.monotonic() + LIMIT
    while count() < reports and time.monotonic() < deadline:
        assert child.poll() in {None, ExitCode.ALL_READ}
        time.sleep(0.05)


def count():
    try:
        with Ledger.open("war.ledger") as ledger, ledger.look() as connection:
            return len(list(iterate_publications(connection)))
    except StoreError:  # it is being made
        return 0


def test_others_may_look_verify_and_copy_meanwhile():
    child = start("-", stdin=subprocess.PIPE)
    shown = []
    for part in range(1, 4):
        child.stdin.write(rows(part * 40 - 40, part * 40))
        child.stdin.flush()
        wait_for(child, part * 40 - 39)  # the rest of them comes in while the others look
        told = run("show", "reports", "--format", "json", "-n", "0")
        assert told.exit_code == ExitCode.ALL_READ
        shown.append(len(json.loads(told.stdout)["rows"]))
        assert run("verify", "--quiet").exit_code == ExitCode.ALL_READ
        assert run("backup", f"{part}.ledger").exit_code == ExitCode.ALL_READ
    assert child.poll() is None
    assert end(child)[0] == ExitCode.ALL_READ
    every = [f"r{n}" for n in range(120)]
    assert kept() == every
    assert shown == sorted(shown)
    for part, seen in enumerate(shown, start=1):
        copied = kept(f"{part}.ledger")
        assert seen <= len(copied)
        assert copied == every[: len(copied)]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupt_in_the_midst_leaves_whole_reports_and_goes_on_later(jobs):
    Path("c.jsonl").write_text(rows(0, 150))
    child = start("c.jsonl", "--jobs", jobs)
    wait_for(child, 1)
    os.killpg(child.pid, signal.SIGINT)  # as a terminal does: workers too
    code, told = end(child)
    first = kept()
    assert code in {ExitCode.INTERRUPTED, ExitCode.ALL_READ}  # it may have been at its end
    # One may have been kept at the very moment, and not been counted yet.
    assert any(f"added {count} report" in told for count in (len(first), len(first) - 1))
    assert "Traceback" not in told
    assert first == [f"r{n}" for n in range(len(first))]
    assert end(start("c.jsonl", "--jobs", jobs))[0] == ExitCode.ALL_READ
    assert kept() == [f"r{n}" for n in range(150)]


@contextmanager
def folder_that_is_not_ours(path):
    """A folder in which nothing can be made, for whoever runs the tests; root may everywhere."""
    user = os.geteuid()
    path.chmod(0o555)
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if user == 0:
            os.seteuid(0)
        path.chmod(0o755)


@pytest.mark.parametrize("is_there", [True, False])
def test_folder_that_may_not_be_written_to_is_told_and_left_alone(monkeypatch, is_there):
    with TemporaryDirectory() as name:
        folder = Path(name)
        monkeypatch.chdir(folder)
        Path("c.jsonl").write_text(rows(0, 2))
        if is_there:
            assert run("add", "c.jsonl", "--reader", "rules").exit_code == ExitCode.ALL_READ
            Path("war.ledger").chmod(0o666)
        Path("c.jsonl").write_text(rows(0, 4))
        before = sorted(path.name for path in folder.iterdir())
        with folder_that_is_not_ours(folder):
            result = run("add", "c.jsonl", "--reader", "rules")
        assert result.exit_code == ExitCode.MISCONFIGURED
        assert "war.ledger" in result.stderr
        assert sorted(path.name for path in folder.iterdir()) == before
        if is_there:
            assert kept() == ["r0", "r1"]
        monkeypatch.undo()
