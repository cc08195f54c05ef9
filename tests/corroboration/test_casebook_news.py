"""What is new in cases since a mark."""

from accordingto.corroboration.casebook import corroborate_pending
from accordingto.corroboration.casebook_news import Mark, find_grown, mark_now, mark_told
from tests.ledger.conftest import database, ledger, postgres, where  # noqa: F401 -- fixtures
from tests.ledger.incoming import keep, make_incoming, read_by

SHELLED = "Shelling killed 14 people in Dorrash on Friday, residents said."
AGAIN = "In Dorrash 31 people were killed by shelling on Friday, the Harun Red Crescent said."
BOMBED = "A car bomb killed 56 policemen in Skerry on Wednesday."


def add(book, **reports):
    for given_id, words in reports.items():
        keep(book, make_incoming(words, given_id=given_id, published="2024-03-16"))
    corroborate_pending(book)


def mark(book):
    with book.look() as connection:
        return mark_now(connection)


def grown(book, since):
    with book.look() as connection:
        return list(find_grown(connection, since))


def ids(case):
    return sorted(key.split("~")[0] for key in case.reports)


def test_a_case_has_no_state_before_it_was_first_told_of(ledger):  # noqa: F811 -- a fixture
    add(ledger, r1=SHELLED)
    [found] = grown(ledger, Mark())
    assert found.before is None
    assert ids(found.after) == ["r1"]


def test_the_state_before_is_without_what_came(ledger):  # noqa: F811 -- a fixture
    add(ledger, r1=SHELLED, r2=BOMBED)
    since = mark(ledger)
    add(ledger, r3=AGAIN)
    [found] = grown(ledger, since)
    assert ids(found.before) == ["r1"]
    assert ids(found.after) == ["r1", "r3"]
    [toll] = found.before.figures.tolls
    assert (toll.extent.low, toll.extent.high) == (14, 14)
    assert {key.split("~")[0] for key in found.fresh} == {"r3"}


def test_where_nothing_came_nothing_is_new(ledger):  # noqa: F811 -- a fixture
    add(ledger, r1=SHELLED)
    assert grown(ledger, mark(ledger)) == []


def test_what_is_not_linked_into_cases_yet_is_told_later(ledger):  # noqa: F811 -- a fixture
    add(ledger, r1=SHELLED)
    since = mark(ledger)
    keep(ledger, make_incoming(AGAIN, given_id="r2", published="2024-03-16"))
    with ledger.look() as connection:
        told = mark_told(connection, since)
    assert told.reading == since.reading
    add(ledger, r3=BOMBED)
    assert {key for one in grown(ledger, told) for key in ids(one.after)} == {"r1", "r2", "r3"}
    with ledger.look() as connection:
        assert mark_told(connection, told) == mark_now(connection)


def test_reports_that_are_read_anew_are_no_news(ledger):  # noqa: F811 -- a fixture
    add(ledger, r1=SHELLED)
    since = mark(ledger)
    incoming = make_incoming(SHELLED, given_id="r1", published="2024-03-16")
    keep(ledger, incoming, read_by(incoming, "9.9"))
    corroborate_pending(ledger)
    assert mark(ledger).reading > since.reading
    assert grown(ledger, since) == []


def test_a_copy_leaves_the_case_before_with_its_own_words(ledger):  # noqa: F811 -- a fixture
    add(ledger, r1=SHELLED * 6)
    since = mark(ledger)
    add(ledger, r2=SHELLED * 6)
    told = grown(ledger, since)
    assert told
    for found in told:
        before, after = found.before.figures.tolls[0].voices, found.after.figures.tolls[0].voices
        assert ids(found.before) == ["r1"]
        assert (before.named, before.with_unnamed) == (after.named, after.with_unnamed)
