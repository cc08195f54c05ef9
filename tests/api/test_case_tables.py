from datetime import date

import pytest

from accordingto.api.case_tables import CASES, TOLLS, tabulate_cases
from accordingto.api.corroborating import corroborate
from accordingto.errors import FilterError
from tests.api.told import read

TEXTS = [
    "On Tuesday shelling killed at least 14 people in Homs, Syria, the Skerry Observatory said.",
    "On Tuesday shelling killed 6 people in Homs, Syria, the interior ministry said.",
]
FOUND = corroborate([read(text, id=f"r{n}") for n, text in enumerate(TEXTS)])


def rows(what):
    table = tabulate_cases(FOUND.cases(), what)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_a_case_stands_as_its_reports_tell_it():
    (case,) = rows("cases")
    assert (case["kind"], case["country"], case["date_from"]) == (
        "shelling",
        "SY",
        date(2024, 3, 12),
    )
    assert (case["deaths_low"], case["deaths_high"], case["deaths_open_above"]) == (6, 14, True)
    assert case["reports"] == ("r0", "r1")


def test_every_claim_of_a_toll_keeps_its_voice():
    claims = {(row["voice"], row["low"], row["high"], row["standing"]) for row in rows("tolls")}
    assert claims == {
        ("Skerry Observatory", 14, None, "stands"),
        ("the interior ministry", 6, 6, "stands"),
    }
    assert {row["contested"] for row in rows("tolls")} == {True}


def test_columns_have_one_name_each():
    assert all(len({name for name, *_ in cells}) == len(cells) for cells in (CASES, TOLLS))


def test_no_other_table_is_made_of_cases():
    with pytest.raises(FilterError, match="expected cases or tolls"):
        rows("figures")
