import pytest

from accordingto.errors import StoreError
from accordingto.formats.auto_archiver import Archived
from accordingto.ledger.archives import Archives
from accordingto.ledger.hashes import hash_bytes
from accordingto.ledger.publications import iterate_publications
from accordingto.ledger.retrievals import load_retrieval
from tests.ledger.books_of_war import FETCHED
from tests.ledger.incoming import keep, make_incoming

NOTHING = Archives({})


def key_of(connection):
    return next(iter(iterate_publications(connection))).key


def test_a_file_has_its_hash_and_when_it_was_added(sqlite):
    keep(sqlite, make_incoming(raw=b"as it came"))
    with sqlite.look() as connection:
        found = load_retrieval(connection, key_of(connection), NOTHING)
    assert (found.raw_sha256, found.fetched_at) == (hash_bytes(b"as it came"), "")
    assert found.added_at.startswith("2024-03-14T12:")


def test_what_was_fetched_says_when_and_where_it_is_archived(sqlite):
    said = Archived(url=FETCHED.url, archives=("https://keep.example/1",), archived_at="",
                    hashes=(), title="", status="")  # fmt: skip
    archives = Archives({"merrowin.example/a": (said,)})
    keep(sqlite, make_incoming(url=FETCHED.url, fetched=FETCHED))
    with sqlite.look() as connection:
        found = load_retrieval(connection, key_of(connection), archives)
    assert (found.fetched_at, found.archives) == (FETCHED.fetched_at, (said,))


def test_a_publication_that_is_not_there_is_told(sqlite):
    with sqlite.look() as connection, pytest.raises(StoreError, match="no publication"):
        load_retrieval(connection, "ab" * 32, NOTHING)
