import pytest

from accordingto.ledger.listings import Listing
from accordingto.views.sheet_rows import sheet_header, sheet_row
from tests.views.readings import market
from tests.views.shown import make_found, make_view, touch

READING = market().reading()
STRIKE = READING.incidents[0]
TOLL, CHILDREN = READING.figures[:2]


def cells_of(listing, what, record, *touched, reading=READING, **facts):
    listing = Listing(listing)
    row = sheet_row(listing, make_found(what, record), make_view(reading, *touched, **facts))
    return dict(zip(sheet_header(listing), row, strict=True))


@pytest.mark.parametrize("listing", Listing)
def test_no_column_stands_twice(listing):
    header = sheet_header(listing)
    assert len(header) == len(set(header)) > 5


def test_numbers_are_numbers_and_what_is_unknown_is_empty():
    cells = cells_of("figures", "figure", TOLL)
    assert (cells["low"], cells["high"], cells["state"]) == (31, None, "killed")
    assert (cells["lat"], cells["country"], cells["start"]) == (None, "TV", TOLL.evidence.start)
    assert cells["says"] == "according to Ilvar Dreshko, director of the hospital"


def test_tolls_and_blame_of_an_incident_are_by_who_says_so():
    cells = cells_of("incidents", "incident", STRIKE, touch(READING, STRIKE, "accepted"))
    assert cells["tolls_by_source"].count(" - according to Ilvar Dreshko") == 2
    assert cells["tolls_by_source"].count("(not reviewed)") == 3
    assert cells["blame_by_accuser"].startswith("the Tavresian army - accused by The rebels; ")
    assert (cells["blame_contested"], cells["reviewed"]) == ("yes", "yes")


def test_reviewed_figure_tells_whether_its_incident_is():
    cells = cells_of("figures", "figure", TOLL, touch(READING, TOLL, "accepted"))
    assert (cells["reviewed"], cells["incident_reviewed"]) == ("yes", "no")


def test_names_of_children_are_withheld_and_formulas_are_text():
    facts = {"title": "=Sella Orn", "publisher": "@x", "url": "+1()", "report_id": "-a"}
    cells = cells_of("figures", "figure", CHILDREN, **facts)
    assert cells["title"] == "'=[name withheld]"
    assert (cells["publisher"], cells["url"], cells["report_id"]) == ("'@x", "'+1()", "'-a")


def test_characters_that_cannot_be_seen_are_spelt_out():
    cells = cells_of("figures", "figure", TOLL, title="1\u200b2\u202e dead", publisher="a\x1b")
    assert cells["title"] == "1[U+200B]2[U+202E] dead"
    assert cells["publisher"] == "a[U+001B]"
