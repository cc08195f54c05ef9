import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import ConfigurationError
from accordingto.ledger.chain import Head
from accordingto.ledger.heads import parse_heads, render_heads

HASH = "a" * 64
HEADS = st.lists(st.builds(Head, st.text(), st.integers(0, 10**6), st.just(HASH)))


@given(HEADS)
def test_heads_survive_the_file(heads):
    written = render_heads(heads, ledger="x", time="2024-03-20T12:00:00Z")
    assert parse_heads(written.encode(), "heads.json") == tuple(sorted(heads))


def test_file_can_be_read_by_a_person():
    written = render_heads([Head("رنا", 3, HASH)], ledger="x", time="2024-03-20T12:00:00Z")
    assert '"reviewer": "رنا"' in written
    assert json.loads(written)["time"] == "2024-03-20T12:00:00Z"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"format": "accordingto-heads/2", "heads": []}',
        b'{"format": "accordingto-heads/1"}',
        b'{"format": "accordingto-heads/1", "heads": [1]}',
        b'{"format": "accordingto-heads/1", "heads": [{"reviewer": "Odd"}]}',
        b'{"format": "accordingto-heads/1", "heads": [{"reviewer": 1, "seq": 1, "hash": "a"}]}',
        b'{"format": "accordingto-heads/1", "heads": [], "heads": []}',
        b"[" * 100_000,
    ],
)
def test_what_holds_no_heads_is_refused_and_not_taken_as_none(raw):
    with pytest.raises(ConfigurationError, match=r"^heads.json: no heads.*expected a file"):
        parse_heads(raw, "heads.json")
