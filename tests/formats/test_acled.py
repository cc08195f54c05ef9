import pytest

from accordingto.formats.reference import DayPrecision, PlacePrecision, ReferenceToll
from accordingto.formats.reference_files import read_reference
from accordingto.records.values import Kind
from tests.formats.references import ACLED, write_reference


@pytest.fixture
def read(tmp_path):
    def one(base=ACLED, **changes):
        (event,) = read_reference(write_reference(tmp_path / "a.csv", changes, base=base)).events
        return event

    return one


def test_row_is_read(read):
    event = read()
    assert (event.id, event.kinds) == ("TRV17", (Kind.SHELLING,))
    assert event.toll == ReferenceToll(None, 12, None)
    assert event.place.precision is PlacePrecision.NEAR
    assert [source.outlet for source in event.sources] == ["Tarvo Post", "Hill Wire"]
    assert event.sides[-2:] == ("Farmers", "Teachers")


def test_no_fatalities_is_no_toll_since_it_stands_for_not_reported_too(read):
    assert read(fatalities="0").toll == ReferenceToll(None, None, None)


@pytest.mark.parametrize(
    ("code", "precision"),
    [("1", DayPrecision.DAY), ("2", DayPrecision.WEEK), ("3", DayPrecision.MONTH)],
)
def test_codes_of_time_are_told_in_days(read, code, precision):
    assert read(time_precision=code).days.precision is precision


def test_export_without_columns_of_precision_is_taken_as_written(read):
    base = {name: cell for name, cell in ACLED.items() if not name.endswith("precision")}
    assert not read(base=base).is_imprecise


def test_sub_event_type_that_leaves_the_kind_open_gives_none(read):
    assert read(sub_event_type="Attack").kinds == ()
