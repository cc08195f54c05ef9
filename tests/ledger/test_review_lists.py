"""What waits for a person's look, by lane and order."""

import pytest
from sqlalchemy import select

from accordingto.errors import FilterError, OvertakenError
from accordingto.ledger.deciding import Intent
from accordingto.ledger.decisions import add_judgement
from accordingto.ledger.filters import Filters
from accordingto.ledger.listings import ReviewFilter
from accordingto.ledger.review_lists import (
    Kinds,
    Lane,
    Order,
    Wanted,
    count_waiting,
    find_waiting,
)
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.ledger.search_tables import search_rows
from accordingto.records.judgements import Decision
from tests.ledger.desks import decide, desks_of
from tests.ledger.incoming import keep, make_incoming
from tests.records.judgements import NOON

TOLD = (
    "Shelling killed 3 people in Marenna on 15 March 2024.",
    "Shelling killed at least 40 civilians in Dorrash on 16 March 2024, residents said.",
    "An air strike injured 12 people in Skerry on 17 March 2024.",
)


@pytest.fixture
def filled(ledger):
    for number, words in enumerate(TOLD):
        keep(ledger, make_incoming(words, given_id=f"r{number}", published="2024-03-21"))
    return ledger


def waiting(book, *, reviewer="Odd", limit=20, after=None, **wanted):
    asked = Wanted(reviewer=reviewer, **wanted)
    with book.look() as connection:
        found = find_waiting(connection, asked, limit=limit, after=after)
        if after is None and found.next is None:
            assert count_waiting(connection, asked).number == len(found.rows)
    return found


def records(book, **wanted):
    return [row.record for row in waiting(book, **wanted).rows]


def judge(book, record, decision="accept", *, reviewer="Odd", **more):
    with book.change() as connection:
        for words in TOLD:
            text = make_incoming(words).report.sha256
            (desk,) = desks_of(connection, text)
            if any(one.record.id == record for one in desk.carried.records):
                intent = Intent(
                    decision=Decision(decision), reviewer=reviewer, time=NOON, why="so", **more
                )
                made = add_judgement(connection, desk.decide(intent, record))
                refresh_reviews(connection, [text])
                return made
    raise AssertionError(record)


def test_what_nobody_decided_on_waits(filled):
    assert len(records(filled, kinds=Kinds.FIGURES)) == 3
    assert {row.what.value for row in waiting(filled).rows} >= {"figure", "incident"}
    first = records(filled, kinds=Kinds.FIGURES)[0]
    judge(filled, first)
    assert first not in records(filled, kinds=Kinds.FIGURES)
    assert first not in records(filled, kinds=Kinds.FIGURES, reviewer="Ana")


def test_most_harm_comes_first_by_weight(filled):
    rows = waiting(filled, kinds=Kinds.FIGURES, order=Order.WEIGHT).rows
    with filled.look() as connection:
        asked = select(search_rows.c.id, search_rows.c.toll)
        toll_of = {row.id: row.toll for row in connection.execute(asked)}
    tolls = [toll_of[row.id] for row in rows]
    assert tolls == [40, 3, 12]


@pytest.mark.parametrize("order", list(Order))
def test_pages_go_through_all_once_also_when_what_was_last_is_decided_on(filled, order):
    every = records(filled, order=order)
    seen, after = [], None
    while True:
        page = waiting(filled, order=order, limit=2, after=after)
        seen += [row.record for row in page.rows]
        after = page.rows[-1].id
        judge(filled, page.rows[-1].record)
        if page.next is None:
            break
    assert seen == every
    assert len(set(seen)) == len(seen)


def test_what_one_is_unsure_of_waits_elsewhere(filled):
    first = records(filled)[0]
    judge(filled, first, "unsure")
    assert first not in records(filled)
    assert records(filled, lane=Lane.UNSURE) == [first]
    judge(filled, first)
    assert records(filled, lane=Lane.UNSURE) == []


def test_second_reader_is_given_what_others_decided(filled):
    first, second = records(filled)[:2]
    judge(filled, first)
    judge(filled, second, "reject", reviewer="Ana")
    assert records(filled, lane=Lane.SECOND) == [second]
    assert records(filled, lane=Lane.SECOND, reviewer="Ana") == [first]
    judge(filled, first, reviewer="Ana")
    assert records(filled, lane=Lane.SECOND, reviewer="Ana") == []


def test_blind_reader_is_given_the_same_as_who_comes_first(filled):
    every = records(filled)
    for record in every[:2]:
        judge(filled, record)
    assert records(filled, lane=Lane.BLIND, reviewer="Ana") == every
    judge(filled, every[0], "reject", reviewer="Ana", blind=True)
    assert records(filled, lane=Lane.BLIND, reviewer="Ana") == every[1:]
    assert records(filled, lane=Lane.BLIND) == every[2:]


def test_who_gave_way_to_another_is_not_asked_again(filled):
    first = records(filled)[0]
    judge(filled, first)
    judge(filled, first, "reject", reviewer="Ana", blind=True)
    assert records(filled, lane=Lane.DISPUTED, reviewer="Eva") == [first]
    judge(filled, first, "reject", reviewer="Eva")
    assert records(filled, lane=Lane.DISPUTED, reviewer="Eva") == []
    for reviewer in ("Odd", "Ana"):
        assert first not in records(filled, lane=Lane.SECOND, reviewer=reviewer)
        assert first not in records(filled, lane=Lane.BLIND, reviewer=reviewer)


def test_filters_narrow_it_down(filled):
    found = waiting(filled, filters=Filters(text="Dorrash"), kinds=Kinds.INCIDENTS)
    assert len(found.rows) == 1
    assert len(records(filled, filters=Filters(min_toll=10), kinds=Kinds.FIGURES)) == 2
    assert records(filled, kinds=Kinds.BLAME) == []


def test_what_cannot_be_asked_is_refused(filled):
    with pytest.raises(FilterError, match="do not go with a queue"):
        waiting(filled, filters=Filters(review=ReviewFilter.REVIEWED))
    with pytest.raises(FilterError, match="no record 99999"):
        waiting(filled, after=99999)


def test_blind_decision_takes_no_place_and_sees_what_was_read(filled):
    first = records(filled, kinds=Kinds.FIGURES)[0]
    own = judge(filled, first)
    blind = judge(filled, first, "reject", reviewer="Ana", blind=True, seen=frozenset())
    assert blind.judgement.blind
    assert blind.judgement.supersedes == ()
    again = judge(filled, first, "accept", reviewer="Ana", blind=True)
    assert again.judgement.supersedes == (blind.hash,)
    assert own.hash not in again.judgement.supersedes


def test_decision_of_another_is_not_decided_over_unseen(filled):
    first = records(filled)[0]
    own = judge(filled, first, seen=frozenset())
    with pytest.raises(OvertakenError, match="Odd decided on") as told:
        judge(filled, first, "reject", reviewer="Ana", seen=frozenset())
    assert told.value.entries == (own.hash,)
    judge(filled, first, "reject", reviewer="Ana", seen=frozenset({own.hash}))
    judge(filled, first, "accept", reviewer="Ana", seen=frozenset())


def test_first_reader_decides_by_the_way(filled):
    decide(filled, text=make_incoming(TOLD[0]).report.sha256)
    assert len(records(filled, kinds=Kinds.FIGURES)) == 2
