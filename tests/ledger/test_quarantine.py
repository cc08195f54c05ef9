import pytest

from accordingto.errors import IngestError, ReadingError
from accordingto.ingest.inputs import Given
from accordingto.ledger import quarantine
from accordingto.ledger.publications import keep_publication
from accordingto.ledger.quarantine import (
    bytes_of_refused,
    count_held,
    hold_refused,
    iterate_held,
    resolve_bytes,
    resolve_items,
)
from accordingto.ledger.storing import store_report, store_unread
from tests.ledger.incoming import make_incoming, read

GIVEN = Given("2024-03-14", "Merrowin Post")


def refusal(path="c.jsonl", line=3, code="broken_json", message="broken JSON"):
    return IngestError(message, path=path, line=line, code=code)


def hold(ledger, error, raw, given=GIVEN):
    with ledger.change() as connection:
        hold_refused(connection, error, given, raw, ledger.now())


def held(ledger):
    with ledger.look() as connection:
        return list(iterate_held(connection))


def test_refused_is_kept_with_its_reason_its_bytes_and_what_was_given(ledger):
    error = refusal().holding(b"{broken", "application/jsonl-row")
    hold(ledger, error, error.raw)
    (one,) = held(ledger)
    assert (one.stage, one.path, one.line, one.code) == ("ingest", "c.jsonl", 3, "broken_json")
    assert (one.message, one.raw, one.given) == ("broken JSON", b"{broken", GIVEN)
    assert (one.media_type, one.attempts) == ("application/jsonl-row", 1)


def test_same_bytes_are_held_once_wherever_they_stand(ledger):
    hold(ledger, refusal(line=3), b"{broken")
    hold(ledger, refusal("moved.jsonl", 9, "not_an_object"), b"{broken")
    (one,) = held(ledger)
    assert (one.path, one.line, one.code, one.attempts) == ("moved.jsonl", 9, "not_an_object", 2)


def test_what_has_no_bytes_is_held_once_a_place(ledger):
    for path in ("a.txt", "a.txt", "b.txt"):
        hold(ledger, refusal(path, None, "unreadable"), None)
    assert [(one.path, one.raw, one.attempts) for one in held(ledger)] == [
        ("a.txt", None, 2),
        ("b.txt", None, 1),
    ]


def test_empty_files_are_two_things(ledger):
    for path in ("a.txt", "b.txt"):
        hold(ledger, refusal(path, None, "empty"), b"")
    assert [one.raw for one in held(ledger)] == [b"", b""]


def test_too_many_bytes_are_not_kept_but_told(ledger, monkeypatch):
    monkeypatch.setattr(quarantine, "LARGEST", 5)
    hold(ledger, refusal(), b"{broken")
    assert [(one.raw, one.message) for one in held(ledger)] == [(None, "broken JSON")]


@pytest.mark.parametrize("message", ["a zero \0 and half \ud800", "x" * 100_000])
def test_any_message_can_be_kept(ledger, message):
    hold(ledger, refusal("\udcff\0.txt", message=message), b"\0")
    assert len(held(ledger)) == 1


def test_what_was_read_after_all_is_resolved(ledger):
    hold(ledger, refusal(), b"{broken")
    hold(ledger, refusal("a.txt", None), None)
    with ledger.change() as connection:
        resolve_bytes(connection, b"{broken", ledger.now())
        assert count_held(connection) == 1
        (left,) = iterate_held(connection)
        resolve_items(connection, [left.id], ledger.now())
    assert held(ledger) == []


def test_what_is_refused_again_is_open_again(ledger):
    hold(ledger, refusal(), b"{broken")
    with ledger.change() as connection:
        resolve_bytes(connection, b"{broken", ledger.now())
    hold(ledger, refusal(), b"{broken")
    assert [one.attempts for one in held(ledger)] == [2]


def test_report_that_was_kept_but_not_read_is_held_until_it_is(ledger):
    incoming = make_incoming()
    error = ReadingError("it stumbled", report="r1", path="c.jsonl", line=1)
    for _ in range(2):
        with ledger.change() as connection:
            store_unread(connection, incoming, error, ledger.now())
    (one,) = held(ledger)
    assert (one.stage, one.report_id, one.attempts) == ("read", "r1", 2)
    assert one.publication_id is not None
    with ledger.change() as connection:
        store_report(connection, incoming, read(incoming), ledger.now())
    assert held(ledger) == []


def test_keeping_alone_resolves_nothing(ledger):
    error = ReadingError("it stumbled", report="r1", path="c.jsonl", line=1)
    with ledger.change() as connection:
        store_unread(connection, make_incoming(), error, ledger.now())
        keep_publication(connection, make_incoming(), ledger.now())
    assert len(held(ledger)) == 1


def test_bytes_of_a_file_are_read_where_it_stands(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff")
    assert bytes_of_refused(refusal(str(path), None)) == b"\xff"
    assert bytes_of_refused(refusal(str(path), 3)) is None
    assert bytes_of_refused(refusal(str(path), 3).holding(b"row", "")) == b"row"
    assert bytes_of_refused(refusal(str(tmp_path), None)) is None
    assert bytes_of_refused(refusal("zero\0", None)) is None
