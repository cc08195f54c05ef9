"""Bytes set aside: what is looked at now and then lies in a file without a name, not in memory."""

from tempfile import SpooledTemporaryFile, gettempdir
from threading import Lock
from weakref import finalize

from accordingto.errors import StoreError

MOST_HELD = 16 << 20
"""Bytes that stay in memory before a file is begun."""
_SIZE = 4
"""Bytes before a piece that tell how long it is."""


class SetAside:
    """Pieces that are written once, and read by where each begins.

    The file is gone when nobody holds this any more, however the process ends.
    """

    def __init__(self, most_held: int = MOST_HELD) -> None:
        self._file = SpooledTemporaryFile(max_size=most_held)  # noqa: SIM115 -- it goes with this
        finalize(self, self._file.close)
        self._lock = Lock()
        self._end = 0

    def add(self, *pieces: bytes) -> int:
        """Set pieces aside, one behind the other; return where the first begins.

        Raises StoreError when there is no room.
        """
        raw = b"".join(len(piece).to_bytes(_SIZE, "little") + piece for piece in pieces)
        with self._lock:
            place = self._end
            try:
                self._file.seek(place)
                self._file.write(raw)
            except OSError as error:
                raise _unwritable(error) from error
            self._end += len(raw)
        return place

    def read(self, place: int, count: int = 1) -> list[bytes]:
        """Return so many pieces, of which the first begins there.

        Raises StoreError when they cannot be read, or what was written last finds no room.
        """
        with self._lock:
            try:
                self._file.seek(place)
                return [self._file.read(self._read_size()) for _ in range(count)]
            except OSError as error:
                raise _unwritable(error) from error

    def _read_size(self) -> int:
        return int.from_bytes(self._file.read(_SIZE), "little")


def _unwritable(error: OSError) -> StoreError:
    return StoreError(
        f"what is too much for the memory cannot be set aside there ({error.strerror or error}); "
        "expected room for some 6 kB a report; make room, or name another folder in TMPDIR",
        ledger=gettempdir(),
        code="unwritable",
    )
