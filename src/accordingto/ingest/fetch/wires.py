"""A connection as a stream that ends in time, holds no more than it may, and is recorded."""

import io
import socket
from typing import TYPE_CHECKING

from accordingto.ingest.fetch.clocks import Deadline

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class TooLongError(Exception):
    """More bytes came than are taken."""


class Wire(io.RawIOBase):
    """Bytes from a connection: each read is bounded in time, and all of them in number."""

    def __init__(self, connection: socket.socket, deadline: Deadline, *, silence_s: float) -> None:
        super().__init__()
        self._connection = connection
        self._deadline = deadline
        self._silence_s = silence_s
        self.room = 0
        """Bytes that may still come; more are a TooLongError."""
        self.received = bytearray()
        """All that came, as it came."""

    def readable(self) -> bool:
        """Tell that this is a stream to read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read what has come, or wait for it."""
        self._connection.settimeout(self._deadline.left(self._silence_s))
        count = self._connection.recv_into(buffer)
        self.room -= count
        if self.room < 0:
            raise TooLongError
        self.received += memoryview(buffer)[:count]
        return count

    def send(self, message: bytes) -> None:
        """Send a whole message."""
        self._connection.settimeout(self._deadline.left(self._silence_s))
        self._connection.sendall(message)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return the stream as `http.client` asks a socket for it."""
        return io.BufferedReader(self)
