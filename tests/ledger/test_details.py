from dataclasses import replace

from accordingto.ingest.inputs import Exchange
from accordingto.ledger.details import load_details
from accordingto.ledger.listings import Listing
from tests.ledger.incoming import keep, make_incoming

URL = "https://news.example.org/1"
EXCHANGE = Exchange(
    url=URL,
    fetched_at="2024-03-14T12:00:00Z",
    status=200,
    response_headers=(("ETag", "1"),),
    warc=b"record",
)


def details(ledger, typed):
    with ledger.look() as connection:
        return load_details(connection, Listing.REPORTS, typed)


def test_what_came_with_a_report_is_all_there(ledger):
    more = {"extra": {"Region": "North", "n": [1, None]}, "metadata": {"byline": "Ada Brandt"}}
    keep(ledger, make_incoming(**more, fetched=EXCHANGE))
    [came] = details(ledger, "r1").came
    assert dict(came.extra) == more["extra"]
    assert dict(came.metadata) == more["metadata"]
    assert came.fetched["response_headers"] == [["ETag", "1"]]
    assert (came.fetched["url"], came.fetched["status"]) == (URL, 200)


def test_what_was_not_fetched_says_nothing_of_a_fetch(ledger):
    keep(ledger, make_incoming())
    assert details(ledger, "r1").came[0].fetched is None


def test_titles_alone_are_no_copies_of_each_other(ledger):
    for number, title in enumerate(("12 killed in Marenna", "A truce in Dorrash")):
        keep(ledger, make_incoming("", title=title, given_id=f"r{number}"))
    assert details(ledger, "r0").copies == ()


def test_changed_title_of_a_report_without_a_text_is_a_change(ledger):
    for title in ("12 killed in Marenna", "14 killed in Marenna"):
        incoming = make_incoming("", title=title, given_id="", url=URL)
        keep(ledger, replace(incoming, report=replace(incoming.report, id=URL)))
    [change] = details(ledger, URL).changes
    told = [f"{piece.sign}{piece.text}" for piece in change.pieces]
    assert told == ["-12 killed in Marenna", "+14 killed in Marenna"]


def test_two_publishers_of_one_text_are_copies_of_each_other(ledger):
    keep(ledger, make_incoming(publisher="Merrowin Post", given_id="a"))
    keep(ledger, make_incoming(publisher="Skerry Wire", given_id="b"))
    assert [one.publisher for one in details(ledger, "a").copies] == ["Skerry Wire"]
    assert details(ledger, "a").versions[0].version == 1
