import pytest

from accordingto.formats.claim_edits import Comparer, RowFaultError, SheetRow
from accordingto.formats.xlsx_writing import cut_cell
from accordingto.views.visible import make_visible

TOLL = {
    "claim": "toll",
    "kind": "killed",
    "low": 14,
    "high": 14,
    "source": "residents",
    **dict.fromkeys(("who", "age", "sex"), "unknown"),
    "status": "unreviewed",
}
BLAME = "the army: accused, according to rebels\nrebels: suspected, in the report's own voice"
EVENT = {"claim": "event", "kind": "shelling", "date_from": "2024-03-15", "date_to": None,
         "place": "Homs", "country": "SY", "blame": BLAME, "status": "unreviewed"}  # fmt: skip


def row(now, **cells):
    return SheetRow.of(5, {**now, **cells}, is_csv=False)


def edit(now, **cells):
    return Comparer(make_visible).edit(row(now, **cells), now)


def correct(now, **cells):
    return edit(now, decision="correct", reason="seen", **cells).assignments


@pytest.mark.parametrize("now", [TOLL, EVENT])
def test_a_row_that_nobody_changed_decides_nothing(now):
    assert edit(now) is None


@pytest.mark.parametrize(
    ("now", "cells"),
    [
        (TOLL, {"low": 14.0, "high": "14 "}),
        (EVENT, {"date_from": "15/03/2024"}),
        (EVENT, {"date_from": "2024-03-15 00:00:00"}),
        (EVENT, {"blame": BLAME.replace("\n", "\r\n")}),
    ],
)
def test_what_a_spreadsheet_writes_otherwise_is_no_change(now, cells):
    assert edit(now, **cells) is None


def test_a_decision_needs_nothing_but_its_word_and_a_reason():
    assert edit(TOLL, decision=" Accept ").decision == "accept"
    assert edit(TOLL, decision="reject", reason="a rumour").why == "a rumour"


@pytest.mark.parametrize(
    ("now", "cells", "assigned"),
    [
        (TOLL, {"low": 15, "high": None}, ("low=15", "high=null")),
        (TOLL, {"low": "1,200"}, ("low=1200",)),
        (TOLL, {"kind": "injured"}, ("state=injured",)),
        (TOLL, {"source": "=1+1 Brigade"}, ("source==1+1 Brigade",)),
        (EVENT, {"kind": "air_strike"}, ("kind=air_strike",)),
        (EVENT, {"date_to": "16 March 2024"}, ("date_to=2024-03-16",)),
        (EVENT, {"place": "Marenna", "country": None}, ("place=Marenna",)),
        (EVENT, {"place": "Marenna", "country": "XX"}, ("place=Marenna", "place.country=XX")),
        (EVENT, {"country": None}, ("place.country=null",)),
        (EVENT, {"blame": BLAME.split("\n")[1]}, ("blame-=0",)),
        (
            EVENT,
            {"blame": BLAME.replace("accused", "stated")},
            ("blame-=0", 'blame+={"actor": "the army", "mode": "stated", "source": "rebels"}'),
        ),
        (
            EVENT,
            {"blame": None},
            ("blame-=1", "blame-=0"),
        ),
    ],
)
def test_changed_cells_become_corrections(now, cells, assigned):
    assert correct(now, **cells) == assigned


@pytest.mark.parametrize(
    ("now", "cells", "told"),
    [
        (TOLL, {"decision": "maybe"}, "decision: 'maybe'; expected accept, correct, reject"),
        (TOLL, {"low": 15}, "low: '15' where the ledger has '14'; expected the decision correct"),
        (TOLL, {"decision": "accept", "low": 15}, "expected it unchanged with accept"),
        (TOLL, {"decision": "correct", "reason": "x"}, "no cell was changed"),
        (TOLL, {"decision": "reject"}, "reason: nothing; expected why you reject it"),
        (TOLL, {"reason": "x"}, "decision: nothing beside a reason"),
        (TOLL, {"low": "a dozen"}, "low: 'a dozen'; expected a whole number, or nothing"),
        (TOLL, {"low": "-3"}, "low: '-3'; expected a whole number"),
        (TOLL, {"blame": "x"}, "blame: 'x' in the row of a claim of kind toll; expected an empty"),
        (EVENT, {"date_from": "someday"}, "date_from: 'someday'; expected a day"),
        (EVENT, {"date_from": "03/04/2024"}, "expected a day as in 2024-03-14"),
        (EVENT, {"decision": "correct", "reason": "x", "blame": "the army"}, "ACTOR: MODE"),
        (
            EVENT,
            {"decision": "correct", "reason": "x", "place": None, "country": "XX"},
            "country: 'XX'; expected a place beside it",
        ),
    ],
)
def test_what_cannot_be_meant_is_told_by_its_column(now, cells, told):
    with pytest.raises(RowFaultError) as raised:
        edit(now, **cells)
    assert told in f"{raised.value}"


def test_a_cell_that_was_cut_for_the_workbook_is_no_change():
    now = {**EVENT, "blame": "x" * 40_000}
    assert edit(now, blame=cut_cell(now["blame"])) is None


def test_apostrophes_before_formulas_come_off_in_csv_alone():
    assert SheetRow.of(2, {"source": "'=1+1"}, is_csv=True).cell("source") == "=1+1"
    assert SheetRow.of(2, {"source": "'=1+1"}, is_csv=False).cell("source") == "'=1+1"


@pytest.mark.parametrize("cell", ["", "3f8a", "figure/", "figure/3f8a 1"])
def test_an_id_that_was_changed_is_told(cell):
    with pytest.raises(RowFaultError, match="expected the cell as it was exported"):
        SheetRow.of(2, {"record": cell}, is_csv=True).id_in("record")
