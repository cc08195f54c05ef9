import pytest

from accordingto.ledger.linking import LinkStatus, links_of
from tests.ledger.books import Book
from tests.records.judgements import LISTED

ONE, OTHER = [listed.record.id for listed in LISTED if listed.kind == "incident"][:2]


def links(book):
    return [link.status for link in links_of(book.standing)]


@pytest.mark.parametrize(
    ("decisions", "statuses"),
    [
        ([], []),
        (["link"], [LinkStatus.LINKED]),
        (["unlink"], [LinkStatus.UNLINKED]),
        (["link", "unlink"], [LinkStatus.UNLINKED]),
        (["link", "unlink", "link"], [LinkStatus.LINKED]),
    ],
)
def test_last_decision_on_two_records_holds(decisions, statuses):
    book = Book()
    for decision in decisions:
        book.link(decision, ONE, OTHER)
    assert links(book) == statuses


def test_link_is_the_same_from_either_end():
    book = Book()
    book.link("link", ONE, OTHER)
    book.link("unlink", OTHER, ONE)
    assert links(book) == [LinkStatus.UNLINKED]


def test_two_who_say_the_same_stand_beside_each_other():
    book = Book()
    book.link("link", ONE, OTHER)
    book.link("link", ONE, OTHER, reviewer="Ada")
    (found,) = links_of(book.standing)
    assert len(found.decisions) == 2


def test_links_at_odds_that_did_not_see_each_other_are_disputed():
    here, there = Book(name="here"), Book(name="there")
    here.link("link", ONE, OTHER)
    there.link("unlink", ONE, OTHER, reviewer="Ada")
    both = here.joined(there)
    assert links(both) == [LinkStatus.DISPUTED]
    both.link("unlink", ONE, OTHER)
    assert links(both) == [LinkStatus.UNLINKED]


def test_undone_link_is_none():
    book = Book()
    book.undo(book.link("link", ONE, OTHER))
    assert links(book) == []
