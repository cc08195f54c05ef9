import io

import pytest

from accordingto.errors import IngestError
from accordingto.ingest.inputs import Skipped
from accordingto.ingest.recording import INPUT_NAME, Recording, holding_input

DATA = bytes(range(256)) * 20


def refusal(path=INPUT_NAME, line=None):
    return IngestError("refused", path=path, line=line)


@pytest.mark.parametrize("read", [0, 1, 300, len(DATA)])
def test_all_that_was_read_can_be_had_again_and_what_was_not_too(read):
    with Recording(io.BytesIO(DATA), 1 << 20) as recording:
        stream = io.BufferedReader(recording)
        assert stream.read(read) == DATA[:read]
        assert recording.take_all() == DATA


def test_lines_come_one_by_one_as_a_pipe_gives_them():
    class Pipe(io.RawIOBase):
        given = 0

        def readable(self):
            return True

        def read1(self, size):
            self.given += 1
            return f"line {self.given}\n".encode()

    pipe = Pipe()
    with Recording(pipe, 1 << 20) as recording:
        assert io.BufferedReader(recording).readline() == b"line 1\n"
    assert pipe.given == 1


@pytest.mark.parametrize("most", [0, 100, len(DATA) - 1])
def test_more_than_is_allowed_is_not_kept(most):
    with Recording(io.BytesIO(DATA), most) as recording:
        assert recording.take_all() is None
        assert io.BufferedReader(recording).read(0) == b""


def test_refusal_of_the_whole_input_gets_its_bytes():
    with Recording(io.BytesIO(DATA), 1 << 20) as recording:
        (item,) = holding_input([refusal()], recording)
    assert item.raw == DATA


def test_other_items_are_handed_on_as_they_are():
    items = [refusal("a.txt"), refusal(line=3), refusal().holding(b"own", ""), Skipped("a", "b")]
    with Recording(io.BytesIO(DATA), 1 << 20) as recording:
        found = list(holding_input(items, recording))
    assert found == items
    assert [getattr(item, "raw", None) for item in found] == [None, None, b"own", None]
