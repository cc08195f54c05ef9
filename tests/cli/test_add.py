import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.engine import adding
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.publications import iterate_publications
from accordingto.ledger.quarantine import iterate_held
from accordingto.ledger.readings import iterate_current
from accordingto.ledger.verify import verify_ledger

TEXT = "Shelling killed at least 12 people in Marenna on Friday, residents said."
OTHER_TELLING = "Shelling killed 12 people in Marenna, a medic said."
LIMIT = 300
"""Seconds after which a process of a test is ended: a bound, not a measure."""


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    return tmp_path


def run(*arguments, stdin=None):
    return CliRunner().invoke(app, ["add", *map(str, arguments)], input=stdin)


def add(*arguments, stdin=None):
    return run(*arguments, "--ledger", "war.ledger", stdin=stdin)


def row(id_, text=TEXT, **more):
    return json.dumps({"id": id_, "published": "2024-03-14", "text": text} | more) + "\n"


def corpus(*rows):
    Path("c.jsonl").write_text("".join(rows))
    return "c.jsonl"


def stored():
    with Ledger.open("war.ledger") as ledger, ledger.look() as connection:
        return [one.reading for one in iterate_current(connection)]


def faults():
    with Ledger.open("war.ledger") as ledger:
        return list(verify_ledger(ledger))


def test_reports_are_added_and_told():
    result = add(corpus(row("r1"), row("r2", "Bombs fell on Dorrash.")))
    assert result.exit_code == ExitCode.ALL_READ
    assert "added 2 reports to war.ledger" in result.stderr
    assert [reading.id for reading in stored()] == ["r1", "r2"]
    assert not result.stdout


def test_adding_again_is_well_and_changes_nothing():
    add(corpus(row("r1")))
    before = Path("war.ledger").read_bytes()
    result = add("c.jsonl")
    assert result.exit_code == ExitCode.ALL_READ
    assert "added 0 reports" in result.stderr
    assert "known already: 1" in result.stderr
    assert Path("war.ledger").read_bytes() == before


def test_every_kind_of_news_is_told():
    add(corpus(row("r1"), row("r2")))
    result = add(corpus(row("r1", "Bombs fell."), row("r2", title="Marenna shelled"), row("r3")))
    assert "added 3 reports" in result.stderr
    assert "new 1, new version 1, read anew 1" in result.stderr
    assert "new version: r1; `accordingto show reports r1` tells what changed" in result.stderr


def test_some_new_versions_are_named():
    add(corpus(*(row(f"r {number}") for number in range(5))))
    result = add(corpus(*(row(f"r {number}", "Bombs fell.") for number in range(5))))
    told = "new version: r 0, r 1, r 2, ...; `accordingto show reports 'r 0'` tells what changed"
    assert told in result.stderr


def test_what_is_given_for_all_is_used():
    Path("a.txt").write_text(TEXT)
    add("a.txt", "--published", "2024-03-14", "--publisher", "Merrowin Post")
    (reading,) = stored()
    assert reading.report.publisher == "Merrowin Post"
    assert str(reading.report.published) == "2024-03-14"
    assert str(reading.incidents[0].date_from) == "2024-03-08"


def test_bad_items_are_told_and_held_and_the_rest_is_added():
    result = add(corpus(row("r1"), "{broken\n", row("r2")), "nowhere.txt")
    assert result.exit_code == ExitCode.SOME_REFUSED
    assert "c.jsonl, line 2" in result.stderr
    assert "nowhere.txt" in result.stderr
    assert "in quarantine: 1; `accordingto add --retry` takes them up" in result.stderr
    with Ledger.open("war.ledger") as ledger, ledger.look() as connection:
        assert [held.raw for held in iterate_held(connection)] == [b"{broken\n"]


def test_nothing_that_can_be_read_is_told_by_the_exit_code():
    assert add("nowhere.txt").exit_code == ExitCode.NOTHING_READ


def test_what_is_refused_of_standard_input_is_held_with_its_bytes():
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 300
    result = add("-", stdin=picture)
    assert result.exit_code == ExitCode.NOTHING_READ
    with Ledger.open("war.ledger") as ledger, ledger.look() as connection:
        (held,) = iterate_held(connection)
    assert held.raw == picture


def test_standard_input_is_added():
    assert add("-", stdin=row("r1")).exit_code == ExitCode.ALL_READ
    assert [reading.id for reading in stored()] == ["r1"]


def test_retry_takes_up_what_was_mended():
    add(corpus("{broken\n"))
    assert add("--retry").exit_code == ExitCode.NOTHING_READ
    corpus(row("r1"))
    result = add("--retry")
    assert result.exit_code == ExitCode.ALL_READ
    assert "added 1 report " in result.stderr
    assert "in quarantine" not in result.stderr


def test_retry_takes_up_a_table_with_the_mapping_that_it_lacked():
    Path("t.csv").write_text(f"a,b\nr1,{TEXT.replace(',', ';')}\n")
    assert "no column that seems to hold the text" in add("t.csv").stderr
    Path("t.toml").write_text('schema = 1\nrows = "reports"\n[columns]\nid = "a"\ntext = "b"\n')
    foreseen = add("--retry", "--mapping", "t.toml", "--dry-run")
    assert "would add 1 report" in foreseen.stderr
    assert "in quarantine: 1" in foreseen.stderr
    result = add("--retry", "--mapping", "t.toml")
    assert "added 1 report " in result.stderr
    assert "in quarantine" not in result.stderr


def test_retry_makes_no_ledger():
    result = add("--retry")
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "there is no ledger at this path" in result.stderr
    assert not Path("war.ledger").exists()


def test_dry_run_writes_nothing():
    result = add(corpus(row("r1"), row("r1"), "{broken\n"), "--dry-run")
    assert result.exit_code == ExitCode.SOME_REFUSED
    assert "would add 1 report to war.ledger" in result.stderr
    assert "known already: 1" in result.stderr
    assert [path.name for path in Path().iterdir()] == ["c.jsonl"]
    add(corpus(row("r1")))
    before = Path("war.ledger").read_bytes()
    result = add(corpus(row("r1"), row("r1", "Bombs fell."), "{broken\n"), "--dry-run")
    assert "would add 1 report to war.ledger in" in result.stderr
    assert "new version 1" in result.stderr
    assert Path("war.ledger").read_bytes() == before


def test_two_publishers_of_one_text_are_two_publications_and_each_names_the_other():
    rows = (row("r1", publisher=name) for name in ("Merrowin Post", "Skerry Wire"))
    assert "added 2 reports" in add(corpus(*rows)).stderr
    show = ["show", "reports", "r1", "--ledger", "war.ledger", "--width", "200"]
    shown = CliRunner().invoke(app, show).stdout
    assert "r1, key" in shown
    assert "the same text also came from Skerry Wire" in shown
    assert "known already: 2" in add("c.jsonl").stderr


def test_page_that_was_saved_again_after_a_change_is_a_version_beside_the_old():
    page = '<link rel="canonical" href="https://news.example.org/1"><article><p>{}</p></article>'
    for count in (12, 14):
        Path("a.html").write_text(page.format(f"Fire. {TEXT.replace('12', str(count))} " * 9))
        result = add("a.html")
    assert "`accordingto show reports a` tells what changed" in result.stderr
    show = ["show", "reports", "https://news.example.org/1", "--ledger", "war.ledger"]
    shown = CliRunner().invoke(app, [*show, "--format", "json"]).stdout
    pieces = json.loads(shown)["changes"][0]["pieces"]
    assert ["-", TEXT] in pieces
    assert ["+", TEXT.replace("12", "14")] in pieces


def test_unknown_columns_can_be_seen_again():
    Path("t.csv").write_text(f"id,text,Region,Coder\nr1,{TEXT.replace(',', ';')},North,MO\n")
    assert 'kept as they are: "Region", "Coder"' in add("t.csv").stderr
    show = ["show", "reports", "r1", "--ledger", "war.ledger"]
    shown = CliRunner().invoke(app, show).stdout
    assert "column Region: North" in shown
    assert "column Coder: MO" in shown
    shown = json.loads(CliRunner().invoke(app, [*show, "--format", "json"]).stdout)
    assert shown["arrivals"][0]["extra"] == {"Region": "North", "Coder": "MO"}


def test_several_processes_add_the_same():
    add(corpus(*(row(f"r{number}") for number in range(50))))
    alone = stored()
    Path("war.ledger").unlink()
    assert add("c.jsonl", "--jobs", "2").exit_code == ExitCode.ALL_READ
    assert stored() == alone


def test_ledger_may_be_named_by_the_environment(monkeypatch):
    monkeypatch.setenv("ACCORDINGTO_LEDGER", "other.ledger")
    assert run(corpus(row("r1"))).exit_code == ExitCode.ALL_READ
    assert Path("other.ledger").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--ledger", "war.ledger"], "--retry"), (["c.jsonl"], "--ledger")],
)
def test_what_is_missing_is_said(arguments, words):
    result = run(*arguments)
    assert result.exit_code == ExitCode.USAGE
    assert words in result.stderr


def test_reports_are_linked_into_cases_and_the_summary_says_so():
    result = add(corpus(row("r1")))
    assert "cases: 1 new; `accordingto show cases` lists them" in result.stderr
    result = add(corpus(row("r1"), row("r2", OTHER_TELLING)))
    assert "cases: 0 new, 1 grown" in result.stderr


def test_what_was_not_corroborated_is_taken_up_by_the_next_run():
    assert "cases:" not in add(corpus(row("r1")), "--no-corroborate").stderr
    assert "cases: 1 new" in add(corpus(row("r1"))).stderr


def test_reports_are_kept_when_linking_them_is_interrupted(monkeypatch):
    def interrupt(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("accordingto.cli.adding.corroborate_pending", interrupt)
        result = add(corpus(row("r1")))
    assert result.exit_code == ExitCode.INTERRUPTED
    assert "reports are kept" in result.stderr
    assert "cases: 1 new" in add(corpus(row("r1"))).stderr


def test_quiet_run_tells_only_what_went_wrong():
    result = add(corpus(row("r1"), "{broken\n"), "--quiet")
    assert result.stderr.splitlines() == [
        line for line in result.stderr.splitlines() if line.startswith("refused: c.jsonl, line 2")
    ]
    assert "line 2" in result.stderr


def test_fault_of_ours_costs_one_report(monkeypatch):
    make_ready = adding.make_ready

    def stumble(reading):
        if reading.id == "r2":
            raise KeyError("nobody foresaw this")
        return make_ready(reading)

    with monkeypatch.context() as patch:
        patch.setattr(adding, "make_ready", stumble)
        result = add(corpus(row("r1"), row("r2"), row("r3")))
    assert result.exit_code == ExitCode.FAULT
    assert "nobody foresaw this" in result.stderr
    assert [reading.id for reading in stored()] == ["r1", "r3"]
    assert add("c.jsonl").exit_code == ExitCode.ALL_READ
    assert sorted(reading.id for reading in stored()) == ["r1", "r2", "r3"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Path("war.ledger").mkdir(), "this is a folder"),
        (lambda: Path("war.ledger").write_text("Dear diary," * 200), "no SQLite file"),
    ],
)
def test_what_is_no_ledger_is_told(make, words):
    make()
    result = add(corpus(row("r1")))
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert words in result.stderr


def test_database_that_cannot_be_reached_is_told_without_the_password():
    result = run(corpus(row("r1")), "--ledger", "postgresql://ana:secret@/war?host=/nowhere")
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "cannot be reached" in result.stderr
    assert "secret" not in result.stderr


# --- in processes of their own -------------------------------------------------------------


def process(*arguments, **more):
    command = [sys.executable, "-m", "accordingto", "add", *arguments, "--ledger", "war.ledger"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **more)


def end(child):
    _, told = child.communicate(timeout=LIMIT)
    return child.returncode, told


def test_full_disk_is_told_and_what_was_kept_stays_whole():
    """A file that may not grow beyond a limit stands for a disk without room."""
    add(corpus(row("r1")))
    size = Path("war.ledger").stat().st_size

    def allow_little():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, size + 200_000))

    texts = (f"Shelling killed {number} people in Marenna, residents said." for number in range(99))
    name = corpus(*(row(f"r{number}", text) for number, text in enumerate(texts)))
    code, told = end(process(name, preexec_fn=allow_little))
    assert code == ExitCode.MISCONFIGURED
    assert "room" in told
    assert faults() == []
    kept = len(stored())
    assert 1 <= kept < 99
    assert end(process(name))[0] == ExitCode.ALL_READ
    assert len(stored()) == 100
    assert faults() == []


def test_ledger_that_may_not_be_written_to_is_told_and_left_alone():
    add(corpus(row("r1")))
    path, user = Path("war.ledger"), 65534 if os.geteuid() == 0 else os.geteuid()
    before = path.read_bytes()
    path.chmod(0o444)
    corpus(row("r2"))

    folder = Path().absolute()
    for part in (folder, *folder.parents[:3]):
        part.chmod(part.stat().st_mode | 0o055)
    os.seteuid(user)
    try:
        result = add("c.jsonl")
    finally:
        os.seteuid(os.getuid())
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "cannot be written to" in result.stderr
    assert path.read_bytes() == before


def test_two_at_once_are_both_whole():
    for name, first in (("a.jsonl", 0), ("b.jsonl", 20)):
        rows = (row(f"r{number}") for number in range(first, first + 40))
        Path(name).write_text("".join(rows))
    children = [process(name) for name in ("a.jsonl", "b.jsonl")]
    assert [end(child)[0] for child in children] == [ExitCode.ALL_READ] * 2
    assert sorted(reading.id for reading in stored()) == sorted(f"r{n}" for n in range(60))
    assert faults() == []


@pytest.mark.parametrize("kept", [1, 7])
def test_run_that_is_killed_leaves_whole_reports_and_goes_on_later(kept):
    name = corpus(*(row(f"r{number}", f"{TEXT} {number}") for number in range(60)))
    child = process("-", stdin=subprocess.PIPE)
    with Path(name).open() as rows:
        for _ in range(kept):
            child.stdin.write(next(rows))
            child.stdin.flush()
        deadline = time.monotonic() + LIMIT
        while count() < kept and time.monotonic() < deadline:
            time.sleep(0.05)
        child.kill()
    child.stdin.close()
    child.stderr.close()
    child.wait(timeout=LIMIT)
    assert faults() == []
    assert len(stored()) == kept
    assert add(name).exit_code == ExitCode.ALL_READ
    assert len(stored()) == 60
    assert faults() == []


def count():
    if not Path("war.ledger").exists():
        return 0
    try:
        with Ledger.open("war.ledger") as ledger, ledger.look() as connection:
            return len(list(iterate_publications(connection)))
    except Exception:  # noqa: BLE001 -- it is being made
        return 0


def test_interrupt_ends_the_run_with_a_summary():
    child = process("-", stdin=subprocess.PIPE)
    child.stdin.write(row("r1"))
    child.stdin.flush()
    deadline = time.monotonic() + LIMIT
    while count() < 1 and time.monotonic() < deadline:
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    code, told = end(child)
    assert code == ExitCode.INTERRUPTED
    assert "interrupted" in told
    assert "added 1 report" in told
    assert faults() == []


def test_ledger_can_be_copied_once_the_run_has_ended():
    add(corpus(row("r1")))
    assert sorted(path.name for path in Path().iterdir()) == ["c.jsonl", "war.ledger"]
    shutil.copy("war.ledger", "copy.ledger")
    with Ledger.open("copy.ledger") as ledger:
        assert list(verify_ledger(ledger)) == []
