"""Cases that live in a ledger: made from its readings and decisions, with codes that last."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import compress

import numpy as np
from sqlalchemy import Connection, func, select

from accordingto.corroboration.casebook_blocks import add_keys
from accordingto.corroboration.casebook_copies import Copied, add_shingles
from accordingto.corroboration.casebook_growth import Growing, Settled
from accordingto.corroboration.casebook_ids import AccountRows
from accordingto.corroboration.casebook_leaders import add_bands
from accordingto.corroboration.casebook_rows import DigestId, keep_digest
from accordingto.corroboration.casebook_rules import keep_rules, rules_kept, rules_now
from accordingto.corroboration.casebook_writing import (
    write_all_near,
    write_cases,
    write_copies,
    write_leads,
    write_stories,
)
from accordingto.corroboration.codes import Codes, Founder
from accordingto.corroboration.corroborating import (
    Corroboration,
    Noted,
    corroborate_and_note,
)
from accordingto.corroboration.digests import Digest
from accordingto.corroboration.ledger_digests import condense_readings, current_ids, read_decided
from accordingto.corroboration.sketches import read_shingles
from accordingto.ledger.case_codes import read_codes
from accordingto.ledger.case_rows import (
    Pending,
    drop_all,
    find_pending,
    find_restless,
    is_corroborated,
)
from accordingto.ledger.case_tables import case_digests
from accordingto.ledger.ledger import Ledger

_AT_ONCE = 1000
"""Reports that are taken up in one transaction."""


def corroborate_ledger(ledger: Ledger) -> Corroboration:
    """Corroborate all current readings of a ledger anew, as they stand, and keep what comes of it.

    Codes that were minted before stay. Raises StoreError when it cannot be written to; it is left
    as it was then.
    """
    with ledger.change() as connection:
        known = {code: Founder(*one) for code, one in read_codes(connection).items()}
        ids = current_ids(connection)
        drop_all(connection)
        kept: dict[str, DigestId] = {}
        digests = _keep(connection, ids, kept)
        found, noted = corroborate_and_note(digests, read_decided(connection), Codes(known))
        _write(connection, found, noted, kept, ledger.now())
        keep_rules(connection)
    return found


def _keep(
    connection: Connection, ids: Sequence[int], kept: dict[str, DigestId]
) -> Iterator[Digest]:
    """Yield the digests of readings, each once it is kept."""
    for reading_id, digest in condense_readings(connection, ids):
        kept[digest.key] = keep_digest(connection, reading_id, digest)
        yield digest


def corroborate_pending(ledger: Ledger) -> Settled:
    """Take up what cases do not tell yet: reports that came, were read anew, or were decided on.

    Only cases that this touches are made anew; they become what `corroborate_ledger` makes them.
    Where other rules made those that there are, all are made anew.
    What was taken up stays so, if it is interrupted. Raises StoreError as that does.
    """
    total, pending = Settled(), _look(ledger, find_pending)
    while pending:
        if _is_most(ledger, pending):
            return total.plus(_take_up_all(ledger, pending))
        with ledger.change() as connection:
            pending = find_pending(connection)
            part = Pending(pending.fresh[:_AT_ONCE], pending.gone)
            total = total.plus(settle(connection, part, ledger.now()))
        pending = _look(ledger, find_pending)
    return total


def catch_up(ledger: Ledger) -> Settled:
    """Take up what was decided on, read anew or erased, as far as cases told of it already."""
    pending = _look(ledger, find_restless)
    if not pending:
        return Settled()
    if _is_most(ledger, pending):
        return _take_up_all(ledger, pending)
    with ledger.change() as connection:
        return settle(connection, find_restless(connection), ledger.now())


def catch_up_after_merge(ledger: Ledger) -> Settled:
    """Take up what came from another ledger, where cases are kept."""
    with ledger.look() as connection:
        is_kept = is_corroborated(connection) or bool(read_codes(connection))
    return corroborate_pending(ledger) if is_kept else Settled()


def _look(ledger: Ledger, find: Callable[[Connection], Pending]) -> Pending:
    with ledger.look() as connection:
        return find(connection)


def _is_most(ledger: Ledger, pending: Pending) -> bool:
    """Tell whether to make all anew: that is less work, or other rules made what there is."""
    with ledger.look() as connection:
        if is_corroborated(connection) and rules_kept(connection) != rules_now():
            return True
        known = connection.scalar(select(func.count()).select_from(case_digests)) or 0
    return len(pending.fresh) > max(known, _AT_ONCE)


def _take_up_all(ledger: Ledger, pending: Pending) -> Settled:
    with ledger.look() as connection:
        known = set(read_codes(connection))
    found = corroborate_ledger(ledger)
    fresh = len(pending.fresh)
    return Settled(fresh, len(set(found.codes.codes) - known))


def settle(connection: Connection, pending: Pending, now: str) -> Settled:
    """Take up what is pending, within the connection's transaction."""
    if not is_corroborated(connection):
        keep_rules(connection)
    return Growing(connection, now).take_up(pending)


def _write(
    connection: Connection,
    found: Corroboration,
    noted: Noted,
    kept: Mapping[str, DigestId],
    now: str,
) -> None:
    stories = {
        key: min(kept[one] for one in group.members)
        for group in found.copies
        for key in group.members
    }
    write_stories(connection, {kept[key]: story for key, story in stories.items()})
    _write_texts(connection, noted, kept)
    write_copies(
        connection,
        (
            Copied(kept[link.one], kept[link.other], link.kind, link.of_one, link.of_other)
            for group in found.copies
            for link in group.links
        ),
    )
    rows = AccountRows(connection)
    write_cases(connection, found.groups, found.codes, rows, now)
    ids = rows.in_order()
    is_compared = np.zeros(len(ids), dtype=np.bool_)
    is_compared[noted.near.compared] = True
    accounts = zip(ids.tolist(), noted.packed.accounts(), strict=True)
    add_keys(connection, compress(accounts, is_compared))
    write_all_near(connection, ids[noted.near.ones], ids[noted.near.others])


def _write_texts(connection: Connection, noted: Noted, kept: Mapping[str, DigestId]) -> None:
    """Write by what copies are found, and which texts are near-copies of longer ones."""
    sketched = noted.packed.sketched
    add_bands(connection, ((kept[one.key], one.sketch) for one in sketched()))
    write_leads(connection, (kept[key] for key in sorted(noted.led)))
    leading = (one for one in sketched() if one.key not in noted.led)
    texts = ((kept[one.key], read_shingles(one.sketch)) for one in leading if one.sketch)
    add_shingles(connection, texts)
