"""Bytes that are not held in memory."""

import tempfile

import pytest

from accordingto.corroboration.set_aside import SetAside
from accordingto.errors import StoreError


@pytest.mark.parametrize("most_held", [1, 1 << 20])
def test_what_is_set_aside_comes_back_by_where_it_begins(most_held):
    aside = SetAside(most_held)
    first, second = aside.add(b"shells", b""), aside.add(b"fell " * 1000)
    assert aside.read(second) == [b"fell " * 1000]
    third = aside.add(b"again")
    assert aside.read(first, 4) == [b"shells", b"", b"fell " * 1000, b"again"]
    assert aside.read(third) == [b"again"]


class Full:
    """A file on a disk without room."""

    def seek(self, place):
        return place

    def write(self, raw):
        raise OSError(28, "No space left on device")

    def read(self, size):
        raise OSError(28, "No space left on device")

    def close(self):
        pass


def test_full_disk_is_told_with_what_to_do(monkeypatch):
    monkeypatch.setattr(
        "accordingto.corroboration.set_aside.SpooledTemporaryFile", lambda **_: Full()
    )
    aside = SetAside()
    with pytest.raises(StoreError, match=r"No space left on device.*TMPDIR") as told:
        aside.add(b"shells")
    assert told.value.ledger == tempfile.gettempdir()
    with pytest.raises(StoreError, match="No space left"):
        aside.read(0)
