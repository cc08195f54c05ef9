"""Listening on the loopback, and nowhere else."""

import gc
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from accordingto.errors import ConfigurationError
from accordingto.web.patience import PatientProtocol

LOOPBACK = {"127.0.0.1": socket.AF_INET, "localhost": socket.AF_INET, "::1": socket.AF_INET6}
PORT = 8765
"""Where the desk listens if nothing else is asked for."""
_COLLECT_AT = 20_000
"""New objects after which young ones are looked through; Python's own is 700."""


def listen(host: str, port: int | None) -> socket.socket:
    """Return a socket that listens at an address of this machine alone.

    Without a port it is PORT, or another that is free where that one is taken. Raises
    ConfigurationError for an address that others reach, and for a port that is taken.
    """
    family = LOOPBACK.get(host)
    if family is None:
        raise ConfigurationError(
            f"--host {host}: the desk is for this machine alone, and has no log-in that would hold "
            "against others; expected 127.0.0.1, ::1 or localhost; reach it from elsewhere "
            "through SSH: ssh -L 8765:127.0.0.1:8765 HOST"
        )
    place = "127.0.0.1" if host == "localhost" else host
    found: OSError | None = None
    for wanted in (PORT, 0) if port is None else (port,):
        try:
            return _bound(family, place, wanted)
        except OSError as error:
            found = error
    raise ConfigurationError(
        f"port {port} of {place} cannot be listened at ({found}); expected one that is free; "
        "leave --port out, and a free one is found"
    ) from found


def serve_until_stopped(app: ASGIApp, listening: socket.socket, told: Callable[[], None]) -> None:
    """Answer requests until Ctrl-C; `told` is called when the first can come."""
    collect_seldom()
    with listening, suppress(KeyboardInterrupt):  # which uvicorn raises again once all is closed
        told()
        make_server(app).run(sockets=[listening])


def make_server(app: ASGIApp) -> uvicorn.Server:
    """Return the server of a desk, which waits for no request without end."""
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        access_log=False,
        log_level="warning",
        server_header=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=3,
        limit_concurrency=200,
    )
    return uvicorn.Server(config)


def collect_seldom() -> None:
    """Spare pages the search for rings of garbage through all that a program holds for good.

    It took up to half of the time of a page with very many claims.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AT, *gc.get_threshold()[1:])


def _bound(family: int, place: str, port: int) -> socket.socket:
    # Where the protocol is not named, asyncio leaves Nagle's algorithm on: 40 ms an answer.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((place, port))
        listening.listen(128)
    except BaseException:
        listening.close()
        raise
    return listening
