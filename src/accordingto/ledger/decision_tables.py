"""Tables of decisions by people.

    decisions <- decision_targets, decision_steps
              <- decision_contents (erasable)
    decisions <- chain_heads (made from decision_steps)
    readings  <- reviews, review_queue (made from decisions and readings, and from nothing else)
    texts     <- case_reviews (made from decisions)

Those of the first two lines are only ever added to: the database itself refuses to change or delete
a row. Only a content in `decision_contents` may be emptied, for good.
"""

from sqlalchemy import DDL, CheckConstraint, Index, Table, UniqueConstraint, event

from accordingto.ledger.columns import metadata, points_at, row_id, strict_table, text, whole
from accordingto.ledger.guarding import make_refusal, only_add_to

decisions = strict_table(
    "decisions",
    row_id(),
    # SHA-256 of `entry`.
    text("hash", unique=True),
    # The columns up to `undoes` repeat the entry.
    text("reviewer"),
    # Place in the reviewer's chain, from 0; branches share places.
    whole("seq"),
    # UTC, to the second, as it was given.
    text("time"),
    text("decision"),
    # Hash of the entry that is taken back.
    text("undoes", optional=True),
    # 1 for what was decided without a look at others' decisions.
    whole("is_blind"),
    # Canonical JSON.
    text("entry"),
    Index("ix_decisions_chain", "reviewer", "seq"),
    Index("ix_decisions_time", "time"),
    Index("ix_decisions_undoes", "undoes"),
)

decision_targets = strict_table(
    "decision_targets",
    row_id(),
    points_at("decision_id", "decisions", index=True),
    # 0, or 1 for the second end of a link.
    whole("seq"),
    text("text_sha256"),
    # Empty unless the words stand in the title alone.
    text("title_sha256", optional=True),
    text("kind"),
    whole("span_start"),
    whole("span_end"),
    UniqueConstraint("decision_id", "seq"),
    Index("ix_decision_targets_words", "text_sha256", "kind", "span_start"),
)

decision_steps = strict_table(
    # Which entries of its own reviewer an entry goes on from.
    "decision_steps",
    row_id(),
    points_at("decision_id", "decisions"),
    # Hash of the entry before.
    text("prev"),
    UniqueConstraint("decision_id", "prev"),
    Index("ix_decision_steps_prev", "prev"),
)

chain_heads = strict_table(
    # The entries that no other goes on from; made from decision_steps.
    "chain_heads",
    row_id(),
    text("reviewer"),
    whole("seq"),
    text("hash", unique=True),
    Index("ix_chain_heads_reviewer", "reviewer"),
)

decision_contents = strict_table(
    # What may be personal: the reason, the record as it was seen, the changes.
    "decision_contents",
    row_id(),
    points_at("decision_id", "decisions", index=True),
    # Salted hash, as it stands in the entry.
    text("commitment", unique=True),
    # `why`, `seen` or `changes`.
    text("part"),
    # Both are empty once the content was erased.
    text("salt", optional=True),
    # Canonical JSON.
    text("content", optional=True),
    text("erased_at", optional=True),
    text("erased_why", optional=True),
    CheckConstraint("(salt IS NULL) = (content IS NULL)", name="whole"),
    CheckConstraint("(content IS NULL) = (erased_at IS NOT NULL)", name="erased"),
)

reviews = strict_table(
    # What people made of the records of a reading; a record without a row is unreviewed.
    "reviews",
    row_id(),
    points_at("reading_id", "readings"),
    text("record"),
    text("kind"),
    whole("in_headline"),
    # `unreviewed` (it has notes), `accepted`, `corrected`, `rejected`, `disputed`.
    text("status"),
    # 1 where the reading does not have it, and a decision keeps it.
    whole("is_kept"),
    # JSON of the record as it stands, where that is not what the reading says.
    text("stands_as", optional=True),
    # JSON list of names, of those whose decisions hold.
    text("reviewers"),
    # JSON lists of names: of all who decided, also where another's decision took its place; of
    # those who are unsure.
    text("readers"),
    text("unsure"),
    # JSON lists of hashes of entries.
    text("decisions"),
    text("notes"),
    # Time of the last decision that holds, else of the last note.
    text("time"),
    UniqueConstraint("reading_id", "record"),
    Index("ix_reviews_status", "status", "kind"),
    Index("ix_reviews_record", "record"),
)

review_queue = strict_table(
    # Decisions that a person should look at again.
    "review_queue",
    row_id(),
    points_at("reading_id", "readings", index=True),
    # `gone` `differs` `rejected_differs` `note_gone` `end_gone` `reference_gone` `erased`
    text("code"),
    # Hash of the entry.
    text("decision"),
    text("record", optional=True),
    # JSON list of fields.
    text("fields"),
)

case_reviews = strict_table(
    # What people made of cases: by the words for which a code was minted. Those words stand in one
    # account, and so in one case, which may have several codes by now.
    "case_reviews",
    row_id(),
    text("text_sha256"),
    whole("start"),
    # Null where nobody decided it.
    text("state", optional=True),
    text("assignee", optional=True),
    text("grade", optional=True),
    # JSON list of those three on which people are at odds.
    text("disputed"),
    # JSON lists of hashes of the entries that hold, and of notes.
    text("decisions"),
    text("notes"),
    # Time of the last of them.
    text("time"),
    UniqueConstraint("text_sha256", "start"),
)

DERIVED_TABLES: tuple[Table, ...] = (reviews, review_queue)
"""Tables that `refresh_reviews` makes anew."""

REFUSED = "decisions are never changed or deleted; undo is a new entry"
_ERASING = (
    "NEW.content IS NULL AND NEW.salt IS NULL AND NEW.id = OLD.id"
    " AND NEW.decision_id = OLD.decision_id AND NEW.commitment = OLD.commitment"
    " AND NEW.part = OLD.part AND OLD.content IS NOT NULL"
)


make_refusal(decisions, REFUSED, "refuse_change")
for _table in (decisions, decision_targets, decision_steps, decision_contents):
    only_add_to(
        _table,
        REFUSED,
        "refuse_change",
        may_update=_ERASING if _table is decision_contents else "",
    )

_LOG = """
CREATE VIEW decision_log AS
SELECT d.id, d.time, d.reviewer, d.seq, d.decision, c.content AS why, t.kind, t.text_sha256,
       t.span_start, t.span_end, d.undoes, d.hash
FROM decisions AS d
LEFT JOIN decision_targets AS t ON t.decision_id = d.id AND t.seq = 0
LEFT JOIN decision_contents AS c ON c.decision_id = d.id AND c.part = 'why'
"""
for _when, _told in (
    ("after_create", _LOG.strip()),
    ("before_drop", "DROP VIEW IF EXISTS decision_log"),
):
    event.listen(metadata, _when, DDL(_told))  # type: ignore[no-untyped-call]  # carries no types
