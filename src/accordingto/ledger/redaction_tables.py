"""The table of names that are withheld wherever words of the ledger are shown."""

from sqlalchemy import CheckConstraint, Index

from accordingto.ledger.columns import row_id, strict_table, text

redactions = strict_table(
    # What people decided to withhold, or to show again: the last word on each name or rule holds.
    "redactions",
    row_id(),
    # Of the canonical JSON of all other columns: the same in every ledger.
    text("hash", unique=True),
    # `withhold` or `show`.
    text("decision"),
    # `name` or `rule`.
    text("kind"),
    # The name, as it was given: personal, erasable. Or the name of the rule.
    text("value"),
    text("reviewer"),
    text("why"),
    text("made_at"),
    CheckConstraint("decision IN ('withhold', 'show')", name="decision"),
    CheckConstraint("kind IN ('name', 'rule')", name="kind"),
    Index("ix_redactions_value", "kind", "value"),
)
