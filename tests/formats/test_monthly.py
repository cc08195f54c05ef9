from datetime import date

import pytest

from accordingto.formats.monthly import Monthly, month_of
from accordingto.records.values import ActorKind, State, Who
from tests.corroboration.casebook import figure, speaker
from tests.formats.exported import ACCEPTED, MINISTRY, OBSERVATORY, case_of, told, write


def observed(low, high=-1, **fields):
    return figure(low, high, speaker="obs", record=f"{low}{high}{len(fields)}", **fields)


@pytest.mark.parametrize(
    ("first", "last", "month"),
    [
        (date(2024, 3, 1), date(2024, 3, 31), "2024-03"),
        (date(2024, 3, 30), date(2024, 4, 2), "2024-03/2024-04"),
        (date(2024, 3, 30), None, "2024-03/.."),
        (None, None, "undated"),
    ],
)
def test_month_is_that_of_all_days_or_says_otherwise(first, last, month):
    assert month_of(case_of(told(account={"date_from": first, "date_to": last}))) == month


def test_cases_are_counted_and_people_are_not(tmp_path):
    ours = case_of(told(OBSERVATORY, observed(12, None), observed(3, who=Who.CIVILIAN)))
    two = told(MINISTRY, figure(6, speaker="min"), report="r3", publisher="State Press")
    disputed = case_of(told(OBSERVATORY, observed(19), report="r2"), two)
    written = write(Monthly(), tmp_path / "out", ours, disputed)
    rows = {
        (row["harm"], row["claimed_status"], row["suggested_grade"]): row
        for row in written.rows("harm_by_month.csv")
    }
    assert {key[:2] for key in rows} == {("killed", "unknown"), ("killed", "civilian")}
    open_ = rows["killed", "unknown", "weak"]
    assert (open_["cases"], open_["cases_open"], open_["cases_contested"]) == ("1", "1", "0")
    contested = next(row for row in rows.values() if row["cases_contested"] == "1")
    assert (contested["cases"], contested["records"], contested["cases_open"]) == ("1", "2", "0")
    (month,) = {row["month"] for row in written.rows("cases_by_month.csv")}
    assert month == "2024-03"
    assert sum(int(row["cases"]) for row in written.rows("cases_by_month.csv")) == 2
    assert written.faults() == []


@pytest.mark.parametrize(("fields", "share"), [({}, "0.0"), ({"review": ACCEPTED}, "1.0")])
def test_share_of_what_a_person_stands_for_is_told(tmp_path, fields, share):
    case = case_of(told(OBSERVATORY, observed(12)), **fields)
    written = write(Monthly(), tmp_path / "out", case)
    for name in ("cases_by_month.csv", "harm_by_month.csv"):
        (row,) = written.rows(name)
        assert row["reviewed_share"] == share


def test_case_without_a_day_stands_under_undated(tmp_path):
    case = case_of(told(OBSERVATORY, account={"date_from": None, "date_to": None}))
    written = write(Monthly(), tmp_path / "out", case)
    (row,) = written.rows("cases_by_month.csv")
    assert (row["month"], row["suggested_grade"]) == ("undated", "none")
    assert written.rows("harm_by_month.csv") == []


def test_toll_of_which_no_figure_stands_makes_no_row(tmp_path):
    missing = observed(4, state=State.MISSING, words="four missing")
    case = case_of(told(OBSERVATORY, speaker("act", "activists", kind=ActorKind.UNNAMED), missing))
    written = write(Monthly(), tmp_path / "out", case)
    (row,) = written.rows("harm_by_month.csv")
    assert (row["harm"], row["cases_with_number"]) == ("missing", "1")
