"""What is new in a ledger's cases, since reports up to a certain one were told of."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Select, exists, func, select

from accordingto.corroboration.casebook_looking import load_cases
from accordingto.corroboration.copies import CopyGroup
from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.digests import ReportKey
from accordingto.corroboration.linking import Linked
from accordingto.corroboration.origins import find_origins
from accordingto.corroboration.voices import resolve_voices
from accordingto.ledger.case_tables import case_accounts, case_codes, case_digests
from accordingto.ledger.store_tables import current_readings, readings
from accordingto.records.cases import Case

_AT_ONCE = 50
"""Cases that are looked up together."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where a ledger's news were told: rows of its readings and of its codes."""

    reading: int = 0
    code: int = 0


@dataclass(frozen=True, slots=True)
class Grown:
    """A case of which reports tell that came after a mark."""

    before: Case | None
    """Without them; None where nobody told of it before."""
    after: Case
    fresh: frozenset[ReportKey]
    found: Corroboration = field(repr=False)
    """What it was looked up in."""


def mark_now(connection: Connection) -> Mark:
    """Return the mark of a ledger as it is."""
    return Mark(
        connection.scalar(select(func.max(readings.c.id))) or 0,
        connection.scalar(select(func.max(case_codes.c.id))) or 0,
    )


def mark_told(connection: Connection, since: Mark) -> Mark:
    """Return the mark up to which news can have been told since an earlier one.

    Reports that another process has added, and not linked into cases yet, lie behind it.
    """
    waiting = (
        select(func.min(current_readings.c.reading_id))
        .outerjoin(case_digests, case_digests.c.reading_id == current_readings.c.reading_id)
        .where(case_digests.c.id.is_(None), current_readings.c.reading_id > since.reading)
    )
    first, now = connection.scalar(waiting), mark_now(connection)
    return now if first is None else Mark(first - 1, now.code)


def find_grown(connection: Connection, mark: Mark) -> Iterator[Grown]:
    """Yield the cases that reports tell of which came after the mark, by code.

    What was read anew by another reader is no news; a new version of a page is, where it says
    something else than the version that stands beside it.
    """
    arrived = _arrived_after(mark)
    keys = select(case_digests.c.key).where(case_digests.c.reading_id.in_(arrived))
    fresh = frozenset(connection.scalars(keys))
    told = (
        select(case_accounts.c.code)
        .distinct()
        .join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
        .where(case_digests.c.reading_id.in_(arrived))
    )
    codes = sorted(connection.scalars(told))
    new = set(connection.scalars(select(case_codes.c.code).where(case_codes.c.id > mark.code)))
    for at in range(0, len(codes), _AT_ONCE):
        part = codes[at : at + _AT_ONCE]
        found = load_cases(connection, part)
        older = _without(found, fresh)
        for code, linked, known in zip(part, found.groups, older.groups, strict=True):
            before = older.case(code, known) if code not in new and known.accounts else None
            yield Grown(before, found.case(code, linked), fresh, found)


def _arrived_after(mark: Mark) -> Select[tuple[int]]:
    """Return the readings of texts that were not read before the mark."""
    older = readings.alias("older")
    is_known = exists().where(
        older.c.publication_id == readings.c.publication_id,
        older.c.text_id == readings.c.text_id,
        older.c.id <= mark.reading,
    )
    return select(readings.c.id).where(readings.c.id > mark.reading, ~is_known)


def _without(found: Corroboration, fresh: frozenset[ReportKey]) -> Corroboration:
    """Return cases as they would be had some reports not come; empty where only these tell."""
    digests = {key: one for key, one in found.digests.items() if key not in fresh}
    copies = tuple(
        CopyGroup(
            members=tuple(key for key in group.members if key not in fresh),
            links=tuple(
                link for link in group.links if link.one not in fresh and link.other not in fresh
            ),
        )
        for group in found.copies
    )
    copies = tuple(group for group in copies if len(group.members) > 1)
    origins = find_origins(digests.values(), copies)
    groups = (_linked_without(linked, fresh) for linked in found.groups)
    return replace(
        found,
        digests=digests,
        copies=copies,
        origins=origins,
        resolve=lambda: resolve_voices(digests.values(), origins),
        groups=tuple(groups),
    )


def _linked_without(linked: Linked, fresh: frozenset[ReportKey]) -> Linked:
    return Linked(
        tuple(one for one in linked.accounts if one.report not in fresh),
        tuple(
            link
            for link in linked.links
            if link.one.report not in fresh and link.other.report not in fresh
        ),
    )
