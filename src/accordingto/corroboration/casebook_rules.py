"""By which rules the cases of a ledger were made: others make other cases."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from sqlalchemy import Connection, delete, select

from accordingto.corroboration.copies import RULE
from accordingto.corroboration.weights import load_weights
from accordingto.ledger.rows import add_rows
from accordingto.ledger.store_tables import about

NAME = "cases_made_with"
_DATA = ("linking.toml", "word_counts.toml")
_OF_HASH = 12
_KEPT = "accounts/2"
"""What is kept of an account."""


@cache
def rules_now() -> str:
    """Return the rules of this version: their names, and a hash of the data they go by."""
    data = files("accordingto.corroboration")
    digest = sha256(b"".join((data / name).read_bytes() for name in _DATA)).hexdigest()
    return f"{RULE} {load_weights().rule} {_KEPT} {digest[:_OF_HASH]}"


def rules_kept(connection: Connection) -> str | None:
    """Return the rules that cases were made with; None where there are none."""
    found: str | None = connection.scalar(select(about.c.value).where(about.c.name == NAME))
    return found


def keep_rules(connection: Connection) -> None:
    """Note that all cases were made with the rules of this version."""
    if rules_kept(connection) != rules_now():
        connection.execute(delete(about).where(about.c.name == NAME))
        add_rows(connection, about, [{"name": NAME, "value": rules_now()}])
