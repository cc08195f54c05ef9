import pytest

from accordingto.formats.reference import DayPrecision, PlacePrecision, ReferenceToll
from accordingto.formats.reference_files import read_reference
from accordingto.records.values import State
from tests.formats.references import AIRWARS, write_reference


@pytest.fixture
def read(tmp_path):
    def one(**changes):
        path = write_reference(tmp_path / "a.csv", changes, base=AIRWARS)
        (event,) = read_reference(path).events
        return event

    return one


def test_row_is_read_with_its_range_grading_and_groups(read):
    event = read()
    assert (event.id, event.grading, event.what) == ("TRV009", "Fair", "Likely strike, Airstrike")
    assert event.toll == ReferenceToll(9, None, 12)
    groups = {(group.name, group.state): (group.low, group.high) for group in event.groups}
    assert groups == {
        ("civilians", State.INJURED): (20, 20),
        ("children", State.KILLED): (2, 3),
    }


def test_one_end_alone_stands_for_both(read):
    assert read(civilian_non_combatants_killed_max="").toll == ReferenceToll(9, None, 9)


def test_incident_of_several_days_is_a_range(read):
    days = read(date_end="2024-03-14").days
    assert (days.last.day, days.precision) == (14, DayPrecision.DAYS)


@pytest.mark.parametrize(
    ("words", "precision"),
    [
        ("Province/governorate", PlacePrecision.PROVINCE),
        ("Subdistrict", PlacePrecision.DISTRICT),
        ("Exact location (via Airwars)", PlacePrecision.EXACT),
    ],
)
def test_ladder_of_accuracy_is_told_in_codes(read, words, precision):
    assert read(geolocation_accuracy_label=words).place.precision is precision


def test_incident_without_coordinates_is_imprecise(read):
    assert read(latitude="", longitude="").is_imprecise


def test_least_above_most_is_a_bad_row(tmp_path):
    path = write_reference(
        tmp_path / "a.csv", {"civilian_non_combatants_killed_min": "20"}, base=AIRWARS
    )
    (error,) = read_reference(path).refused
    assert "killed_min is 20 and killed_max is 12" in str(error)
