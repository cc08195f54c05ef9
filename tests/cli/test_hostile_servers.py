"""Hostile addresses and servers, as far as `accordingto add --fetch`: a clear line each."""

import gzip
import re

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.engine import fetching
from accordingto.ingest.fetch.answers import Limits
from accordingto.ingest.fetch.fetcher import Fetcher
from accordingto.ingest.fetch.sources import UrlReader
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.quarantine import iterate_held
from accordingto.ledger.readings import iterate_current
from accordingto.ledger.verify import verify_ledger
from tests.ingest.fetch.servers import make_transport, moved, page, serving

TEXT = "Shelling killed at least 12 people in Marenna on Friday, residents said."
LINE = re.compile(r"refused: .{1,300}: .{1,300}; expected .{1,300}; ")
IN_TIME = Limits(seconds=3, silence_s=1, body=100_000)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "beside.txt").write_text(TEXT)


def add(address):
    """Add an address and a good report; return the line on the first, and what is held of it."""
    fixed = ["--fetch", "--reader", "rules", "--ledger", "war.ledger"]
    result = CliRunner().invoke(app, ["add", address, "beside.txt", *fixed])
    assert isinstance(result.exception, SystemExit | None)
    assert result.exit_code == ExitCode.SOME_REFUSED
    [line] = [line for line in result.stderr.splitlines() if line.startswith("refused: ")]
    assert LINE.match(line)
    assert "in quarantine: 1" in result.stderr
    with Ledger.open("war.ledger") as ledger:
        assert list(verify_ledger(ledger)) == []
        with ledger.look() as connection:
            assert [one.reading.id for one in iterate_current(connection)] == ["beside"]
            [held] = iterate_held(connection)
    assert held.path == address
    return line, held.raw


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://127.0.0.1/", "this very machine"),
        ("http://[::1]/", "this very machine"),
        ("http://0.0.0.0/", "this"),
        ("http://localhost/", "a name of a local network"),
        ("http://169.254.169.254/latest/meta-data/", "local link"),
        ("http://[fe80::1]/", "local link"),
        ("http://10.0.0.1/", "private"),
        ("http://172.16.0.1/", "private"),
        ("http://192.168.1.1/", "private"),
        ("http://[fd00::1]/", "private"),
        ("http://100.64.0.1/", "carrier"),
        ("http://[::ffff:127.0.0.1]/", "IPv4"),
        ("http://[64:ff9b::7f00:1]/", "IPv4"),
        ("http://[2002:7f00:1::]/", "IPv4"),
        ("http://2130706433/", "a number that hides an IP address"),
        ("http://0x7f.1/", "a number that hides an IP address"),
        ("http://0177.0.0.1/", "a number that hides an IP address"),
        ("http://127.1/", "a number that hides an IP address"),
        ("http://①②⑦.0.0.1/", "this very machine"),
        ("http://ana:secret@news.example.org/", "a user name or password"),
        ("http://news.example.org:22/", "the unusual port 22"),
        ("http://news.example.org\\@127.0.0.1/", "backslash"),
        ("file:///etc/passwd", "of the kind 'file'"),
        ("file:/etc/passwd", "of the kind 'file'"),
        ("gopher://127.0.0.1:70/1", "of the kind 'gopher'"),
        ("data:text/html,<p>Fire.</p>", "of the kind 'data'"),
        ("ftp://news.example.org/", "of the kind 'ftp'"),
        ("javascript:alert(1)", "of the kind 'javascript'"),
    ],
)
def test_address_that_leads_inward_is_refused(address, words):
    """Without any permission: as a user has it."""
    line, held = add(address)
    assert words.casefold() in line.casefold()
    assert held is None


def drip(connection):
    while True:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")


def stream(connection):
    connection.sendall(page(b"", Content_Length="").removesuffix(b"\r\n\r\n") + b"\r\n\r\n")
    while True:
        connection.sendall(b"<p>Shells fell on Marvoy.</p>" * 1000)


def be_silent(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
    connection.recv(1)


IMAGE = page(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (moved("http://[::1]/"), "this very machine"),
        (moved("http://169.254.169.254/"), "local link"),
        (moved("file:///etc/passwd"), "of the kind 'file'"),
        (moved("http://2130706433/"), "a number that hides an IP address"),
        (moved("/story"), "redirects without end"),
        (stream, "does not end"),
        (drip, "more than 100 headers"),
        (be_silent, "too slow"),
        (page(Content_Length="99999999999"), "is longer than"),
        (page(Content_Length="500"), "ends before it should"),
        (page(gzip.compress(bytes(1 << 20), mtime=0), Content_Encoding="gzip"), "100,000"),
        (page(b"x", Content_Encoding="br"), "br"),
        (page(b"x", Content_Type="image/png"), "image/png"),
        (page(b"x", status="500 Internal Server Error"), "status 500"),
        (b"SSH-2.0-OpenSSH\r\n", "not HTTP"),
    ],
)
def test_server_that_misbehaves_is_refused(monkeypatch, script, words):
    with serving({"/story": script}) as server:
        serve(monkeypatch, server)
        line, _ = add(server.url("/story"))
    assert words in line


@pytest.mark.parametrize("script", [IMAGE, page(b"%PDF-1.7 and no more"), page(b"<p></p>")])
def test_what_is_not_what_it_says_is_held_as_it_came(monkeypatch, script):
    with serving({"/story": script}) as server:
        serve(monkeypatch, server)
        _, held = add(server.url("/story"))
    assert script in gzip.decompress(held)


def test_name_that_is_rebound_is_refused(monkeypatch):
    addresses = iter([["127.0.0.1"], ["10.0.0.1"]])
    with serving({"/story": page(TEXT.encode(), Content_Type="text/plain")}) as server:
        serve(monkeypatch, server, resolve=lambda _host, _port: next(addresses))
        line, _ = add(server.url("/story"))
    assert "a host at 10.0.0.1" in line
    assert server.paths == []


def serve(monkeypatch, server, **dialer):
    """Let this server, and no other of this machine, be asked."""
    transport = make_transport(server, limits=IN_TIME, **dialer)

    def open_fetch(*, is_wanted, know):
        return UrlReader(Fetcher(transport, know=know)) if is_wanted else None

    monkeypatch.setattr(fetching, "open_fetch", open_fetch)
