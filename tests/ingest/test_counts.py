import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.counts import NO_COUNT, Count, parse_count


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (12, Count(12, 12)),
        (12.0, Count(12, 12)),
        ("12", Count(12, 12)),
        ("12.0", Count(12, 12)),
        ("1,200", Count(1200, 1200)),
        ("1 200", Count(1200, 1200)),
        ("12-15", Count(12, 15)),
        ("12–15", Count(12, 15)),
        ("12 to 15", Count(12, 15)),
        ("between 5 and 7", Count(5, 7)),
        ("twelve", Count(12, 12)),
        ("at least 12", Count(12, None, approximate=True)),
        (">12", Count(12, None, approximate=True)),
        (">= 12", Count(12, None, approximate=True)),
        ("12+", Count(12, None, approximate=True)),
        ("<5", Count(None, 5, approximate=True)),
        ("up to 5", Count(None, 5, approximate=True)),
        ("~12", Count(12, 12, approximate=True)),
        ("c. 12", Count(12, 12, approximate=True)),
        ("12 (incl. 3 children)", Count(12, 12)),
        (0, Count(0, 0)),
    ],
)
def test_number_is_read_with_its_bounds(cell, count):
    assert parse_count(cell) == count


@pytest.mark.parametrize(
    "cell", ["unknown", "?", "dozens", "n/a", "3 men and 2 women", "-5", -5, 1.5, [1], "9" * 99]
)
def test_what_gives_no_number_stays_unknown(cell):
    assert parse_count(cell) == NO_COUNT


@pytest.mark.parametrize("cell", [None, "", "  ", True])
def test_empty_cell_is_no_count(cell):
    assert parse_count(cell) is None


@given(st.text(st.sampled_from("0123456789 -–,.+<>~()[]?c"), max_size=12) | st.text(max_size=8))
def test_no_cell_raises(cell):
    count = parse_count(cell)
    assert count is None or all(end is None or end >= 0 for end in (count.low, count.high))
