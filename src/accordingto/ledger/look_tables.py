"""Tables of what reviewers have looked at. To look is no decision: it stands in no log.

They are of this ledger alone: `merge` leaves them out, and so do exports.
"""

from sqlalchemy import Index, UniqueConstraint

from accordingto.ledger.columns import content, row_id, strict_table, text, whole

case_looks = strict_table(
    # What a reviewer saw of a case when they last looked.
    "case_looks",
    row_id(),
    text("reviewer"),
    # As it was then; it may lead to another case now.
    text("code"),
    text("looked_at"),
    # Hashes of the accounts that were there, eight bytes each, sorted: of their texts and places.
    content("accounts"),
    # Row of the last decision that was there.
    whole("decision"),
    UniqueConstraint("reviewer", "code"),
    Index("ix_case_looks_code", "code"),
)

sessions = strict_table(
    # When a reviewer was last at work, and what had come in by then.
    "sessions",
    row_id(),
    text("reviewer", unique=True),
    text("began_at"),
    text("last_at"),
    # Rows of the last reading and the last decision before this session began.
    whole("since_reading"),
    whole("since_decision"),
    # The same as of `last_at`.
    whole("reading"),
    whole("decision"),
)
