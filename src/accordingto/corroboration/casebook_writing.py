"""Groups of accounts, copies and codes, written into a ledger."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select, update

from accordingto.corroboration.casebook_copies import Copied
from accordingto.corroboration.casebook_rows import AccountId, DigestId
from accordingto.corroboration.codes import Assigned
from accordingto.corroboration.linking import Linked, ref_of
from accordingto.ledger.case_codes import keep_codes
from accordingto.ledger.case_rows import drop_links
from accordingto.ledger.case_tables import case_accounts, case_copies, case_digests, case_links
from accordingto.ledger.copying import in_parts
from accordingto.ledger.rows import Value, add_rows
from accordingto.records.cases import AccountRef

_SETTLE = (
    update(case_accounts)
    .where(case_accounts.c.id == bindparam("row"))
    .values(code=bindparam("of"), hanging=bindparam("with"))
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
    keep_codes(connection, codes.minted, now)
    lowest: dict[int, AccountId] = {}
    for group in groups:
        own = min(ids[ref_of(one)] for one in group.accounts)
        lowest[group.hanging] = min(own, lowest.get(group.hanging, own))
    rows = [
        {"row": ids[ref_of(one)], "of": code, "with": lowest[group.hanging]}
        for code, group in zip(codes.codes, groups, strict=True)
        for one in group.accounts
    ]
    if rows:
        connection.execute(_SETTLE, rows)
    links: list[dict[str, Value]] = [
        {
            "one_id": ids[link.one],
            "other_id": ids[link.other],
            "rule": link.rule,
            "score": link.score,
        }
        for group in groups
        for link in group.links
    ]
    if links:
        add_rows(connection, case_links, links)


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
