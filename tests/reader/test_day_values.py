from datetime import date

import pytest

from accordingto.reader.day_values import (
    Interval,
    day_interval,
    decade_interval,
    make_days,
    month_interval,
    season_interval,
    shift_month,
    span_interval,
    week_interval,
    year_interval,
)

MONDAY = date(2024, 3, 11)


@pytest.mark.parametrize(
    ("interval", "ucdp", "acled"),
    [
        (day_interval(MONDAY), 1, 1),
        (span_interval(MONDAY, date(2024, 3, 13)), 2, 2),
        (week_interval(MONDAY), 3, 2),
        (day_interval(MONDAY, is_rough=True), 3, 2),
        (month_interval(2024, 2), 4, 3),
        (year_interval(2024), 5, None),
        (span_interval(MONDAY, None), 5, None),
    ],
)
def test_precision_follows_the_codes_of_ucdp_and_acled(interval, ucdp, acled):
    days = make_days(interval, None)
    assert (days.precision_ucdp, days.precision_acled) == (ucdp, acled)


@pytest.mark.parametrize(
    ("interval", "first", "last", "edtf"),
    [
        (month_interval(2024, 2), date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (season_interval(2023, 12), date(2023, 12, 1), date(2024, 2, 29), "2023-24"),
        (decade_interval(1990), date(1990, 1, 1), date(1999, 12, 31), "199X"),
        (span_interval(None, MONDAY), None, MONDAY, "../2024-03-11"),
        (span_interval(MONDAY, MONDAY), MONDAY, MONDAY, "2024-03-11"),
    ],
)
def test_interval_has_its_ends_and_its_form(interval, first, last, edtf):
    assert interval == Interval(first, last, edtf)


@pytest.mark.parametrize(("months", "moved"), [(-3, (2023, 12)), (0, (2024, 3)), (10, (2025, 1))])
def test_month_moves_over_the_turn_of_the_year(months, moved):
    assert shift_month(2024, 3, months) == moved
