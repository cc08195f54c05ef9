import pytest

from accordingto.ingest.cells import is_armed
from accordingto.views.check_sheet import check_header, check_rows, load_columns
from tests.corroboration.checks import make_checked, make_claim
from tests.views.checkings import make_case, make_checking


@pytest.fixture
def rows(tmp_path):
    def sheet(*subjects, **options):
        _, result = make_checking(tmp_path, *subjects)
        header = check_header()
        return [dict(zip(header, row, strict=True)) for row in check_rows(result, **options)]

    return sheet


def test_incident_stands_beside_its_row(rows):
    first = rows()[0]
    assert (first["outcome"], first["row"], first["row_is_match"]) == ("one_to_one", "101", "yes")
    assert (first["row_low"], first["row_best"], first["row_high"]) == (11, 12, 14)
    assert first["toll_differences"] == (
        "“12 people” killed - according to residents: both can hold; "
        "“20 people” killed - in the report's own voice: 6 more than the row's highest"
    )


def test_case_is_one_line_with_its_code_reports_and_records(rows):
    line = rows(make_case())[0]
    assert (line["case"], line["reports"], line["report"]) == ("C-4d1m6wz8kt", 2, "r1; r2")
    assert (line["incident"], line["also_told"]) == ("a; b; c", "Ossen (1 report)")
    assert rows()[0]["case"] is None


def test_incident_without_a_row_has_a_line_of_its_own(rows):
    (line,) = (row for row in rows() if row["incident"] == "b" * 16)
    assert (line["outcome"], line["row"]) == ("not_found", None)


def test_unmentioned_rows_come_last_when_asked_for(rows):
    assert [row["outcome"] for row in rows(with_reverse=True)][-1] == "unmentioned"
    assert rows(with_reverse=True)[-1]["row_place"] == "Upper Tarvo"
    assert all(row["outcome"] != "unmentioned" for row in rows())


def test_cells_that_a_sheet_would_run_are_disarmed(rows):
    armed = make_checked(tolls=[make_claim(12, 12)], title="=HYPERLINK(1)", reports=("@r1",))
    for row in rows(armed):
        assert (row["title"], row["report"]) == ("'=HYPERLINK(1)", "'@r1")
        assert not [
            cell for cell in row.values() if isinstance(cell, str) and is_armed(cell)
        ] or all(
            cell.startswith("'")
            for cell in row.values()
            if isinstance(cell, str) and is_armed(cell)
        )


def test_every_flag_has_a_column(rows):
    assert {"shares_source", "outside_scope", "aggregate_overlap"} <= rows()[0].keys()


def test_columns_are_told_with_what_stands_in_them():
    assert all(about and not about.endswith(".") for about in load_columns().values())
