"""What no list and no page may do, whatever its form."""

import json
from dataclasses import replace

import pytest

from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.listings import Listing
from accordingto.ledger.publications import keep_publication
from accordingto.ledger.redaction import Decided, withhold
from accordingto.ledger.search_index import settle_publication
from accordingto.records.judgements import Change
from accordingto.records.readings import ReaderInfo
from accordingto.views.privacy import WITHHELD
from tests.cli.ledgers_to_show import (
    FORMS,
    SHELLING_SHA,
    STRIKE_SHA,
    change,
    rows_of,
    sheet_of,
    show,
)
from tests.ledger.incoming import keep, make_incoming, read


@pytest.fixture
def path(to_show):
    return to_show


def test_figure_never_stands_without_who_says_so(path):
    for row in sheet_of(path, "figures"):
        assert row["says"].startswith(("according to ", "in the report's own voice"))
    (strike,) = (row for row in sheet_of(path, "incidents") if row["report_id"] == "r2")
    for toll in strike["tolls_by_source"].split("; "):
        assert " - according to " in toll
    for line in show(path, "statements", "--width", 400).stdout.splitlines():
        if "70 killed" in line:
            assert "70 killed - the same source" in line


def test_blame_stands_with_its_mode_and_accuser_in_one_cell(path):
    blame = {row["report_id"]: row["blame_by_accuser"] for row in sheet_of(path, "incidents")}
    assert blame["r2"] == "the air force - accused by Rebels"
    assert "; Dorrash Guard - denied by Dorrash Guard" in blame["r1"]
    assert blame["r5"] == ""
    accused = [row["accused_by_whom"] for row in sheet_of(path, "statements")]
    assert [one for one in accused if one] == ["the air force - accused by Rebels"]
    table = show(path, "incidents", "--width", 400).stdout
    assert "the air force - accused by Rebels" in table


def test_broken_truce_stands_with_who_says_so(path):
    text = "The army violated the ceasefire in Idlib on Monday, the Dorrash Guard said."
    with Ledger.open(path, Opening.CHANGE) as ledger:
        keep(ledger, make_incoming(text, given_id="r9"))
    (row,) = sheet_of(path, "agreements", "--kind", "violated")
    assert row["accused_by_whom"].startswith("accused of breaking it: The army - ")
    assert "the Dorrash Guard" in row["accused_by_whom"]


def test_what_has_no_day_and_no_place_says_so(path):
    (row,) = (row for row in sheet_of(path, "incidents") if row["report_id"] == "r5")
    assert (row["date_from"], row["place"], row["lat"], row["told_on"]) == ("", "", "", "")
    table = show(path, "incidents", "--text", "shelling residents", "--width", 200).stdout
    assert "place not given" in table
    assert "day not given" in table
    assert "publisher not given, day not known" in table


def test_cells_that_a_spreadsheet_would_run_are_text(path):
    (row,) = (row for row in sheet_of(path, "reports") if "1+1" in row["title"])
    assert (row["report_id"], row["title"], row["publisher"]) == ("'=r6", "'=1+1", "'@cmd")
    every = [sheet_of(path, listing) for listing in Listing]
    for cell in (cell for rows in every for row in rows for cell in row.values()):
        assert not cell.startswith(("=", "+", "@", "-")), cell


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("listing", Listing)
def test_name_of_a_child_is_in_no_list(path, listing, form):
    assert "lina" not in show(path, listing, "--format", form).stdout.casefold()


@pytest.mark.parametrize("form", FORMS)
def test_name_of_a_child_is_on_no_page(path, form):
    (report,) = rows_of(path, "reports", "--text", "Lina")
    ids = [("reports", report["publication"])]
    for listing in ("incidents", "figures", "statements", "sources"):
        ids += [
            (listing, row["record"]["id"])
            for row in rows_of(path, listing)
            if row["report"]["publication"] == report["publication"]
        ]
    assert len(ids) > 4
    for one in ids:
        written = show(path, *one, "--format", form).stdout
        assert "lina" not in written.casefold()
        assert form == "csv" or WITHHELD.split()[-1] in written


@pytest.mark.parametrize("form", FORMS)
def test_name_withheld_by_decision_is_withheld_in_every_form(path, form):
    assert "Ada Varn" in show(path, "sources", "--format", form).stdout
    with Ledger.open(path, Opening.CHANGE) as ledger:
        withhold(ledger, Decided(names=("Ada Varn",), reviewer="Odd", why="she asked"))
    for listing in Listing:
        assert "Ada Varn" not in show(path, listing, "--format", form).stdout
    assert "Ada Varn" not in show(path, "reports", "r3", "--format", form).stdout


def test_nothing_that_a_machine_found_is_shown_as_reviewed(path):
    for listing in ("incidents", "figures", "statements", "agreements"):
        assert {row["reviewed"] for row in sheet_of(path, listing)} == {"no"}
        assert {row["review"]["reviewed"] for row in rows_of(path, listing)} == {False}
        result = show(path, listing)
        total = len(rows_of(path, listing))
        assert f"{total} of {total} not reviewed by a person" in result.stderr
        assert result.stdout.count("not reviewed") == total
        assert show(path, listing, "--reviewed").stdout == ""
        assert len(rows_of(path, listing, "--unreviewed")) == total


def test_reviewed_record_does_not_make_what_stands_beside_it_reviewed(path):
    change(path, kind="incident", text=STRIKE_SHA)
    (row,) = sheet_of(path, "incidents", "--reviewed")
    assert row["reviewed"] == "yes"
    assert row["tolls_by_source"].count("(not reviewed)") == 2
    assert "4 of 5 not reviewed by a person" in show(path, "incidents").stderr
    change(path, kind="figure", text=SHELLING_SHA)
    (row,) = sheet_of(path, "figures", "--reviewed")
    assert (row["reviewed"], row["incident_reviewed"]) == ("yes", "no")
    assert "(not reviewed)" in show(path, "figures", "--reviewed").stdout
    (row,) = (row for row in sheet_of(path, "incidents") if row["report_id"] == "r1")
    assert "(accepted by Odd)" in row["tolls_by_source"]


def test_correction_stands_in_lists_and_the_machines_value_beside_it_on_the_page(path):
    change(path, "correct", Change(field="low", value=21), text=SHELLING_SHA, why="as it says")
    (row,) = rows_of(path, "figures", "--reviewed")
    assert (row["record"]["low"], row["as_read"]["low"]) == (21, 12)
    identity = row["record"]["id"]
    page = show(path, "figures", identity[:6]).stdout
    assert page.splitlines()[1].startswith("at least 21 killed - according to residents")
    section = page.split("THE MACHINE READ → A PERSON MADE IT\n")[1]
    assert section.splitlines()[0] == "  • low 12 → 21"
    assert "correct by Odd" in page
    assert "why: as it says" in page
    (other,) = rows_of(path, "figures", "--min-toll", 91)
    assert other["as_read"] is None


def test_rejected_record_is_left_out_but_found(path):
    change(path, "reject", kind="incident", text=STRIKE_SHA, why="no strike")
    assert "r2" not in {row["report_id"] for row in sheet_of(path, "incidents")}
    (row,) = sheet_of(path, "incidents", "--rejected")
    assert (row["report_id"], row["review"], row["reviewed"]) == ("r2", "rejected by Odd", "no")


def test_report_steers_no_terminal(path):
    with Ledger.open(path, Opening.CHANGE) as ledger:
        text = "Shelling killed 1\u200b2 people in Ho\u202ems, \x1b[2Jresidents said."
        keep(ledger, make_incoming(text, given_id="\x1b[31mr7", title="Homs\u202e \x1b]0;x\x07"))
    for form in ("table", "csv"):
        for listing in Listing:
            written = show(path, listing, "--format", form, "-n", 0).stdout
            assert not {"\x1b", "\u202e", "\u200b", "\x07"} & set(written)
    assert "\x1b" not in show(path, "reports", "--text", "homs 1").stdout


def test_report_that_could_not_be_read_is_listed_as_that(path):
    with Ledger.open(path, Opening.CHANGE) as ledger, ledger.change() as connection:
        incoming = make_incoming("Bombs fell on Dorrash.", given_id="u1", published=None)
        kept = keep_publication(connection, incoming, ledger.now())
        settle_publication(connection, kept.publication_id)
    table = show(path, "reports", "--text", "dorrash bombs", "--width", 120).stdout
    assert "it could not be read" in table
    assert "not known" in table
    (row,) = sheet_of(path, "reports", "--text", "dorrash bombs")
    assert (row["read"], row["reader"], row["records"]) == ("no", "not read", "0")
    (plain,) = rows_of(path, "reports", "--text", "dorrash bombs")
    assert (plain["reader"], plain["records"]) == (None, 0)
    page = show(path, "reports", "u1").stdout
    assert "it could not be read to its end" in page
    assert "Bombs fell on Dorrash." in page
    assert json.loads(show(path, "reports", "u1", "--format", "json").stdout)["reading"] is None


def test_what_a_person_entered_is_told_as_that(path):
    with Ledger.open(path, Opening.CHANGE) as ledger:
        incoming = make_incoming("Bombs killed 8 people in Homs, a caller said.", given_id="e1")
        reading = read(incoming)
        info = ReaderInfo.by_person("Ana", "0" * 64)
        keep(ledger, incoming, replace(reading, report=replace(reading.report, reader=info)))
    (row,) = sheet_of(path, "figures", "--text", "caller")
    assert (row["review"], row["reviewed"], row["reader"]) == (
        "entered by Ana",
        "yes",
        "entered by Ana",
    )
    assert "entered by Ana" in show(path, "figures", "--reviewed").stdout
