"""What is promised of adding, on either store."""

from threading import Thread

import pytest
from sqlalchemy import func, inspect, select, text

from accordingto.engine.adding import Added, add_all
from accordingto.errors import StoreError
from accordingto.ingest.inputs import Given
from accordingto.ledger.decision_tables import reviews
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.readings import iterate_current
from accordingto.ledger.store_tables import (
    arrivals,
    blobs,
    current_readings,
    publications,
    readings,
    texts,
)
from accordingto.ledger.storing import News, refuse_unstorable, store_known, store_report
from accordingto.ledger.verify import verify_ledger
from tests.engine.adding import ReadWithRules
from tests.ledger.desks import decide
from tests.ledger.incoming import OTHER_TEXT, TEXT, keep, make_incoming, read, read_by

HOSTILE = "'; DROP TABLE texts; -- \" % _ \\ {} $1 :now ? NEAR(a b) \u202e\u200b\x07"


def store(ledger, incoming, reading=None):
    with ledger.change() as connection:
        return store_report(connection, incoming, reading or read(incoming), ledger.now())


def counts(ledger):
    tables = (publications, texts, arrivals, readings, current_readings, blobs)
    with ledger.look() as connection:
        return [
            connection.execute(select(func.count()).select_from(table)).scalar() for table in tables
        ]


def test_what_a_report_is_to_the_ledger(ledger):
    assert store(ledger, make_incoming()) is News.NEW
    assert store(ledger, make_incoming()) is News.KNOWN
    assert store(ledger, make_incoming(OTHER_TEXT)) is News.VERSION
    assert store(ledger, make_incoming(title="Marenna shelled")) is News.READ_ANEW
    assert store(ledger, make_incoming(publisher="Skerry Wire")) is News.NEW
    assert counts(ledger)[:5] == [3, 2, 4, 4, 3]


def test_known_report_that_came_otherwise_is_noted(ledger):
    store(ledger, make_incoming())
    with ledger.change() as connection:
        assert store_known(connection, make_incoming(raw=b"other"), ledger.now()) is News.KNOWN
    assert counts(ledger)[:5] == [1, 1, 2, 1, 1]


def test_failure_in_the_midst_leaves_nothing_of_the_report(ledger):
    before = counts(ledger)

    def stumble():
        with ledger.change() as connection:
            store_report(connection, make_incoming(), read(make_incoming()), ledger.now())
            connection.execute(text("INSERT INTO nowhere VALUES (1)"))

    with pytest.raises(StoreError):
        stumble()
    assert counts(ledger) == before
    assert store(ledger, make_incoming()) is News.NEW


@pytest.mark.parametrize("name", ["title", "publisher", "given_id", "published", "url"])
def test_hostile_words_are_words(ledger, name):
    incoming = make_incoming(**{name: HOSTILE}, metadata={HOSTILE: HOSTILE})
    assert store(ledger, incoming) is News.NEW
    assert store(ledger, incoming) is News.KNOWN
    with ledger.look() as connection:
        assert inspect(connection).has_table("texts")
        (stored,) = iterate_current(connection)
    assert stored.reading == read(incoming)
    assert list(verify_ledger(ledger)) == []


def test_hostile_text_is_kept_code_point_for_code_point(ledger):
    store(ledger, make_incoming(HOSTILE + TEXT))
    with ledger.look() as connection:
        assert connection.execute(select(texts.c.text)).scalar() == HOSTILE + TEXT


def test_decisions_about_a_text_are_carried_to_a_new_reading(ledger):
    incoming = make_incoming()
    store(ledger, incoming)
    decide(ledger)
    store(ledger, make_incoming(publisher="Skerry Wire"))
    store(ledger, incoming, read_by(incoming, "9.9"))
    with ledger.look() as connection:
        rows = connection.execute(
            select(reviews.c.status, reviews.c.reading_id)
            .join(current_readings, current_readings.c.reading_id == reviews.c.reading_id)
            .order_by(reviews.c.reading_id)
        ).all()
    assert [row.status for row in rows] == ["accepted", "accepted"]
    assert list(verify_ledger(ledger)) == []


@pytest.mark.parametrize(("words", "found"), [("a\0b", "zero"), ("a\ud800", "surrogate")])
def test_text_that_no_store_keeps_is_refused_with_its_bytes(words, found):
    refused = refuse_unstorable(make_incoming(words, raw=b"raw"))
    assert found in refused.message
    assert refused.raw == b"raw"
    assert refuse_unstorable(make_incoming()) is None


def test_two_that_add_at_once_are_both_whole(where):
    Ledger.open(where, Opening.MAKE).close()
    results = []

    def add_some(numbers):
        with Ledger.open(where, Opening.CHANGE) as own:
            items = [make_incoming(f"{TEXT} {n % 7}", given_id=f"r{n}") for n in numbers]
            results.extend(add_all(items, own, ReadWithRules(), given=Given()))

    # In other orders, so that each waits for what the other has.
    threads = [Thread(target=add_some, args=(order,)) for order in (range(30), range(45, 14, -1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([one for one in results if isinstance(one, Added)]) == 61
    with Ledger.open(where) as ledger:
        assert counts(ledger)[:5] == [46, 7, 46, 46, 46]
        assert list(verify_ledger(ledger)) == []


def test_versions_are_numbered_without_gaps_when_two_add_to_one_page(where):
    Ledger.open(where, Opening.MAKE).close()

    def add_some(first):
        with Ledger.open(where, Opening.CHANGE) as own:
            for number in range(first, first + 10):
                keep(own, make_incoming(f"{TEXT} {number}"))

    threads = [Thread(target=add_some, args=(first,)) for first in (0, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Ledger.open(where) as ledger, ledger.look() as connection:
        found = connection.execute(select(publications.c.version)).scalars()
        assert sorted(found) == list(range(1, 21))
