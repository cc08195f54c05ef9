import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from accordingto.errors import StoreError
from accordingto.ledger import migrating
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.migrations import REVISION
from accordingto.ledger.schema import metadata
from accordingto.ledger.schema_views import VIEWS


def set_revision(ledger, revision):
    with ledger.change() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :now"), {"now": revision})


def drawn(ledger):
    """Tables, columns, indexes and views, as the database tells of them."""
    with ledger.look() as connection:
        seen = inspect(connection)
        tables = {
            name: (
                [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(name)],
                sorted(index["name"] for index in seen.get_indexes(name)),
                sorted(str(unique["name"]) for unique in seen.get_unique_constraints(name)),
            )
            for name in seen.get_table_names()
        }
        return tables, sorted(seen.get_view_names())


def test_known_revision_is_the_last_step():
    config = Config()
    config.set_main_option("script_location", str(migrating._HERE))
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_a_new_ledger_is_as_the_steps_make_it(ledger):
    before = drawn(ledger)
    with ledger.change() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        migrating.upgrade(connection)
    assert drawn(ledger) == before
    assert set(before[1]) >= set(VIEWS)


def test_database_is_what_the_tables_say(ledger):
    with ledger.look() as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, metadata)
    own = {table.name for table in metadata.tables.values()}
    # Of tables that are no SQLAlchemy tables (full text), nothing is known here.
    unknown = {"remove_table": lambda table: table.name, "remove_index": lambda i: i.table.name}
    assert not [d for d in differences if d[0] not in unknown or unknown[d[0]](d[1]) in own]


@pytest.mark.parametrize("view", VIEWS)
def test_views_answer(ledger, view):
    with ledger.look() as connection:
        assert connection.execute(text(f"SELECT * FROM {view}")).all() == []  # noqa: S608 -- ours


def test_every_table_of_a_file_is_strict(sqlite):
    with sqlite.look() as connection:
        tables = connection.execute(
            text(
                "SELECT name, strict FROM pragma_table_list"
                " WHERE schema = 'main' AND type = 'table'"
            )
        ).all()
    loose = {name for name, strict in tables if not strict}
    assert {name for name in loose if not name.startswith(("sqlite_", "search"))} == set()


def test_newer_ledger_is_refused(where):
    with Ledger.open(where, Opening.MAKE) as ledger:
        set_revision(ledger, "9999")
    for opening in Opening:
        with pytest.raises(StoreError, match="install the newer accordingto") as caught:
            Ledger.open(where, opening)
        assert caught.value.code == "newer"


def test_older_ledger_may_not_be_looked_at_before_it_is_brought_up_to_date(where):
    with Ledger.open(where, Opening.MAKE) as ledger:
        set_revision(ledger, "0000")
    with pytest.raises(StoreError, match="needs") as caught:
        Ledger.open(where)
    assert caught.value.code == "older"


def test_step_that_fails_leaves_the_ledger_as_it_was(where, monkeypatch):
    with Ledger.open(where, Opening.MAKE) as ledger:
        set_revision(ledger, "0000")
        before = drawn(ledger)

        def half(connection):
            connection.execute(text("CREATE TABLE halfway (id INTEGER)"))
            connection.execute(text("SELECT nonsense FROM nowhere"))

        monkeypatch.setattr("accordingto.ledger.ledger.upgrade", half)
        with pytest.raises(StoreError):
            Ledger.open(where, Opening.CHANGE)
        assert drawn(ledger) == before


def test_database_of_something_else_is_left_alone(tmp_path):
    path = tmp_path / "theirs.sqlite"
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE diary (day TEXT)")
    before = path.read_bytes()
    for opening in Opening:
        with pytest.raises(StoreError, match="a database of something else"):
            Ledger.open(path, opening)
    assert path.read_bytes() == before
