import pytest
from sqlalchemy import text

from accordingto.errors import StoreError
from accordingto.ledger.decision_tables import REFUSED
from accordingto.ledger.decisions import add_judgement
from accordingto.ledger.ledger import Ledger, Opening
from tests.records.judgements import judge

TABLES = ["decisions", "decision_targets", "decision_steps", "decision_contents"]


@pytest.fixture
def decided(ledger):
    """A ledger with two decisions."""
    return decide(ledger)


@pytest.fixture
def decided_on_server(database):
    """The same on PostgreSQL, for what SQLite does not know."""
    with Ledger.open(database, Opening.MAKE) as ledger:
        yield decide(ledger)


def decide(ledger):
    with ledger.change() as connection:
        for number in range(2):
            add_judgement(connection, judge("correct", why=f"reason {number}"))
    return ledger


def run(ledger, statement):
    with ledger.change() as connection:
        return connection.execute(text(statement)).rowcount


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id + 100", "DELETE FROM {}"])
def test_store_itself_refuses_to_change_decisions(decided, table, change):
    with pytest.raises(StoreError, match=REFUSED):
        run(decided, change.format(table))


@pytest.mark.parametrize("table", TABLES)
def test_decisions_cannot_be_truncated(decided_on_server, table):
    with pytest.raises(StoreError, match=REFUSED):
        run(decided_on_server, f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "change",
    [
        "content = '\"other\"'",
        "salt = 'ab'",
        "part = 'changes', salt = NULL, content = NULL, erased_at = ''",
        "commitment = 'x', salt = NULL, content = NULL, erased_at = ''",
        "decision_id = 2, salt = NULL, content = NULL, erased_at = ''",
    ],
)
def test_content_can_be_emptied_and_not_rewritten(decided, change):
    with pytest.raises(StoreError):
        run(decided, "UPDATE decision_contents SET " + change + " WHERE id = 1")  # noqa: S608 -- ours


def test_content_is_emptied_once(decided):
    erase = "UPDATE decision_contents SET salt = NULL, content = NULL, erased_at = 'x' WHERE id = 1"
    assert run(decided, erase) == 1
    with pytest.raises(StoreError, match=REFUSED):
        run(decided, erase)
    with pytest.raises(StoreError, match=REFUSED):
        run(decided, "UPDATE decision_contents SET salt = 'a', content = 'b' WHERE id = 1")


def test_log_can_be_looked_at_as_a_view(decided):
    with decided.look() as connection:
        rows = connection.execute(text("SELECT * FROM decision_log ORDER BY id")).all()
    assert [(row.reviewer, row.decision, row.why, row.kind) for row in rows] == [
        ("Odd", "correct", '"reason 0"', "figure"),
        ("Odd", "correct", '"reason 1"', "figure"),
    ]
