"""What a reviewer decided last: one decision, or all of one act."""

import pytest

from accordingto.ledger.undoing import IN_BULK, find_last_act
from tests.ledger.desks import decide, undo
from tests.ledger.incoming import keep, make_incoming


@pytest.fixture
def filled(ledger):
    keep(ledger, make_incoming())
    return ledger


def last(book, reviewer="Odd"):
    with book.look() as connection:
        return [one.hash for one in find_last_act(connection, reviewer)]


def test_nothing_is_found_of_who_decided_nothing(filled):
    decide(filled)
    assert last(filled, "Ana") == []


def test_the_last_of_ones_own_is_found_whatever_others_did_since(filled):
    decide(filled, kind="incident")
    own = decide(filled)
    decide(filled, kind="incident", reviewer="Ana")
    assert last(filled) == [own.hash]


def test_what_was_taken_back_is_passed_by_until_nothing_is_left(filled):
    first, second = decide(filled, kind="incident"), decide(filled)
    undo(filled, second)
    assert last(filled) == [first.hash]
    undo(filled, first)
    assert last(filled) == []


def test_what_was_decided_for_many_at_once_is_one_act(filled):
    why = f"{IN_BULK}all read"
    before = decide(filled, "reject", why="no event", kind="incident")
    many = [decide(filled, why=why, kind=kind) for kind in ("figure", "incident")]
    assert last(filled) == [one.hash for one in reversed(many)]
    for one in many:
        undo(filled, one)
    assert last(filled) == [before.hash]
