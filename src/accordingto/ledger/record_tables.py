"""Tables of the records of readings, so that they can be searched: one row a record.

A row repeats what its reading says and nothing else: `exploding.py` makes it from the reading, and
`verify` makes it again. `reading_id` leads to publication, text and hash; `span_start` and
`span_end` are code points of the text, or of the title where `in_headline` is 1. `record` is a
record's id of 16 digits, unique within its reading. Columns that end in `_actor` hold the `record`
of an actor of the same reading.
"""

from sqlalchemy import Index, Table
from sqlalchemy.schema import SchemaItem

from accordingto.ledger.columns import points_at, real, row_id, strict_table, text, whole


def _records(name: str, *own: SchemaItem) -> Table:
    return strict_table(
        name, row_id(), points_at("reading_id", "readings", index=True), whole("seq"), *own
    )


def _evidenced(name: str, *own: SchemaItem) -> Table:
    return _records(
        name,
        text("record"),
        whole("in_headline"),
        whole("span_start"),
        whole("span_end"),
        # The words that carry the record.
        text("words"),
        real("confidence"),
        *own,
    )


def _maybe(*names: str) -> tuple[SchemaItem, ...]:
    return tuple(text(name, optional=True) for name in names)


figures = _evidenced(
    "figures",
    text("state"),
    whole("low", optional=True),
    whole("high", optional=True),
    whole("approximate"),
    text("bound"),
    # The number phrase as written.
    text("number_words"),
    *(text(name) for name in ("who", "scope", "basis", "status_claimed", "age", "sex")),
    *_maybe("source", "source_actor", "incident", "part_of", "statement"),
    *_maybe("status_source", "role", "side_actor", "label"),
    *_maybe("covers_from", "covers_to", "covers_area"),
    Index("ix_figures_toll", "state", "low"),
)

statements = _evidenced(
    "statements",
    *_maybe("source", "source_actor", "cue"),
    text("mode"),
    text("stance"),
    *_maybe("channel"),
    text("knowledge"),
    *_maybe("said_from", "said_to"),
)

subjects = _records(
    # What a statement is about.
    "subjects",
    text("statement"),
    text("record"),
)

incidents = _evidenced(
    "incidents",
    text("kind"),
    *_maybe("date_from", "date_to"),
    # The best-evidenced place; `places` holds all of them.
    *_maybe("place", "country", "admin1", "admin2"),
    real("lat"),
    real("lon"),
    whole("where_prec", optional=True),
    whole("geo_precision", optional=True),
    text("certainty"),
    *_maybe("weapon", "not_after"),
    Index("ix_incidents_days", "date_from", "date_to"),
    Index("ix_incidents_country", "country", "date_from"),
)

incident_days = _records(
    # Every account of an incident's day, with who gives it.
    "incident_days",
    text("incident"),
    *_maybe("date_from", "date_to"),
    whole("precision_ucdp", optional=True),
    whole("precision_acled", optional=True),
    text("edtf"),
    *_maybe("source", "source_actor"),
)

places = _records(
    # Every account of an incident's place, with who gives it.
    "places",
    text("incident"),
    # 1 for the one that stands in `incidents`.
    whole("is_best"),
    whole("span_start"),
    whole("span_end"),
    # As written.
    text("name"),
    text("role"),
    *_maybe("qualifier", "country", "gazetteer", "gazetteer_id", "gazetteer_name"),
    *_maybe("admin1", "admin2"),
    real("lat"),
    real("lon"),
    *_maybe("feature"),
    whole("where_prec", optional=True),
    whole("geo_precision", optional=True),
    real("confidence"),
    *_maybe("runner_up", "why", "source", "source_actor"),
    Index("ix_places_gazetteer_id", "gazetteer_id"),
)

blame = _records(
    "blame",
    text("incident"),
    # Who is held responsible.
    text("actor"),
    *_maybe("actor_actor"),
    text("mode"),
    # Who says so; empty for the report's own voice.
    *_maybe("source", "source_actor", "statement"),
    # Blame of one group is an alternative: only one of the group can hold.
    whole("alternative", optional=True),
    whole("span_start"),
    whole("span_end"),
    Index("ix_blame_mode", "mode"),
)

agreements = _evidenced(
    "agreements",
    text("step"),
    *_maybe("date_from", "date_to", "subject", "deal"),
    *_maybe("source", "source_actor", "statement"),
    text("certainty"),
    Index("ix_agreements_days", "date_from", "date_to"),
)

roles = _records(
    # Words that name somebody or something in a role of a record.
    "roles",
    # `figure`, `statement`, `incident` or `agreement`.
    text("kind"),
    text("record"),
    # `mention` `via` `accused` `actor` `target` `weapon` `party` `broker` `term`.
    text("role"),
    whole("in_headline"),
    whole("span_start"),
    whole("span_end"),
    text("words"),
    *_maybe("actor"),
)

actors = _records(
    "actors",
    text("record"),
    text("name"),
    text("kind"),
    *_maybe("role", "affiliation", "category"),
    whole("public_office"),
    Index("ix_actors_name", "name"),
)

people = _records(
    # Named dead and hurt: personal, erasable.
    "people",
    text("record"),
    text("name"),
    whole("age", optional=True),
    text("sex"),
    *_maybe("role"),
    text("state"),
    *_maybe("figure"),
    whole("span_start"),
    whole("span_end"),
    text("words"),
    Index("ix_people_record", "record"),
)

problems = _records(
    "problems",
    text("stage"),
    text("code"),
    text("message"),
    whole("span_start", optional=True),
    whole("span_end", optional=True),
)

RECORD_TABLES: tuple[Table, ...] = (
    figures,
    statements,
    subjects,
    incidents,
    incident_days,
    places,
    blame,
    agreements,
    roles,
    actors,
    people,
    problems,
)
"""All tables that are made from readings, and from nothing else."""
