"""Groups of accounts, copies and codes, written into a ledger."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, select, update

from accordingto.corroboration.casebook_copies import Copied
from accordingto.corroboration.casebook_outlines import write_outlines
from accordingto.corroboration.casebook_rows import (
    AccountId,
    DigestId,
    pack_near,
    unpack_near,
)
from accordingto.corroboration.codes import Assigned
from accordingto.corroboration.linking import Joined, Linked, ref_of
from accordingto.ledger.case_codes import keep_codes
from accordingto.ledger.case_rows import drop_links, drop_outlines
from accordingto.ledger.case_tables import case_accounts, case_copies, case_digests, case_links
from accordingto.ledger.copying import in_parts
from accordingto.ledger.rows import Value, add_rows
from accordingto.records.cases import AccountRef

_AT_ONCE = 1000
"""Cases that are written together."""
_SETTLE = (
    update(case_accounts)
    .where(case_accounts.c.id == bindparam("row"))
    .values(code=bindparam("of"), joined_to=bindparam("with"), bond=bindparam("by"))
)
_NEAR = (
    update(case_accounts)
    .where(case_accounts.c.id == bindparam("row"))
    .values(near=bindparam("who"))
)
_TELL = (
    update(case_digests).where(case_digests.c.id == bindparam("row")).values(story=bindparam("of"))
)


def write_cases(
    connection: Connection,
    groups: Sequence[Linked],
    codes: Assigned,
    ids: Mapping[AccountRef, AccountId],
    now: str,
) -> None:
    """Write which case each account belongs to, and what holds the cases together.

    Links of these accounts that were there before are replaced.
    """
    for part in in_parts(sorted(ids.values())):
        here = case_accounts.c.id.in_(part)
        drop_links(connection, select(case_accounts.c.id).where(here))
        drop_outlines(connection, select(case_accounts.c.code).where(here))
    keep_codes(connection, codes.minted, now)
    for some in in_parts(zip(codes.codes, groups, strict=True), _AT_ONCE):
        _write_some(connection, some, ids)


def _write_some(
    connection: Connection,
    cases: Sequence[tuple[str, Linked]],
    ids: Mapping[AccountRef, AccountId],
) -> None:
    steps = {join.taken: join for _, group in cases for join in group.joins}
    rows = [
        {"row": ids[ref_of(one)], "of": code, **_step(steps.get(ref_of(one)), ids)}
        for code, group in cases
        for one in group.accounts
    ]
    connection.execute(_SETTLE, rows)
    write_outlines(connection, cases)
    links: list[dict[str, Value]] = [
        {
            "one_id": ids[link.one],
            "other_id": ids[link.other],
            "rule": link.rule,
            "score": link.score,
        }
        for _, group in cases
        for link in group.links
    ]
    if links:
        add_rows(connection, case_links, links)


def _step(join: Joined | None, ids: Mapping[AccountRef, AccountId]) -> dict[str, Value]:
    return {"with": ids[join.kept] if join else None, "by": join.bond if join else None}


def write_near(
    connection: Connection,
    new: Mapping[AccountId, Iterable[AccountId]],
    met: Mapping[AccountId, Iterable[AccountId]],
) -> None:
    """Write which accounts score above the threshold with new ones, and which others do now."""
    found: dict[AccountId, set[AccountId]] = defaultdict(set)
    for one, others in (*new.items(), *met.items()):
        found[one].update(others)
        for other in others:
            found[other].add(one)
    rows: list[dict[str, Value]] = []
    for part in in_parts(sorted(found)):
        asked = select(case_accounts.c.id, case_accounts.c.near)
        for row in connection.execute(asked.where(case_accounts.c.id.in_(part))):
            known = () if row.id in new else unpack_near(row.near)
            rows.append({"row": row.id, "who": pack_near({*known, *found[row.id]})})
    if rows:
        connection.execute(_NEAR, rows)


def write_all_near(
    connection: Connection, ones: NDArray[np.int64], others: NDArray[np.int64]
) -> None:
    """Write which accounts score above the threshold, where nothing is known of that yet."""
    if not len(ones):
        return
    whose = np.concatenate([ones, others]).astype(np.uint32)
    who = np.concatenate([others, ones]).astype(np.uint32)
    order = np.lexsort((who, whose))
    whose, who = whose[order], who[order]
    starts = np.flatnonzero(np.r_[True, whose[1:] != whose[:-1]]).tolist()
    bounds = zip(starts, [*starts[1:], len(whose)], strict=True)
    rows = ({"row": int(whose[a]), "who": pack_near(who[a:b].tolist())} for a, b in bounds)
    for part in in_parts(rows, _AT_ONCE):
        connection.execute(_NEAR, part)


def write_copies(connection: Connection, copies: Iterable[Copied]) -> None:
    """Write pairs of reports that share a text."""
    rows: list[dict[str, Value]] = [
        {
            "one_id": one.one,
            "other_id": one.other,
            "kind": one.kind.value,
            "of_one": one.of_one,
            "of_other": one.of_other,
        }
        for one in copies
    ]
    if rows:
        add_rows(connection, case_copies, rows)


def write_stories(connection: Connection, stories: Mapping[DigestId, int | None]) -> None:
    """Write which reports share a text: those of one number."""
    if stories:
        rows = [{"row": one, "of": story} for one, story in stories.items()]
        connection.execute(_TELL, rows)


def write_leads(connection: Connection, led: Iterable[DigestId]) -> None:
    """Write which texts are near-copies of longer ones."""
    for part in in_parts(led):
        here = update(case_digests).where(case_digests.c.id.in_(part))
        connection.execute(here.values(leads=0))
