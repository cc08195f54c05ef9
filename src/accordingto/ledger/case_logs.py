"""The log of one case: decisions on it, on links of its accounts, and on its records."""

from sqlalchemy import Connection, select

from accordingto.ledger.case_deciding import accounts_of
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.copying import in_parts
from accordingto.ledger.decision_tables import decision_targets
from accordingto.ledger.logs import LogLine, read_lines
from accordingto.ledger.record_tables import figures
from accordingto.records.kinds import RecordKind


def read_case_log(connection: Connection, code: str) -> list[LogLine]:
    """Return the entries about a case, the last that this ledger got first.

    What was decided on the case, on links of its accounts to others, and on its incidents and their
    figures; undone entries and undos too.
    """
    accounts = set(accounts_of(connection, code))
    own = {(text, RecordKind.INCIDENT.value, start) for text, start in accounts}
    own |= _figures_of(connection, code)
    found: set[int] = set()
    for part in in_parts(sorted({text for text, _ in accounts})):
        asked = select(
            decision_targets.c.decision_id,
            decision_targets.c.text_sha256,
            decision_targets.c.kind,
            decision_targets.c.span_start,
        ).where(decision_targets.c.text_sha256.in_(part))
        for row in connection.execute(asked):
            if (row.text_sha256, row.kind, row.span_start) in own:
                found.add(row.decision_id)
    return list(read_lines(connection, sorted(found, reverse=True)))


def _figures_of(connection: Connection, code: str) -> set[tuple[str, str, int]]:
    asked = (
        select(case_digests.c.text_sha256, figures.c.span_start)
        .join(case_accounts, case_accounts.c.digest_id == case_digests.c.id)
        .join(
            figures,
            (figures.c.reading_id == case_digests.c.reading_id)
            & (figures.c.incident == case_accounts.c.record),
        )
        .where(case_accounts.c.code == code)
    )
    rows = connection.execute(asked)
    return {(row.text_sha256, RecordKind.FIGURE.value, row.span_start) for row in rows}
