"""Waiting for work that goes on in another thread."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE_S = 120


def until(look: Callable[[], T], is_so: Callable[[T], object]) -> T:
    """Look again and again until it is so."""
    end = time.monotonic() + PATIENCE_S
    while not is_so(found := look()):
        assert time.monotonic() < end, f"it never came: {found}"
        time.sleep(0.01)
    return found


def done(client, answer):
    """Return the page of the work that a form began, once it is over."""
    assert answer.status_code == 200, answer.text
    path = answer.json()["next"] if answer.url.path.startswith("/api") else answer.url.path
    return until(lambda: client.get(f"/api/v1{path}").json(), lambda page: page["is_over"])
