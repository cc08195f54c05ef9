import socket
import struct
import time
from contextlib import suppress

import pytest

from accordingto.errors import IngestError
from accordingto.ingest.fetch.answers import Limits
from accordingto.ingest.fetch.clocks import SystemClock
from accordingto.ingest.fetch.targets import parse_url
from tests.ingest.fetch.servers import make_transport, page, serving

PATIENT = Limits(seconds=120, silence_s=60, body=100_000)
SOON = Limits(seconds=0.4, silence_s=0.2, body=100_000)
DRIP = Limits(seconds=0.4, silence_s=30, body=100_000)


def ask(script, limits=PATIENT, expect=None):
    with serving({"/": script}) as server:
        target = parse_url(server.url(), frozenset({server.port}))
        transport = make_transport(server, limits=limits, clock=SystemClock())
        return transport.ask(target, (("Accept", "text/html"),), *([expect] if expect else []))


def failure(script, limits=PATIENT):
    with pytest.raises(IngestError) as caught:
        ask(script, limits)
    return caught.value.code


def keep_sending(piece, pause=0.0, begin=b""):
    """Send without end, until nobody listens any more."""

    def script(connection):
        with suppress(OSError):
            connection.sendall(begin)
            while True:
                connection.sendall(piece)
                time.sleep(pause)

    return script


def chunks(*sizes_and_bodies):
    return b"".join(size + b"\r\n" + body + b"\r\n" for size, body in sizes_and_bodies)


ENDLESS = page(b"", Content_Length="")
CHUNKED = page(b"", Content_Length="", Transfer_Encoding="chunked")


def test_answer_holds_what_was_sent_and_what_came():
    whole = page(b"<p>Shells fell.</p>", ETag='"1"')
    answer = ask(whole)
    assert (answer.status, answer.body, answer.is_whole) == (200, b"<p>Shells fell.</p>", True)
    assert answer.response == whole
    assert answer.request.startswith(b"GET / HTTP/1.1\r\nHost: news.example.org:")
    assert answer.request.endswith(b"\r\nAccept: text/html\r\nConnection: close\r\n\r\n")
    assert answer.header("etag") == '"1"'
    assert answer.header("Set-Cookie") == ""


def test_header_is_one_line_whatever_came():
    answer = ask(page(X_A="a\0b", X_B="c\r\n d"))
    assert (answer.header("X-A"), answer.header("X-B")) == ("a\ufffdb", "c d")
    assert b"a\0b" in answer.response


def test_chunks_are_put_together_and_kept_as_they_came():
    whole = CHUNKED + chunks((b"6", b"Shells"), (b"6;x=1", b" fell."), (b"0", b""))
    answer = ask(whole)
    assert (answer.body, answer.response) == (b"Shells fell.", whole)


def test_body_without_a_length_ends_with_the_connection():
    assert ask(page(b"Shells fell.", Content_Length="")).body == b"Shells fell."


def test_body_longer_than_it_said_is_taken_as_long_as_it_said():
    assert ask(page(b"Shells fell.", Content_Length="6")).body == b"Shells"


@pytest.mark.parametrize("length", ["13", "99999"])
def test_body_shorter_than_it_said_is_refused(length):
    assert failure(page(b"Shells fell.", Content_Length=length)) == "cut_short"


@pytest.mark.parametrize("length", ["100001", "99999999999999999999"])
def test_body_that_says_it_is_too_long_is_not_read(length):
    assert failure(keep_sending(b"x", 0.01, page(b"", Content_Length=length))) == "too_large"


@pytest.mark.parametrize(
    "begin",
    [ENDLESS, page(b"", Content_Length="-1"), page(b"", Content_Length="many")],
    ids=["no length", "negative", "no number"],
)
def test_endless_body_is_cut_off(begin):
    assert failure(keep_sending(b"x" * 65536, begin=begin)) == "too_large"


def test_endless_chunks_are_cut_off():
    assert failure(keep_sending(chunks((b"1000", b"x" * 4096)), begin=CHUNKED)) == "too_large"


def test_endless_framing_of_small_chunks_is_cut_off():
    piece = chunks((b"1;" + b"x" * 1000, b"y")) * 50
    assert failure(keep_sending(piece, begin=CHUNKED)) == "too_large"


def test_endless_trailer_is_cut_off():
    assert (
        failure(keep_sending(b"X: " + b"y" * 9000 + b"\r\n", begin=CHUNKED + b"0\r\n"))
        == "too_large"
    )


@pytest.mark.parametrize(
    "begin",
    [b"HTTP/1.1 100 Continue\r\n\r\n" * 1000, b"X" * 60_000],
    ids=["continue", "status line"],
)
def test_endless_beginning_is_cut_off(begin):
    assert failure(keep_sending(begin)) in {"too_large", "not_http"}


def test_endless_headers_are_cut_off():
    begin = b"HTTP/1.1 200 OK\r\n"
    assert failure(keep_sending(b"X: " + b"y" * 9000 + b"\r\n", begin=begin)) in {
        "too_large",
        "not_http",
    }


@pytest.mark.parametrize(
    "begin", [b"", b"HTTP/1.1 200 OK\r\nX: ", ENDLESS, CHUNKED, page(b"", Content_Length="500")]
)
def test_server_that_drips_is_left_when_time_is_up(begin):
    assert failure(keep_sending(b"7", 0.02, begin), DRIP) in {"slow", "not_http"}


@pytest.mark.parametrize("begin", [b"", b"HTTP/1.1 200 OK\r\n", ENDLESS])
def test_server_that_falls_silent_is_left(begin):
    def script(connection):
        connection.sendall(begin)
        connection.recv(1)  # until it is left

    assert failure(script, SOON) == "slow"


@pytest.mark.parametrize(
    ("script", "code"),
    [
        (b"", "not_http"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "not_http"),
        (b"HTTP/1.1 okay\r\n\r\n", "not_http"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n", "not_http"),
        (CHUNKED + b"shells\r\n", "cut_short"),
        (CHUNKED + b"-1\r\n" + b"x" * 10, "cut_short"),
        (CHUNKED + b"-5\r\n" + b"x" * 10, "not_http"),
        (CHUNKED + b"9\r\nxx", "cut_short"),
    ],
)
def test_answer_that_is_not_http_is_refused(script, code):
    assert failure(script) == code


def test_connection_that_is_reset_is_told():
    def script(connection):
        connection.sendall(page(b"Shells", Content_Length="500"))
        # Not to linger: closing sends a reset.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    assert failure(script) == "cut_short"


def test_body_of_what_is_not_a_page_is_not_read():
    answer = ask(keep_sending(b"x", 0.01, page(b"", status="404 Not Found", Content_Length="9999")))
    assert (answer.status, answer.body, answer.is_whole) == (404, b"", False)


def test_body_is_not_read_when_the_headers_are_of_no_use():
    def expect(status, headers):
        assert (status, dict(headers)["Content-Type"]) == (200, "video/mp4")
        raise IngestError("a film", path="x", code="media_type")

    with pytest.raises(IngestError, match="a film"):
        ask(
            keep_sending(b"x", 0.01, page(b"", Content_Type="video/mp4", Content_Length="")),
            expect=expect,
        )
