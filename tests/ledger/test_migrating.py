import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_mock_engine, inspect, text

from accordingto.errors import StoreError
from accordingto.ledger import migrating
from accordingto.ledger.decision_tables import REFUSED
from accordingto.ledger.decisions import add_judgement
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.migrations import REVISION
from accordingto.ledger.schema import metadata
from accordingto.ledger.schema_views import VIEWS
from accordingto.ledger.verify import verify_ledger
from tests.ledger.conftest import make_clock
from tests.ledger.shelf import fill, words_listed
from tests.postgres import make_database
from tests.records.judgements import judge

STEPS = migrating._HERE / "versions"


def set_revision(ledger, revision):
    with ledger.change() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :now"), {"now": revision})


def drawn(ledger):
    """All that the database tells of its schema, but for blanks in what was written."""
    asked = IN_FILE if ledger.is_sqlite else ON_SERVER
    with ledger.look() as connection:
        return sorted(
            tuple(" ".join(str(cell).split()) for cell in row)
            for statement in asked
            for row in connection.exec_driver_sql(statement)
        )


IN_FILE = ("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",)
ON_SERVER = (
    """SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default,
    identity_generation, collation_name FROM information_schema.columns
    WHERE table_schema = 'public'""",
    """SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'",
    "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    """SELECT proname, pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace""",
)


@pytest.fixture
def by_steps(where, monkeypatch):
    """A ledger that was made step by step, as an older one is brought up to date."""
    with monkeypatch.context() as patched:
        patched.setattr("accordingto.ledger.ledger.make_schema", migrating.upgrade)
        made = Ledger.open(where, Opening.MAKE, clock=make_clock())
    with made:
        yield made


def write_first_step():
    """Write the SQL of the first step anew. Once a version was released, never do."""
    for name, driver in (("sqlite", "sqlite"), ("postgresql", "postgresql+psycopg")):
        made = []
        mock = create_mock_engine(
            f"{driver}://", lambda statement, *_, to=made: to.append(statement)
        )
        metadata.create_all(mock, checkfirst=False)
        written = (str(one.compile(dialect=mock.dialect)).strip() for one in made)
        lines = (line.rstrip() for line in "\n\n".join(written).splitlines())
        STEPS.joinpath(f"0001_{name}.sql").write_text("\n".join(lines) + "\n")


def test_a_new_ledger_is_as_the_steps_make_it(request, tmp_path, postgres, monkeypatch):
    if request.config.getoption("--update-golden"):
        write_first_step()
    name = "made_by_steps"
    for where, other in (
        (tmp_path / "new.ledger", tmp_path / "steps.ledger"),
        (make_database(postgres, f"{name}_not"), make_database(postgres, name)),
    ):
        with Ledger.open(where, Opening.MAKE) as ledger:
            expected = drawn(ledger)
        with monkeypatch.context() as patched:
            patched.setattr("accordingto.ledger.ledger.make_schema", migrating.upgrade)
            with Ledger.open(other, Opening.MAKE) as ledger:
                assert drawn(ledger) == expected


def test_known_revision_is_the_last_step():
    config = Config()
    config.set_main_option("script_location", str(migrating._HERE))
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_first_step_knows_nothing_of_the_tables_of_today():
    for step in STEPS.glob("0*.py"):
        assert "accordingto" not in step.read_text()


def test_ledger_made_by_steps_keeps_and_finds_reports(by_steps):
    fill(by_steps)
    assert words_listed(by_steps, "figures", text="hospital")
    assert list(verify_ledger(by_steps)) == []
    with pytest.raises(StoreError), by_steps.change() as connection:
        connection.execute(text("UPDATE figures SET reading_id = 999"))


@pytest.mark.parametrize("change", ["DELETE FROM decisions", "UPDATE decisions SET seq = 9"])
def test_triggers_are_made_by_steps(by_steps, change):
    with by_steps.change() as connection:
        add_judgement(connection, judge("accept"))
    with pytest.raises(StoreError, match=REFUSED), by_steps.change() as connection:
        connection.execute(text(change))


def test_views_are_made_by_steps(by_steps):
    with by_steps.look() as connection:
        names = set(inspect(connection).get_view_names())
    assert names >= {*VIEWS, "decision_log"}


def test_steps_make_strict_tables_and_full_text(tmp_path, monkeypatch):
    monkeypatch.setattr("accordingto.ledger.ledger.make_schema", migrating.upgrade)
    path = tmp_path / "war.ledger"
    Ledger.open(path, Opening.MAKE).close()
    with closing(sqlite3.connect(path)) as connection:
        asked = "SELECT name, strict, type FROM pragma_table_list WHERE schema = 'main'"
        found = connection.execute(asked).fetchall()
        (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'search_words'")
        keys = connection.execute("PRAGMA foreign_key_list(figures)").fetchall()
    strict = {name for name, is_strict, kind in found if is_strict and kind == "table"}
    assert strict == {*metadata.tables, "alembic_version"}
    assert "USING fts5" in made[0]
    assert [(key[2], key[3], key[4]) for key in keys] == [("readings", "reading_id", "id")]


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


def test_newer_ledger_is_refused(where):
    with Ledger.open(where, Opening.MAKE) as ledger:
        set_revision(ledger, "9999")
    for opening in Opening:
        with pytest.raises(StoreError, match="install the newer accordingto") as caught:
            Ledger.open(where, opening)
        assert caught.value.code == "newer"


def test_newer_ledger_is_left_as_it_is(sqlite):
    set_revision(sqlite, "0002")
    before = drawn(sqlite)
    for opening in Opening:
        with pytest.raises(StoreError, match=f"schema is 0002, .* knows {REVISION} at most"):
            Ledger.open(sqlite.address.path, opening)
    assert drawn(sqlite) == before


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
