"""Are the cases of a ledger those that its readings and decisions make? Rows made again.

What hangs together is grouped anew and compared. A limit: accounts that hang together with none of
these by the rows that are kept are not compared with all others; `corroborate` does.
"""

import zlib
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from accordingto.corroboration.blocking import number_keys
from accordingto.corroboration.casebook_blocks import keys_of
from accordingto.corroboration.casebook_growth import Growing, Regrouped
from accordingto.corroboration.casebook_rows import load_accounts, load_digests
from accordingto.corroboration.codes import Founder, mint
from accordingto.corroboration.ledger_digests import condense_readings
from accordingto.corroboration.linking import ref_of
from accordingto.errors import AccordingtoError
from accordingto.ledger.case_tables import case_accounts, case_codes, case_digests, case_links
from accordingto.ledger.checks import Fault
from accordingto.ledger.copying import in_parts
from accordingto.ledger.verify import Part
from accordingto.records.cases import AccountRef

_AT_ONCE = 500
_OTHER = "made again, it is another"


def check_cases(connection: Connection) -> Iterator[Fault]:
    """Yield what cases keep that is not what it is made from, the first of each part."""
    yield from _check_codes(connection)
    try:
        yield from _check_digests(connection)
        yield from _check_groups(connection)
    except (AccordingtoError, ValueError, LookupError, zlib.error) as error:
        yield Fault("case rows", "", f"they cannot be made again ({error})")


CASES = Part("cases", check_cases)


def _check_codes(connection: Connection) -> Iterator[Fault]:
    asked = select(case_codes.c.code, case_codes.c.founder_sha256, case_codes.c.founder_start)
    for code, sha256, start in connection.execute(asked.order_by(case_codes.c.id)):
        if mint(Founder(sha256, start)) != code:
            yield Fault("case code", code, "its founder is not the one that it was minted for")


def _settled(connection: Connection) -> dict[int, int]:
    """Return the digests that should be as they are kept, by the rows of their readings."""
    asked = select(case_digests.c.reading_id, case_digests.c.id).where(case_digests.c.is_stale == 0)
    return {row.reading_id: row.id for row in connection.execute(asked)}


def _check_digests(connection: Connection) -> Iterator[Fault]:
    rows = _settled(connection)
    for part in in_parts(sorted(rows)):
        kept = load_digests(connection, [rows[one] for one in part])
        for reading_id, digest in condense_readings(connection, part):
            if kept[rows[reading_id]] != digest:
                yield Fault("case digest", digest.key, _OTHER)
    for part in in_parts(sorted(rows.values())):
        accounts = list(load_accounts(connection, case_accounts.c.digest_id.in_(part)))
        keys = keys_of(connection, [one.id for one in accounts])
        for one in accounts:
            if sorted(keys.get(one.id, ())) not in ([], number_keys(one.account)):
                yield Fault("case keys", _name(ref_of(one.account)), _OTHER)


def _check_groups(connection: Connection) -> Iterator[Fault]:
    stale = select(case_accounts.c.hanging).join(
        case_digests, case_digests.c.id == case_accounts.c.digest_id
    )
    skipped = set(connection.scalars(stale.where(case_digests.c.is_stale == 1)))
    numbers = connection.scalars(select(case_accounts.c.hanging).distinct()).all()
    for part in in_parts(sorted(set(numbers) - skipped), _AT_ONCE):
        asked = select(case_accounts.c.id, case_accounts.c.code).where(
            case_accounts.c.hanging.in_(part)
        )
        codes = {row.id: row.code for row in connection.execute(asked)}
        made = Growing(connection, "").regroup(codes)
        for code, group in zip(made.codes.codes, made.groups, strict=True):
            for one in map(ref_of, group.accounts):
                if codes[made.ids[one]] != code:
                    yield Fault("case", f"{codes[made.ids[one]]} {_name(one)}", _OTHER)
        yield from _check_links(connection, made, sorted(codes))


def _check_links(connection: Connection, made: Regrouped, ids: Sequence[int]) -> Iterator[Fault]:
    refs = {row: ref for ref, row in made.ids.items()}
    wanted = {
        (made.ids[link.one], made.ids[link.other], link.rule, link.score)
        for group in made.groups
        for link in group.links
    }
    known = set()
    for part in in_parts(ids):
        asked = select(case_links).where(case_links.c.one_id.in_(part))
        known |= {
            (row.one_id, row.other_id, row.rule, row.score) for row in connection.execute(asked)
        }
    for one, *_ in sorted(wanted ^ known, key=str):
        yield Fault("case link", _name(refs[one]), _OTHER)


def _name(ref: AccountRef) -> str:
    return f"{ref.report} {ref.incident}"
