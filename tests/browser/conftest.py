"""A browser for tests: Debian's Chromium, without a display."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.tabs import QUIET, Tab
from tests.conftest import missing
from tests.web.desks import copied, make_demo, opened, served


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- may be missing
    except ImportError:
        missing("no playwright in this environment; requirements/dev.in names it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def open_tab(browser: Any, demo_ledger: Path, tmp_path: Path) -> Iterator[Callable[..., Tab]]:
    """Open tabs at one desk on a copy of the demo ledger, each in a browser of its own."""
    tabs: list[Tab] = []
    with opened(copied(demo_ledger, tmp_path), reviewer="Ana") as desk, served(desk) as address:

        def open_one(path: str = "/", **given: Any) -> Tab:
            tabs.append(Tab(browser, desk, address, **given))
            tabs[-1].go(path)
            return tabs[-1]

        yield open_one
        for tab in tabs:
            tab.context.close()
