"""The dossier of a case at the desk: what an export makes of it, with the history of the case."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sqlalchemy import Connection

from accordingto.api.export_material import LedgerMaterial
from accordingto.formats.datapackage import METHOD
from accordingto.ledger.case_reviews import CaseStanding, read_case_reviews
from accordingto.ledger.filters import NO_FILTERS
from accordingto.views.cutting import ALL, Cutter, Part
from accordingto.views.dossier_parts import Dossier, make_dossier
from accordingto.web.blind_reading import refuse_blind
from accordingto.web.docket import HistoryLine
from accordingto.web.docket_history import make_history
from accordingto.web.sessions import Preferences

LARGE = 100
"""Reports of a case from which the page of its dossier is cut."""
MOST: Mapping[Part, int] = MappingProxyType(
    {
        Part.CLAIMS: 20,
        Part.COLUMNS: 40,
        Part.REPORTS: LARGE,
        Part.LINKS: LARGE,
        Part.ACTS: 200,
    }
)
"""What the page of the dossier of a large case holds; its whole holds all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDossier:
    """A case as it is printed; names are withheld in it whatever the session shows."""

    code: str
    dossier: Dossier | None
    """None where only what a person stands for was asked for, and there is nothing of it."""
    is_reviewed_only: bool
    standing: CaseStanding
    history: tuple[HistoryLine, ...]
    """What people did about the case, the last first."""
    method: str
    left_out: int
    """Claims, reports, links and decisions of a very large case that only `whole` shows."""


def make_case_dossier(
    connection: Connection,
    code: str,
    preferences: Preferences,
    *,
    only_reviewed: bool,
    is_whole: bool = True,
) -> CaseDossier:
    """Return the dossier of a case, by the code that it has now.

    Of a very large case, only what a page can hold is made, unless the whole is asked for. Raises
    FilterError for one who reads blind and has not decided about it.
    """
    history = make_history(connection, code, (), are_names_shown=False)
    if not any(line.reviewer == preferences.reviewer for line in history):
        refuse_blind(preferences, "a dossier shows")
    material = LedgerMaterial(
        connection, NO_FILTERS, with_unreviewed=not only_reviewed, only=frozenset({code})
    )
    bundle = next(material.cases_of([code]), None)
    review = read_case_reviews(connection, [code])[code]
    is_cut = not is_whole and bundle is not None and len(bundle.reports) > LARGE
    cutter = Cutter(MOST if is_cut else ALL)
    made = make_dossier(bundle, material, cutter) if bundle else None
    return CaseDossier(
        code=code,
        dossier=_without(made, {entry for line in history for entry in line.entries})
        if made
        else None,
        is_reviewed_only=only_reviewed,
        standing=review.standing,
        history=tuple(history),
        method=METHOD,
        left_out=cutter.left_out,
    )


def _without(dossier: Dossier, told: Collection[str]) -> Dossier:
    """Return a dossier without the decisions that the history tells."""
    kept = tuple(one for one in dossier.decisions if one[1].entry not in told)
    return replace(dossier, decisions=kept)
