"""`accordingto read` cut off, and where nothing can be written."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from accordingto.cli.exits import ExitCode

LIMIT = 300
"""Seconds after which a process of a test is ended: a bound, not a measure."""
REPORTS = 300


@pytest.fixture(autouse=True)
def corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = (
        "Shelling killed at least {} people in Marenna on Friday, and it was not known who had "
        "done it, residents of the town said. They had been on their way to the market."
    )
    rows = (
        {"id": f"r{n}", "published": "2024-03-14", "text": told.format(n)} for n in range(REPORTS)
    )
    Path("c.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def start(*options, **more):
    command = [sys.executable, "-m", "accordingto", "read", "c.jsonl", "--reader", "rules"]
    command += ["--format", "jsonl", "--output", "out.jsonl", *options]
    more = {"stderr": subprocess.PIPE, "text": True, "start_new_session": True} | more
    return subprocess.Popen(command, **more)


def end(child):
    _, told = child.communicate(timeout=LIMIT)
    return child.returncode, told


def ids(name):
    return [json.loads(line)["report"]["id"] for line in Path(name).read_text().splitlines()]


def written():
    """Bytes that stand in the file that is being written."""
    return sum(path.stat().st_size for path in Path().glob(".out.jsonl.*.tmp"))


def test_full_disk_is_told_and_what_was_there_stays():
    Path("out.jsonl").write_text("of yesterday\n")

    def allow_little():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    code, told = end(start("--jobs", "2", preexec_fn=allow_little))
    assert code == ExitCode.MISCONFIGURED
    assert "out.jsonl: cannot be written to: " in told
    assert "Traceback" not in told
    assert Path("out.jsonl").read_text() == "of yesterday\n"
    assert sorted(path.name for path in Path().iterdir()) == ["c.jsonl", "out.jsonl"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupt_leaves_whole_readings_beside_and_the_next_run_is_whole(jobs):
    child = start("--jobs", jobs)
    deadline = time.monotonic() + LIMIT
    while not written() and child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(child.pid, signal.SIGINT)  # as a terminal does: workers too
    code, told = end(child)
    assert "Traceback" not in told
    if code == ExitCode.INTERRUPTED:  # else it was at its end
        first = ids("out.jsonl.partial")
        assert first == [f"r{n}" for n in range(len(first))]
        assert not Path("out.jsonl").exists()
        assert "what was read until then is in " in told
    assert end(start("--jobs", jobs))[0] == ExitCode.ALL_READ
    assert ids("out.jsonl") == [f"r{n}" for n in range(REPORTS)]


def test_worker_that_is_killed_costs_one_report_at_most():
    child = start("--jobs", "2")
    deadline = time.monotonic() + LIMIT
    while not written() and child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    for name in Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()[:1]:
        os.kill(int(name), signal.SIGKILL)
    code, told = end(child)
    assert code in {ExitCode.ALL_READ, ExitCode.SOME_REFUSED}
    found = ids("out.jsonl")
    missing = [f"r{n}" for n in range(REPORTS) if f"r{n}" not in set(found)]
    assert len(missing) + len(found) == REPORTS
    assert len(missing) <= 1
    assert all(f"report '{name}'" in told for name in missing)
