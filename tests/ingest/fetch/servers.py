"""Servers on loopback that answer as they are told, and the permission to ask them.

The permission is an object given to the constructor; nothing that a user can set grants it.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from ipaddress import ip_address

from accordingto.ingest.fetch.addresses import refuse_inner
from accordingto.ingest.fetch.answers import Limits, Transport
from accordingto.ingest.fetch.clocks import SystemClock
from accordingto.ingest.fetch.dialing import Dialer

LOOPBACK = ip_address("127.0.0.1")
HOST = "news.example.org"
NOON = datetime(2024, 3, 14, 12, tzinfo=UTC)
SMALL = Limits(seconds=120, silence_s=60, body=100_000)

Script = bytes | Callable[[socket.socket], None]


class StillClock(SystemClock):
    """Always noon; waiting takes no time but is noted."""

    def __init__(self):
        self.slept = []
        self.ahead = 0.0

    def now(self):
        return NOON

    def elapsed(self):
        return super().elapsed() + self.ahead

    def sleep(self, seconds):
        self.slept.append(round(seconds))
        self.ahead += seconds


class Server:
    """Answers each path with the bytes of its script, or lets the script talk."""

    def __init__(self, pages: dict[str, Script], tls: ssl.SSLContext | None) -> None:
        self.pages = {"/robots.txt": page(b"", status="404 Not Found"), **pages}
        self.requests: list[bytes] = []
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()
        self.port: int = self._listener.getsockname()[1]

    @property
    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        asked = [request.split(b" ")[1].decode() for request in self.requests]
        return [path for path in asked if path != "/robots.txt"]

    def url(self, path: str = "/", host: str = HOST) -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._open.append(connection)
                thread = threading.Thread(target=self._talk, args=(connection,), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _talk(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(60)
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
                self._open.append(connection)
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        request = b""
        while not request.endswith(b"\r\n\r\n"):
            piece = connection.recv(4096)
            if not piece:
                return
            request += piece
        self.requests.append(request)
        script = self.pages.get(request.split(b" ")[1].decode(), page(b"", status="404 Not Found"))
        if isinstance(script, list):
            script = script.pop(0)
        if callable(script):
            script(connection)
        else:
            connection.sendall(script)


@contextmanager
def serving(pages: dict[str, Script], tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    server = Server(pages, tls)
    try:
        yield server
    finally:
        server.close()


def page(body: bytes = b"<p>Shells fell.</p>", *, status: str = "200 OK", **headers: str) -> bytes:
    """An answer; headers are named with low lines, and none is sent for an empty value."""
    fields = {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}
    lines = [f"HTTP/1.1 {status}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value]
    return "\r\n".join([*lines, "", ""]).encode() + body


def moved(location: str, status: str = "302 Found") -> bytes:
    return page(b"", status=status, Location=location)


def allow_loopback(address):
    """The permission: this machine's own address, and whatever is public."""
    return None if address == LOOPBACK else refuse_inner(address)


def to_loopback(_host, _port):
    return ["127.0.0.1"]


def make_transport(*servers, limits=SMALL, clock=None, **dialer) -> Transport:
    """A transport that may ask these servers, under any name."""
    made = Dialer(**{"resolve": to_loopback, "refuse": allow_loopback, **dialer})
    ports = frozenset({80, 443, *(server.port for server in servers)})
    return Transport(made, limits, clock or StillClock(), ports)
