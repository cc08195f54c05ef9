"""Cases of a ledger, with the names left out that views withhold."""

from collections.abc import Iterable, Iterator

from pydantic import TypeAdapter
from sqlalchemy import Connection

from accordingto.corroboration.casebook_looking import load_cases
from accordingto.corroboration.corroborating import Corroboration
from accordingto.records.cases import Case
from accordingto.views.case_background import Withheld, names_in
from accordingto.views.privacy import withhold_in


def withheld_cases(
    connection: Connection, codes: Iterable[str], withheld: Withheld
) -> Iterator[Case]:
    """Yield the cases of some codes, as each is told when it is asked for alone."""
    for code in codes:
        # One by one, so that a case is told alike alone and in a list.
        loaded = load_cases(connection, [code])
        yield withhold_in_case(loaded, loaded.case(code, loaded.groups[0]), withheld)


def withhold_in_case(loaded: Corroboration, case: Case, withheld: Withheld) -> Case:
    """Return a case without the names that its reports withhold."""
    return withhold_in(case, names_in(loaded, case.reports, withheld))


def case_to_plain(case: Case) -> dict[str, object]:
    """Return a case as plain JSON values."""
    plain: dict[str, object] = TypeAdapter(Case).dump_python(case, mode="json")
    return plain
