"""Ledgers to test: what holds for one store holds for the other."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from accordingto.ledger.ledger import Ledger, Opening
from tests.conftest import missing
from tests.postgres import NoServerError, drop_database, make_database, running_server

NOON = datetime(2024, 3, 14, 12, tzinfo=UTC)
_NAMES = (f"test_{number}" for number in count())


def make_clock():
    """A clock that goes on by a second each time somebody looks at it."""
    seconds = count()
    return lambda: NOON + timedelta(seconds=next(seconds))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """The socket of a PostgreSQL that runs for these tests."""
    try:
        with running_server() as socket:
            yield socket
    except NoServerError as error:
        missing(str(error))


@pytest.fixture
def database(postgres) -> Iterator[str]:
    """The URL of an empty database."""
    name = next(_NAMES)
    yield make_database(postgres, name)
    drop_database(postgres, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path) -> str:
    """Where a ledger can be made: a file, then a database."""
    if request.param == "sqlite":
        return str(tmp_path / "war.ledger")
    return request.getfixturevalue("database")


@pytest.fixture
def ledger(where) -> Iterator[Ledger]:
    """A ledger with nothing in it, open for changes."""
    with Ledger.open(where, Opening.MAKE, clock=make_clock()) as made:
        yield made


@pytest.fixture
def sqlite(tmp_path) -> Iterator[Ledger]:
    """The same in a file only, for what concerns files."""
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE, clock=make_clock()) as made:
        yield made
