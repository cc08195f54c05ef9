"""Cases that go out, looked up some at a time: together they cost little more than one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from accordingto.corroboration.casebook_looking import load_each
from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.digests import ReportKey
from accordingto.ledger.copying import in_parts
from accordingto.ledger.shown import AT_ONCE

CASES_AT_ONCE = 100
"""Cases that are looked up together."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A case as it was looked up, with the keys of the reports that give accounts of it."""

    code: str
    loaded: Corroboration
    reports: frozenset[ReportKey]


def gather(
    connection: Connection, codes: Iterable[str], reports_at_once: int = AT_ONCE
) -> Iterator[list[Gathered]]:
    """Yield cases in the order of their codes as given, a few at a time.

    So few that they have no more than `reports_at_once` different reports, but for a case that has
    more by itself.
    """
    held: list[Gathered] = []
    reports: set[ReportKey] = set()
    for part in in_parts(codes, CASES_AT_ONCE):
        for code, loaded in zip(part, load_each(connection, part, with_terms=True), strict=True):
            one = Gathered(code, loaded, frozenset(a.report for a in loaded.groups[0].accounts))
            if held and len(reports | one.reports) > reports_at_once:
                yield held
                held, reports = [], set()
            held.append(one)
            reports |= one.reports
        # Nothing of one part is held while the next is looked up.
        if held:
            yield held
            held, reports = [], set()
