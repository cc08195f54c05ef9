"""How a store goes about a query."""

import re
from contextlib import contextmanager

from sqlalchemy import event

_SCANS = re.compile(r"^SCAN (\w{1,60})|Seq Scan on (\w{1,60})")


def plan_of(connection, ask):
    """The lines of the plans of all queries that a function makes."""
    with _heard(connection) as queries:
        ask()
    if connection.dialect.name == "sqlite":
        lead = "EXPLAIN QUERY PLAN "
    else:
        # A table of three rows is read from end to end whatever indexes it has.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        lead = "EXPLAIN "
    return [
        str(row[-1])
        for statement, values in queries
        for row in connection.exec_driver_sql(lead + statement, values)
    ]


def gone_through(plan):
    """Tables that are read from end to end; what a query itself has gathered is none."""
    found = (match for line in plan for match in _SCANS.finditer(line))
    names = {match[1] or match[2] for match in found}
    return {name for name in names if not name.startswith(("anon", "CONSTANT"))}


@contextmanager
def _heard(connection):
    queries = []

    def note(*told):
        queries.append(told[2:4])

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield queries
    finally:
        event.remove(connection, "before_cursor_execute", note)
