import pytest

from accordingto.formats.reference import DayPrecision, PlacePrecision, ReferenceToll
from accordingto.formats.reference_files import read_reference
from tests.formats.references import write_reference


@pytest.fixture
def read(tmp_path):
    def one(**changes):
        (event,) = read_reference(write_reference(tmp_path / "a.csv", changes)).events
        return event

    return one


def test_row_is_read_with_days_place_sides_toll_and_groups(read):
    event = read()
    assert (event.id, event.line, event.what) == ("101", 2, "state-based violence")
    assert event.sides == ("Army of Tarvo", "River Front")
    assert event.toll == ReferenceToll(11, 12, 14)
    assert [(group.name, group.high) for group in event.groups] == [
        ("River Front", 2),
        ("civilians", 10),
    ]
    assert event.days.precision is DayPrecision.DAY
    assert (event.place.lat, event.place.lon) == (35.1, 36.7)
    assert not event.is_imprecise


def test_sources_stand_with_their_day_and_headline(read):
    first, second = read().sources
    assert (first.outlet, first.published, first.headline) == (
        "Tarvo Post",
        "2024-03-12",
        "Shells kill 12 in Marenna",
    )
    assert second.outlet == "Hill Wire"


def test_headline_with_a_semicolon_is_not_cut_apart(read):
    event = read(source_office="Tarvo Post", source_headline="One; two; three")
    assert [source.headline for source in event.sources] == ["One; two; three"]


def test_who_stands_behind_the_sources_is_read_one_by_one(read):
    assert read().origins == ("Hill Wire", "Front office")


@pytest.mark.parametrize(
    "changes",
    [{"date_prec": "5"}, {"where_prec": "6"}, {"where_prec": "7"}, {"date_prec": ""}],
)
def test_row_known_to_the_year_or_the_country_is_imprecise(read, changes):
    assert read(**changes).is_imprecise


def test_unknown_toll_stays_unknown(read):
    assert read(low="", best="", high="").toll == ReferenceToll(None, None, None)


def test_row_whose_low_is_above_its_high_is_kept_as_written(read):
    toll = read(low="8", best="7", high="7").toll
    assert (toll.low, toll.high, toll.least, toll.most) == (8, 7, 7, 8)


def test_summary_of_several_events_says_so(read):
    assert read(event_clarity="2.0").is_aggregate


def test_precision_of_a_province_is_kept(read):
    assert read(where_prec="4").place.precision is PlacePrecision.PROVINCE
