import socket
import ssl

import pytest
import trustme

from accordingto.errors import IngestError
from accordingto.ingest.fetch.clocks import Deadline, SystemClock
from accordingto.ingest.fetch.dialing import Dialer, connect
from accordingto.ingest.fetch.targets import parse_url
from tests.ingest.fetch.servers import HOST, StillClock, make_transport, page, serving

PUBLIC = "93.184.215.14"


class Calls:
    """Stands for the network: notes who is called, and answers nobody."""

    def __init__(self):
        self.made = []

    def __call__(self, address, port, seconds):
        self.made.append((str(address), port))
        raise ConnectionRefusedError("nobody there")


def dial(url, *answers, calls=None):
    """Dial with a name service that gives one list of addresses after the other."""
    waiting = list(answers)
    dialer = Dialer(resolve=lambda _host, _port: waiting.pop(0), connect=calls or Calls())
    with pytest.raises(IngestError) as caught:
        dialer.dial(parse_url(url), Deadline(SystemClock(), 60))
    return caught.value, waiting


@pytest.mark.parametrize(
    "inner",
    [
        "127.0.0.1",
        "169.254.169.254",
        "10.0.0.1",
        "100.64.0.1",
        "192.168.1.1",
        "0.0.0.0",  # noqa: S104 -- no server listens here
        "::1",
        "fe80::1%1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
    ],
)
@pytest.mark.parametrize("before", [[], [PUBLIC], [PUBLIC, "2606:4700:4700::1111"]])
def test_name_of_an_inner_address_is_refused_and_nobody_called(inner, before):
    calls = Calls()
    error, _ = dial(f"http://{HOST}/", [*before, inner], calls=calls)
    assert error.code == "address_refused"
    assert "a host at" in error.message
    assert calls.made == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.1", "[::1]", "[::ffff:7f00:1]", "169.254.169.254"]
)
def test_inner_address_is_refused_and_no_name_looked_up(host):
    error, unused = dial(f"http://{host}/", ["1.1.1.1"])
    assert (error.code, unused) == ("address_refused", [["1.1.1.1"]])


def test_name_is_looked_up_once_and_the_checked_address_called():
    calls = Calls()
    error, unused = dial(f"http://{HOST}/", [PUBLIC], ["127.0.0.1"], calls=calls)
    assert calls.made == [(PUBLIC, 80)]
    assert unused == [["127.0.0.1"]]
    assert error.code == "unreachable"


def test_rebound_name_is_refused_at_the_next_request():
    error, _ = dial(f"http://{HOST}/", ["127.0.0.1"])
    assert "this very machine" in error.message


def test_each_address_is_called_in_turn_but_not_without_end():
    calls = Calls()
    addresses = [f"93.184.215.{number}" for number in range(1, 20)]
    dial(f"https://{HOST}/", addresses, calls=calls)
    assert calls.made == [(address, 443) for address in addresses[:4]]


@pytest.mark.parametrize(
    "failure", [socket.gaierror(-2, "Name or service not known"), UnicodeError()]
)
def test_unknown_host_is_told(failure):
    def resolve(_host, _port):
        raise failure

    with pytest.raises(IngestError) as caught:
        Dialer(resolve=resolve).dial(parse_url(f"http://{HOST}/"), Deadline(SystemClock(), 60))
    assert caught.value.code == "unknown_host"


def test_nothing_but_the_given_address_is_looked_up(monkeypatch):
    def fail(*_arguments, **_options):
        raise AssertionError("a name was looked up")

    with serving({"/": page()}) as server:
        monkeypatch.setattr(socket, "getaddrinfo", fail)
        answer = make_transport(server).ask(parse_url(server.url(), frozenset({server.port})), ())
    assert (answer.status, answer.address) == (200, "127.0.0.1")


def test_system_looks_up_names_by_default():
    assert Dialer().resolve("127.0.0.1", 80) == ["127.0.0.1"]
    assert Dialer().connect is connect


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


def tls_server(authority, *names):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return serving({"/": page()}, context)


def ask_over_tls(server, trust=None):
    target = parse_url(server.url(), frozenset({server.port}))
    dialer = {"trust": trust} if trust else {}
    return make_transport(server, clock=StillClock(), **dialer).ask(target, ())


def test_certificate_is_checked_against_the_name_though_called_by_ip(authority):
    context = ssl.create_default_context()
    authority.configure_trust(context)
    with tls_server(authority, HOST) as server:
        answer = ask_over_tls(server, lambda: context)
        assert answer.body == b"<p>Shells fell.</p>"
        assert f"Host: {HOST}:{server.port}\r\n".encode() in server.requests[0]


@pytest.mark.parametrize("name", ["other.example.org", "127.0.0.1"])
def test_certificate_of_another_name_is_refused(authority, name):
    context = ssl.create_default_context()
    authority.configure_trust(context)
    with tls_server(authority, name) as server, pytest.raises(IngestError) as caught:
        ask_over_tls(server, lambda: context)
    assert caught.value.code == "tls"
    assert server.requests == []


def test_certificate_of_an_unknown_authority_is_refused(authority):
    with tls_server(authority, HOST) as server, pytest.raises(IngestError) as caught:
        ask_over_tls(server)
    assert caught.value.code == "tls"
    assert "not trusted" in caught.value.message


def test_server_that_never_greets_is_left():
    silent = socket.create_server(("127.0.0.1", 0))
    port = silent.getsockname()[1]
    dialer = make_transport(connect_s=0.2).dialer
    target = parse_url(f"https://{HOST}:{port}/", frozenset({port}))
    with silent, pytest.raises(IngestError) as caught:
        dialer.dial(target, Deadline(SystemClock(), 60))
    assert caught.value.code == "unreachable"


def test_host_is_not_called_when_no_time_is_left():
    calls = Calls()
    dialer = Dialer(resolve=lambda _host, _port: [PUBLIC], connect=calls)
    with pytest.raises(IngestError, match="no server there that answers"):
        dialer.dial(parse_url(f"http://{HOST}/"), Deadline(SystemClock(), 0))
    assert calls.made == []
