import random
import shutil

import pytest
from sqlalchemy import LargeBinary, Text, func, insert, select, text, update

from accordingto.errors import StoreError
from accordingto.ledger.columns import metadata
from accordingto.ledger.hashes import hash_bytes, hash_text
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.plain import compact
from accordingto.ledger.record_tables import RECORD_TABLES, actors, figures
from accordingto.ledger.search_tables import search_rows
from accordingto.ledger.store_tables import (
    arrivals,
    blobs,
    current_readings,
    publications,
    quarantine,
    readings,
    texts,
    tombstones,
)
from accordingto.ledger.verify import verify_ledger
from tests.ledger.books_of_war import fill
from tests.ledger.conftest import make_clock

STORE = (blobs, texts, publications, arrivals, readings, current_readings)
# Not hashed: when and where something came, and rows that lead to other rows of this ledger.
UNHASHED = {
    "arrivals": {"id", "arrived_at", "path", "line"},
    "blobs": {"id"},
    "publications": {"id", "added_at"},
    "quarantine": {
        "id",
        "stage",
        "report_id",
        "message",
        "given",
        "attempts",
        "first_at",
        "last_at",
        "resolved_at",
        "path",
        "line",
        "code",
    },
    "readings": {"id", "read_at"},
    "search_rows": {"known_to"},  # nothing here is superseded
    "texts": {"id"},
}
COLUMNS = [
    (table, column)
    for table in (*STORE, *RECORD_TABLES, search_rows)
    for column in table.c
    if column.name not in UNHASHED.get(table.name, {"id"})
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A file with something of every kind in it."""
    path = tmp_path_factory.mktemp("filled") / "war.ledger"
    with Ledger.open(path, Opening.MAKE, clock=make_clock()) as ledger:
        fill(ledger)
    return path


@pytest.fixture
def sqlite(filled, tmp_path):
    """A copy of it."""
    with Ledger.open(shutil.copy(filled, tmp_path / "war.ledger"), Opening.CHANGE) as ledger:
        yield ledger


@pytest.fixture
def full(ledger):
    return fill(ledger, samples=4)


def faults(ledger):
    return list(verify_ledger(ledger))


def other(column, value):
    """A value of the same kind that differs in one byte."""
    if isinstance(column.type, LargeBinary):
        return bytes([value[0] ^ 1]) + value[1:]
    if isinstance(column.type, Text):
        return chr(ord(value[-1]) ^ 1).join((value[:-1], "")) if value else "x"
    return value + 1


def flip(ledger, table, column):
    """Change one byte of the first value of a column; tell whether there was one."""
    key = table.primary_key.columns[0]
    with ledger.change() as connection:
        row = connection.execute(
            select(key, column).where(column.is_not(None)).order_by(key).limit(1)
        ).one_or_none()
        if row is None:
            return False
        changed = update(table).where(key == row[0]).values({column.name: other(column, row[1])})
        connection.execute(changed)
    return True


def test_all_is_as_it_was_kept(full):
    assert faults(full) == []


def test_parts_are_told_before_they_are_checked(full):
    told = []
    assert list(verify_ledger(full, on_part=told.append)) == []
    assert told[0] == "database"
    assert told[-1] == "decisions"
    assert "texts" in told


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda part: part.name)
def test_one_byte_of_any_hashed_column_is_found(sqlite, table, column):
    try:
        assert flip(sqlite, table, column), "the ledger of this test holds nothing of this kind"
    except StoreError:
        return  # the database itself refuses it: a key of another table
    assert faults(sqlite)


@pytest.mark.parametrize(
    ("table", "name", "what"),
    [
        (blobs, "bytes", "blob"),
        (texts, "text", "text"),
        (publications, "given_id", "publication"),
        (arrivals, "extra", "arrival"),
        (readings, "reader", "reading"),
        (figures, "low", "row"),
        (actors, "name", "row"),
    ],
)
def test_first_fault_names_what_was_changed(full, table, name, what):
    assert flip(full, table, table.c[name])
    found = faults(full)
    assert found[0].what == what
    assert found[0].name
    assert len(str(found[0]).splitlines()) == 1


@pytest.mark.parametrize("name", ["key", "publication_id", "blob_id"])
def test_quarantine_is_checked_by_its_keys(full, name):
    with full.change() as connection:
        value = {"key": "0" * 64, "publication_id": 1, "blob_id": 1}[name]
        here = quarantine.c.id == (1 if name == "publication_id" else 2)
        connection.execute(update(quarantine).where(here).values({name: value}))
    assert [fault.what for fault in faults(full)] == ["quarantine"]


@pytest.mark.parametrize("table", [*RECORD_TABLES], ids=lambda table: table.name)
def test_row_too_many_and_row_too_few_are_found(sqlite, table):
    with sqlite.change() as connection:
        row = dict(connection.execute(select(table)).mappings().first())
        last = connection.execute(select(func.max(table.c.id))).scalar()
        connection.execute(insert(table), row | {"id": last + 1, "seq": row["seq"] + 999})
    assert [fault.what for fault in faults(sqlite)] == ["row"]
    with sqlite.change() as connection:
        connection.execute(table.delete().where(table.c.id == last + 1))
        connection.execute(table.delete().where(table.c.id == row["id"]))
    assert faults(sqlite)


def test_words_that_the_text_does_not_have_are_found(full):
    """The text and its hash are changed alike, as by somebody who knows what he does."""
    with full.change() as connection:
        row = connection.execute(select(texts).order_by(texts.c.id)).first()
        forged = row.text.replace("12", "21")
        sha256 = hash_text(forged)
        here = texts.c.id == row.id
        connection.execute(update(texts).where(here).values(text=forged, sha256=sha256))
    found = faults(full)
    assert {"publication", "reading"} <= {fault.what for fault in found}


def test_words_are_compared_with_the_text(full):
    with full.change() as connection:
        row = connection.execute(select(texts).order_by(texts.c.id)).first()
        masked = row.text.replace("Marenna", "███████")
        connection.execute(update(texts).where(texts.c.id == row.id).values(text=masked))
        told = {"kind": "text", "sha256": row.sha256, "now_sha256": hash_text(masked)}
        spans = compact([[0, 1]])
        connection.execute(
            insert(tombstones), told | {"spans": spans, "reason": "asked", "made_at": "2024"}
        )
    # The words to search by are made from the text.
    assert {fault.what for fault in faults(full)} == {"span", "search row"}


def test_bytes_that_were_erased_are_accounted_for_by_a_tombstone(full):
    with full.change() as connection:
        here = select(arrivals.c.blob_id).order_by(arrivals.c.id).limit(1).scalar_subquery()
        sha256 = connection.execute(select(blobs.c.sha256).where(blobs.c.id == here)).scalar()
        connection.execute(update(blobs).where(blobs.c.id == here).values(bytes=None))
    assert [(fault.what, fault.name) for fault in faults(full)] == [("blob", sha256)]
    with full.change() as connection:
        told = {"kind": "blob", "sha256": sha256, "now_sha256": None, "spans": "[]"}
        connection.execute(insert(tombstones), told | {"reason": "asked", "made_at": "2024"})
    assert faults(full) == []


def test_bytes_put_in_the_place_of_others_are_found_though_their_packing_is_right(full):
    with full.change() as connection:
        row = connection.execute(select(blobs).order_by(blobs.c.id)).first()
        here = blobs.c.id == row.id
        other_bytes = b"x" * row.size
        connection.execute(update(blobs).where(here).values(packing="identity", bytes=other_bytes))
    (fault, *_) = faults(full)
    assert hash_bytes(other_bytes) in fault.why


def dump(ledger):
    """All that is hashed, and all that leads from row to row."""
    with ledger.look() as connection:
        return {
            table.name: [
                {
                    name: value
                    for name, value in row.items()
                    if name == "id" or name not in UNHASHED.get(table.name, ())
                }
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in metadata.sorted_tables
            if table.name != "about"
        }


def test_flipped_byte_of_the_file_is_found_or_changes_nothing(tmp_path):
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        before = dump(fill(ledger, samples=2))
    whole = path.read_bytes()
    draw = random.Random(11)  # noqa: S311 -- nothing secret
    unseen = 0
    for offset in sorted(draw.sample(range(100, len(whole)), 80)):
        copy = tmp_path / "copy.ledger"
        flipped = bytearray(whole)
        flipped[offset] ^= 1 << draw.randrange(8)
        copy.write_bytes(flipped)
        try:
            with Ledger.open(copy) as ledger:
                if not faults(ledger):
                    unseen += 1
                    assert dump(ledger) == before, f"byte {offset}"
        except StoreError:
            pass
    assert unseen <= 75  # most bytes belong to indexes or to nothing


def test_ledger_that_is_cut_short_is_found(tmp_path):
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        fill(ledger, samples=2)
    size = path.stat().st_size
    shutil.copy(path, tmp_path / "copy.ledger")
    with (tmp_path / "copy.ledger").open("r+b") as stream:
        stream.truncate(size // 2)
    found = []
    try:
        with Ledger.open(tmp_path / "copy.ledger") as ledger:
            found = faults(ledger)
    except StoreError as error:
        found = [error]
    assert found


def test_search_views_are_no_part_of_it(full):
    with full.look() as connection:
        assert connection.execute(text("SELECT count(*) FROM reports")).scalar() == 9
