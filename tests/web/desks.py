"""Desks for tests: the demo ledger, read once; a copy of it for each test; a client that is in."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from accordingto.engine.choices import ReaderChoice, ReaderName
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.web.app import make_app
from accordingto.web.demo_ledger import make_demo_ledger
from accordingto.web.desk import Desk
from accordingto.web.serving import listen, make_server
from accordingto.web.sessions import OPENING, Preferences, Sessions

PORT = 8765
HOST = f"http://127.0.0.1:{PORT}"
RULES = ReaderChoice(ReaderName.RULES)


def make_demo(folder: Path) -> Path:
    """Make the demo ledger with the rules' reader, to be copied."""
    path = folder / "demo.ledger"
    make_demo_ledger(path, ReaderName.RULES).close()
    return path


def copied(ledger: Path, folder: Path) -> Path:
    """Copy a ledger that nobody writes to."""
    path = folder / "copy.ledger"
    shutil.copyfile(ledger, path)
    return path


class Client(TestClient):
    """A browser without a screen that the desk has let in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(make_app(desk, PORT), base_url=HOST, raise_server_exceptions=False)
        self.desk = desk
        self.get(OPENING, params={"token": desk.sessions.make_token()})
        [self.session] = [desk.sessions.find(value) for value in self.cookies.values()]

    def post_form(self, path: str, **fields: object):
        """Send a form as one of our pages does, and follow to the page after it."""
        return self.post(path, data={"csrf": self.session.csrf, **fields})

    def request(self, *given: object, **named: object):
        """Send a request, and wait until cases follow what it decided."""
        answer = super().request(*given, **named)
        self.desk.settling.wait()
        return answer

    def act(self, path: str, body: object = None):
        """Send an action as our scripts do."""
        headers = {"x-csrf-token": self.session.csrf}
        return self.post(f"/api/v1{path}", json=body, headers=headers)


@contextmanager
def opened(path: Path, reviewer: str = "", **given: object) -> Iterator[Desk]:
    """Open a desk on a ledger."""
    with Ledger.open(path, Opening.CHANGE) as ledger:
        sessions = Sessions(Preferences(reviewer=reviewer))
        desk = Desk(ledger=ledger, sessions=sessions, reader=RULES, **given)
        try:
            yield desk
        finally:
            desk.settling.wait()


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """Serve a desk from a thread of its own; give the address without path."""
    with listen("127.0.0.1", None) as listening:
        port = listening.getsockname()[1]
        server = make_server(make_app(desk, port))
        thread = threading.Thread(target=lambda: server.run(sockets=[listening]), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)
