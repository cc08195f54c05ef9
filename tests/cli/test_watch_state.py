"""What a watch remembers."""

import pytest

from accordingto.cli.watch_state import WatchState, read_state, write_state
from accordingto.corroboration.casebook_news import Mark
from accordingto.errors import ConfigurationError

STATE = WatchState("a" * 32, Mark(7, 3), ('{"id": "x", "text": "“Marenna”"}',))


def test_what_was_written_is_read_back(tmp_path):
    path = tmp_path / "w.json"
    write_state(path, STATE)
    assert read_state(path, STATE.ledger) == STATE
    assert [one.name for one in tmp_path.iterdir()] == ["w.json"]


def test_no_file_is_no_state(tmp_path):
    assert read_state(tmp_path / "w.json", "a") is None


def test_the_state_of_another_ledger_is_refused(tmp_path):
    path = tmp_path / "w.json"
    write_state(path, STATE)
    with pytest.raises(ConfigurationError, match="remembers another ledger"):
        read_state(path, "b" * 32)


@pytest.mark.parametrize("data", [b"", b"{}", b"[1", b'{"ledger": 3}', b"\xff\xfe"])
def test_what_is_no_state_is_refused(tmp_path, data):
    path = tmp_path / "w.json"
    path.write_bytes(data)
    with pytest.raises(ConfigurationError, match="is no state of `accordingto watch`"):
        read_state(path, "a")


def test_a_place_that_cannot_be_written_to_is_told_and_left(tmp_path):
    path = tmp_path / "w.json"
    path.mkdir()
    with pytest.raises(ConfigurationError, match="cannot be written to"):
        write_state(path, STATE)
    assert [one.name for one in tmp_path.iterdir()] == ["w.json"]
