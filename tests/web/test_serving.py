"""The desk listens on the loopback, and nowhere else."""

import socket

import pytest

from accordingto.errors import ConfigurationError
from accordingto.web.serving import listen


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "example.org", "", "127.0.0.2"])  # noqa: S104 -- refused
def test_any_other_address_is_refused(host):
    with pytest.raises(ConfigurationError, match=r"expected 127\.0\.0\.1"):
        listen(host, None)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_loopback_is_listened_at(host):
    with listen(host, None) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_port_that_is_taken_is_told_if_it_was_asked_for():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f"port {port} of 127.0.0.1"):
            listen("127.0.0.1", port)


def test_another_port_is_found_where_the_usual_one_is_taken():
    with listen("127.0.0.1", None) as first, listen("127.0.0.1", None) as second:
        assert first.getsockname()[1] != second.getsockname()[1]


def test_answers_do_not_wait_for_each_other():
    """asyncio switches Nagle's algorithm off only where the protocol is named."""
    with listen("127.0.0.1", None) as listening:
        assert listening.proto == socket.IPPROTO_TCP
