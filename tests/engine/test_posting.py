"""Alerts sent to a server on loopback."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from accordingto.engine.posting import Webhook
from accordingto.errors import ConfigurationError, DeliveryError
from tests.engine.test_notifying import ALERTS


@contextmanager
def serving(*answers):
    """A server that gives these answers in turn; yields its address and what was sent."""
    left, came = list(answers), []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            came.append((self.path, self.headers["Content-Type"], json.loads(body)))
            status, headers = left.pop(0)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook", came
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def test_a_webhook_gets_words_and_all_alerts():
    with serving((204, {})) as (url, came):
        Webhook(url).send(ALERTS)
    [(path, kind, body)] = came
    assert path == "/hook"
    assert kind == "application/json; charset=utf-8"
    assert body["text"] == "new case: Marenna – 3\n\ndenial"
    assert [one["id"] for one in body["alerts"]] == ["a1", "a2"]


@pytest.mark.parametrize("status", [302, 307, 400, 503])
def test_any_other_answer_is_no_delivery_and_redirects_are_not_followed(status):
    with (
        serving((status, {"Location": "/elsewhere"}), (200, {})) as (url, came),
        pytest.raises(DeliveryError, match=f"127.0.0.1: answered {status}"),
    ):
        Webhook(url).send(ALERTS)
    assert len(came) == 1


def test_a_server_that_is_not_there_is_told_without_the_address():
    with serving() as (url, _):
        gone = f"{url}?token=secret"
    with pytest.raises(DeliveryError, match=r"127\.0\.0\.1: cannot be reached") as told:
        Webhook(gone).send(ALERTS)
    assert "secret" not in str(told.value)
    assert "urlopen" not in str(told.value)


@pytest.mark.parametrize(
    "url", ["http://example.org/x", "ftp://example.org", "example.org/x", "file:///etc/passwd", ""]
)
def test_alerts_go_nowhere_in_the_clear(url):
    with pytest.raises(ConfigurationError, match=r"expected https://"):
        Webhook(url)
