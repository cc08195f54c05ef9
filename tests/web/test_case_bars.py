from datetime import date

from accordingto.ledger.case_outlines import Span
from accordingto.web.case_bars import HEIGHT, make_bars, make_lanes
from accordingto.web.case_lines import CaseLine
from accordingto.web.day_axis import Axis

AXIS = Axis(first=date(2024, 3, 1), last=date(2024, 3, 10))


def line(first, last, killed=None):
    return CaseLine(
        code="C-1", kind="shelling", first_day=first, last_day=last, place=None, country=None,
        where_prec=None, killed=killed, accounts=1, is_reviewed=True, what="Shelling", told="",
    )  # fmt: skip


def test_a_bar_counts_what_is_certain_apart_from_what_may_have_been_then():
    bars = make_bars(
        [
            Span("2024-03-02", "2024-03-02", 4, 3, 2, 1),
            Span("2024-03-02", "2024-03-03", 1, 1, 1, 1),
        ],
        AXIS,
    )
    assert [(one.certain, one.possible) for one in bars[:4]] == [(0, 0), (4, 1), (0, 1), (0, 0)]
    assert (bars[1].told_10, bars[1].told_100) == (2, 1)
    assert sum(bars[1].heights) == HEIGHT
    assert bars[1].heights == (30, 30, 60, 30)


def test_what_reaches_over_an_end_may_have_been_on_any_day_shown():
    bars = make_bars([Span("2024-02-27", "2024-03-02", 1, 0, 0, 0)], AXIS)
    assert [one.possible for one in bars] == [1, 1, *[0] * 8]
    assert make_bars([Span("2025-01-01", "2025-01-01", 1, 0, 0, 0)], AXIS)[-1].certain == 0


def test_months_are_counted_whole():
    year = Axis(first=date(2010, 1, 1), last=date(2019, 12, 31))
    bars = make_bars([Span("2010-02", "2010-02", 2, 0, 0, 0)], year)
    assert [(one.first, one.certain) for one in bars if one.certain] == [(date(2010, 2, 1), 2)]


def test_no_case_is_drawn_on_another():
    told = [
        ("2024-03-01", "2024-03-05"),
        ("2024-03-02", "2024-03-02"),
        ("2024-03-07", "2024-03-07"),
    ]
    lanes, high = make_lanes([line(*one) for one in told], AXIS)
    assert [one.y for one in lanes] == [0, 15, 0]
    assert high == 30
    assert [one.is_day for one in lanes] == [False, True, True]


def test_weight_is_what_somebody_gives_and_no_more():
    told = [None, 9, 10, 100]
    lanes, _ = make_lanes([line("2024-03-02", "2024-03-02", one) for one in told], AXIS)
    assert [one.weight for one in lanes] == [0, 0, 1, 2]
