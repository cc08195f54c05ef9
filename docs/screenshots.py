"""Pictures of pages for the documentation, made anew by `make screenshots`.

Needs Chromium. Pages are made from the sample reports, so nothing real is shown.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

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


def _picture(browser: str, page: Path, target: Path, size: str) -> None:
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    asked = [f"--screenshot={target}", f"--window-size={size}", page.as_uri()]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "HOME": str(page.parent)}
    subprocess.run(  # noqa: S603 -- our own words
        [browser, *flags, *asked], check=True, timeout=120, env=environment, **quiet
    )


if __name__ == "__main__":
    main()
