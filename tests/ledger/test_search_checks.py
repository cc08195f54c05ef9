import pytest
from sqlalchemy import delete, func, insert, select, text, update

from accordingto.ledger.search_checks import check_rows, check_search
from accordingto.ledger.search_index import settle_publication
from accordingto.ledger.search_tables import search_rows
from accordingto.ledger.verify import verify_ledger
from tests.ledger.shelf import fill

COLUMNS = ["sort", "known_from", "toll", "status", "first_day", "words_hash", "is_now"]


@pytest.fixture
def filled(ledger):
    fill(ledger)
    return ledger


def faults(ledger):
    with ledger.look() as connection:
        return list(check_search(connection))


def figure_of_70(connection):
    asked = select(search_rows).where(search_rows.c.toll == 70, search_rows.c.what == "figure")
    return dict(connection.execute(asked).mappings().one())


def next_id(connection):
    return connection.scalar(select(func.max(search_rows.c.id))) + 1


def test_all_is_found_as_it_stands(filled):
    assert faults(filled) == []


@pytest.mark.parametrize("column", COLUMNS)
def test_changed_row_is_named_and_can_be_mended(filled, column):
    with filled.change() as connection:
        row = figure_of_70(connection)
        value = {"toll": 71, "words_hash": 1, "is_now": 0}.get(column, "2000-01-01")
        changed = update(search_rows).where(search_rows.c.id == row["id"])
        connection.execute(changed.values({column: value}))
    fault = faults(filled)[0]
    assert fault.what == "search row"
    assert fault.name.endswith(f" figure {row['record']}")
    assert fault.why == f"made again, it has another {column}"
    assert fault in list(verify_ledger(filled))
    with filled.change() as connection:
        settle_publication(connection, row["publication_id"])
        assert list(check_rows(connection)) == []


def test_row_too_many_is_named(filled):
    with filled.change() as connection:
        more = {"id": next_id(connection), "record": "0" * 16}
        connection.execute(insert(search_rows), figure_of_70(connection) | more)
        (fault,) = check_rows(connection)
    assert fault.row == f"figure {'0' * 16}"
    assert fault.why == "nothing in readings and decisions makes it"


def test_row_too_few_is_named(filled):
    with filled.change() as connection:
        row = figure_of_70(connection)
        if not filled.is_sqlite:
            connection.execute(text("DELETE FROM search_words"))
        connection.execute(delete(search_rows).where(search_rows.c.id == row["id"]))
        (fault,) = check_rows(connection)
    assert (fault.row, fault.why) == (f"figure {row['record']}", "it is missing")


def test_row_whose_words_are_not_in_the_index_is_named(filled):
    with filled.change() as connection:
        row, more = figure_of_70(connection), next_id(connection)
        # It stood for less than a day, so nothing else speaks against it.
        again = {"id": more, "known_to": row["known_from"], "is_now": 0}
        connection.execute(insert(search_rows), row | again)
    (fault,) = faults(filled)
    assert (fault.what, fault.name) == ("search words", str(more))
    assert fault.why == "they are not those of the row"


def test_word_too_many_in_the_index_is_named(filled):
    added = {
        True: "INSERT INTO search_words (rowid, words) VALUES (:id, 'hoax')",
        False: "UPDATE search_words SET words = words || 'hoax'::text WHERE rowid = :id",
    }
    with filled.change() as connection:
        row = figure_of_70(connection)
        connection.execute(text(added[filled.is_sqlite]).bindparams(id=row["id"]))
    (fault,) = faults(filled)
    assert (fault.what, fault.name) == ("search words", str(row["id"]))


@pytest.mark.parametrize("further", [0, 1000])
def test_words_of_no_row_are_named(sqlite, further):
    """On PostgreSQL a key forbids them."""
    fill(sqlite)
    with sqlite.change() as connection:
        row_id = next_id(connection) + further
        added = "INSERT INTO search_words (rowid, words) VALUES (:id, 'hoax')"
        connection.execute(text(added).bindparams(id=row_id))
    (fault,) = faults(sqlite)
    assert (fault.name, fault.why) == (str(row_id), "they belong to no row")
