import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.corroboration.casebook import corroborate_pending
from accordingto.ledger.case_tables import case_accounts
from accordingto.ledger.decisions import iterate_entries
from accordingto.ledger.ledger import Ledger, Opening
from tests.ledger.incoming import OTHER_TEXT, keep, make_incoming, read

READING = read(make_incoming())
FIGURE, INCIDENT = READING.figures[0].id, READING.incidents[0].id
OTHER = read(make_incoming(OTHER_TEXT)).incidents[0].id


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.delenv("ACCORDINGTO_REVIEWER", raising=False)
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, make_incoming())
        keep(ledger, make_incoming(OTHER_TEXT, given_id="r2"))
    return path


def judge(path, *arguments, reviewer="Odd", env=None):
    named = () if reviewer is None else ("--reviewer", reviewer)
    ledger = ("--ledger", str(path))
    return CliRunner().invoke(app, ["judge", *arguments, *ledger, *named], env=env)


def entries(path):
    with Ledger.open(path) as ledger, ledger.look() as connection:
        return [stored.recorded.judgement for stored in iterate_entries(connection)]


def test_decision_is_recorded_and_told(path):
    result = judge(path, "accept", FIGURE[:8])
    assert result.exit_code == 0
    first, second = result.stdout.splitlines()
    assert first == "accept  figure “at least 12 people” of r1"
    assert re.fullmatch(r"    entry [0-9a-f]{12}", second)
    (made,) = entries(path)
    assert (made.decision.value, made.reviewer) == ("accept", "Odd")
    assert abs((datetime.now(UTC) - made.time).total_seconds()) < 3600


def test_correction_tells_what_it_changes(path):
    sets = ["--set", "low=3", "--set", "source=Marenna", "--set", "role=bakers"]
    result = judge(path, "correct", FIGURE, *sets, "--why", "recount")
    assert "    low 12 → 3\n" in result.stdout
    assert "    source “residents” → “Marenna”\n" in result.stdout
    assert "    role none → bakers\n" in result.stdout
    assert entries(path)[0].why == "recount"


def test_blame_is_added_and_taken_away(path):
    added = judge(path, "correct", INCIDENT, "--set", "blame+=residents, suspected", "--why", "x")
    assert "    blame + “residents”, suspected\n" in added.stdout
    taken = judge(path, "correct", INCIDENT, "--set", "blame-=0", "--why", "y")
    assert "    blame - “residents”, suspected\n" in taken.stdout


def test_decision_that_takes_the_place_of_another_says_so(path):
    judge(path, "accept", FIGURE)
    result = judge(path, "reject", FIGURE, "--why", "no count", reviewer="Ada")
    assert "    takes the place of accept by Odd, " in result.stdout


def test_two_records_are_linked(path):
    result = judge(path, "link", INCIDENT, OTHER, "--why", "one strike")
    assert result.exit_code == 0
    assert "link  incident “" in result.stdout
    assert {target.kind.value for target in entries(path)[0].targets} == {"incident"}


def test_undo_tells_what_it_takes_back(path):
    judge(path, "accept", FIGURE)
    result = judge(path, "undo", FIGURE, "--why", "wrong report")
    assert result.stdout.startswith("undone  accept by Odd, ")


def test_reviewer_comes_from_the_environment_and_is_never_guessed(path):
    result = judge(path, "accept", FIGURE, reviewer=None, env={"ACCORDINGTO_REVIEWER": "Ada"})
    assert result.exit_code == 0
    assert entries(path)[0].reviewer == "Ada"
    for env in ({"USER": "root", "LOGNAME": "root"}, {"ACCORDINGTO_REVIEWER": ""}):
        assert judge(path, "accept", FIGURE, reviewer=None, env=env).exit_code == 2
    assert len(entries(path)) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["reject", FIGURE], "reject without a reason; expected one: --why TEXT"),
        (["accept", "ffffffff"], "no record of a current reading begins with 'ffffffff'"),
        (["correct", FIGURE, "--set", "low=many", "--why", "x"], "figure: low: Input should be"),
        (["link", INCIDENT, "--why", "x"], "link of 1 records; expected the ids of two"),
        (["delete", FIGURE], "'delete' is not one of 'accept', 'correct'"),
        (["accept"], "no id; expected that of a record"),
    ],
)
def test_what_cannot_be_recorded_is_told_in_a_line_and_nothing_is(path, arguments, message):
    result = judge(path, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert entries(path) == []


def test_quiet_prints_nothing(path):
    assert judge(path, "accept", FIGURE, "--quiet").stdout == ""
    assert len(entries(path)) == 1


def test_no_ledger_is_made(tmp_path):
    result = judge(tmp_path / "none.ledger", "accept", FIGURE)
    assert not (tmp_path / "none.ledger").exists()
    assert result.exit_code != 0


def test_hostile_words_do_not_steer_the_terminal(tmp_path):
    path = tmp_path / "war.ledger"
    incoming = make_incoming("Shelling killed 12 people\u202e in Homs, \x1b[2Jresidents said.")
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, incoming)
    (statement,) = read(incoming).statements
    result = judge(path, "note", statement.id, "--why", "x")
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_names_of_children_are_withheld(tmp_path):
    path = tmp_path / "war.ledger"
    incoming = make_incoming("Lina Harrow, 9, was killed in Homs on Friday, residents said.")
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, incoming)
    (person,) = read(incoming).people
    result = judge(path, "accept", person.id)
    assert "Lina" not in result.stdout
    assert "[name withheld]" in result.stdout


@pytest.fixture
def with_cases(path):
    with Ledger.open(path, Opening.CHANGE) as ledger:
        corroborate_pending(ledger)
    return path


def codes(path):
    with Ledger.open(path) as ledger, ledger.look() as connection:
        return sorted(set(connection.scalars(select(case_accounts.c.code))))


def test_case_is_decided_on(with_cases):
    code = codes(with_cases)[0]
    sets = ("--state", "published", "--assignee", "Ana", "--grade", "confirmed")
    result = judge(with_cases, code[:6].lower(), *sets, "--why", "the army accepted it")
    assert result.exit_code == 0, result.stderr
    told = result.stdout
    for line in ("state → published", "assignee → Ana", "grade → confirmed"):
        assert f"\n    {line}\n" in told
    assert f"state  case {code}\n" in told
    assert [made.decision.value for made in entries(with_cases)] == ["state", "assign", "grade"]
    judge(with_cases, code, "--assignee", "", "--why", "")
    judge(with_cases, code, "--why", "ask the hospital")
    assert entries(with_cases)[-2].changes[0].value is None
    assert entries(with_cases)[-1].decision.value == "case_note"
    listed = CliRunner().invoke(app, ["log", "--ledger", str(with_cases)]).stdout
    assert f"Odd  state  case {code}" in listed


def test_two_cases_become_one_and_are_parted(with_cases):
    one, other = codes(with_cases)
    result = judge(with_cases, "link", one, other, "--why", "one strike")
    assert result.exit_code == 0, result.stderr
    (left,) = codes(with_cases)
    assert f"case {left}: 2 accounts\n" in result.stdout
    result = judge(with_cases, "unlink", left, INCIDENT, "--why", "another street")
    assert result.exit_code == 0, result.stderr
    assert codes(with_cases) == [one, other]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["C-zzzz", "--state", "published"], "there is no case 'C-zzzz'"),
        (["CODE"], "nothing to decide"),
        (["CODE", INCIDENT, "--state", "published"], "more than the code of a case"),
        (["CODE", "--grade", "certain", "--why", "so"], "'certain' is not known"),
        (["link", "CODE", "--why", "so"], "expected link with two codes"),
        (["unlink", "CODE", FIGURE, "--why", "so"], "is in no case"),
        (["accept", INCIDENT, "--state", "published"], "go with the code of a case"),
    ],
)
def test_what_cannot_be_asked_of_a_case_is_told(with_cases, asked, told):
    code = codes(with_cases)[0]
    result = judge(with_cases, *(code if one == "CODE" else one for one in asked))
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.replace("│", " ").split())
    assert entries(with_cases) == []
