"""The demo ledger, a copy of it for each test, and a client at its desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accordingto.ledger.ledger import Ledger, Opening
from accordingto.web.desk import Desk
from tests.web.desks import Client, copied, make_demo, opened


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def desk(demo_ledger: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk on a copy of the demo ledger, where "Ana" decides."""
    with opened(copied(demo_ledger, tmp_path), reviewer="Ana") as desk:
        yield desk


@pytest.fixture
def client(desk: Desk) -> Iterator[Client]:
    with Client(desk) as client:
        yield client


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Client]:
    """A client at a desk on a ledger that holds nothing."""
    path = tmp_path / "empty.ledger"
    Ledger.open(path, Opening.MAKE).close()
    with opened(path, reviewer="Ana") as desk, Client(desk) as client:
        yield client
