"""How fast the review desk answers on a large ledger, and how much it sends.

    python -m evaluation.desk_speed war.ledger
    python -m evaluation.desk_speed war.ledger --draw      # in Chromium too, by Playwright

Each page and its JSON twin is asked for several times, one after the other; the ledger is copied
first. Nothing is counted but what the desk itself takes: it answers in this very process.
"""

import argparse
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlalchemy import select

from accordingto.engine.choices import ReaderChoice, ReaderName
from accordingto.ledger.case_listing import find_cases
from accordingto.ledger.filters import NO_FILTERS
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.listing import Page
from accordingto.ledger.store_tables import publications
from accordingto.web.app import make_app
from accordingto.web.desk import Desk
from accordingto.web.serving import collect_seldom, listen, make_server
from accordingto.web.sessions import OPENING, Preferences, Sessions
from accordingto.web.views import API

PAGES = (
    "/",
    "/cases",
    "/cases?text=market",
    "/cases/{code}",
    "/queue",
    "/reports",
    "/reports/{report}",
    "/search?text=market",
    "/map",
    "/timeline",
    "/coverage",
    "/sources",
    "/agreements",
    "/add",
    "/add/entry",
    "/add/sheet",
    "/brief",
    "/brief?include_unreviewed=true&from=2016-09-24&to=2016-09-24",
    "/check",
    "/export",
    "/api",
    "/settings",
)
"""Front pages, and one of each kind below them."""
TIMES = 7
MOST_MS, MOST_BYTES, MOST_DRAWN_MS = 200, 500_000, 1000


@dataclass(frozen=True, slots=True)
class Measured:
    """One address, asked for several times."""

    path: str
    status: int
    median_ms: float
    worst_ms: float
    processor_ms: float
    """Median of what the desk and who asks took of the processor: the same on a busy machine."""
    size: int

    def told(self) -> str:
        """Return it as a line of the table."""
        is_late = self.processor_ms > MOST_MS or self.size > MOST_BYTES or self.status >= 500
        mark = "  <<" if is_late else ""
        return (
            f"{self.path[:44]:44} {self.status} {self.median_ms:8.0f} {self.worst_ms:8.0f} "
            f"{self.processor_ms:9.0f} {self.size:9,}{mark}"
        )


@contextmanager
def served(path: Path) -> Iterator[tuple[Desk, str]]:
    """Serve a copy of a ledger from a thread."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.ledger"
        shutil.copyfile(path, copy)
        with Ledger.open(copy, Opening.CHANGE) as ledger, listen("127.0.0.1", None) as listening:
            port = listening.getsockname()[1]
            sessions = Sessions(Preferences(reviewer="Speed"))
            desk = Desk(ledger=ledger, sessions=sessions, reader=ReaderChoice(ReaderName.RULES))
            app = make_app(desk, port)
            server = make_server(app)
            collect_seldom()
            thread = threading.Thread(target=lambda: server.run(sockets=[listening]), daemon=True)
            thread.start()
            yield desk, f"http://127.0.0.1:{port}"
            server.should_exit = True
            thread.join(10)


def measure(client: httpx.Client, path: str) -> Measured:
    """Ask for an address several times, once before that to warm up."""
    took: list[float] = []
    used: list[float] = []
    answer = client.get(path)
    for _ in range(TIMES):
        begun, before = time.perf_counter(), time.process_time()
        answer = client.get(path)
        used.append((time.process_time() - before) * 1000)
        took.append((time.perf_counter() - begun) * 1000)
    return Measured(
        path=path,
        status=answer.status_code,
        median_ms=statistics.median(took),
        worst_ms=max(took),
        processor_ms=statistics.median(used),
        size=len(answer.content),
    )


def fill(desk: Desk, path: str) -> str:
    """Put a code and a report of the ledger in the place of parameters."""
    with desk.ledger.look() as connection:
        if "{code}" in path:
            code = find_cases(connection, NO_FILTERS, Page(limit=1)).codes[0]
            path = path.replace("{code}", code)
        if "{report}" in path:
            key = connection.scalar(select(publications.c.key).limit(1))
            path = path.replace("{report}", str(key))
    return path


def draw(desk: Desk, address: str, paths: list[str]) -> Iterator[str]:
    """Yield how long each page takes in Chromium until it has been drawn."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only where it is asked for

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}{OPENING}?token={desk.sessions.make_token()}")
        for path in paths:
            begun = time.perf_counter()
            page.goto(f"{address}{path}", wait_until="load")
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done()))")
            took = (time.perf_counter() - begun) * 1000
            yield f"{path[:60]:60} drawn in {took:6.0f}{'  <<' if took > MOST_DRAWN_MS else ''}"
        browser.close()


def main() -> None:
    """Print a line for each page."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--draw", action="store_true", help="in Chromium too")
    asked = parser.parse_args()
    with served(asked.ledger) as (desk, address):
        client = httpx.Client(base_url=address, timeout=120, follow_redirects=True)
        client.get(OPENING, params={"token": desk.sessions.make_token()})
        print(f"{'page':44}          median    worst processor     bytes", flush=True)
        paths = [fill(desk, path) for path in PAGES]
        for path in paths:
            print(measure(client, path).told(), flush=True)
            print(measure(client, f"{API}{path}").told(), flush=True)
        for line in draw(desk, address, paths) if asked.draw else ():
            print(line, flush=True)


if __name__ == "__main__":
    main()
