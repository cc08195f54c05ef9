"""Names that are withheld by decision."""

from alembic import op
from sqlalchemy import inspect

from accordingto.ledger.redaction_tables import redactions

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    connection = op.get_bind()
    if not inspect(connection).has_table(redactions.name):
        redactions.create(connection)


def downgrade() -> None:
    """Take it away."""
    redactions.drop(op.get_bind())
