"""The first schema: tables, indexes, triggers, full text and views, each as SQL beside this file.

What is written there is never changed once a version was released; a later schema is a later step.
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_HERE = Path(__file__).parent


def upgrade() -> None:
    """Make all of it, one statement after the other; a blank line stands between them."""
    connection = op.get_bind()
    written = _HERE.joinpath(f"0001_{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in written.split("\n\n"):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Refuse: before this step there is no ledger."""
    raise NotImplementedError("there is no schema before the first; delete the ledger instead")
