from datetime import date, timedelta

import pytest

from accordingto.corroboration.check_rows import (
    ReferenceRows,
    cells_around,
    fold_area,
    kinds_in,
)
from accordingto.formats.reference import DayPrecision, PlacePrecision
from accordingto.records.values import Kind
from tests.corroboration.checks import DAY, LAT, LON, make_event


def test_rows_are_looked_up_by_day_and_place():
    rows = ReferenceRows.of([make_event("1"), make_event("2", north_km=300)])
    assert rows.near([DAY], LAT, LON, 40) == {0}
    assert rows.near([DAY + timedelta(days=1)], LAT, LON, 40) == set()
    assert rows.on([DAY]) == {0, 1}


def test_rows_of_several_days_are_found_on_each():
    rows = ReferenceRows.of([make_event(last=DAY + timedelta(days=3))])
    assert rows.on([DAY + timedelta(days=3)]) == {0}


def test_rows_of_a_year_are_found_by_month():
    rows = ReferenceRows.of([make_event(day_precision=DayPrecision.YEAR)])
    assert rows.on([date(2024, 11, 30)]) == {0}
    assert rows.on([date(2025, 1, 1)]) == set()


def test_rows_known_to_a_province_are_found_by_its_name_alone():
    rows = ReferenceRows.of([make_event(precision=PlacePrecision.PROVINCE)])
    assert rows.near([DAY], LAT, LON, 40) == set()
    assert rows.vague_in_area([DAY], "Tarvo") == {0}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez Zor Governorate", "Deir ez-Zor"),
        ("Hamah Governorate", "Hama"),
        ("Rif Dimashq Governorate", "Rif-dimashq"),
        ("Ar Raqqah Governorate", "Raqqa"),
    ],
)
def test_spellings_of_a_province_are_one(one, other):
    assert fold_area(one) == fold_area(other)


def test_cells_go_round_the_globe():
    assert {column for _, column in cells_around(0.1, 179.99, 30)} >= {719, -720}


def test_kinds_are_read_from_words_that_leave_no_doubt():
    assert set(kinds_in("Warplanes and rocket launchers hit Marenna")) >= {Kind.AIR_STRIKE}
    assert set(kinds_in("Attack on Marenna")) == set()


def test_word_that_many_rows_hold_is_not_rare():
    rows = ReferenceRows.of([make_event(str(n), notes="bakery") for n in range(1, 50)])
    assert rows.rarity("bakery") < 0.1 < rows.rarity("quarry")
