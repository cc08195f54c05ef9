"""`accordingto watch`: rounds of adding, and what is new after each."""

import json
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accordingto.cli import watching
from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.cli.watching import parse_time
from accordingto.errors import ConfigurationError
from tests.engine.test_posting import serving

FIRST = "Shelling killed 20 people in Dorrash on Friday, residents said."
MORE = "Shelling killed 23 people in Dorrash on Friday, the Harun Red Crescent said."
DENIED = "Shelling killed 20 people in Dorrash on Friday. The army denied that it shelled Dorrash."


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()


def put(name, words):
    Path("in", name).write_text(words, encoding="utf-8")


def watch(*options, once=True):
    asked = [
        "watch",
        "in",
        "--ledger",
        "w.ledger",
        "--reader",
        "rules",
        "--published",
        "2024-03-16",
    ]
    return CliRunner().invoke(app, [*asked, *(["--once"] if once else []), *options])


def kinds(output):
    return [line.split(":")[0] for line in output.splitlines() if line and line[0] != " "]


def test_each_round_tells_what_came_in_it_and_nothing_twice():
    put("a.txt", FIRST)
    assert kinds(watch().stdout) == ["new case"]
    assert watch().stdout == ""
    put("b.txt", MORE)
    told = watch()
    assert told.exit_code == ExitCode.ALL_READ
    assert kinds(told.stdout) == ["toll changed"]
    assert "20 before, 20 to 23 now" in told.stdout
    assert watch().stdout == ""


def test_what_the_ledger_held_before_is_told_only_when_asked_for():
    put("a.txt", FIRST)
    CliRunner().invoke(app, ["add", "in", "--ledger", "w.ledger", "--reader", "rules"])
    assert watch().stdout == ""
    Path("w.ledger.watch.json").unlink()
    assert kinds(watch("--all").stdout) == ["new case"]


def test_only_what_is_wanted_is_told():
    put("a.txt", FIRST)
    watch()
    put("b.txt", MORE)
    assert watch("--toll-change", "15%", "--state", "other").stdout == ""
    put("c.txt", DENIED)
    assert kinds(watch("--alert", "denial").stdout) == ["denial"]
    put("d.txt", "Shelling killed 90 people in Dorrash on Friday, medics said.")
    assert watch("--place", "Skerry").stdout == ""


def test_alerts_go_to_a_file_and_to_an_address():
    put("a.txt", FIRST)
    with serving((200, {})) as (url, came):
        told = watch("--alerts", "alerts.jsonl", "--webhook", url)
    [line] = Path("alerts.jsonl").read_text(encoding="utf-8").splitlines()
    alert = json.loads(line)
    assert alert["kind"] == "new_case"
    assert alert["text"] in told.stdout
    assert came[0][2]["alerts"] == [alert]


def test_what_an_address_did_not_take_waits_and_is_sent_first():
    put("a.txt", FIRST)
    with serving((503, {}), (200, {})) as (url, came):
        assert "1 alert waits for the next round" in watch("--webhook", url).stderr
        put("b.txt", MORE)
        watch("--webhook", url)
        watch("--webhook", url)
    sent = [[one["kind"] for one in body["alerts"]] for _, _, body in came]
    assert sent == [["new_case"], ["new_case", "toll"]]


def test_what_could_not_be_put_into_the_file_is_told_again():
    put("a.txt", FIRST)
    assert "told again in the next round" in watch("--alerts", "in").stderr
    assert kinds(watch("--alerts", "alerts.jsonl").stdout) == ["new case"]


def test_names_of_children_are_withheld():
    put("a.txt", "Shelling killed Sami Doran, a 7-year-old boy, in Dorrash on Friday, medics said.")
    told = watch("--alerts", "alerts.jsonl")
    assert "new case" in told.stdout
    assert "Doran" not in told.stdout + Path("alerts.jsonl").read_text(encoding="utf-8")


def test_it_goes_on_until_it_is_interrupted(monkeypatch):
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 2:
            raise KeyboardInterrupt
        put("b.txt", MORE)

    monkeypatch.setattr(watching.time, "sleep", sleep)
    assert time.sleep is sleep
    put("a.txt", FIRST)
    told = watch("--every", "90s", once=False)
    assert told.exit_code == ExitCode.INTERRUPTED
    assert slept == [90, 90]
    assert kinds(told.stdout) == ["new case", "toll changed"]


def test_a_report_that_is_refused_stops_nothing():
    put("a.txt", FIRST)
    Path("in", "bad.jsonl").write_text("{not json\n", encoding="utf-8")
    told = watch()
    assert told.exit_code == ExitCode.SOME_REFUSED
    assert kinds(told.stdout) == ["new case"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--every", "soon"), "is no time between rounds"),
        (("--every", "31d"), "at most 30d"),
        (("--toll-change", "many"), "is no bound for a toll"),
        (("--webhook", "http://example.org/h"), "expected https://"),
        (("--ledger", "postgresql://nobody@127.0.0.1:1/x"), "name one with --state"),
        (("--state", "in"), "in: "),
    ],
)
def test_what_cannot_be_meant_is_told_before_anything_is_read(options, words):
    put("a.txt", FIRST)
    told = watch(*options)
    assert told.exit_code == ExitCode.MISCONFIGURED
    assert words in told.stderr
    assert told.stdout == ""


@pytest.mark.parametrize("typed", ["", "15", "0m", "-1m", "1.5h", "m", "9999999d"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ConfigurationError, match="expected seconds, minutes, hours"):
        parse_time(typed)


def test_times_are_read():
    assert [parse_time(one) for one in ("90s", "15m", "2h", "30d")] == [90, 900, 7200, 2_592_000]
