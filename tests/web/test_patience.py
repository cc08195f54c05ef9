"""A request that comes too slowly holds nothing for ever."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from accordingto.web import patience
from tests.web.desks import served

SOON = 10
"""Seconds after which the test fails, where nothing is closed."""


def sent(address, *lines):
    """Send the beginning of a request; return all that comes back until the desk hangs up."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=SOON) as connection:
        connection.sendall("\r\n".join(lines).replace("HOST", place.netloc).encode())
        back = b""
        while piece := connection.recv(1 << 16):
            back += piece
    return back


@pytest.fixture
def hurried(monkeypatch):
    for name in ("HEADERS_S", "PIECE_S", "BODY_S"):
        monkeypatch.setattr(patience, name, 0.2)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    "lines",
    [(), ("GET / HTTP/1.1", "Host: HOST", "X-Slow: a")],
    ids=["nothing comes", "a head that does not end"],
)
def test_no_head_of_a_request_is_waited_for_without_end(desk, lines):
    with served(desk) as address:
        assert sent(address, *lines) == b""


@pytest.mark.usefixtures("hurried")
def test_a_second_request_on_a_connection_is_not_waited_for_either(desk):
    with served(desk) as address:
        whole = ("GET /static/desk.css HTTP/1.1", "Host: HOST", "", "GET / HTTP/1.1", "X-Slow: a")
        back = sent(address, *whole)
    assert back.startswith(b"HTTP/1.1 200")
    assert back.count(b"HTTP/1.1") == 1


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    "length", ["Content-Length: 100", "Transfer-Encoding: chunked"], ids=["of a length", "of none"]
)
def test_a_body_that_stops_coming_is_taken_for_broken_off(desk, length):
    body = '{"text": "a' if "Length" in length else '5\r\n{"tex\r\n'
    head = (
        "POST /api/v1/add/text HTTP/1.1",
        "Host: HOST",
        f"Authorization: Bearer {desk.sessions.key}",
        "Content-Type: application/json",
        length,
    )
    with served(desk) as address:
        back = sent(address, *head, "", body)
    assert back.startswith(b"HTTP/1.1 400")
    assert desk.jobs.all() == ()


def test_nothing_is_hurried_once_the_request_is_whole(monkeypatch):
    monkeypatch.setattr(patience, "PIECE_S", 0.05)
    come = [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}]

    async def receive():
        if len(come) == 1:  # who asked hangs up later than a body may take
            await asyncio.sleep(0.2)
        return come.pop(0)

    async def listen():
        taking = patience.patiently(receive)
        return [(await taking())["type"], (await taking())["type"], len(come)]

    with ThreadPoolExecutor(1) as beside:  # where Playwright's loop does not run already
        told = beside.submit(lambda: asyncio.run(listen())).result()
    assert told == ["http.request", "http.disconnect", 0]
