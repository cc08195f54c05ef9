import os
import shutil
import sqlite3
import threading
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import insert, select, text

from accordingto.errors import StoreError
from accordingto.ledger import engines
from accordingto.ledger.ledger import Ledger, Opening, read_about
from accordingto.ledger.publications import iterate_publications
from accordingto.ledger.store_tables import about
from tests.ledger.incoming import keep, make_incoming


def note(connection, name, value="x"):
    connection.execute(insert(about).values(name=name, value=value))


def noted(ledger):
    with ledger.look() as connection:
        return set(read_about(connection)) - {"ledger", "made_at", "made_by"}


def test_a_ledger_says_of_itself_who_made_it(ledger):
    with ledger.look() as connection:
        told = read_about(connection)
    assert len(told["ledger"]) == 32
    assert told["made_at"] == "2024-03-14T12:00:00.000000Z"


def test_change_is_kept_whole(where):
    with Ledger.open(where, Opening.MAKE) as ledger, ledger.change() as connection:
        note(connection, "a")
    with Ledger.open(where) as ledger:
        assert noted(ledger) == {"a"}


def test_change_that_fails_leaves_nothing(ledger):
    def change():
        with ledger.change() as connection:
            note(connection, "a")
            raise KeyError

    with pytest.raises(KeyError):
        change()
    assert noted(ledger) == set()


def test_who_looks_sees_the_ledger_as_it_was(ledger):
    with ledger.look() as connection:
        assert set(read_about(connection)) == {"ledger", "made_at", "made_by"}
        with ledger.change() as other:
            note(other, "later")
        assert "later" not in read_about(connection)
    assert noted(ledger) == {"later"}


def test_opened_to_look_nothing_can_be_changed(where):
    Ledger.open(where, Opening.MAKE).close()
    with Ledger.open(where) as ledger:
        with pytest.raises(StoreError, match="to look at only") as caught:
            ledger.change()
        assert caught.value.code == "read_only"
        with pytest.raises(StoreError) as caught, ledger.look() as connection:
            note(connection, "a")
        assert caught.value.code == "read_only"


def test_writers_take_turns(where):
    with Ledger.open(where, Opening.MAKE) as one, Ledger.open(where, Opening.CHANGE) as other:
        began = threading.Event()

        def write():
            began.set()
            with other.change() as connection:
                note(connection, "second", str(sorted(read_about(connection))))

        with one.change() as connection:
            thread = threading.Thread(target=write)
            thread.start()
            began.wait()
            note(connection, "first")
        thread.join()
        with one.look() as connection:
            assert "first" in read_about(connection)["second"]


def test_writer_that_waits_too_long_is_told(where, monkeypatch):
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.1)
    with Ledger.open(where, Opening.MAKE) as one, Ledger.open(where, Opening.CHANGE) as other:
        with one.change() as connection:
            note(connection, "first")
            with pytest.raises(StoreError, match="has been writing") as caught, other.change():
                pass
            assert caught.value.code == "busy"
        assert noted(other) == {"first"}


def test_two_that_make_one_ledger_at_once_make_one(where):
    made = []

    def make():
        with Ledger.open(where, Opening.MAKE) as ledger, ledger.look() as connection:
            made.append(read_about(connection)["ledger"])

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1


@pytest.mark.parametrize("opening", [Opening.LOOK, Opening.CHANGE])
def test_no_file_is_made_where_none_was_asked_for(tmp_path, opening):
    with pytest.raises(StoreError, match="there is no ledger at this path"):
        Ledger.open(tmp_path / "war.ledger", opening)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("opening", Opening)
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.mkdir(), "this is a folder"),
        (lambda path: path.write_bytes(b"Shells fell on Marenna. " * 99), "no SQLite file"),
    ],
)
def test_what_is_no_ledger_is_left_alone(tmp_path, make, words, opening):
    path = tmp_path / "war.ledger"
    make(path)
    before = path.is_dir() or path.read_bytes()
    with pytest.raises(StoreError, match=words):
        Ledger.open(path, opening)
    assert (path.is_dir() or path.read_bytes()) == before
    assert [one.name for one in tmp_path.iterdir()] == ["war.ledger"]


@pytest.mark.parametrize("opening", [Opening.LOOK, Opening.CHANGE])
def test_empty_file_is_no_ledger_until_one_may_be_made(tmp_path, opening):
    path = tmp_path / "war.ledger"
    path.touch()
    with pytest.raises(StoreError, match="an empty database"):
        Ledger.open(path, opening)
    Ledger.open(path, Opening.MAKE).close()
    Ledger.open(path, opening).close()


def test_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(StoreError, match="in a folder that is there") as caught:
        Ledger.open(tmp_path / "nowhere" / "war.ledger", Opening.MAKE)
    assert caught.value.code == "not_found"


def test_database_that_is_not_there_is_told():
    url = "postgresql://ana:secret@/war?host=/nowhere"
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        Ledger.open(url)
    assert "secret" not in str(caught.value)


def test_file_names_may_hold_any_character(tmp_path):
    path = tmp_path / "war? #1 %41&mode=ro ü.ledger"
    Ledger.open(path, Opening.MAKE).close()
    Ledger.open(path).close()
    assert path.exists()


def test_ledger_is_one_file_once_it_is_closed(tmp_path):
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE) as ledger:
        keep(ledger, make_incoming())
    assert [path.name for path in tmp_path.iterdir()] == ["war.ledger"]


def test_who_looks_leaves_nothing_beside_the_file(tmp_path):
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, make_incoming())
    before = path.read_bytes()
    with Ledger.open(path) as ledger:
        assert noted(ledger) == set()
    assert [path.name for path in tmp_path.iterdir()] == ["war.ledger"]
    assert path.read_bytes() == before


def test_who_looks_sees_what_a_killed_writer_left(tmp_path):
    """What was committed, but still stands beside the file, is part of the ledger."""
    path, copy = tmp_path / "war.ledger", tmp_path / "copy.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        with ledger.change() as connection:
            note(connection, "a")
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{copy}{ending}")
    with Ledger.open(copy) as found:
        assert noted(found) == {"a"}


def test_file_carries_our_mark_and_keeps_its_promises(sqlite):
    with sqlite.change() as connection:
        asked = ["application_id", "journal_mode", "foreign_keys", "synchronous", "trusted_schema"]
        found = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in asked]
    assert found == [0x61636374, "wal", 1, 2, 0]


def test_row_of_nothing_is_refused(ledger):
    with pytest.raises(StoreError), ledger.change() as connection:
        connection.execute(
            text("INSERT INTO current_readings (publication_id, reading_id) VALUES (7, 7)")
        )


def test_text_in_a_column_of_numbers_is_refused(ledger):
    with pytest.raises(StoreError), ledger.change() as connection:
        connection.execute(
            text("INSERT INTO blobs (sha256, size, packing) VALUES ('a', 'many', 'identity')")
        )


@contextmanager
def nobody():
    """Whom permissions hold for: root may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_closed_ledger_is_read_where_nothing_can_be_written():
    with TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "war.ledger"
        with Ledger.open(path, Opening.MAKE) as ledger:
            keep(ledger, make_incoming())
        path.chmod(0o444)
        folder.chmod(0o555)
        with nobody():
            with Ledger.open(path) as ledger, ledger.look() as connection:
                assert len(list(iterate_publications(connection))) == 1
            with pytest.raises(StoreError, match="cannot be written to") as caught:
                keep(Ledger.open(path, Opening.CHANGE), make_incoming(given_id="r2"))
        folder.chmod(0o755)
        assert caught.value.code == "read_only"
        assert [one.name for one in folder.iterdir()] == ["war.ledger"]


@pytest.mark.parametrize("opening", Opening)
def test_folder_that_may_not_be_entered_is_told(opening):
    with TemporaryDirectory() as name:
        folder = Path(name) / "closed"
        folder.mkdir(mode=0o600)
        with nobody(), pytest.raises(StoreError, match=r"cannot be opened \(Permission denied\)"):
            Ledger.open(folder / "war.ledger", opening)


@pytest.mark.parametrize("opening", Opening)
def test_name_that_is_too_long_is_told(tmp_path, opening):
    with pytest.raises(StoreError, match=r"cannot be opened \(File name too long\)"):
        Ledger.open(tmp_path / ("w" * 300), opening)


def test_disk_without_room_is_told_and_nothing_is_lost(tmp_path):
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, make_incoming())

        def fill():
            with ledger.change() as connection:
                connection.execute(text("PRAGMA max_page_count = 1"))
                note(connection, "a", "x" * 1_000_000)

        with pytest.raises(StoreError, match="there is no room left") as caught:
            fill()
        assert caught.value.code == "full"
        with ledger.look() as connection:
            assert len(list(iterate_publications(connection))) == 1
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_settings_in_a_url_are_kept(where):
    with Ledger.open(where, Opening.MAKE) as ledger, ledger.change() as connection:
        connection.execute(text("CREATE SCHEMA apart"))
    with Ledger.open(f"{where}&options=-csearch_path%3Dapart", Opening.MAKE) as apart:
        assert noted(apart) == set()
        with apart.look() as connection:
            assert connection.execute(select(text("current_schema()"))).scalar() == "apart"
