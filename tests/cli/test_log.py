import csv
import io
import json

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.ledger.decision_merging import merge_decisions
from accordingto.ledger.heads import parse_heads
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.records.judgements import Change
from tests.ledger.desks import TEXT, decide, undo
from tests.ledger.incoming import keep, make_incoming, read, read_by

FIGURE = read(make_incoming()).figures[0].id


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, make_incoming())
        decide(ledger, "correct", Change(field="low", value=3), why="=recount()")
        undo(ledger, decide(ledger, "reject", reviewer="Ada", why="no count"))
        decide(ledger, "note", kind="statement", why="ask\nthem \x1b[2J")
    return path


def log(path, *arguments):
    return CliRunner().invoke(app, ["log", *arguments, "--ledger", str(path)])


def test_table_tells_who_what_when_and_why(path):
    result = log(path)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("2024-03-20 12:00Z  Odd  note  statement “")
    assert "    ask them [U+001B][2J" in lines
    assert "2024-03-20 12:00Z  Ada  reject  figure “at least 12 people” of r1  [undone]" in lines
    assert "    low 12 → 3" in lines


def test_json_holds_the_whole_judgement(path):
    rows = json.loads(log(path, "--format", "json").stdout)
    assert [row["decision"] for row in rows] == ["note", "undo", "reject", "correct"]
    assert [row["force"] for row in rows] == ["holds", "holds", "undone", "holds"]
    assert rows[3]["changes"] == [{"field": "low", "operation": "set", "value": 3}]
    assert rows[3]["seen"][0]["record"]["id"] == FIGURE
    assert rows[0]["why"] == "ask\nthem \x1b[2J"


def test_csv_holds_no_formula(path):
    rows = list(csv.DictReader(io.StringIO(log(path, "--format", "csv").stdout)))
    assert [row["why"] for row in rows] == ["ask\nthem [U+001B][2J", "", "no count", "'=recount()"]
    assert rows[3]["changes"] == "low 12 → 3"
    assert rows[1]["undoes"] == rows[2]["entry"]


@pytest.mark.parametrize(
    ("arguments", "decisions"),
    [
        (["--reviewer", "Ada"], ["reject"]),
        (["--reviewer", "' OR 1=1 --"], []),
        (["--decision", "note"], ["note"]),
        (["--newest", "2"], ["note", "undo"]),
        (["--since", "2024-03-20", "--until", "2024-03-20"], ["note", "undo", "reject", "correct"]),
        (["--since", "2024-03-21"], []),
        (["--until", "2024-03-19"], []),
        (["--until", "2024-03-20T11:59:59Z"], []),
        (["--since", "2024-03-20T14:00+02:00"], ["note", "undo", "reject", "correct"]),
        ([FIGURE[:8]], ["undo", "reject", "correct"]),
    ],
)
def test_log_is_filtered(path, arguments, decisions):
    rows = json.loads(log(path, *arguments, "--format", "json").stdout)
    assert [row["decision"] for row in rows] == decisions


def test_log_about_an_entry_is_about_its_words(path):
    entry = json.loads(log(path, "--decision", "reject", "--format", "json").stdout)[0]["entry"]
    rows = json.loads(log(path, entry[:12], "--format", "json").stdout)
    assert [row["decision"] for row in rows] == ["undo", "reject", "correct"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--since", "yesterday"], "'yesterday' is no day or time; expected one as in 2024-03-14"),
        (["--until", "2024-02-30"], "is no day or time"),
        (["--until", "9999-12-31T23:59:59-23:00"], "is no day or time"),
        (["ffffffff"], "no record of a current reading begins with"),
        (["xyz"], "no start of an id"),
    ],
)
def test_what_cannot_be_asked_for_is_told(path, arguments, message):
    result = log(path, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_empty_log_says_so(tmp_path):
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE):
        pass
    assert log(path).stderr == "no decisions\n"
    assert json.loads(log(path, "--format", "json").stdout) == []
    assert log(path, "--format", "csv").stdout.startswith("entry,time,reviewer")
    assert log(path, "--queued").stderr == "nothing is queued\n"


def test_log_is_written_to_a_file(path, tmp_path):
    output = tmp_path / "log.json"
    assert log(path, "--format", "json", "--output", str(output)).stdout == ""
    assert len(json.loads(output.read_text())) == 4
    assert log(path, "--output", str(tmp_path / "none" / "log")).exit_code == 4


def test_heads_are_exported_and_show_a_cut_tail(path, tmp_path):
    heads = tmp_path / "heads.json"
    result = log(path, "--heads", str(heads))
    assert (result.exit_code, result.stdout) == (0, "")
    assert [(h.reviewer, h.seq) for h in parse_heads(heads.read_bytes(), "")] == [
        ("Ada", 0),
        ("Odd", 2),
    ]
    assert log(path, "--heads", str(tmp_path / "none" / "heads")).exit_code == 4


def test_queue_is_told(path):
    incoming = make_incoming()
    later = read_by(incoming, "9.9")
    fields = {name: getattr(later, name) for name in later.__slots__} | {"figures": ()}
    with Ledger.open(path, Opening.CHANGE) as ledger:
        keep(ledger, incoming, type(later)(**fields))
        with ledger.change() as connection:
            refresh_reviews(connection, [TEXT])
    first, second = log(path, "--queued").stdout.splitlines()[:2]
    assert first == "gone  figure “at least 12 people” of r1"
    assert second == "    the reader has no such record any more; it is kept"
    (row,) = json.loads(log(path, "--queued", "--format", "json").stdout)
    assert (row["code"], row["record"], row["decision"]) == ("gone", FIGURE, "correct")
    (sheet,) = csv.DictReader(io.StringIO(log(path, "--queued", "--format", "csv").stdout))
    assert (sheet["code"], sheet["why"]) == ("gone", "'=recount()")


def test_branches_of_a_chain_are_told(path, tmp_path):
    with Ledger.open(tmp_path / "there.ledger", Opening.MAKE) as there:
        keep(there, make_incoming())
        decide(there, "note", why="elsewhere")
        here = Ledger.open(path, Opening.CHANGE)
        with here, here.change() as connection, there.look() as other:
            merge_decisions(connection, other, there.name)
    assert "Odd's chain has 2 branches (" in log(path).stderr
    assert log(path, "--quiet").stderr == ""
