import json
from contextlib import ExitStack, contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from accordingto.errors import StoreError
from accordingto.ledger.decision_merging import branches_of, merge_decisions
from accordingto.ledger.decision_tables import review_queue, reviews
from accordingto.ledger.decisions import (
    add_judgement,
    erase_content,
    iterate_entries,
    read_heads,
    read_standing,
)
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.linking import read_links
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.records.judgements import Change, Part
from tests.ledger.desks import TEXT, decide, link, undo
from tests.ledger.incoming import OTHER_TEXT, keep, make_incoming
from tests.records.judgements import READING, judge

OTHER = make_incoming(OTHER_TEXT).report.sha256


@contextmanager
def ledgers(folder, *names):
    """Ledgers in files, each with the same two reports."""
    with ExitStack() as stack:
        made = [
            stack.enter_context(Ledger.open(folder / f"{name}.ledger", Opening.MAKE))
            for name in names
        ]
        for one in made:
            keep(one, make_incoming())
            keep(one, make_incoming(OTHER_TEXT, given_id="r2"))
        yield made


@pytest.fixture
def two(tmp_path):
    with ledgers(tmp_path, "here", "there") as made:
        yield made


def merge(into, source):
    with into.change() as connection, source.look() as other:
        merged = merge_decisions(connection, other, source.name)
        refresh_reviews(connection, merged.texts)
    return merged


def state(ledger):
    """All that decisions amount to, whatever the rows are called."""
    with ledger.look() as connection:
        reviewed = connection.execute(select(reviews)).mappings().all()
        queued = connection.execute(select(review_queue)).mappings().all()
        ids = {"id"}
        return (
            {stored.entry.raw for stored in iterate_entries(connection)},
            {(c.commitment, c.content) for s in iterate_entries(connection) for c in s.contents},
            read_heads(connection),
            {entry.hash for entry in read_standing(connection, [TEXT, OTHER]).in_force},
            read_links(connection),
            sorted(json.dumps({k: v for k, v in row.items() if k not in ids}) for row in reviewed),
            sorted(json.dumps({k: v for k, v in row.items() if k not in ids}) for row in queued),
        )


def test_decisions_of_another_ledger_are_added(ledger, tmp_path):
    with Ledger.open(tmp_path / "there.ledger", Opening.MAKE) as there:
        for one in (ledger, there):
            keep(one, make_incoming())
        decide(ledger, "accept")
        decide(there, "correct", Change(field="low", value=3), reviewer="Ada", why="recount")
        merged = merge(ledger, there)
        assert (merged.added, merged.known, merged.branches, merged.texts) == (1, 0, {}, {TEXT})
        assert merge(ledger, there).added == 0
    with ledger.look() as connection:
        (row,) = connection.execute(select(reviews)).all()
        whys = {stored.recorded.judgement.why for stored in iterate_entries(connection)}
    assert (row.status, json.loads(row.reviewers)) == ("disputed", ["Ada", "Odd"])
    assert whys == {"", "recount"}


def test_chain_of_one_reviewer_on_two_machines_branches_and_is_joined_again(two):
    here, there = two
    first = decide(here, "accept")
    merge(there, here)
    mine = decide(here, "note", why="here")
    other = decide(there, "note", why="there")
    merged = merge(here, there)
    assert {head.hash for head in merged.branches["Odd"]} == {mine.hash, other.hash}
    assert {head.seq for head in merged.branches["Odd"]} == {first.seq + 1}
    joined = decide(here, "note", why="together")
    with here.look() as connection:
        stored = list(iterate_entries(connection))
        assert set(stored[-1].entry.prev) == {mine.hash, other.hash}
        assert [head.hash for head in read_heads(connection)] == [joined.hash]
    assert merge(there, here).branches == {}


def test_what_was_erased_in_either_is_erased_in_both(two):
    here, there = two
    decide(here, "note", why="Ada Varn told me")
    merge(there, here)
    with here.change() as connection:
        (stored,) = iterate_entries(connection)
        erase_content(connection, stored.entry.parts[Part.WHY], "2024-03-21", "asked for")
    assert merge(here, there).erased == 0
    assert merge(there, here).erased == 1
    assert state(here)[1] == state(there)[1]
    with there.look() as connection:
        (stored,) = iterate_entries(connection)
        assert stored.recorded.judgement.why == ""


def test_entries_arrive_erased_where_they_were_erased_before(two):
    here, there = two
    decide(here, "note", why="Ada Varn told me")
    with here.change() as connection:
        (stored,) = iterate_entries(connection)
        erase_content(connection, stored.entry.parts[Part.WHY], "2024-03-21", "asked for")
    merge(there, here)
    assert state(here)[1] == state(there)[1]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE decisions SET hash = replace(hash, substr(hash, 1, 4), 'ffff')",
        "UPDATE decisions SET entry = replace(entry, 'note', 'undo')",
        "UPDATE decisions SET entry = replace(entry, 'Odd', 'Ada')",
        "UPDATE decisions SET entry = ''",
        "UPDATE decision_contents SET content = '\"other\"' WHERE part = 'why'",
        "DELETE FROM decision_contents WHERE part = 'why'",
    ],
)
def test_nothing_is_taken_from_a_ledger_that_was_tampered_with(two, damage):
    here, there = two
    decide(there, "accept")
    decide(there, "note", why="mine")
    with there.change() as connection:
        for (name,) in connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text(damage))
    before = state(here)
    with pytest.raises(StoreError, match="expected decisions as they were recorded"):
        merge(here, there)
    assert state(here) == before


def test_branches_are_the_heads_of_one_reviewer(ledger):
    with ledger.change() as connection:
        add_judgement(connection, judge("note", why="a"))
        add_judgement(connection, judge("note", why="b", reviewer="Ada"))
        assert branches_of(read_heads(connection)) == {}
    assert READING.report.sha256


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "correct", "reject", "note", "undo", "link", "unlink"]),
        st.sampled_from(["Odd", "Ada"]),
        st.sampled_from([TEXT, OTHER]),
    ),
    max_size=3,
)


def play(ledger, deeds, number):
    for decision, reviewer, report in deeds:
        number += 1
        if decision == "undo":
            with ledger.look() as connection:
                standing = read_standing(connection, [report])
                held = [entry for entry in standing.in_force if standing.entries]
            if held:
                undo(ledger, held[0], reviewer)
        elif decision in {"link", "unlink"}:
            link(ledger, decision, TEXT, OTHER, reviewer=reviewer)
        else:
            changes = [Change(field="low", value=number % 3)] if decision == "correct" else []
            decide(ledger, decision, *changes, text=report, reviewer=reviewer, why=str(number))


@settings(max_examples=8)
@given(DEEDS, DEEDS, DEEDS)
def test_merging_is_commutative_and_idempotent(tmp_path_factory, trunk, one, other):
    with ledgers(tmp_path_factory.mktemp("merge"), "here", "there") as (here, there):
        play(here, trunk, 0)
        merge(there, here)
        play(here, one, 10)
        play(there, other, 20)
        merge(here, there)
        merge(there, here)
        assert state(here) == state(there)
        before = state(here)
        assert merge(here, there).added == 0
        assert state(here) == before
