"""From the schema that a ledger has to the one that this version needs."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from accordingto.errors import StoreError
from accordingto.ledger.migrations import REVISION
from accordingto.ledger.schema import metadata

_HERE = Path(__file__).parent / "migrations"
_VERSION_TABLE = """
CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT NOT NULL PRIMARY KEY)
"""


def find_revision(connection: Connection) -> str | None:
    """Return the schema's revision, or None when there is no ledger here."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(
        text("SELECT max(version_num) FROM alembic_version")
    ).scalar()
    return found


def is_empty(connection: Connection) -> bool:
    """Tell whether the database holds no table at all, so that a ledger may be made in it."""
    return not inspect(connection).get_table_names()


def check_revision(connection: Connection, ledger: str) -> None:
    """Refuse what is no ledger, and a ledger of another version's schema.

    Raises StoreError.
    """
    found = find_revision(connection)
    if found is None:
        raise no_ledger(ledger, is_empty=is_empty(connection))
    if found > REVISION:
        raise newer(found, ledger)
    if found < REVISION:
        raise StoreError(
            f"its schema is {found}, and this version of accordingto needs {REVISION}; "
            "any command that writes brings it up to date, as `accordingto add`; back it up first",
            ledger=ledger,
            code="older",
        )


def no_ledger(ledger: str, *, is_empty: bool) -> StoreError:
    """Say that there is a database, but no ledger in it."""
    found = "an empty database" if is_empty else "a database of something else"
    return StoreError(
        f"this is {found}, not a ledger; expected one that `accordingto add` made; name another",
        ledger=ledger,
        code="empty" if is_empty else "not_a_ledger",
    )


def newer(found: str, ledger: str) -> StoreError:
    """Say that a later version of accordingto wrote this."""
    return StoreError(
        f"its schema is {found}, and this version of accordingto knows {REVISION} at most; "
        "expected an older ledger; install the newer accordingto",
        ledger=ledger,
        code="newer",
    )


def make_schema(connection: Connection) -> None:
    """Make the schema whole in an empty database: what all steps together would make."""
    _make_version_table(connection)
    metadata.create_all(connection)
    connection.execute(text("INSERT INTO alembic_version VALUES (:now)"), {"now": REVISION})


def upgrade(connection: Connection) -> None:
    """Bring the schema up to date within the connection's transaction, step by step."""
    # Not loaded for a ledger that is up to date.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    _make_version_table(connection)
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _make_version_table(connection: Connection) -> None:
    """Make alembic's own table, so that it is STRICT as all others are."""
    strict = " STRICT" if connection.dialect.name == "sqlite" else ""
    connection.execute(text(_VERSION_TABLE + strict))
