import json
from dataclasses import replace

from accordingto.ledger.listings import Listing
from accordingto.records.values import Bound
from accordingto.views.json_rows import json_row
from accordingto.views.privacy import WITHHELD
from tests.views.readings import market
from tests.views.shown import make_found, make_view, touch

READING = market().reading()
STRIKE = READING.incidents[0]
TOLL = READING.figures[0]


def row_of(listing, what, record, *touched, withheld=(), **facts):
    view = make_view(READING, *touched, withheld=withheld, **facts)
    return json_row(Listing(listing), make_found(what, record), view.shown)


def test_row_holds_the_record_its_sentence_its_report_and_its_review():
    row = row_of("figures", "figure", TOLL)
    assert row["record"]["low"] == 31
    assert row["record"]["source"]["text"] == "Ilvar Dreshko"
    assert row["sentence"]["text"].endswith("Ilvar Dreshko said.")
    assert (row["review"]["status"], row["review"]["reviewed"]) == ("unreviewed", False)
    assert (row["report"]["id"], row["report"]["publisher"]) == ("dorrash", "Skerry Wire")
    assert row["as_read"] is None


def test_corrected_record_stands_beside_what_the_machine_read():
    corrected = replace(TOLL, low=30, high=30, bound=Bound.EXACT)
    row = row_of("figures", "figure", TOLL, touch(READING, TOLL, "corrected", stands_as=corrected))
    assert (row["record"]["low"], row["as_read"]["low"]) == (30, 31)
    assert row["review"]["reviewed"] is True


def test_incident_has_its_tolls_each_with_its_review():
    row = row_of("incidents", "incident", STRIKE, touch(READING, TOLL, "accepted"))
    assert [one["review"]["reviewed"] for one in row["tolls"]] == [True, False, False]
    assert row["review"]["reviewed"] is False


def test_names_of_children_and_names_withheld_by_decision_are_in_no_value():
    for listing, what, record in (
        ("incidents", "incident", STRIKE),
        ("figures", "figure", TOLL),
        ("sources", "source", READING.actors[0]),
    ):
        facts = {"title": "Sella Orn killed", "url": "https://x.example/sella-orn"}
        row = row_of(listing, what, record, withheld=["Ilvar Dreshko"], **facts)
        written = json.dumps(row, ensure_ascii=False)
        assert WITHHELD in written
        assert "Orn" not in written
        assert "sella-orn" not in written
        assert "Dreshko" not in written
