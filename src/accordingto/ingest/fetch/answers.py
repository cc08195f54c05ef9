"""One request and one answer, with the bytes of both as they went over the wire."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import cast

from accordingto.errors import IngestError
from accordingto.ingest.fetch.clocks import Clock, Deadline, DeadlineError, SystemClock
from accordingto.ingest.fetch.dialing import Dialer
from accordingto.ingest.fetch.targets import PORTS, Target
from accordingto.ingest.fetch.wires import TooLongError, Wire
from accordingto.ingest.inputs import Headers
from accordingto.ingest.media_types import find_header

OK = 200
_HEAD = 256 * 1024
"""Bytes that status line and headers may take up, and as many again what frames a body."""
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a server is borne."""

    seconds: float = 60.0
    """From the call to the last byte of one answer."""
    silence_s: float = 20.0
    """In which nothing at all comes."""
    body: int = 32 * 1024 * 1024
    """Bytes of a page, as sent and once more as unpacked."""
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered to one request."""

    target: Target
    asked_at: datetime
    address: str
    """IP address that answered."""
    request_headers: Headers
    status: int
    headers: Headers
    body: bytes
    """Of a page (status 200), still packed as Content-Encoding says; others are not read."""
    request: bytes
    """As it was sent."""
    response: bytes
    """As it came."""
    is_whole: bool
    """False where the body was not read to its end."""

    def header(self, name: str) -> str:
        """Return the first header of that name, or nothing."""
        return find_header(self.headers, name)


Expect = Callable[[int, Headers], None]
"""Looks at status and headers before a body is read; raises IngestError when it is of no use."""


def _expect_anything(_status: int, _headers: Headers) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Transport:
    """Asks servers, one connection a request. No proxies, no cookies, nothing kept."""

    dialer: Dialer = field(default_factory=Dialer)
    limits: Limits = field(default_factory=Limits)
    clock: Clock = field(default_factory=SystemClock)
    ports: frozenset[int] = frozenset(PORTS.values())

    def ask(self, target: Target, headers: Headers, expect: Expect = _expect_anything) -> Answer:
        """Ask for a target and return the answer, whatever its status.

        Raises IngestError when there is none: no connection, not HTTP, too slow, too long, or
        shorter than it said; and what `expect` raises.
        """
        deadline = Deadline(self.clock, self.limits.seconds)
        asked_at = self.clock.now()
        connection, address = self.dialer.dial(target, deadline)
        request = _request(target, headers)
        with closing(connection), _faults_told(target, self.limits):
            wire = Wire(connection, deadline, silence_s=self.limits.silence_s)
            wire.send(request)
            response = _begin(wire)
            found = tuple((name, _plain(value)) for name, value in response.getheaders())
            expect(response.status, found)
            is_page = response.status == OK
            body = _read_body(response, wire, self.limits.body) if is_page else b""
        return Answer(
            target=target,
            asked_at=asked_at,
            address=str(address),
            request_headers=headers,
            status=response.status,
            headers=found,
            body=body,
            request=request,
            response=bytes(wire.received),
            is_whole=is_page or response.length == 0,
        )


def _request(target: Target, headers: Headers) -> bytes:
    """Return a request's bytes; target and headers hold no line ends."""
    lines = [f"GET {target.path} HTTP/1.1", f"Host: {target.host_header}"]
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("ascii")


def _begin(wire: Wire) -> HTTPResponse:
    wire.room = _HEAD
    # It asks its socket for a stream to read, and for nothing else.
    response = HTTPResponse(cast("socket.socket", wire), method="GET")
    response.begin()
    return response


def _plain(value: str) -> str:
    """Return a header in one line; the bytes as they came are in the answer."""
    return " ".join(value.replace("\0", "\ufffd").split())


def _read_body(response: HTTPResponse, wire: Wire, limit: int) -> bytes:
    if response.length is not None and response.length > limit:
        raise TooLongError
    wire.room = limit + _HEAD
    body = bytearray()
    while piece := response.read(_PIECE):
        body += piece
        if len(body) > limit:
            raise TooLongError
    if response.length:  # what Content-Length said, less what came
        raise IncompleteRead(b"", response.length)
    return bytes(body)


@contextmanager
def _faults_told(target: Target, limits: Limits) -> Iterator[None]:
    """Say what is wrong with a server in the words of an IngestError."""
    try:
        yield
    except (DeadlineError, TimeoutError) as error:
        raise _fault(target, "a server that is too slow", "slow") from error
    except TooLongError as error:
        found = f"an answer that does not end, or is longer than {limits.body:,} bytes"
        raise _fault(target, found, "too_large") from error
    except IncompleteRead as error:
        raise _fault(target, "an answer that ends before it should", "cut_short") from error
    except (HTTPException, ValueError) as error:
        raise _fault(target, f"an answer that is not HTTP ({error!r})", "not_http") from error
    except OSError as error:
        raise _fault(target, f"a connection that broke off ({error})", "cut_short") from error


def _fault(target: Target, found: str, code: str) -> IngestError:
    return IngestError(
        f"{found}; expected a whole page in time; try again later, "
        "or save the page yourself and add the file",
        path=target.url,
        code=code,
    )
