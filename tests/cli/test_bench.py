"""The command, with runs that measure nothing: what is started, what is told, how it ends."""

import json
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accordingto.cli import bench_run
from accordingto.cli.app import app
from accordingto.cli.bench_run import make_contestant
from accordingto.cli.exits import ExitCode
from accordingto.engine import contests
from accordingto.engine.batches import count_cores
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.contests import Contestant, Course, run_once
from accordingto.engine.measuring import Measured
from accordingto.engine.peers import Peer
from accordingto.errors import ConfigurationError

TEXT = "Shelling killed at least 12 people in Homs on Friday, residents said."


@pytest.fixture
def started(monkeypatch):
    """The commands that were started, with how many reports each was given."""
    commands = []

    def start(command, who):
        *_, variant, corpus, jobs, _ = command
        reports = len(Path(corpus).read_text(encoding="utf-8").splitlines())
        commands.append((who, variant, int(jobs), reports))
        return Measured(
            reports=reports,
            first_s=0.5,
            whole_s=2.0,
            reports_per_s=20.0 if who == "spaCy" else 100.0,
            memory_mb=100.0,
        ).to_line()

    monkeypatch.setattr(contests, "start", start)
    return commands


@pytest.fixture
def peer(monkeypatch):
    """A peer without a Python."""

    @contextmanager
    def open_spacy(python, model):
        yield Peer(Contestant("spaCy", (python, "program.py", model)), f"spaCy with {model}")

    monkeypatch.setattr(bench_run, "open_spacy", open_spacy)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


def run(*arguments, stdin=None):
    return CliRunner().invoke(app, ["bench", *map(str, arguments)], input=stdin)


@pytest.mark.usefixtures("peer")
def test_one_job_and_as_many_as_asked_for_are_measured_by_turns_with_the_peer(started):
    peer = ["--peer", "python", "--peer-model", "small"]
    result = run("--jobs", 3, "--repeats", 2, "--reader", "rules", *peer)
    assert result.exit_code == ExitCode.ALL_READ
    turns = [("rules", "rules"), ("spaCy", "small")] * 2
    assert [(who, variant) for who, variant, _, _ in started] == turns * 2
    assert [jobs for _, _, jobs, _ in started] == [1] * 4 + [3] * 4
    assert "reports/s, rules to the peer: 5.0" in result.stdout


@pytest.mark.usefixtures("peer")
def test_adding_is_measured_by_turns_too_and_reads_each_report_once(started):
    result = run("-j", 1, "--repeats", 2, "--reader", "rules", "--add", "--peer", "python")
    assert result.exit_code == ExitCode.ALL_READ
    assert [who for who, *_ in started] == ["rules", "add, rules", "spaCy"] * 2
    assert {reports for *_, reports in started} == {12}
    assert "reports/s, add, rules to the peer: 5.0" in result.stdout


@pytest.mark.parametrize(("asked", "jobs"), [(1, {1}), (2, {1, 2}), (0, {1, count_cores()})])
def test_jobs_are_one_and_so_many(started, asked, jobs):
    assert run("--jobs", asked, "--repeats", 1).exit_code == ExitCode.ALL_READ
    assert {jobs for _, _, jobs, _ in started} == jobs


def test_reader_is_the_default_one_unless_named(started):
    run("-j", 1, "--repeats", 1)
    run("-j", 1, "--repeats", 1, "--reader", "rules", "--reader", "rules")
    names = [who for who, *_ in started]
    assert names == [ReaderChoice().name, "rules"]


def test_without_inputs_the_samples_are_read_over_and_that_is_told(started):
    result = run("-j", 1, "--repeats", 1)
    assert "bundled samples" in result.stdout
    ((*_, reports),) = started
    assert reports >= 400
    assert reports % 12 == 0
    assert f"all reports read {reports // 12} times over" in result.stdout


@pytest.mark.usefixtures("started")
def test_inputs_are_what_read_takes(report):
    row = json.dumps({"id": "r1", "text": TEXT})
    (report.parent / "c.jsonl").write_text(f"{row}\n")
    result = run(report.parent, "-", "-j", 1, "--repeats", 1, "-f", "json", stdin=TEXT)
    found = json.loads(result.stdout)
    assert (found["reports"], found["is_samples"]) == (3, False)
    assert result.exit_code == ExitCode.ALL_READ


@pytest.mark.usefixtures("started")
def test_refused_inputs_are_told_and_the_rest_is_measured(report):
    result = run(report, "nowhere", "-j", 1, "--repeats", 1, "-f", "json")
    assert result.exit_code == ExitCode.SOME_REFUSED
    assert json.loads(result.stdout)["reports"] == 1
    assert "refused: nowhere: there is nothing at this path" in result.stderr


def test_nothing_is_started_when_there_is_no_report(started, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    result = run(tmp_path, "nowhere")
    assert result.exit_code == ExitCode.NOTHING_READ
    assert "empty.txt: the file is empty" in result.stderr
    assert "nowhere: there is nothing at this path" in result.stderr
    assert "there is no report to measure with" in result.stderr
    assert (started, result.stdout) == ([], "")


def test_python_without_the_peer_is_told_before_anything_is_measured(started):
    result = run("--peer", "/nowhere/python")
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "no peer: /nowhere/python: it cannot be started" in result.stderr
    assert (started, result.stdout) == ([], "")


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (ConfigurationError("rules: it fell over"), ExitCode.MISCONFIGURED, "rules: it fell over"),
        (OSError(28, "No space left on device"), ExitCode.MISCONFIGURED, "No space left"),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED, "interrupted"),
    ],
)
def test_what_ends_it_early_is_told_and_no_figure_is(monkeypatch, error, code, told):
    def fail(*_):
        raise error

    monkeypatch.setattr(bench_run, "hold_contest", fail)
    result = run()
    assert (result.exit_code, result.stdout) == (code, "")
    assert told in result.stderr


def test_reports_that_came_to_nothing_are_told(monkeypatch):
    line = '{"reports": 9, "failed": 4, "first_s": 1, "whole_s": 2, "reports_per_s": 3, '
    monkeypatch.setattr(contests, "start", lambda *_, **__: line + '"memory_mb": 4}')
    result = run("-j", 1)
    assert result.exit_code == ExitCode.FAULT
    assert "accordingto failed on 4 reports" in result.stderr


def test_nothing_is_left_behind(started, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    run("-j", 2, "--repeats", 1)
    assert started
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("option", [["--repeats", 0], ["--jobs", -1], ["--reader", "oracle"]])
def test_impossible_options_are_not_understood(started, option):
    assert run(*option).exit_code == ExitCode.USAGE
    assert not started


@pytest.mark.parametrize("jobs", [1, 2])
def test_run_of_our_own_reads_in_a_process_of_its_own(tmp_path, monkeypatch, jobs):
    # A module of the user's folder must not be taken for one of Python's.
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")
    monkeypatch.chdir(tmp_path)
    rows = (json.dumps({"id": str(number), "text": TEXT}) for number in range(3))
    (tmp_path / "c.jsonl").write_text("".join(f"{row}\n" for row in rows))
    course = Course(tmp_path / "c.jsonl", jobs, 10.0)
    measured = run_once(make_contestant("rules"), course)
    assert (measured.reports, measured.failed) == (3, 0)
    assert 0 < measured.first_s <= measured.whole_s
