import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.cells import disarm_cell, is_armed, rearm_cell

TRICKY = st.text(st.sampled_from("'=+-@\t\r\n \u00a0\ufeff1.,%a＝"), max_size=6) | st.text(
    max_size=4
)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "=cmd|'/c calc'!A0",
        "+44 123",
        "-2+3",
        "@SUM(A1)",
        " =1",
        "\t=1",
        "\r\n=1",
        "＝1",
        "\ufeff=1",
        "-@x",
    ],
)
def test_cell_that_would_be_run_gets_an_apostrophe(cell):
    assert disarm_cell(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "12 dead", "-12", "+3.5", "-1,200", "50%", "-", "---", "'tis", "a=b", "12-15"]
)
def test_cell_that_is_harmless_stays_as_it_is(cell):
    assert disarm_cell(cell) == cell


@given(TRICKY)
def test_every_cell_is_given_back(cell):
    assert rearm_cell(disarm_cell(cell)) == cell


@given(TRICKY)
def test_no_disarmed_cell_begins_as_a_formula(cell):
    begin = disarm_cell(cell).lstrip(" \u00a0\ufeff")
    assert begin[:1] not in set("=+-@\t\r\n＝＋－＠") or not is_armed(cell)
