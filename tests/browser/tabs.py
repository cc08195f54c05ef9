"""A tab at the desk, with all that it asked for and complained about."""

from typing import Any

from accordingto.web.desk import Desk
from accordingto.web.sessions import OPENING

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATIENCE_MS = 30_000
"""How long one step may take; machines are slow when they do other things too."""
PAUSE_MS = 25


class Tab:
    """One browser at the desk: `tab.page` is Playwright's page."""

    def __init__(self, browser: Any, desk: Desk, address: str, **given: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **given})
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.address = address
        self.desk = desk
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.go(f"{OPENING}?token={desk.sessions.make_token()}")

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def go(self, path: str) -> None:
        """Go to a page of the desk."""
        self.page.goto(f"{self.address}{path}")

    def told(self) -> str:
        """What the page last said."""
        return " ".join(self.page.locator("#told").inner_text().split())

    def until(self, condition: str) -> None:
        """Wait until an expression of the page's own script is true.

        Playwright's `wait_for_function` compiles its words in the page, which the desk forbids.
        """
        for _ in range(PATIENCE_MS // PAUSE_MS):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(PAUSE_MS)
        raise AssertionError(f"not within {PATIENCE_MS} ms: {condition}; told: {self.told()!r}")

    def until_told(self, words: str) -> None:
        """Wait until the page says something with these words."""
        self.page.wait_for_selector(f"#told:has-text({words!r})", state="attached")

    def asked_elsewhere(self) -> list[str]:
        """Requests that did not go to the desk; there must be none."""
        return [url for url in self.requests if not url.startswith((self.address, "data:"))]
