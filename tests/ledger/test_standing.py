import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import JudgementError
from accordingto.ledger.standing import Standing
from tests.ledger.books import Book, put
from tests.records.judgements import LISTED, NOON

IDS = [listed.record.id for listed in LISTED]
FIGURE = IDS[0]


def in_force(book):
    return [entry.hash for entry in book.standing.in_force]


def test_nothing_holds_where_nobody_decided():
    assert Standing.of([]).in_force == ()


def test_later_decision_takes_the_place_of_the_one_its_reviewer_saw():
    book = Book()
    book.decide("accept", FIGURE)
    second = book.decide("reject", FIGURE, reviewer="Ada")
    assert in_force(book) == [second.hash]


def test_decisions_at_odds_that_did_not_see_each_other_both_hold():
    here, there = Book(), Book()
    one = here.decide("accept", FIGURE)
    other = there.decide("reject", FIGURE, reviewer="Ada")
    assert set(in_force(here.joined(there))) == {one.hash, other.hash}


def test_undo_brings_back_what_held_before():
    book = Book()
    first = book.decide("accept", FIGURE)
    second = book.decide("correct", FIGURE, put("low", 3))
    book.undo(second)
    assert in_force(book) == [first.hash]


def test_undo_can_be_undone():
    book = Book()
    book.decide("accept", FIGURE)
    second = book.decide("correct", FIGURE, put("low", 3))
    undo = book.undo(second)
    book.undo(undo)
    assert in_force(book) == [second.hash]


def test_what_a_superseded_decision_superseded_stays_so_when_that_is_undone():
    book = Book()
    book.decide("accept", FIGURE)
    second = book.decide("correct", FIGURE, put("low", 3))
    third = book.decide("correct", FIGURE, put("low", 4))
    book.undo(second)
    assert in_force(book) == [third.hash]


def test_entry_cannot_be_undone_twice_nor_one_that_is_not_there():
    book = Book()
    first = book.decide("accept", FIGURE)
    book.undo(first)
    with pytest.raises(JudgementError, match=r"was undone already, by [0-9a-f]{64}; expected"):
        book.undo(first)
    with pytest.raises(JudgementError, match="the log has no entry"):
        Book().undo(first)


def test_notes_take_nothing_back_and_can_be_taken_back():
    book = Book()
    first = book.decide("accept", FIGURE)
    note = book.decide("note", FIGURE, why="ask the clinic")
    assert in_force(book) == [first.hash]
    assert [entry.hash for entry in book.standing.notes] == [note.hash]
    book.undo(note)
    assert book.standing.notes == ()


def test_clock_decides_nothing():
    book = Book()
    late = book.decide("accept", FIGURE, time=NOON.replace(year=2999))
    early = book.decide("reject", FIGURE, time=NOON.replace(year=1999))
    assert in_force(book) == [early.hash]
    assert late.hash in book.standing.live


def test_undos_of_undos_are_followed():
    book = Book()
    first = book.decide("accept", FIGURE)
    last = first
    for _ in range(300):
        last = book.undo(last)
    assert in_force(book) == [first.hash]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "correct", "reject", "note", "undo", "link"]),
        st.integers(0, 12),
        st.sampled_from(["Odd", "Ada"]),
    ),
    max_size=8,
)


def play(book: Book, steps) -> Book:
    """Let people decide, at random."""
    for decision, number, reviewer in steps:
        live = [h for h in book.standing.live if book.standing.undone_by(h) is None]
        if decision == "undo":
            if live:
                book.undo(book.standing.entries[sorted(live)[number % len(live)]], reviewer)
        elif decision == "link":
            book.link("link", *INCIDENTS, reviewer=reviewer)
        else:
            changes = [put("low", number)] if decision == "correct" else []
            book.decide(decision, FIGURE, *changes, reviewer=reviewer)
    return book


INCIDENTS = [listed.record.id for listed in LISTED if listed.kind == "incident"][:2]


def state(book: Book):
    standing, carried = book.standing, book.desk().carried
    return (
        {entry.hash for entry in standing.in_force},
        {entry.hash for entry in standing.notes},
        [(one.record, one.status) for one in carried.records],
    )


@given(STEPS, st.sampled_from(["accept", "correct", "reject", "note"]), st.integers(0, 9))
def test_judgement_and_its_undo_leave_everything_as_it_was(steps, decision, number):
    book = play(Book(), steps)
    before = state(book)
    changes = [put("low", number)] if decision == "correct" else []
    made = book.decide(decision, FIGURE, *changes, reviewer="Eve")
    book.undo(made, "Ada")
    assert state(book) == before


@given(STEPS, STEPS, STEPS)
def test_merging_is_commutative_and_idempotent_and_keeps_every_entry(trunk, here, there):
    before = play(Book(), trunk)
    one, other = play(before.copy("here"), here), play(before.copy("there"), there)
    merged, turned = one.joined(other), other.joined(one)
    assert state(merged) == state(turned)
    assert state(merged.joined(one)) == state(merged)
    assert merged.entries.keys() == one.entries.keys() | other.entries.keys()


@given(STEPS)
def test_order_of_the_entries_does_not_matter(steps):
    book = play(Book(), steps)
    turned = Book(dict(reversed(book.entries.items())))
    assert state(turned) == state(book)
