from dataclasses import replace

import pytest
from sqlalchemy import insert

from accordingto.errors import JudgementError
from accordingto.ledger.chain import Head
from accordingto.ledger.decisions import (
    add_judgement,
    contents_about,
    erase_content,
    find_entries,
    iterate_entries,
    read_heads,
    read_standing,
    texts_decided_on,
)
from accordingto.ledger.store_tables import tombstones
from accordingto.records.judgements import Change, Part
from tests.ledger.desks import TEXT, decide, undo
from tests.ledger.incoming import keep, make_incoming
from tests.records.judgements import READING, judge, target_of


def entries(ledger):
    with ledger.look() as connection:
        return list(iterate_entries(connection))


def add(ledger, judgement):
    with ledger.change() as connection:
        return add_judgement(connection, judgement)


def standing(ledger, *texts):
    with ledger.look() as connection:
        return read_standing(connection, texts or [READING.report.sha256])


def test_ledger_without_decisions_has_none(ledger):
    assert entries(ledger) == []
    assert standing(ledger).in_force == ()
    with ledger.look() as connection:
        assert read_heads(connection) == ()
        assert list(texts_decided_on(connection)) == []


def test_judgement_comes_back_as_it_was_made(ledger):
    judgement = judge("correct", why="بحسب المستشفى: 3 \U0001f56f \x00 \ud800 e\u0301")
    made = add(ledger, judgement)
    (stored,) = entries(ledger)
    assert stored.recorded == made
    assert made.judgement == judgement
    assert stored.hash == stored.entry.hash == made.hash


def test_entries_of_one_reviewer_are_a_chain(ledger):
    made = [add(ledger, judge("note", why=str(number))) for number in range(3)]
    other = add(ledger, judge("note", why="mine", reviewer="Ada"))
    assert [one.entry.prev for one in entries(ledger)] == [
        (),
        (made[0].hash,),
        (made[1].hash,),
        (),
    ]
    with ledger.look() as connection:
        assert read_heads(connection) == (Head("Ada", 0, other.hash), Head("Odd", 2, made[2].hash))
        assert read_heads(connection, "Odd") == (Head("Odd", 2, made[2].hash),)


@pytest.mark.parametrize("named", [{"supersedes": ("a" * 64,)}, {"undoes": "a" * 64}])
def test_entry_that_is_not_there_cannot_be_named(ledger, named):
    decision = "undo" if "undoes" in named else "accept"
    with pytest.raises(JudgementError, match="the log has no entry aaaa"):
        add(ledger, judge(decision, **named))
    assert entries(ledger) == []


def test_entry_is_found_by_the_start_of_its_hash(ledger):
    made = [add(ledger, judge("note", why=str(number))) for number in range(20)]
    with ledger.look() as connection:
        (found,) = find_entries(connection, made[0].hash[:12])
        assert found.recorded == made[0]
        assert len(find_entries(connection, "")) == 2
        assert find_entries(connection, "%") == []
        assert find_entries(connection, "x' OR 1=1 --") == []


def test_what_holds_is_read_text_by_text(ledger):
    made = add(ledger, judge("accept"))
    assert [one.hash for one in standing(ledger).in_force] == [made.hash]
    assert standing(ledger, "b" * 64).entries == {}
    with ledger.look() as connection:
        assert list(texts_decided_on(connection)) == [READING.report.sha256]


def test_undo_is_one_more_entry(ledger):
    keep(ledger, make_incoming())
    made = decide(ledger, "correct", Change(field="low", value=3))
    undone = undo(ledger, made)
    assert [one.hash for one in entries(ledger)] == [made.hash, undone.hash]
    assert standing(ledger, TEXT).in_force == ()


def test_erased_content_is_gone_and_the_chain_stays(ledger):
    add(ledger, judge("correct", why="Ada Varn told me"))
    (before,) = entries(ledger)
    why = next(content for content in before.contents if content.part is Part.WHY)
    with ledger.change() as connection:
        assert erase_content(connection, why.commitment, "2024-03-21", "asked for by the family")
        assert not erase_content(connection, why.commitment, "2024-03-22", "again")
    (after,) = entries(ledger)
    assert after.entry == before.entry
    assert (after.recorded.judgement.why, after.recorded.judgement.erased) == ("", (Part.WHY,))
    erased = next(content for content in after.contents if content.part is Part.WHY)
    assert (erased.salt, erased.content) == (None, None)
    assert (erased.erased_at, erased.erased_why) == ("2024-03-21", "asked for by the family")


def test_contents_of_decisions_about_a_text_are_found(ledger):
    add(ledger, judge("correct", why="Ada Varn told me"))
    add(ledger, judge("note", why="elsewhere", targets=(replace(target_of(), sha256="b" * 64),)))
    with ledger.change() as connection:
        found = contents_about(connection, READING.report.sha256)
        assert {content.part for content in found} == set(Part)
        erase_content(connection, found[0].commitment, "2024-03-21", "asked for")
        assert contents_about(connection, READING.report.sha256) == found[1:]


def test_decisions_hold_for_a_text_that_was_masked_since(ledger):
    made = add(ledger, judge("accept"))
    steps = [(READING.report.sha256, "b" * 64), ("b" * 64, "c" * 64)]
    rows = [
        {
            "kind": "text",
            "sha256": old,
            "now_sha256": new,
            "spans": "[]",
            "reason": "",
            "made_at": "",
        }
        for old, new in steps
    ]
    with ledger.change() as connection:
        connection.execute(insert(tombstones), rows)
    (found,) = standing(ledger, "c" * 64).in_force
    assert (found.hash, found.judgement.targets[0].sha256) == (made.hash, "c" * 64)


def test_many_entries_are_gone_through(ledger):
    with ledger.change() as connection:
        for number in range(450):
            add_judgement(connection, judge("note", why=f"note {number}"))
    whys = [one.recorded.judgement.why for one in entries(ledger)]
    assert whys == [f"note {number}" for number in range(450)]
