"""Cases that may be one with another: near enough to be looked at by a person, with the reasons.

The rule that links compares the same pairs, and did not find them alike enough to link the cases.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, select

from accordingto.corroboration.casebook_blocks import KeptBlocks
from accordingto.corroboration.casebook_rows import (
    AccountId,
    KeptAccount,
    load_accounts,
    load_accounts_by_id,
)
from accordingto.corroboration.comparing import Comparer, probability
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.decisions import read_standing
from accordingto.ledger.linking import LinkStatus, links_of
from accordingto.records.cases import Term

LEAST = 0.1
"""Probability by the rule, below which a case is not shown: it links from 0.33."""
MOST = 5
MOST_ACCOUNTS = 16
"""Accounts of a large case that others are compared with; those of the earliest rows."""
MOST_COMPARED = 1_500
"""Pairs that are scored, so that a page does not wait."""

Place = tuple[str, int]
"""The hash of a text, and where in it an account begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearCase:
    """A case that may be one with another, by the two accounts that are most alike."""

    code: str
    probability: float
    """By the rule, for these two accounts alone."""
    own: str
    """Id of the account of the case that was asked about."""
    own_report: str
    own_quote: str
    other: str
    """Id of the account of the near case."""
    other_report: str
    other_quote: str
    terms: tuple[Term, ...]
    """The weightiest first."""


def find_near_cases(connection: Connection, code: str, most: int = MOST) -> list[NearCase]:
    """Return the cases that may be one with this one, the likeliest first.

    Those that a person said are another event are left out.
    """
    blocks, comparer = KeptBlocks(connection), Comparer()
    own = list(islice(load_accounts(connection, case_accounts.c.code == code), MOST_ACCOUNTS))
    blocks.accounts.update((one.id, one) for one in own)
    best: dict[str, tuple[float, KeptAccount, KeptAccount]] = {}
    for one, other in _pairs(blocks, own, code):
        score = comparer.score(one.account, other.account)
        if other.code not in best or score > best[other.code][0]:
            best[other.code] = score, one, other
    likely = [row for row in best.values() if probability(row[0]) >= LEAST]
    likely.sort(key=lambda row: (-row[0], row[2].code))
    refused = _refused(connection, code) if likely else set()
    kept = [row for row in likely if row[2].code not in refused]
    return [_near(comparer, *row) for row in kept[:most]]


def digest_texts(connection: Connection, reports: Sequence[str]) -> dict[str, str]:
    """Return the hashes of the texts of reports, by the keys of these."""
    asked = select(case_digests.c.key, case_digests.c.text_sha256)
    rows = connection.execute(asked.where(case_digests.c.key.in_(sorted(set(reports)))))
    return {row.key: row.text_sha256 for row in rows}


def _pairs(
    blocks: KeptBlocks, own: Sequence[KeptAccount], code: str
) -> Iterable[tuple[KeptAccount, KeptAccount]]:
    partners = blocks.partners(one.id for one in own)
    wanted: list[tuple[KeptAccount, AccountId]] = []
    for one in own:
        others = sorted({*partners[one.id], *one.near})
        wanted += [(one, other) for other in others]
    wanted = wanted[:MOST_COMPARED]
    # Who was near may have gone since.
    ids = {other for _, other in wanted}
    known = {kept.id: kept for kept in load_accounts_by_id(blocks.connection, ids)}
    for one, other in wanted:
        kept = known.get(other)
        if kept is not None and kept.code != code:
            yield one, kept


def _near(comparer: Comparer, score: float, one: KeptAccount, other: KeptAccount) -> NearCase:
    return NearCase(
        code=other.code,
        probability=round(probability(score), 3),
        own=one.account.record,
        own_report=one.account.report,
        own_quote=one.account.quote,
        other=other.account.record,
        other_report=other.account.report,
        other_quote=other.account.quote,
        terms=comparer.explain(one.account, other.account),
    )


def _refused(connection: Connection, code: str) -> set[str]:
    """Return the cases of which a person said that they are another event."""
    own = _places(connection, code)
    links = links_of(read_standing(connection, sorted({text for text, _ in own})))
    apart: set[Place] = set()
    for link in links:
        ends = [(end.sha256, end.start) for end in link.ends]
        if link.status is LinkStatus.UNLINKED and own.intersection(ends):
            apart.update(ends)
    return {found for place in apart - own for found in _codes_at(connection, place)}


def _places(connection: Connection, code: str) -> set[Place]:
    asked = (
        select(case_digests.c.text_sha256, case_accounts.c.start)
        .join(case_accounts, case_accounts.c.digest_id == case_digests.c.id)
        .where(case_accounts.c.code == code)
    )
    return {(row.text_sha256, row.start) for row in connection.execute(asked)}


def _codes_at(connection: Connection, place: Place) -> list[str]:
    asked = (
        select(case_accounts.c.code)
        .join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
        .where(case_digests.c.text_sha256 == place[0], case_accounts.c.start == place[1])
    )
    return list(connection.scalars(asked))
