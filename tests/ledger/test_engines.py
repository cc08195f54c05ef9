from sqlalchemy import text

from accordingto.ledger.ledger import Ledger


def told(connection, pragma):
    return connection.execute(text(f"PRAGMA {pragma}")).scalar()


def test_writers_hold_more_in_memory_and_beside_the_file(sqlite):
    with sqlite.change(in_bulk=True) as connection:
        assert told(connection, "cache_size") == -32 * 1024
        assert told(connection, "wal_autocheckpoint") == 8000
    with Ledger.open(sqlite.address.path) as looked_at, looked_at.look() as connection:
        assert told(connection, "cache_size") == -2000
