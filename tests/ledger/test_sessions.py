"""When a reviewer was last at work."""

import pytest

from accordingto.ledger.sessions import is_due, keep_session, read_session
from tests.ledger.incoming import keep, make_incoming

NINE, SOON, TEN, NEXT_DAY = (
    f"2024-03-{day}:00.000000Z" for day in ("14T09:00", "14T09:00", "14T10:00", "15T08:00")
)


def at_work(book, now, reviewer="Odd"):
    with book.change() as connection:
        return keep_session(connection, reviewer, now)


def test_first_session_has_none_before(ledger):
    with ledger.look() as connection:
        found = read_session(connection, "Odd", NINE)
    assert found.is_first
    assert (found.began_at, found.since_reading) == (NINE, 0)


def test_session_goes_on_until_a_long_pause(ledger):
    keep(ledger, make_incoming())
    at_work(ledger, NINE)
    found = at_work(ledger, TEN)
    assert (found.began_at, found.is_first) == (NINE, True)
    keep(ledger, make_incoming("Shelling killed 3 people in Dorrash.", given_id="r2"))
    found = at_work(ledger, NEXT_DAY)
    assert (found.began_at, found.is_first, found.since_reading) == (NEXT_DAY, False, 1)
    with ledger.look() as connection:
        assert read_session(connection, "Odd", NEXT_DAY).since_reading == 1
        assert read_session(connection, "Ana", NEXT_DAY).is_first


@pytest.mark.parametrize(("now", "due"), [(SOON, False), (TEN, True)])
def test_it_is_not_noted_at_every_step(ledger, now, due):
    with ledger.look() as connection:
        assert is_due(connection, "Odd", NINE)
    at_work(ledger, NINE)
    with ledger.look() as connection:
        assert is_due(connection, "Odd", now) is due
