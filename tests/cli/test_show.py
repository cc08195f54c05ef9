import csv
import io
import json

import pytest

from accordingto.cli.app import run
from accordingto.cli.exits import ExitCode
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.listings import Listing
from accordingto.records.judgements import Change
from tests.cli.ledgers_to_show import (
    FORMS,
    SHELLING_SHA,
    change,
    rows_of,
    sheet_of,
    show,
)
from tests.ledger.shelf import SHELLING


@pytest.fixture
def path(to_show):
    return to_show


@pytest.mark.parametrize("listing", Listing)
@pytest.mark.parametrize("form", FORMS)
def test_every_list_in_every_form(path, listing, form):
    result = show(path, listing, "--format", form)
    assert result.exit_code == ExitCode.ALL_READ
    told = result.stderr.splitlines()[-1]
    shown, _, rest = told.partition(" of ")
    assert rest.startswith(f"{shown} {listing}")
    if form == "json":
        whole = json.loads(result.stdout)
        assert (len(whole["rows"]), whole["total"]) == (int(shown), int(shown))
    elif form == "csv":
        assert len(list(csv.reader(io.StringIO(result.stdout)))) == int(shown) + 1


@pytest.mark.parametrize("listing", Listing)
@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_line_of_a_table_is_wider_than_asked_for(path, listing, width):
    result = show(path, listing, "--width", width)
    assert result.exit_code == ExitCode.ALL_READ
    assert max(map(len, result.stdout.splitlines())) <= width


@pytest.mark.parametrize("listing", Listing)
def test_empty_ledger_is_said_to_be_empty(tmp_path, listing):
    where = tmp_path / "new.ledger"
    with Ledger.open(where, Opening.MAKE):
        pass
    result = show(where, listing)
    assert (result.exit_code, result.stdout) == (ExitCode.ALL_READ, "")
    assert result.stderr.splitlines()[-1] == f"the ledger holds no {listing} yet"
    found = json.loads(show(where, listing, "--format", "json").stdout)
    assert (found["rows"], found["total"], found["next"]) == ([], 0, None)
    assert len(show(where, listing, "--format", "csv").stdout.splitlines()) == 1


def test_filter_that_finds_nothing_says_of_how_many(path):
    result = show(path, "incidents", "--place", "Zzz")
    assert (result.exit_code, result.stdout) == (ExitCode.ALL_READ, "")
    assert result.stderr == "none of the 5 incidents is like that\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["incidents", "--from", "2016-02-31"], "'2016-02-31' is no day; expected one as in"),
        (["incidents", "--to", "0000"], "is no day"),
        (["incidents", "--as-of", "soon"], "is no day"),
        (["incidents", "--from", "2017", "--to", "2016"], "lies after --to"),
        (["incidents", "--kind", "foo"], "expected one of air_strike, shelling"),
        (["incidents", "--blame", "foo"], "expected one of stated, own_claim"),
        (["incidents", "--country", "Ruritania"], "no country that the gazetteer knows"),
        (["incidents", "--text", "%_"], "holds no word"),
        (["sources", "--blame", "accused"], "--blame does not go with sources"),
        (["incidents", "--reviewed", "--rejected"], "only one can hold"),
        (["incidents", "--after", "999"], "no row 999 to go on after"),
        (["incidents", "ffffffff"], "begins no id in the list of incidents"),
        (["incidents", "zz"], "is no start of an id"),
        (["incidents", "ffffffff", "--place", "Homs"], "filters do not go with an id"),
        (["reports", "nowhere"], "there is no report 'nowhere'"),
        (["reports", ""], "there is no report ''"),
        (["foo"], "'foo' is not one of"),
    ],
)
def test_what_cannot_be_meant_is_told(path, arguments, told):
    result = show(path, *arguments)
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert told in result.stderr


def run_whole(monkeypatch, *arguments):
    monkeypatch.setattr("sys.argv", ["accordingto", "show", *map(str, arguments)])
    return run()


def test_ledger_that_is_not_there_is_told_and_not_made(tmp_path, monkeypatch, capsys):
    code = run_whole(monkeypatch, "reports", "--ledger", tmp_path / "none.ledger")
    assert code == ExitCode.MISCONFIGURED
    assert "there is no ledger at this path" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_no_ledger_is_told(tmp_path, monkeypatch, capsys):
    other = tmp_path / "notes.txt"
    other.write_text("Homs")
    assert run_whole(monkeypatch, "reports", "--ledger", other) == ExitCode.MISCONFIGURED
    assert "is no SQLite file" in capsys.readouterr().err


def test_pages_tell_how_to_go_on_and_leave_nothing_out(path):
    seen, after = [], []
    for _ in range(10):
        result = show(path, "figures", "-n", 3, "--format", "json", *after)
        page = json.loads(result.stdout)
        seen += [row["record"]["id"] for row in page["rows"]]
        if page["next"] is None:
            break
        assert f"3 of {page['total']} figures" in result.stderr
        assert result.stderr.endswith(f"the next: --after {page['next']}, all: -n 0\n")
        after = ["--after", page["next"]]
    every = [row["record"]["id"] for row in rows_of(path, "figures", "-n", 0)]
    assert seen == every
    assert len(seen) == page["total"] > 3


def test_earliest_first(path):
    days = [row["first_day"] for row in rows_of(path, "incidents", "--oldest-first")]
    assert [day for day in days if day] == sorted(day for day in days if day)
    assert days != [row["first_day"] for row in rows_of(path, "incidents")]


def test_page_of_a_record_has_its_words_source_and_report(path):
    (row,) = rows_of(path, "incidents", "--place", "Aleppo")
    page = " ".join(show(path, "incidents", row["record"]["id"][:8]).stdout.split())
    assert "»air strike« on a hospital in Aleppo" in page
    assert "held responsible: the air force - accused by Rebels" in page
    assert "Sources differ: 70 killed - according to the Skerry Relief Society" in page
    assert "“report without a title”, Skerry Wire" in page
    plain = json.loads(show(path, "incidents", row["record"]["id"], "--format", "json").stdout)
    assert plain["sentence"]["text"].startswith("An air strike on a hospital in Aleppo")
    assert len(plain["tolls"]) == 2
    (cells,) = sheet_of(path, "incidents", row["record"]["id"])
    assert cells["id"] == row["record"]["id"]


def test_page_of_a_figure_names_its_incident(path):
    (row,) = rows_of(path, "figures", "--min-toll", 91)
    page = show(path, "figures", row["record"]["id"]).stdout
    assert "THE INCIDENT" in page
    assert row["record"]["incident"][:12] in page
    assert "OTHERS SAY" in page


def test_page_of_a_report_has_its_text_its_records_and_its_decisions(path):
    change(path, kind="figure", text=SHELLING_SHA)
    page = show(path, "reports", "r1", "--width", 100).stdout
    assert " ".join(SHELLING.split()[:9]) in page
    assert "accept by Odd" in page
    assert "figure " in page
    key = rows_of(path, "reports", "--text", "shelled")[0]["publication"]
    assert show(path, "reports", key[:6], "--width", 100).stdout == page
    plain = json.loads(show(path, "reports", "r1", "--format", "json").stdout)
    assert plain["text"] == SHELLING
    assert [one["decision"] for one in plain["judgements"]] == ["accept"]


def test_id_that_several_records_begin_with_is_told(path):
    ids = [row["record"]["id"] for row in rows_of(path, "actors")]
    result = show(path, "figures", ids[0])
    assert result.exit_code == ExitCode.USAGE
    assert "is an id in the list of" in result.stderr


def test_as_of_shows_what_was_known_then(path):
    assert rows_of(path, "reports", "--as-of", "2000-01-01") == []
    with Ledger.open(path) as ledger, ledger.look() as connection:
        (added,) = {str(row[0])[:10] for row in connection.exec_driver_sql(
            "SELECT DISTINCT substr(added_at, 1, 10) FROM publications")}  # fmt: skip
    change(path, "correct", Change(field="low", value=21), text=SHELLING_SHA, why="as it says")
    lows = {row["record"]["low"] for row in rows_of(path, "figures", "--as-of", added)}
    assert {12, 70, 91} <= lows or {21, 70, 91} <= lows
    assert len(rows_of(path, "reports", "--as-of", added)) == 6


def test_list_is_written_to_a_file(path, tmp_path):
    output = tmp_path / "figures.csv"
    result = show(path, "figures", "--format", "csv", "--output", output)
    assert (result.exit_code, result.stdout) == (ExitCode.ALL_READ, "")
    assert output.read_text("utf-8").startswith("id,state,low,high")
    result = show(path, "figures", "--output", tmp_path / "none" / "figures")
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert "cannot be written to" in result.stderr


def test_quiet_says_nothing_more(path):
    assert show(path, "cases", "--quiet", "-n", 1).stderr == ""
