"""Outlines of invented cases, put into the ledger of a desk in one line."""

from accordingto.ledger.case_tables import case_outlines
from accordingto.ledger.rows import add_rows

PLAIN = {
    "accounts": 1, "kind": "shelling", "first_day": "2024-03-15", "last_day": "2024-03-15",
    "place": "Marenna", "gazetteer_name": "Marenna", "admin1": None, "country": "SY", "lat": 36.2,
    "lon": 37.1, "where_prec": 1, "at_facility": 0, "killed": 14,
}  # fmt: skip


def put_cases(desk, *, keep=False, **cases):
    """Put cases on the map of a desk, in place of those that are there."""
    with desk.ledger.change() as connection:
        if not keep:
            connection.execute(case_outlines.delete())
        rows = [{**PLAIN, "code": f"C-{code}", **changes} for code, changes in cases.items()]
        add_rows(connection, case_outlines, rows)
