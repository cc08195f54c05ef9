"""Where a ledger is: a file, or the URL of a PostgreSQL database."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from accordingto.errors import StoreError

_POSTGRES = frozenset({"postgresql", "postgres", "postgresql+psycopg"})


@dataclass(frozen=True, slots=True)
class Address:
    """A file or a URL, never both."""

    name: str
    """As it may be shown: a password is left out."""
    path: Path | None = None
    url: URL | None = None

    @property
    def is_file(self) -> bool:
        """Tell whether the ledger is an SQLite file."""
        return self.path is not None


def parse_address(where: str | Path) -> Address:
    """Return the address that `where` names; anything with `://` in it is a URL.

    Raises StoreError for a URL of something other than PostgreSQL, and for an empty name.

    >>> parse_address("postgresql://ana:secret@localhost/war").name
    'postgresql://ana:***@localhost/war'
    """
    name = os.fspath(where)
    if "://" in name:
        return _parse_url(name)
    if not name or "\0" in name:
        raise StoreError(
            "this names no file; expected a file such as war.ledger, or postgresql://HOST/DATABASE",
            ledger=repr(name),
            code="not_found",
        )
    return Address(name, path=Path(name))


def _parse_url(name: str) -> Address:
    scheme = name.partition("://")[0]
    try:
        url = make_url(name)
    except (ArgumentError, ValueError) as error:
        raise StoreError(
            "this is no URL of a database; expected postgresql://USER@HOST/DATABASE",
            ledger=f"{scheme}://...",
            code="not_found",
        ) from error
    if url.drivername not in _POSTGRES:
        raise StoreError(
            f"{url.drivername!r} is not supported; expected postgresql://USER@HOST/DATABASE, or "
            "the path of a file for SQLite",
            ledger=f"{scheme}://...",
            code="not_supported",
        )
    shown = url.set(drivername="postgresql").render_as_string(hide_password=True)
    return Address(shown, url=url.set(drivername="postgresql+psycopg"))
