import csv

import openpyxl
import pytest

from accordingto.api.claims import import_claims
from accordingto.api.decisions import log
from accordingto.api.exporting import export
from accordingto.errors import IngestError, JudgementError
from tests.ledger.warehouse import SHELLED, accept, fill_warehouse


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    fill_warehouse(where)
    return where


@pytest.fixture
def out(path, tmp_path):
    export("claims", path, tmp_path / "out", include_unreviewed=True)
    return tmp_path / "out"


def change_csv(out, *changes):
    """Change rows that begin with the words of a quote: (quote, claim, cells)."""
    with (out / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for quote, claim, cells in changes:
        found = [one for one in rows if one["quote"].startswith(quote) and one["claim"] == claim]
        found[0].update(cells)
    sheet = out.parent / "changed.csv"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    return sheet


def change_xlsx(out, *changes):
    """The same in the workbook, through another program."""
    book = openpyxl.load_workbook(out / "claims.xlsx")
    sheet = book["claims"]
    names = {cell.value: cell.column for cell in sheet[1]}
    for quote, claim, cells in changes:
        for row in range(2, sheet.max_row + 1):
            is_claim = sheet.cell(row, names["claim"]).value == claim
            if is_claim and sheet.cell(row, names["quote"]).value.startswith(quote):
                for name, value in cells.items():
                    sheet.cell(row, names[name]).value = value
                break
    book.save(out.parent / "changed.xlsx")
    return out.parent / "changed.xlsx"


CHANGES = (
    ("Shelling killed 14", "event", {"decision": "accept"}),
    ("Shelling killed 14", "toll", {"decision": "correct", "high": 15, "reason": "up to 15"}),
    ("Shelling killed 17", "toll", {"decision": "reject", "reason": "a misprint"}),
)


@pytest.mark.parametrize("name", ["claims.csv", "claims.xlsx"])
def test_a_sheet_that_nobody_changed_decides_nothing(path, out, name):
    taken = import_claims(path, out / name, by="Odd")
    assert (taken.edits, taken.faults, taken.already, taken.since) == ((), (), 0, 0)
    assert taken.rows > 5
    assert log(path) == []


@pytest.mark.parametrize("change", [change_csv, change_xlsx])
def test_decisions_of_a_sheet_are_recorded_as_by_judge(path, out, change):
    taken = import_claims(path, change(out, *CHANGES), by="Odd")
    assert taken.faults == ()
    assert [one.decision for one in taken.edits] == ["accept", "correct", "reject"]
    said = [(line.entry.judgement.decision.value, line.entry.judgement.why) for line in log(path)]
    assert sorted(said) == [("accept", ""), ("correct", "up to 15"), ("reject", "a misprint")]
    export("claims", path, out.parent / "after")
    with (out.parent / "after" / "claims.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    after = [(one["claim"], one["status"], one["low"], one["high"]) for one in rows]
    assert after == [("event", "accepted", "", ""), ("toll", "corrected", "14", "15")]


def test_blame_that_was_changed_in_its_cell_is_changed_in_the_record(path, out):
    blame = "the Dorrash Guard: stated, in the report's own voice"
    cells = {"decision": "correct", "blame": blame, "reason": "x"}
    changed = change_csv(out, ("Shelling killed 14", "event", cells))
    assert import_claims(path, changed, by="Odd").faults == ()
    export("claims", path, out.parent / "after")
    assert blame in (out.parent / "after" / "claims.csv").read_text(encoding="utf-8")


def test_a_dry_run_tells_and_records_nothing(path, out):
    taken = import_claims(path, change_csv(out, *CHANGES), by="Odd", dry_run=True)
    assert len(taken.edits) == 3
    assert log(path) == []


def test_a_row_at_fault_stops_no_other(path, out):
    absent = ("An air strike", "toll", {"decision": "correct", "source": "Nobody", "reason": "x"})
    taken = import_claims(path, change_csv(out, *CHANGES, absent), by="Odd")
    assert len(taken.edits) == 3
    (told,) = taken.faults
    assert "the words 'Nobody' do not stand in the report" in told
    assert told.startswith("line ")


def test_the_same_sheet_again_changes_nothing(path, out):
    sheet = change_csv(out, *CHANGES)
    import_claims(path, sheet, by="Odd")
    taken = import_claims(path, sheet, by="Odd")
    assert (taken.edits, taken.already, taken.faults) == ((), 3, ())
    assert len(log(path)) == 3


def test_what_somebody_else_decided_since_is_told_and_left(path, out):
    sheet = change_csv(out, *CHANGES)
    import_claims(path, sheet, by="Mira")
    taken = import_claims(path, sheet, by="Odd")
    assert taken.edits == ()
    assert len(taken.faults) == 3
    assert "accepted since the sheet was written, by Mira" in taken.faults[0]
    assert "rejected since the sheet was written, by Mira" in taken.faults[2]


def test_rows_without_a_decision_are_left_when_somebody_decided_since(path, out):
    accept(path, SHELLED, "figure")
    taken = import_claims(path, out / "claims.csv", by="Odd")
    assert (taken.since, taken.faults) == (1, ())


def test_a_record_decided_about_twice_in_one_sheet_is_told(path, out):
    sheet = change_csv(out, CHANGES[0])
    lines = sheet.read_text(encoding="utf-8").splitlines()
    (decided,) = [line for line in lines if line.startswith("accept")]
    sheet.write_text("\n".join([*lines, decided]) + "\n", encoding="utf-8")
    taken = import_claims(path, sheet, by="Odd")
    assert len(taken.edits) == 1
    assert "column record: a second decision, after line" in taken.faults[0]


def test_the_sheet_of_another_ledger_is_refused(path, out, tmp_path):
    fill_warehouse(tmp_path / "other.ledger")
    with pytest.raises(IngestError, match="a sheet of another ledger"):
        import_claims(tmp_path / "other.ledger", out / "claims.csv", by="Odd")
    assert log(path) == []


def test_what_is_no_claims_sheet_is_refused(path, tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(IngestError, match="no claims sheet; expected columns claim, decision"):
        import_claims(path, tmp_path / "x.csv", by="Odd")
    with pytest.raises(JudgementError):
        import_claims(path, tmp_path / "x.csv", by="")


def test_a_claims_sheet_that_lacks_what_finds_its_records_is_told(path, out):
    with (out / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [name for name in rows[0] if name not in {"ledger", "status"}]
    with (out / "less.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, kept, extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)
    with pytest.raises(IngestError, match="a claims sheet without ledger, status; expected"):
        import_claims(path, out / "less.csv", by="Odd")


def test_a_formula_decides_nothing(path, out):
    sheet = change_xlsx(out, ("Shelling killed 14", "toll", {"low": "=7+8", "decision": "correct"}))
    taken = import_claims(path, sheet, by="Odd")
    assert taken.edits == ()
    assert "column low: a formula; expected its value" in taken.faults[0]
