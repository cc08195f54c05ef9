import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from accordingto.corroboration.casebook_leaders import Leaders, add_bands
from accordingto.corroboration.copies import find_near_copies
from accordingto.corroboration.digests import Sketch
from accordingto.ledger.case_rows import drop_digests
from accordingto.ledger.case_tables import case_digests
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.rows import add_row
from tests.ledger.incoming import keep, make_incoming

HASHES = np.random.default_rng(1).integers(0, 2**32, 60, dtype=np.uint32)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("leaders") / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as made:
        for number in range(10):
            keep(made, make_incoming(f"Shelling hit Skerry {number} times.", given_id=f"r{number}"))
        yield made


texts = st.lists(
    st.tuples(st.integers(0, 3), st.integers(20, 40)), min_size=1, max_size=10, unique=True
)
"""Where in a row of hashes a text begins, and how many of them it holds: many are near-copies."""


def hashes_of(text):
    start, size = text
    return np.sort(HASHES[start * 4 : start * 4 + size])


def put(connection, number, text):
    """Keep a text as the digest of a reading."""
    kept = hashes_of(text)
    row = {"reading_id": number + 1, "key": f"k{number}", "text_sha256": "", "digest": None}
    row |= {"shingles": kept.astype("<u4").tobytes(), "words": 0, "day": None, "story": None}
    one = add_row(connection, case_digests, row | {"leads": 1, "is_stale": 0})
    add_bands(connection, [(one, Sketch(shingles=kept.astype("<u4").tobytes(), words=0))])
    return one


def settle(connection, fresh, again=()):
    leaders = Leaders(connection)
    leaders.settle(fresh, again)
    for one, leader in leaders.led_by.items():
        here = update(case_digests).where(case_digests.c.id == one)
        connection.execute(here.values(leads=int(leader is None)))
    return leaders.led_by


def expected(kept):
    """Who leads whom among all texts at once."""
    ordered = sorted(kept.items(), key=lambda item: (-item[1][1][1], item[1][0]))
    led = find_near_copies([hashes_of(text) for _, (_, text) in ordered])
    return {
        one: ordered[led[place]][0] if place in led else None
        for place, (one, _) in enumerate(ordered)
    }


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(told=texts, data=st.data())
def test_texts_that_come_and_go_are_led_as_among_all_at_once(book, told, data):
    with book.change() as connection:
        drop_digests(connection, connection.scalars(select(case_digests.c.id)).all())
        kept, led_by = {}, {}
        waiting = data.draw(st.permutations(list(enumerate(told))))
        while waiting:
            size = data.draw(st.integers(1, len(waiting)))
            part, waiting = waiting[:size], waiting[size:]
            fresh = {put(connection, number, text): (f"k{number}", text) for number, text in part}
            kept |= fresh
            led_by |= settle(connection, fresh)
            assert led_by == expected(kept)
        gone = data.draw(st.sets(st.sampled_from(sorted(kept))))
        again = Leaders(connection).after(gone)
        drop_digests(connection, gone)
        kept = {one: text for one, text in kept.items() if one not in gone}
        led_by = {one: led_by[one] for one in kept} | settle(connection, (), again)
        assert led_by == expected(kept)
