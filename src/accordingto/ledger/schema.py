"""The schema of a ledger, whole: one for SQLite and PostgreSQL.

Tables stand in modules of their own, each with what it is for; a module with tables or views of its
own is named here, and nowhere else. Import tables from where they are made, and `metadata` from
here when all of them are meant.
"""

from accordingto.ledger import (
    case_tables,
    decision_tables,
    entry_tables,
    export_tables,
    look_tables,
    record_tables,
    redaction_tables,
    schema_views,
    search_tables,
    store_tables,
)
from accordingto.ledger.columns import metadata

__all__ = ["PARTS", "metadata"]

PARTS = (
    store_tables,
    record_tables,
    decision_tables,
    entry_tables,
    export_tables,
    case_tables,
    search_tables,
    redaction_tables,
    look_tables,
    schema_views,
)
"""Every module that adds to the schema."""
