from sqlalchemy import text

from accordingto.ledger.entries import erase_source_name, iterate_entries, media_of, store_entry
from accordingto.ledger.readings import iterate_current
from accordingto.ledger.storing import News
from tests.ingest.forms import enter

SECRET = {"name": "Ilvar Dreshko", "protect": True, "role": "nurse"}


def store(ledger, **fields):
    with ledger.change() as connection:
        return store_entry(connection, enter(**{"id": "call-1"} | fields), ledger.now())


def listed(ledger):
    with ledger.look() as connection:
        return list(iterate_entries(connection))


def test_entry_is_kept_with_who_entered_it(ledger):
    assert store(ledger, figures=[{"state": "killed", "low": 12}]) is News.NEW
    [entry] = listed(ledger)
    assert (entry.report_id, entry.entered_by, entry.kind) == ("call-1", "Mira Okello", "call")
    assert (entry.received, entry.version) == ("2024-03-12", 1)
    with ledger.look() as connection:
        [stored] = iterate_current(connection)
        rows = connection.execute(text("SELECT state, low, source FROM current_figures")).all()
    assert stored.reading.report.reader.person == "Mira Okello"
    assert rows == [("killed", 12, "a source that is not named")]


def test_same_entry_again_changes_nothing(ledger):
    store(ledger)
    assert store(ledger) is News.KNOWN
    assert len(listed(ledger)) == 1


def test_other_words_under_one_id_are_a_new_version(ledger):
    store(ledger, quote="Shells fell.")
    assert store(ledger, quote="Shells fell on the market.") is News.VERSION
    assert [entry.version for entry in listed(ledger)] == [1, 2]


def test_other_records_of_the_same_words_are_a_new_reading(ledger):
    said = {"quote": "Twelve died."}
    store(ledger, **said, figures=[{"state": "killed", "low": 12, "words": "Twelve"}])
    mended = [{"state": "killed", "low": 12, "high": 12, "words": "Twelve"}]
    assert store(ledger, **said, figures=mended) is News.READ_ANEW
    with ledger.look() as connection:
        [current] = iterate_current(connection)
    assert current.reading.figures[0].high == 12


def test_media_are_listed_by_their_hash(ledger):
    store(ledger, media=[{"sha256": "ab" * 32, "note": "a crater"}])
    with ledger.look() as connection:
        [current] = iterate_current(connection)
        assert media_of(connection, current.id) == [
            {"file": "", "sha256": "ab" * 32, "note": "a crater"}
        ]


def test_protected_name_stands_in_one_row_and_can_be_erased(ledger):
    store(ledger, source=SECRET)
    [entry] = listed(ledger)
    assert entry.source_name == "Ilvar Dreshko"
    with ledger.look() as connection:
        [current] = iterate_current(connection)
    with ledger.change() as connection:
        assert erase_source_name(connection, current.publication_id) == 1
        assert erase_source_name(connection, current.publication_id) == 0
    assert listed(ledger)[0].source_name is None


def test_protected_name_is_in_no_other_place_of_the_file(sqlite):
    store(sqlite, source=SECRET)
    with sqlite.change() as connection:
        connection.execute(text("UPDATE entries SET source_name = NULL"))
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    with sqlite.look() as connection:
        for (table,) in connection.execute(text(tables)).all():
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).all()  # noqa: S608 -- ours
            assert "Dreshko" not in repr(rows), table


def test_names_that_stores_do_not_take_are_mended(ledger):
    assert store(ledger, media=[{"sha256": "ab" * 32, "note": "a\0b"}]) is News.NEW
