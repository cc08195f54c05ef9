from datetime import date

from accordingto.ledger.coverage import Coverage, OnDay, Told
from accordingto.web.coverage_bars import HEIGHT, make_read_bars, make_rows
from accordingto.web.day_axis import Axis

AXIS = Axis(first=date(2024, 3, 1), last=date(2024, 3, 3))


def coverage(telling):
    return Coverage(
        days=(OnDay("2024-03-01", 4), OnDay("2024-03-03", 1)), reports=5, telling=telling,
        publishers=(), countries=(), languages=(),
    )  # fmt: skip


def test_a_day_without_a_report_is_no_day_of_which_reports_tell_nothing():
    first, second, third = make_read_bars(coverage((OnDay("2024-03-01", 3),)), AXIS, [])
    assert (first.reports, first.telling, first.heights) == (4, 3, (HEIGHT * 0.75, HEIGHT * 0.25))
    assert (second.reports, second.heights) == (0, (0.0, 0.0))
    assert (third.reports, third.telling, third.heights) == (1, 0, (0.0, HEIGHT / 4))


def test_what_was_not_looked_at_is_not_told():
    first, *_ = make_read_bars(coverage(None), AXIS, [])
    assert (first.telling, first.heights) == (None, (HEIGHT, 0.0))


def test_rows_stand_by_their_reports_and_hold_no_empty_cells():
    told = [
        Told("Nesk", "2024-03-01", 1),
        Told("Orn", "2024-03-01", 2),
        Told("Orn", "2024-03-03", 1),
    ]
    orn, nesk = make_rows(told, AXIS, str.upper)
    assert (orn.label, orn.reports, [one.reports for one in orn.cells]) == ("ORN", 3, [2, 1])
    assert [one.shade for one in orn.cells] == [1.0, 0.62]
    assert nesk.reports == 1
