import csv
import io
import json
import zlib

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.corroboration.casebook import catch_up, corroborate_pending
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.ledger import Ledger, Opening
from tests.ledger.desks import link, undo
from tests.ledger.incoming import keep, make_incoming

SHELLED = "Shelling killed 14 people in Marenna on Friday, residents said."
SHELLED_TOO = "Shelling killed 17 people in Marenna on Friday, the Skerry Wire reported."
NAMED = "A car bomb killed Ada Varn, 31, in Skerry on Wednesday, the mayor said."
WHO = ("--reviewer", "Odd", "--why", "asked for")


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    with Ledger.open(where, Opening.MAKE) as ledger:
        for given_id, words in (("r1", SHELLED), ("r2", SHELLED_TOO), ("r3", NAMED)):
            keep(ledger, make_incoming(words, given_id=given_id, published="2024-03-16"))
        corroborate_pending(ledger)
    return where


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


def show(path, *arguments):
    return run("show", "cases", *arguments, "--ledger", path)


def cases(path, *arguments):
    return json.loads(show(path, "--format", "json", *arguments).stdout)["rows"]


def reports(case):
    return [one.split("~")[0] for one in case["reports"]]


def test_each_case_is_listed_once_with_all_its_reports(path):
    assert [reports(case) for case in cases(path)] == [["r1", "r2"], ["r3"]]
    assert "2 of 2 cases; put together by machine" in show(path).stderr


def test_figures_stand_side_by_side_and_are_never_added(path):
    table = show(path, "--width", "160").stdout
    assert "14 people" in table
    assert "17 people" in table
    assert "31 people" not in table


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--min-toll", "15"), [["r1", "r2"]]),
        (("--place", "Marenna"), [["r1", "r2"]]),
        (("--kind", "bombing"), [["r3"]]),
        (("--text", "residents"), [["r1", "r2"]]),
        (("--min-toll", "90"), []),
    ],
)
def test_a_case_is_found_by_what_any_of_its_reports_says(path, filters, found):
    assert [reports(case) for case in cases(path, *filters)] == found


def test_pages_go_on_where_the_one_before_ended(path):
    first = json.loads(show(path, "--format", "json", "-n", "1").stdout)
    second = json.loads(show(path, "--format", "json", "--after", first["next"]).stdout)
    assert [reports(case) for case in (*first["rows"], *second["rows"])] == [["r1", "r2"], ["r3"]]
    assert second["next"] is None


def test_sheet_has_a_row_a_case(path):
    rows = list(csv.DictReader(io.StringIO(show(path, "--format", "csv").stdout)))
    assert [row["reports"] for row in rows] == ["2", "1"]


def test_one_case_is_shown_whole_by_the_start_of_its_code(path):
    code = cases(path)[0]["id"]
    whole = show(path, code[2:8], "--width", "100").stdout
    assert f"case {code}" in whole
    assert "SHELLED" not in whole
    assert "residents" in whole
    assert "both" in whole


def test_a_code_that_another_took_up_leads_to_it(path):
    one, other = (case["id"] for case in cases(path))
    with Ledger.open(path, Opening.CHANGE) as ledger:
        joined = [
            link(ledger, "link", hash_text(words), hash_text(NAMED))
            for words in (SHELLED, SHELLED_TOO)
        ]
        catch_up(ledger)
    (now,) = [case["id"] for case in cases(path)]
    gone = other if now == one else one
    assert f"{gone} is now part of {now}" in show(path, gone).stdout
    with Ledger.open(path, Opening.CHANGE) as ledger:
        for entry in joined:
            undo(ledger, entry)
        catch_up(ledger)
    assert {case["id"] for case in cases(path)} == {one, other}


@pytest.mark.parametrize("asked", ["C-zzzz", "", "%"])
def test_what_is_no_code_is_said(path, asked):
    result = show(path, asked)
    assert result.exit_code == ExitCode.USAGE
    assert "case" in result.stderr


def test_names_that_are_withheld_are_withheld_in_cases(path):
    run("redact", "--name", "Ada Varn", *WHO, "--ledger", path)
    for form in ("table", "json", "csv"):
        assert "Varn" not in show(path, "--format", form).stdout
    code = cases(path)[1]["id"]
    for form in ("table", "json", "csv"):
        assert "Varn" not in show(path, code, "--format", form).stdout


def test_erasing_reaches_what_cases_keep(path, tmp_path):
    before = [case["id"] for case in cases(path)]
    assert (
        run("redact", "--name", "Ada Varn", "--erase", "--yes", *WHO, "--ledger", path).exit_code
        == 0
    )
    for file in tmp_path.glob("war.ledger*"):
        assert b"Varn" not in file.read_bytes()
        assert b"varn" not in file.read_bytes()
    with Ledger.open(path) as ledger, ledger.look() as connection:
        for digest, account in connection.exec_driver_sql(
            "SELECT d.digest, a.account FROM case_digests d JOIN case_accounts a"
            " ON a.digest_id = d.id"
        ):
            assert b"varn" not in (zlib.decompress(digest) + zlib.decompress(account)).lower()
    assert [case["id"] for case in cases(path)] == before


def test_ledger_without_cases_says_so(tmp_path):
    where = tmp_path / "war.ledger"
    with Ledger.open(where, Opening.MAKE) as ledger:
        assert "the ledger holds no cases yet" in show(where).stderr
        keep(ledger, make_incoming(SHELLED))
    assert "not corroborated as they stand: 1 report" in show(where).stderr
