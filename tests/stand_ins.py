"""A stand-in for a language model's server, on loopback: it answers as a test says, also badly."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = "sk-test-0123456789-never-shown"
EMPTY = {"statements": [], "incidents": [], "figures": [], "agreements": []}
HANGS = "hangs"
"""An answer that does not come before the server is closed."""


def completion(answer, *, end="stop", **more):
    """The body of a chat completion that holds an answer, or a text."""
    text = answer if isinstance(answer, str) else json.dumps(EMPTY | answer)
    usage = {"prompt_tokens": 1000, "completion_tokens": 100}
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": end}
    return {"choices": [choice], "usage": usage} | more


class StandIn:
    """What was asked of a server, and what it answers: each answer in turn, the last for ever.

    An answer is a body (status 200), a status with a body and headers, a function that makes one of
    the request, or HANGS.
    """

    def __init__(self, answers):
        self.answers = list(answers)
        self.came = []
        self.headers = []
        self.closed = threading.Event()
        self.url = ""

    def next(self, asked):
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer(asked) if callable(answer) else answer

    def materials(self):
        """The sentences that were sent, request by request."""
        return [json.loads(asked["messages"][1]["content"]) for asked in self.came]


def _handler(standing):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            standing.headers.append((self.path, dict(self.headers)))
            standing.came.append(json.loads(raw))
            answer = standing.next(standing.came[-1])
            if answer == HANGS:
                standing.closed.wait(60)
                return
            status, body, headers = answer if isinstance(answer, tuple) else (200, answer, {})
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            headers = {"Content-Type": "application/json"} | headers
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):  # a client that hung up is part of the test
        pass


@contextmanager
def serving(*answers):
    """Run a stand-in; yields what it was asked, with its address."""
    standing = StandIn(answers)
    server = _Server(("127.0.0.1", 0), _handler(standing))
    standing.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield standing
    finally:
        standing.closed.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
