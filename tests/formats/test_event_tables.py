import pytest

from accordingto.errors import InvalidRecordError
from accordingto.formats.event_tables import NOTES, row_of


def test_cells_stand_in_the_order_of_their_columns():
    assert row_of(NOTES, {"notes": "none"}) == [None, "none"]


def test_cell_of_no_column_is_our_own_fault():
    with pytest.raises(InvalidRecordError, match="nots"):
        row_of(NOTES, {"nots": ""})
