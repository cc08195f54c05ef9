"""What a store says when something is wrong, in words a user can act on."""

import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from accordingto.errors import StoreError

_OTHERWISE = "the database did not do what was asked"


@dataclass(frozen=True, slots=True)
class Failure:
    """One way to fail: words in the database's message, and what a user is told."""

    words: tuple[str, ...]
    code: str
    told: str


@contextmanager
def told_as_store_errors(ledger: str) -> Iterator[None]:
    """Turn what the database raises into a StoreError that names the ledger."""
    try:
        yield
    except DBAPIError as error:
        raise describe_failure(str(error.orig), ledger) from error
    except (sqlite3.Error, SQLAlchemyError) as error:
        raise describe_failure(str(error), ledger) from error
    except UnicodeDecodeError as error:
        raise StoreError(
            f"it holds bytes that are no text ({error.reason}); expected UTF-8; "
            "the file is damaged: go back to a backup",
            ledger=ledger,
            code="damaged",
        ) from error


def describe_failure(message: str, ledger: str) -> StoreError:
    """Return the error that says what a database's message means, and the message itself."""
    said = " ".join(message.split())
    lower = said.lower()
    for failure in load_failures():
        if any(words in lower for words in failure.words):
            return StoreError(f"{failure.told} ({said})", ledger=ledger, code=failure.code)
    return StoreError(f"{_OTHERWISE}: {said}", ledger=ledger, code="failed")


@cache
def load_failures() -> tuple[Failure, ...]:
    """Return the failures that are known, in the order in which they are tried."""
    raw = files("accordingto.ledger").joinpath("failures.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(raw)["failure"]
    return tuple(Failure(tuple(row["words"]), row["code"], row["told"]) for row in rows)
