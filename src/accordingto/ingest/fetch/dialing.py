"""From a host's name to a connection: looked up once, every address checked, then called by IP."""

import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address

from accordingto.errors import IngestError
from accordingto.ingest.fetch.addresses import IPAddress, Refusal, refuse_inner
from accordingto.ingest.fetch.clocks import Deadline, DeadlineError
from accordingto.ingest.fetch.targets import Target, refusal

Resolve = Callable[[str, int], Sequence[str]]
"""Looks up the IP addresses of a host's name; raises OSError when there are none."""
Connect = Callable[[IPAddress, int, float], socket.socket]
"""Opens a connection to an address and port within so many seconds."""

_TRIED = 4
"""Addresses of one host that are called before it counts as unreachable."""


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for a host's addresses."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(address: IPAddress, port: int, seconds: float) -> socket.socket:
    """Open a connection to one address; no name is looked up."""
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        connection.connect((str(address), port))
    except BaseException:
        connection.close()
        raise
    return connection


@cache
def trust() -> ssl.SSLContext:
    """Return the system's certificates, which are always checked, and the host's name with them."""
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class Dialer:
    """Opens connections to public servers.

    The name is looked up once for each request, and the connection goes to an address that was
    checked, so that a second answer of the name service can change nothing.
    """

    resolve: Resolve = resolve
    refuse: Refusal = refuse_inner
    connect: Connect = connect
    trust: Callable[[], ssl.SSLContext] = trust
    connect_s: float = 10.0

    def dial(self, target: Target, deadline: Deadline) -> tuple[socket.socket, IPAddress]:
        """Return a connection to a target's host, with TLS for https, and the address it goes to.

        Raises IngestError when the host is unknown, not public, not reachable, or not the one that
        its certificate names.
        """
        last: OSError | None = None
        for address in self._addresses(target)[:_TRIED]:
            try:
                seconds = deadline.left(self.connect_s)
                return self._open(target, address, seconds), address
            except ssl.SSLError as error:
                raise _failure(target, "a server that is not trusted", error, "tls") from error
            except OSError as error:
                last = error
            except DeadlineError:
                break
        raise _failure(target, "no server there that answers", last, "unreachable") from last

    def _addresses(self, target: Target) -> list[IPAddress]:
        """Return the checked addresses; one that is not public spoils them all."""
        if target.literal:
            found = [target.literal]
        else:
            try:
                found = [ip_address(text) for text in self.resolve(target.host, target.port)]
            except (OSError, ValueError) as error:
                raise _failure(
                    target, "a host of no known address", error, "unknown_host"
                ) from error
        for address in found:
            what = self.refuse(address)
            if what:
                raise refusal(target.url, f"a host at {address}, which is {what}")
        return found

    def _open(self, target: Target, address: IPAddress, seconds: float) -> socket.socket:
        connection = self.connect(address, target.port, seconds)
        if target.scheme == "http":
            return connection
        try:
            return self.trust().wrap_socket(connection, server_hostname=target.host)
        except BaseException:
            connection.close()
            raise


def _failure(target: Target, found: str, error: Exception | None, code: str) -> IngestError:
    why = f" ({error})" if error else ""
    return IngestError(
        f"{found}{why}; expected a public server; check the address, or try again later",
        path=target.url,
        code=code,
    )
