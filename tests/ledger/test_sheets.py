import pytest
from sqlalchemy import text

from accordingto.errors import StoreError
from accordingto.ingest.sheets import MARK, read_case_sheet
from accordingto.ledger.blobs import read_blob
from accordingto.ledger.sheets import cells_of, expect_sheet, find_sheet, store_sheet

SHEET = (
    "Code,Date,Town,Killed (min),Killed (max),Our note\n"
    "S-1,2016-09-23,Dorrash,10,12,=SUM(A1)\n"
    "S-1,2016-09-23,Dorrash,dozens,,\n"
    "S-2,unknown,,,,x\n"
)


@pytest.fixture
def keep(ledger, tmp_path):
    """Import the text of a sheet."""

    def keep_sheet(content=SHEET, name="ours", by=None):
        path = tmp_path / "s.csv"
        path.write_text(content, encoding="utf-8")
        sheet = read_case_sheet(path)
        with ledger.change() as connection:
            return store_sheet(connection, name, sheet, list(sheet.rows), ledger.now(), by)

    return keep_sheet


def rows(ledger, asked):
    with ledger.look() as connection:
        return [tuple(row) for row in connection.execute(text(asked))]


def test_sheet_is_kept_as_cases_and_claims(ledger, keep):
    kept = keep(by="Mira")
    assert (kept.version, kept.is_new, kept.rows, kept.cases, kept.claims) == (1, True, 3, 2, 2)
    asked = "SELECT number, code, date_from, days_words, place FROM sheet_rows ORDER BY number"
    assert rows(ledger, asked) == [
        (2, "S-1", "2016-09-23", "2016-09-23", "Dorrash"),
        (3, "S-1", "2016-09-23", "2016-09-23", "Dorrash"),
        (4, "S-2", None, "unknown", None),
    ]
    asked = "SELECT state, low, high, words FROM sheet_claims ORDER BY id"
    assert rows(ledger, asked) == [("killed", 10, 12, "10 - 12"), ("killed", None, None, "dozens")]


def test_file_and_cells_are_kept_as_they_came(ledger, keep):
    keep()
    with ledger.look() as connection:
        sheet = find_sheet(connection, "ours")
        assert read_blob(connection, sheet.sha256).decode() == SHEET
        first, *_ = cells_of(connection, sheet.id)
    assert list(first) == SHEET.splitlines()[0].split(",")
    assert first["Our note"] == "=SUM(A1)"
    assert (sheet.delimiter, sheet.header_row, sheet.form) == (",", 1, "csv")


def test_same_sheet_again_changes_nothing(ledger, keep):
    keep()
    again = keep()
    assert (again.version, again.is_new) == (1, False)
    assert rows(ledger, "SELECT count(*) FROM sheet_rows") == [(3,)]


def test_changed_sheet_is_a_new_version_beside_the_old(ledger, keep):
    keep()
    assert keep(SHEET.replace("10,12", "10,14")).version == 2
    with ledger.look() as connection:
        assert find_sheet(connection, "ours").version == 2
        assert find_sheet(connection, "ours", 1).version == 1
        assert find_sheet(connection, "theirs") is None


def test_sheet_that_was_given_back_is_known(keep):
    keep()
    lines = SHEET.splitlines()
    given = [f"{lines[0]},{MARK}reports", *(f"{line},x" for line in lines[1:])]
    given[1] = given[1].replace("=SUM", "'=SUM")
    assert keep("\n".join(given)).is_new is False


def test_sheet_that_is_not_there_is_told_by_those_that_are(ledger, keep):
    keep()
    with (
        ledger.look() as connection,
        pytest.raises(StoreError, match="no sheet 'x'; expected one of 'ours'"),
    ):
        expect_sheet(connection, "x")


def test_cells_that_stores_do_not_take_are_mended(ledger, keep):
    keep(SHEET.replace("Dorrash", "Dor\u202erash"))
    assert rows(ledger, "SELECT place FROM sheet_rows")[0] == ("Dor\u202erash",)


def test_mapping_is_kept_as_a_file_that_can_be_used_again(ledger, keep):
    keep()
    with ledger.look() as connection:
        assert 'rows = "cases"' in find_sheet(connection, "ours").mapping
