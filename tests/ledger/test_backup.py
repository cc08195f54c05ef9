import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import select, text

from accordingto.errors import StoreError
from accordingto.ledger import backup
from accordingto.ledger.backup import back_up
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.schema import metadata
from accordingto.ledger.verify import verify_ledger
from tests.ledger.books_of_war import fill
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming


@pytest.fixture
def full(ledger):
    fill(ledger, samples=2)
    decide(ledger, why="seen in print")
    return ledger


def rows(ledger):
    with ledger.look() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in metadata.sorted_tables
        }


def test_copy_holds_what_the_ledger_holds(full, tmp_path):
    made = back_up(full, tmp_path / "copy.ledger")
    assert dict(made.counts)["publications"] == 7
    assert len(made.sha256) == 64
    with Ledger.open(made.path, Opening.CHANGE) as copy:
        assert rows(copy) == rows(full)
        assert list(verify_ledger(copy)) == []
        keep(copy, make_incoming("Bombs fell on Dorrash.", given_id="r77"))
        assert list(verify_ledger(copy)) == []


def test_words_are_found_in_the_copy(full, tmp_path):
    made = back_up(full, tmp_path / "copy.ledger")
    asked = "SELECT count(*) FROM search_words WHERE search_words MATCH 'shelling'"
    with closing(sqlite3.connect(made.path)) as copy:
        assert copy.execute(asked).fetchone()[0]


def test_copy_is_one_file_that_only_its_owner_reads(full, tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    back_up(full, folder / "copy.ledger")
    assert [path.name for path in folder.iterdir()] == ["copy.ledger"]
    assert (folder / "copy.ledger").stat().st_mode & 0o077 == 0


def test_what_is_written_meanwhile_is_not_in_the_copy(sqlite, tmp_path):
    keep(sqlite, make_incoming())

    def write(part):
        if part == "blobs":
            keep(sqlite, make_incoming("Bombs fell on Dorrash.", given_id="r2"))

    made = back_up(sqlite, tmp_path / "copy.ledger", on_part=write)
    assert dict(made.counts)["publications"] == 1


def test_file_that_is_there_is_left_alone(sqlite, tmp_path):
    path = tmp_path / "diary.txt"
    path.write_text("Dear diary")
    with pytest.raises(StoreError, match="--force"):
        back_up(sqlite, path)
    assert path.read_text() == "Dear diary"
    back_up(sqlite, path, replace=True)
    with Ledger.open(path) as copy:
        assert list(verify_ledger(copy)) == []


def test_ledger_that_is_in_use_is_not_replaced(sqlite, tmp_path):
    with Ledger.open(tmp_path / "other.ledger", Opening.MAKE) as other:
        keep(other, make_incoming())
        with pytest.raises(StoreError, match="at work on"):
            back_up(sqlite, tmp_path / "other.ledger", replace=True)


@pytest.mark.parametrize(
    ("name", "told"),
    [("war.ledger", "the ledger itself"), ("", "a folder"), ("nowhere/copy", "no folder")],
)
def test_place_that_cannot_be_is_told(sqlite, tmp_path, name, told):
    with pytest.raises(StoreError, match=told):
        back_up(sqlite, tmp_path / name, replace=True)


def test_copy_of_a_damaged_ledger_is_not_left_there(sqlite, tmp_path):
    keep(sqlite, make_incoming())
    with sqlite.change() as connection:
        connection.execute(text("UPDATE texts SET text = replace(text, 'Shelling', 'Sheiling')"))
    with pytest.raises(StoreError, match="not as it was kept") as error:
        back_up(sqlite, tmp_path / "copy.ledger")
    assert error.value.code == "damaged"
    assert not list(tmp_path.glob("*copy*"))


def test_full_disk_leaves_nothing_there(sqlite, tmp_path, monkeypatch):
    def fail(_fresh):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_settle_on_disk", fail)
    with pytest.raises(StoreError, match="No space left"):
        back_up(sqlite, tmp_path / "copy.ledger")
    assert not list(tmp_path.glob("*copy*"))


def test_place_that_cannot_be_looked_at_is_told(full, tmp_path):
    with pytest.raises(StoreError, match=r"cannot be written \(File name too long\)"):
        back_up(full, tmp_path / ("w" * 300))
