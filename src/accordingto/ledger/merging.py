"""Two ledgers become one: what one has and the other does not is added, and nothing is lost.

Everything is named by hashes that are the same in every ledger, so merging again changes nothing,
and a merge that was stopped is finished by merging again. What ledgers tell of time (when something
came, was read, was refused) becomes the earlier of the two; the current reading is the one made
last; versions of a page are counted anew, in the order in which they came.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from accordingto.errors import StoreError
from accordingto.ledger.case_codes import keep_codes, read_codes
from accordingto.ledger.copying import in_parts
from accordingto.ledger.decision_merging import MergedDecisions, merge_decisions
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.merging_erased import erase_alike, merge_tombstones
from accordingto.ledger.merging_publications import Came, merge_publication, number_versions
from accordingto.ledger.merging_sheets import merge_quarantine, merge_sheets
from accordingto.ledger.redaction import merge_redactions
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.ledger.store_tables import publications
from accordingto.ledger.verify import verify_ledger

_TOGETHER = 50
"""Publications that are taken over in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came over."""

    publications: int
    known: int
    """Publications that were known."""
    arrivals: int
    readings: int
    differing: int
    """Readings by the same reader of the same report that say something else; those here stay."""
    entries: int
    """By hand."""
    sheets: int
    quarantined: int
    erased: int
    """Publications of which names were erased here, since they had been erased there."""
    left: int
    """Publications that were left there, since names were erased from just these texts here."""
    withheld: int
    """Decisions on names that are withheld."""
    decisions: MergedDecisions


def merge(into: Ledger, source: Ledger, on_part: Callable[[str], None] | None = None) -> Merged:
    """Add all that another ledger holds; that one is only looked at.

    It is verified first. Publications are taken over a few at a time, each whole; decisions all
    together. `on_part` is told what is being done.

    Raises StoreError when both are one, and when the other is not as it was kept: nothing is taken
    from it then.
    """
    check_apart(into, source)
    tell = on_part or _tell_nobody
    tell("verifying what is to come")
    _check(source)
    with source.look() as connection:
        erased = erase_alike(into, connection)
        merge_tombstones(into, connection)
        came = _merge_publications(into, connection, tell)
        tell("sheets and quarantine")
        with into.change() as changing:
            sheets = merge_sheets(changing, connection)
            quarantined = merge_quarantine(changing, connection)
            withheld = merge_redactions(changing, connection)
            keep_codes(changing, read_codes(connection), into.now())
        tell("decisions")
        with into.change() as changing:
            decisions = merge_decisions(changing, connection, source.name)
            refresh_reviews(changing, decisions.texts)
    return Merged(
        publications=came["new"],
        known=came["known"],
        arrivals=came["arrivals"],
        readings=came["readings"],
        differing=came["differing"],
        entries=came["entries"],
        sheets=sheets,
        quarantined=quarantined,
        erased=erased,
        left=came["left"],
        withheld=withheld,
        decisions=decisions,
    )


def check_apart(into: Ledger, source: Ledger) -> None:
    """Raise StoreError when two ledgers are one."""
    one, other = into.address, source.address
    is_same = one == other
    if one.path is not None and other.path is not None:
        is_same = one.path.samefile(other.path)
    if is_same:
        raise StoreError(
            "this is the ledger itself; expected another; name one to take from, and with --ledger "
            "one to add to",
            ledger=source.name,
            code="same",
        )


def _check(source: Ledger) -> None:
    for fault in verify_ledger(source):
        raise StoreError(
            f"it is not as it was kept: {fault}; expected a ledger that verifies, and took nothing "
            "from it; go back to a backup of it",
            ledger=source.name,
            code="damaged",
        )


def _merge_publications(
    into: Ledger, source: Connection, tell: Callable[[str], None]
) -> Counter[str]:
    """Take over all publications; count what came, since of many no list should be held."""
    counts: Counter[str] = Counter()
    ids = source.scalars(select(publications.c.id).order_by(publications.c.id)).all()
    for part in in_parts(ids, _TOGETHER):
        with into.change(in_bulk=True) as changing:
            came = [merge_publication(changing, source, row) for row in _rows(source, part)]
            number_versions(changing, {one.page for one in came})
        for one in came:
            counts.update(_counts(one))
        tell(f"{counts['all']:,} of {len(ids):,} publications")
    return counts


def _counts(one: Came) -> dict[str, int]:
    return {
        "all": 1,
        "new": one.is_new,
        "known": not one.is_new and not one.is_left,
        "left": one.is_left,
        "arrivals": one.arrivals,
        "readings": one.readings,
        "differing": one.differing,
        "entries": one.entries,
    }


def _rows(source: Connection, ids: Sequence[int]) -> list[RowMapping]:
    asked = select(publications).where(publications.c.id.in_(ids)).order_by(publications.c.id)
    return list(source.execute(asked).mappings())


def _tell_nobody(_: str) -> None:
    pass
