"""Views of a ledger: what a person opens in Datasette, and what queries start from.

One text for SQLite and PostgreSQL. `reports` has a row for each publication, with the title and
date it came with and its current reading; the `current_` views hold the records of current
readings, with the report they stand in.
"""

from sqlalchemy import DDL, event

from accordingto.ledger.columns import metadata

_CURRENT = """
SELECT {table}.*, p.key AS publication, a.report_id, a.title, a.publisher, a.published, p.url,
       t.sha256 AS text_sha256
FROM {table}
JOIN current_readings AS c ON c.reading_id = {table}.reading_id
JOIN readings AS d ON d.id = c.reading_id
JOIN arrivals AS a ON a.id = d.arrival_id
JOIN publications AS p ON p.id = c.publication_id
JOIN texts AS t ON t.id = p.text_id
"""

VIEWS: dict[str, str] = {
    "reports": """
SELECT p.id AS publication_id, p.key AS publication, a.report_id, a.title, p.source, a.publisher,
       a.published, p.url, p.version,
       (SELECT max(v.version) FROM publications AS v WHERE v.page = p.page) AS versions,
       t.sha256 AS text_sha256, t.characters, p.text_id, a.id AS arrival_id, a.tool, a.path, a.line,
       p.added_at, d.id AS reading_id, d.reader, d.version AS reader_version, d.language,
       d.published_from, d.published_to, d.read_at
FROM publications AS p
JOIN texts AS t ON t.id = p.text_id
LEFT JOIN current_readings AS c ON c.publication_id = p.id
LEFT JOIN readings AS d ON d.id = c.reading_id
JOIN arrivals AS a ON a.id = coalesce(
  d.arrival_id, (SELECT max(x.id) FROM arrivals AS x WHERE x.publication_id = p.id))
""",
    **{
        f"current_{table}": _CURRENT.format(table=table)
        for table in (
            "figures",
            "statements",
            "incidents",
            "blame",
            "agreements",
            "actors",
            "places",
            "problems",
        )
    },
    "open_quarantine": """
SELECT q.id, q.stage, q.code, q.message, q.path, q.line, q.report_id, b.size, q.attempts,
       q.first_at, q.last_at
FROM quarantine AS q LEFT JOIN blobs AS b ON b.id = q.blob_id
WHERE q.resolved_at IS NULL
""",
}
"""Names of the views, and what they select; each may use those before it."""


def _run(statement: str) -> DDL:
    return DDL(statement)  # type: ignore[no-untyped-call]  # carries no types


for _name, _select in VIEWS.items():
    event.listen(metadata, "after_create", _run(f"CREATE VIEW {_name} AS {_select.strip()}"))
for _name in reversed(VIEWS):
    event.listen(metadata, "before_drop", _run(f"DROP VIEW IF EXISTS {_name}"))
