"""Rows and words to search by, made for all that the ledger holds; views anew."""

from alembic import op
from sqlalchemy import inspect, text

from accordingto.ledger.schema_views import VIEWS
from accordingto.ledger.search_index import rebuild
from accordingto.ledger.search_tables import search_rows

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BY_ID = "ix_arrivals_report_id"


def upgrade() -> None:
    """Make tables and views, and fill them."""
    connection = op.get_bind()
    if not inspect(connection).has_table(search_rows.name):
        search_rows.create(connection)
    connection.execute(text(f"CREATE INDEX IF NOT EXISTS {_BY_ID} ON arrivals (report_id)"))
    for name in reversed(VIEWS):
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
    for name, select in VIEWS.items():
        connection.execute(text(f"CREATE VIEW {name} AS {select.strip()}"))
    rebuild(connection)


def downgrade() -> None:
    """Take the tables away; the views stay."""
    connection = op.get_bind()
    connection.execute(text("DROP TABLE search_words"))
    connection.execute(text(f"DROP INDEX {_BY_ID}"))
    search_rows.drop(connection)
