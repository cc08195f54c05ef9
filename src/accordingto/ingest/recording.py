"""Standard input that can be had again: what is refused of it is not lost."""

import io
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from accordingto.errors import IngestError
from accordingto.ingest.inputs import Item

INPUT_NAME = "(standard input)"
"""What standard input is called in messages."""
_IN_MEMORY = 1024 * 1024
_PART = 64 * 1024


class Recording(io.RawIOBase):
    """A stream that passes another one on and keeps its first `most` bytes; use it in `with`."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        super().__init__()
        self._stream = stream
        self._most = most
        self._kept = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- closed with us
        self._is_whole = True

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read what there is, so that a slow pipe is not waited for."""
        some = self._take(len(buffer))
        buffer[: len(some)] = some
        return len(some)

    def close(self) -> None:
        """Let go of what was kept; the other stream stays open."""
        self._kept.close()
        super().close()

    def take_all(self) -> bytes | None:
        """Return all that the stream holds, also what was not read yet; None if it is too much."""
        while self._is_whole and self._take(_PART):
            pass
        if not self._is_whole:
            return None
        self._kept.seek(0)
        return self._kept.read()

    def _take(self, most: int) -> bytes:
        read = getattr(self._stream, "read1", self._stream.read)
        some = cast("bytes", read(most))
        if self._is_whole:
            self._is_whole = self._kept.tell() + len(some) <= self._most
            if self._is_whole:
                self._kept.write(some)
        return some


def holding_input(items: Iterable[Item], recording: Recording) -> Iterator[Item]:
    """Hand items on; a refusal of standard input as a whole gets the bytes that it had."""
    for item in items:
        if isinstance(item, IngestError) and _is_of_whole_input(item):
            raw = recording.take_all()
            if raw is not None:
                item.holding(raw, "")
        yield item


def _is_of_whole_input(error: IngestError) -> bool:
    return error.path == INPUT_NAME and error.line is None and error.raw is None
