"""Addresses of reports at the words that carry a record."""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, select

from accordingto.ledger.case_tables import case_digests
from accordingto.ledger.copying import in_parts
from accordingto.ledger.record_tables import agreements, figures, incidents, statements
from accordingto.records.tolls import ClaimRef

_TABLES = (incidents, figures, statements, agreements)


def report_path(key: str) -> str:
    """Return the path of a report, by its key in a case.

    >>> report_path("r1~0123456789ab")
    '/reports/0123456789ab'
    """
    return f"/reports/{key.rpartition('~')[2]}"


def link_to_words(connection: Connection, reports: Iterable[str]) -> Callable[[ClaimRef], str]:
    """Return what tells, for a record of these reports, where it can be read.

    What the title alone says, and what a decision keeps beside the reading, leads to the report.
    """
    spans: dict[tuple[str, str], tuple[int, int]] = {}
    for part in in_parts(sorted(set(reports))):
        asked = select(case_digests.c.key, case_digests.c.reading_id)
        known = connection.execute(asked.where(case_digests.c.key.in_(part)))
        key_of = {row.reading_id: row.key for row in known}
        for table in _TABLES:
            columns = table.c.reading_id, table.c.record, table.c.span_start, table.c.span_end
            here = table.c.reading_id.in_(key_of) & (table.c.in_headline == 0)
            for reading, record, start, end in connection.execute(select(*columns).where(here)):
                spans[key_of[reading], record] = start, end

    def link(ref: ClaimRef) -> str:
        path, span = report_path(ref.report), spans.get((ref.report, ref.record))
        return path if span is None else f"{path}?at={span[0]}-{span[1]}"

    return link
