from datetime import date

import pytest

from accordingto.formats.reference import DayPrecision
from accordingto.formats.reference_values import (
    CellError,
    parse_code,
    parse_count,
    parse_day,
    parse_degrees,
    parse_words,
    widen_days,
)


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("12", 12),
        ("12.0", 12),
        ("12,0", 12),
        ("1,200", 1200),
        (" 0.0 ", 0),
        ("", None),
        ("NA", None),
    ],
)
def test_count_is_read_however_it_is_written(cell, count):
    assert parse_count(cell, "best") == count


@pytest.mark.parametrize("cell", ["twelve", "1.5", "-3", "12 killed", "1,5", "9" * 40])
def test_what_is_no_whole_number_of_people_is_refused(cell):
    with pytest.raises(CellError, match=r"best is .*; expected a whole number of people"):
        parse_count(cell, "best")


def test_code_beyond_the_codebook_is_refused():
    assert parse_code("", "date_prec", 5) == 0
    with pytest.raises(CellError, match="date_prec is 6; expected a code from 1 to 5"):
        parse_code("6.0", "date_prec", 5)


@pytest.mark.parametrize(("cell", "degrees"), [("36.7", 36.7), ("36,707", 36.707), ("-4", -4.0)])
def test_degrees_are_read_with_point_or_comma(cell, degrees):
    assert parse_degrees(cell, "latitude", 90) == degrees


@pytest.mark.parametrize("cell", ["91", "36 N", "36.7.1"])
def test_degrees_off_the_globe_are_refused(cell):
    with pytest.raises(CellError, match="expected degrees from -90 to 90"):
        parse_degrees(cell, "latitude", 90)


@pytest.mark.parametrize(
    "cell",
    [
        "2024-03-12",
        "2024-03-12 00:00:00.000",
        "2024-03-12T00:00:00Z",
        "12 March 2024",
        "12-Mar-2024",
    ],
)
def test_day_is_read_in_the_forms_that_datasets_use(cell):
    assert parse_day(cell, "date") == date(2024, 3, 12)


def test_day_that_can_be_two_days_is_refused():
    with pytest.raises(CellError, match="can be read as two days; expected a day as 2016-09-19"):
        parse_day("03/04/2016", "date")


@pytest.mark.parametrize("cell", ["2024-02-30", "31 June 2024"])
def test_day_that_is_not_in_the_calendar_is_refused(cell):
    with pytest.raises(CellError, match="no day of the calendar"):
        parse_day(cell, "date")


def test_words_for_nothing_are_nothing():
    assert [parse_words(cell) for cell in (" n/a", "null", "None", "Nonette ")] == [
        "",
        "",
        "",
        "Nonette",
    ]


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        (DayPrecision.DAY, "2024-03-12", "2024-03-12"),
        (DayPrecision.WEEK, "2024-03-09", "2024-03-15"),
        (DayPrecision.MONTH, "2024-03-01", "2024-03-31"),
        (DayPrecision.YEAR, "2024-01-01", "2024-12-31"),
    ],
)
def test_coarse_day_stands_for_all_days_that_it_may_mean(precision, first, last):
    days = widen_days(date(2024, 3, 12), date(2024, 3, 12), precision)
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


def test_week_with_its_days_written_out_stays_as_it_is():
    days = widen_days(date(2016, 9, 19), date(2016, 9, 25), DayPrecision.WEEK)
    assert (days.first.day, days.last.day) == (19, 25)


def test_range_that_ends_before_it_begins_is_refused():
    with pytest.raises(CellError, match="is before the first"):
        widen_days(date(2024, 3, 12), date(2024, 3, 11), DayPrecision.DAYS)
