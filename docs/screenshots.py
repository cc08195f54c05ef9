"""Pictures of pages for the documentation, made anew by `make screenshots`.

Needs Chromium, and Playwright for the desk. Pages are made from the sample reports, so nothing
real is shown.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from accordingto.web.app import make_app
from accordingto.web.demo_ledger import make_demo_ledger
from accordingto.web.desk import Desk
from accordingto.web.serving import listen, serve_until_stopped
from accordingto.web.sessions import OPENING, Preferences, Sessions

IMAGES = Path(__file__).parent / "images"
CASE = "C-0052w7"
"""The market of Dorrash."""
COMMANDS = (
    "demo --write samples",
    "demo --format html -o reading --quiet",
    "add samples/reports.jsonl --gazetteer samples/places.tsv --ledger war.ledger --quiet",
    f"export --to dossier --case {CASE} --ledger war.ledger -o dossier --include-unreviewed -q",
)
PAGES = {
    "reading": ("reading/01-dorrash-hospital.html", "1000,560"),
    "dossier": ("dossier/*.html", "900,560"),
}

DESK = {
    "docket": ("/cases/C-0052w7", 1180, 900),
    "queue": ("/queue", 1180, 760),
}
"""Pages of the desk: path, width, height."""


def main() -> None:
    """Make the pages, then the pictures."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("screenshots: no Chromium on this machine; install the package chromium")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for command in COMMANDS:
            words = [sys.executable, "-m", "accordingto", *command.split()]
            subprocess.run(words, cwd=folder, check=True, timeout=300)  # noqa: S603 -- our own words
        for name, (page, size) in PAGES.items():
            _picture(browser, sorted(Path(folder).glob(page))[0], IMAGES / f"{name}.png", size)
        _pictures_of_desk(browser, Path(folder) / "demo.ledger")


def _picture(browser: str, page: Path, target: Path, size: str) -> None:
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    asked = [f"--screenshot={target}", f"--window-size={size}", page.as_uri()]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "HOME": str(page.parent)}
    subprocess.run(  # noqa: S603 -- our own words
        [browser, *flags, *asked], check=True, timeout=120, env=environment, **quiet
    )


def _pictures_of_desk(chromium: str, path: Path) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- for the desk alone

    sessions = Sessions(Preferences(reviewer="M. K."))
    with (
        make_demo_ledger(path) as ledger,
        listen("127.0.0.1", None) as listening,
        sync_playwright() as playwright,
    ):
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = make_app(Desk(ledger=ledger, sessions=sessions), listening.getsockname()[1])
        told = (app, listening, lambda: None)
        threading.Thread(target=serve_until_stopped, args=told, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}{OPENING}?token={sessions.make_token()}")
        for name, (where, width, height) in DESK.items():
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{address}{where}")
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
