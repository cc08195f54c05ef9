from dataclasses import asdict

import pytest
from sqlalchemy import text

from accordingto.ledger.chain import heads_of
from accordingto.ledger.decision_checks import check_decisions
from accordingto.ledger.decision_tables import chain_heads, decisions
from accordingto.ledger.decisions import erase_content, iterate_entries, read_heads
from accordingto.ledger.schema import metadata
from accordingto.records.judgements import Change
from tests.ledger.desks import TEXT, decide, link, undo
from tests.ledger.incoming import OTHER_TEXT, keep, make_incoming

OTHER = make_incoming(OTHER_TEXT).report.sha256


@pytest.fixture
def decided(sqlite):
    """A ledger in which two people decided; its guards are taken away, as an attacker would."""
    keep(sqlite, make_incoming())
    keep(sqlite, make_incoming(OTHER_TEXT, given_id="r2"))
    decide(sqlite, "correct", Change(field="low", value=3), why="recount")
    undo(sqlite, decide(sqlite, "reject", reviewer="Ada"))
    link(sqlite, "link", TEXT, OTHER, reviewer="Ada")
    decide(sqlite, "note", why="ask the clinic")
    with sqlite.change() as connection:
        asked = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'dec%'")
        for (name,) in connection.execute(asked).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
    return sqlite


def run(ledger, *statements):
    with ledger.change() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for statement in statements:
            assert connection.execute(text(statement.replace("LAST", LAST))).rowcount, statement


def faults(ledger, pinned=()):
    with ledger.look() as connection:
        return [fault.message for fault in check_decisions(connection, pinned)]


def heads(ledger):
    with ledger.look() as connection:
        return read_heads(connection)


def test_sound_decisions_have_no_fault(decided):
    assert faults(decided, heads(decided)) == []


def test_ledger_without_decisions_has_no_fault(ledger):
    keep(ledger, make_incoming())
    assert faults(ledger) == []


def test_either_store_is_checked(ledger):
    keep(ledger, make_incoming())
    decide(ledger, "correct", Change(field="low", value=3), why="recount \x00 \ud800")
    decide(ledger, "note", why="ask")
    assert faults(ledger, heads(ledger)) == []


def test_erased_content_is_no_fault(decided):
    with decided.change() as connection:
        for stored in list(iterate_entries(connection)):
            if stored.entry.judgement.decision == "note":
                for content in stored.contents:
                    erase_content(connection, content.commitment, "2024-03-21", "asked for")
    # The note still stands, of which nothing is known any more: that is queued.
    assert [message for message in faults(decided) if "review" not in message] == []


LAST = "SELECT max(id) FROM decisions"
FLIPS = [
    ("UPDATE decisions SET entry = replace(entry, 'note', 'undo')", "its bytes are not those"),
    ("UPDATE decisions SET entry = entry || ' ' WHERE id = (LAST)", "its bytes are not those"),
    (
        "UPDATE decisions SET hash = replace(hash, substr(hash, 1, 3), 'fff') WHERE id = (LAST)",
        "its bytes",
    ),
    ("UPDATE decisions SET reviewer = 'Eve' WHERE id = (LAST)", "its row says reviewer 'Eve'"),
    ("UPDATE decisions SET seq = 9 WHERE id = (LAST)", "its row says seq 9"),
    ("UPDATE decisions SET time = '1999' WHERE id = (LAST)", "its row says time '1999'"),
    (
        "UPDATE decisions SET decision = 'accept' WHERE id = (LAST)",
        "its row says decision 'accept'",
    ),
    ("UPDATE decisions SET undoes = NULL WHERE undoes IS NOT NULL", "its row says undoes None"),
    ("UPDATE decision_targets SET text_sha256 = 'x'", "decision_targets are not what"),
    ("UPDATE decision_targets SET span_start = span_start + 1", "decision_targets are not what"),
    ("UPDATE decision_targets SET span_end = span_end + 1", "decision_targets are not what"),
    ("UPDATE decision_targets SET kind = 'actor'", "decision_targets are not what"),
    ("UPDATE decision_targets SET title_sha256 = 'x'", "decision_targets are not what"),
    ("UPDATE decision_targets SET seq = seq + 2", "decision_targets are not what"),
    ("DELETE FROM decision_targets WHERE seq = 1", "decision_targets are not what"),
    ("UPDATE decision_steps SET prev = 'x' || prev", "decision_steps are not what"),
    ("DELETE FROM decision_steps", "decision_steps are not what"),
    ("UPDATE decision_contents SET salt = 'x' || salt", "is not what was recorded"),
    ("UPDATE decision_contents SET content = content || ' '", "is not what was recorded"),
    ("UPDATE decision_contents SET part = 'x' WHERE part = 'why'", "its contents are not those"),
    ("UPDATE decision_contents SET commitment = 'x' || id", "its contents are not those"),
    ("DELETE FROM decision_contents", "its contents are not those"),
    ("UPDATE chain_heads SET hash = 'x' || hash", "the rows of chain_heads"),
    ("UPDATE chain_heads SET seq = seq + 1", "the rows of chain_heads"),
    ("DELETE FROM chain_heads", "the rows of chain_heads"),
    ("UPDATE reviews SET status = 'accepted'", "the rows of reviews"),
    ("UPDATE reviews SET stands_as = NULL", "the rows of reviews"),
    ("UPDATE reviews SET reviewers = '[\"Eve\"]'", "the rows of reviews"),
    ("UPDATE reviews SET reading_id = 2", "reviews"),
    ("DELETE FROM reviews", "the rows of reviews"),
]


@pytest.mark.parametrize(("statement", "message"), FLIPS, ids=[flip[0][:60] for flip in FLIPS])
def test_whatever_is_changed_is_seen(decided, statement, message):
    run(decided, statement)
    assert any(message in found for found in faults(decided))


def cut(ledger, *more, which=LAST):
    """Delete an entry with all that belongs to it."""
    tables = ("decision_targets", "decision_contents", "decision_steps")
    with ledger.change() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        (lost,) = connection.execute(text(which)).one()
        for table in tables:
            rows = metadata.tables[table]
            connection.execute(rows.delete().where(rows.c.decision_id == lost))
        connection.execute(decisions.delete().where(decisions.c.id == lost))
        connection.execute(chain_heads.delete())
        left = heads_of(stored.entry.step for stored in iterate_entries(connection))
        connection.execute(chain_heads.insert(), [asdict(head) for head in left])
        for statement in more:
            connection.execute(text(statement))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_entry_that_was_deleted_from_within_is_seen(decided, place):
    cut(decided, which=f"SELECT id FROM decisions ORDER BY id LIMIT 1 OFFSET {place}")  # noqa: S608
    assert any("which is not there" in message for message in faults(decided))


def test_cut_tail_with_nothing_left_behind_is_seen_by_the_heads_alone(decided):
    pinned = heads(decided)
    cut(decided, "UPDATE reviews SET notes = '[]'")
    assert faults(decided) == []
    (message,) = faults(decided, pinned)
    assert message == ("Odd's decision 2 was there when the heads were exported, and is not now")


def test_words_that_a_text_does_not_have_are_seen(decided):
    run(decided, "UPDATE texts SET text = replace(text, '12', '21')")
    assert "it saw words at 16-34 that the text does not have" in faults(decided)
