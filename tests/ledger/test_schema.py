"""A ledger in the hands of another program: plain SQLite, with nothing of ours."""

import sqlite3
from contextlib import closing

import pytest

from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.schema import metadata
from accordingto.ledger.schema_views import VIEWS
from tests.ledger.books_of_war import fill
from tests.ledger.conftest import make_clock


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("looked-at") / "war.ledger"
    with Ledger.open(path, Opening.MAKE, clock=make_clock()) as ledger:
        fill(ledger, samples=3)
    return path


@pytest.fixture(params=["mode=ro", "mode=ro&immutable=1"])
def plain(path, request):
    """The file as Datasette opens it."""
    with closing(sqlite3.connect(f"file:{path}?{request.param}", uri=True)) as connection:
        yield connection


def names(plain):
    asked = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    return [name for (name,) in plain.execute(asked)]


def test_every_table_and_view_can_be_counted_and_looked_into(plain):
    found = names(plain)
    assert {*metadata.tables, *VIEWS, "search_words", "search_instances"} <= set(found)
    for name in found:
        (count,) = plain.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608 -- ours
        rows = plain.execute(f'SELECT * FROM "{name}" LIMIT 1').fetchall()  # noqa: S608 -- ours
        assert len(rows) == min(count, 1), name


def test_words_lead_to_rows_and_rows_to_reports(plain):
    asked = (
        "SELECT DISTINCT p.publisher FROM search_words"
        " JOIN search_rows AS r ON r.id = search_words.rowid"
        " JOIN publications AS p ON p.id = r.publication_id WHERE search_words MATCH 'shelling'"
    )
    assert plain.execute(asked).fetchall()
    asked = "SELECT count(DISTINCT term) FROM search_instances WHERE term = 'shelling'"
    assert plain.execute(asked).fetchone() == (1,)


def test_nothing_can_be_written_by_who_looks(plain):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        plain.execute("DELETE FROM search_rows")
