"""One POST and its answer, bounded in time and size; redirects are not followed."""

import socket
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import cast

from accordingto.errors import IngestError
from accordingto.ingest.fetch.clocks import Clock, Deadline, DeadlineError
from accordingto.ingest.fetch.dialing import Dialer
from accordingto.ingest.fetch.targets import Target
from accordingto.ingest.fetch.wires import TooLongError, Wire
from accordingto.ingest.inputs import Headers

MOST_BYTES = 2 * 1024 * 1024
"""Of an answer with its headers."""
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server answered, whatever its status."""

    status: int
    media_type: str
    retry_after: str
    body: bytes


class NoAnswerError(Exception):
    """No whole answer came. `code` says why in a word, the message in a few more."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Post:
    """Sends bytes to one server, one connection a request: no proxies, nothing kept."""

    target: Target
    dialer: Dialer
    clock: Clock
    seconds: float
    """From the call to the last byte of an answer."""

    def __call__(self, headers: Headers, body: bytes) -> Answered:
        """Send and return the answer; raises NoAnswerError."""
        deadline = Deadline(self.clock, self.seconds)
        try:
            connection, _ = self.dialer.dial(self.target, deadline)
        except IngestError as error:
            raise NoAnswerError(error.message.partition("; expected")[0], error.code) from None
        try:
            with closing(connection):
                wire = Wire(connection, deadline, silence_s=self.seconds)
                wire.room = MOST_BYTES
                wire.send(self._request(headers, body))
                return _read(wire)
        except (DeadlineError, TimeoutError) as error:
            raise NoAnswerError(f"no whole answer in {self.seconds:g} seconds", "slow") from error
        except TooLongError as error:
            raise NoAnswerError(f"an answer longer than {MOST_BYTES:,} bytes", "huge") from error
        except (HTTPException, ValueError) as error:
            raise NoAnswerError("an answer that is not HTTP, or breaks off", "broken") from error
        except OSError as error:
            raise NoAnswerError("a connection that broke off", "broken") from error

    def _request(self, headers: Headers, body: bytes) -> bytes:
        lines = [f"POST {self.target.path} HTTP/1.1", f"Host: {self.target.host_header}"]
        lines += [f"{name}: {value}" for name, value in headers]
        lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
        return "\r\n".join(lines).encode("ascii") + body


def _read(wire: Wire) -> Answered:
    # It asks its socket for a stream to read, and for nothing else.
    response = HTTPResponse(cast("socket.socket", wire), method="POST")
    response.begin()
    if response.length is not None and response.length > MOST_BYTES:
        raise TooLongError
    body = bytearray()
    while piece := response.read(_PIECE):
        body += piece
    if response.length:  # what Content-Length said, less what came
        raise HTTPException
    return Answered(
        status=response.status,
        media_type=response.getheader("Content-Type", "").partition(";")[0].strip().lower(),
        retry_after=response.getheader("Retry-After", ""),
        body=bytes(body),
    )
