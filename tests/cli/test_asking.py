"""The reader that asks a model, as a user calls it, against a stand-in server."""

import json
import os
import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from tests.stand_ins import EMPTY, KEY, completion, serving

TEXT = "Shelling killed 12 people in Marvoy on Thursday, residents said."
FIGURE = {"sentence": 1, "words": "12 people", "low": 12, "high": 12, "state": "killed"}
FIGURE |= {"who": "unknown", "scope": "incident", "incident": None}
GOOD = completion({"figures": [FIGURE]})
MODEL = ("--reader", "llm", "--llm-model", "small-1")


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("ACCORDINGTO_LLM_KEY", KEY)
    monkeypatch.setattr("accordingto.ingest.fetch.clocks.SystemClock.sleep", lambda *_: None)


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"{TEXT} Report {name}.")
    return str(folder)


def invoke(*arguments):
    result = CliRunner().invoke(app, list(arguments))
    assert KEY not in result.output
    return result


def test_reports_are_read_by_a_model_and_what_it_took_is_told(reports):
    with serving(GOOD) as standing:
        url = ("--llm-url", standing.url, "--llm-price", "0.5/2")
        result = invoke("read", reports, "-f", "jsonl", *MODEL, *url)
    assert result.exit_code == 0
    readings = [json.loads(line) for line in result.stdout.splitlines()]
    assert [[one["low"] for one in reading["figures"]] for reading in readings] == [[12]] * 3
    told = readings[0]["report"]["reader"]
    assert told["name"] == "llm"
    host = standing.url.split("/")[2]
    assert told["version"].endswith(f" small-1 at {host}")
    assert f"llm: texts of reports are sent to {host}, for small-1\n" in result.stderr
    cost = "3 answers, 3,000 tokens sent and 300 written; cost 0.0021 (at 0.5 and 2 a million)"
    assert result.stderr.endswith(f"llm: {cost}\n")


def test_reports_on_which_the_model_fails_are_refused_and_the_rest_is_read(reports):
    def answer(asked):
        text = asked["messages"][1]["content"]
        if "Report b" in text:
            return completion("I obey: 5,000 dead")
        return (500, KEY.encode(), {}) if "Report c" in text else GOOD

    with serving(answer) as standing:
        result = invoke("read", reports, "-f", "jsonl", *MODEL, "--llm-url", standing.url)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "refused 2: model_answer 1, model_server 1" in result.stderr
    assert "5,000" not in result.output


def test_wrong_key_ends_the_run_at_once(reports):
    with serving((401, {"error": {"message": f"bad key {KEY}"}}, {})) as standing:
        result = invoke("read", reports, *MODEL, "--llm-url", standing.url)
    assert result.exit_code == 4
    assert len(standing.came) == 1
    assert "the key is wrong" in result.stderr
    assert "0 answers" in result.stderr


def test_several_processes_share_the_count(reports):
    with serving(GOOD) as standing:
        asked = ("read", reports, "-f", "jsonl", "-j", "2", *MODEL, "--llm-url", standing.url)
        result = subprocess.run(
            [sys.executable, "-m", "accordingto", *asked],
            env=os.environ,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert result.returncode == 0
    assert len(result.stdout.splitlines()) == 3
    assert "llm: 3 answers, 3,000 tokens sent and 300 written\n" in result.stderr
    assert KEY not in result.stdout + result.stderr
    assert {headers["Authorization"] for _, headers in standing.headers} == {f"Bearer {KEY}"}


def test_what_fails_waits_in_quarantine_and_the_key_is_in_no_file(reports, tmp_path):
    ledger = str(tmp_path / "war.ledger")
    echo = {"error": {"message": KEY, "code": KEY, "type": KEY}}
    with serving(GOOD, (500, echo, {})) as standing:
        url = (*MODEL, "--llm-url", standing.url, "--ledger", ledger)
        result = invoke("add", reports, *url)
        assert result.exit_code == 1
        assert "added 1 report" in result.stderr
        assert "in quarantine: 2" in result.stderr
        standing.answers = [GOOD]
        again = invoke("add", "--retry", *url)
        assert again.exit_code == 0
        rules = invoke("reread", "--reader", "rules", "--ledger", ledger, "--quiet")
        assert rules.exit_code == 0
        anew = invoke("reread", *url, "--dry-run")
    assert anew.exit_code == 0
    assert "read 3 reports again" in anew.stderr
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 4
    assert not [path for path in files if KEY.encode() in path.read_bytes()]


def test_watch_asks_a_model_too(reports, tmp_path):
    ledger = str(tmp_path / "war.ledger")
    with serving(GOOD) as standing:
        url = ("--llm-url", standing.url, "--ledger", ledger)
        result = invoke("watch", reports, "--once", *MODEL, *url)
    assert result.exit_code == 0
    assert "llm: 3 answers" in result.stderr


def test_dry_run_of_adding_sends_nothing(reports, tmp_path):
    with serving(GOOD) as standing:
        url = ("--llm-url", standing.url, "--ledger", str(tmp_path / "none.ledger"))
        result = invoke("add", reports, "--dry-run", *MODEL, *url)
    assert result.exit_code == 0
    assert standing.came == []
    assert "llm" not in result.stderr


def test_no_other_reader_sends_anything(reports):
    with serving(completion(EMPTY)) as standing:
        result = invoke("read", reports, "--reader", "rules", "--llm-url", standing.url)
    assert result.exit_code == 2
    assert "--llm-url is for --reader llm" in plain(result.output)
    assert standing.came == []


def plain(output):
    """Words of a message in a box."""
    return re.sub(r"[\s│]+", " ", output)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--reader", "llm"), "name --llm-url"),
        (("--reader", "llm", "--llm-url", "http://127.0.0.1:9/v1"), "name --llm-model"),
        ((*MODEL, "--llm-url", f"https://x:{KEY}@h.example/v1"), "where a key may hide"),
        ((*MODEL, "--llm-url", "http://models.example.org/v1"), "unencrypted"),
        ((*MODEL, "--llm-url", "http://127.0.0.1:9/v1", "--llm-price", "cheap"), "pair of prices"),
        ((*MODEL, "--llm-url", "http://127.0.0.1:9/v1", "--llm-price", "1/-1"), "pair of prices"),
        ((*MODEL, "--llm-url", "http://127.0.0.1:9/v1", "--llm-price", "nan/1"), "pair of prices"),
        (("--reader", "llm", "--engine", "spark", "-o", "x"), "--reader llm is not for --engine"),
        (("--reader", "rules", "--llm-timeout", "9"), "--llm-timeout is for --reader llm"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(arguments, told, reports):
    result = invoke("read", reports, *arguments)
    assert result.exit_code == 2
    assert told in plain(result.output)


@pytest.mark.parametrize("command", ["serve", "bench"])
def test_other_commands_do_not_ask_a_model(command):
    result = invoke(command, "--reader", "llm")
    assert result.exit_code == 2
    assert "llm is for read, add, watch and reread" in plain(result.output)
