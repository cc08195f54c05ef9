"""Are the cases of a ledger those that its readings and decisions make? Rows made again.

Some cases at a time are grouped again, each account is compared with all that it is worth comparing
with, and no other case may be such that it could not be what it is beside them.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, select

from accordingto.corroboration.blocking import number_keys
from accordingto.corroboration.casebook_blocks import KeptBlocks, keys_of
from accordingto.corroboration.casebook_outlines import make_outlines, read_outlines
from accordingto.corroboration.casebook_regrouping import Again, Regrouped, Regrouping
from accordingto.corroboration.casebook_rows import AccountId, load_accounts, load_digests
from accordingto.corroboration.casebook_rules import rules_kept, rules_now
from accordingto.corroboration.codes import Founder, mint
from accordingto.corroboration.ledger_digests import condense_readings
from accordingto.corroboration.linking import Linked, ref_of
from accordingto.errors import AccordingtoError
from accordingto.ledger.case_rows import is_corroborated
from accordingto.ledger.case_tables import case_accounts, case_codes, case_digests, case_links
from accordingto.ledger.checks import Fault
from accordingto.ledger.copying import in_parts
from accordingto.ledger.verify import Part
from accordingto.records.cases import AccountRef

T = TypeVar("T")
_AT_ONCE = 500
_BY_OTHERS = "they were made with other rules; run `accordingto corroborate --ledger` again"
_OTHER = "made again, it is another"


def check_cases(connection: Connection) -> Iterator[Fault]:
    """Yield what cases keep that is not what it is made from, the first of each part."""
    yield from _check_codes(connection)
    if is_corroborated(connection) and rules_kept(connection) != rules_now():
        # They cannot be made again as they were made; that is no damage to a single one.
        yield Fault("cases", rules_kept(connection) or "unknown rules", _BY_OTHERS)
        return
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
    stale = select(case_accounts.c.code).join(
        case_digests, case_digests.c.id == case_accounts.c.digest_id
    )
    skipped = set(connection.scalars(stale.where(case_digests.c.is_stale == 1)))
    asked = select(case_accounts.c.code).distinct().order_by(case_accounts.c.code)
    for part in in_parts(sorted(set(connection.scalars(asked)) - skipped), _AT_ONCE):
        yield from _check_some(connection, part, skipped)


def _check_some(connection: Connection, part: Sequence[str], skipped: set[str]) -> Iterator[Fault]:
    regrouping, again, codes = _make_again(connection, part, skipped)
    made, is_told = again.cases, False
    for code, group in zip(made.codes.codes, made.groups, strict=True):
        for one in map(ref_of, group.accounts):
            if codes[made.ids[one]] != code:
                is_told = True
                yield Fault("case", f"{codes[made.ids[one]]} {_name(one)}", _OTHER)
    if not (again.is_as_kept or is_told):
        yield Fault("case", part[0], "how it, or one beside it, was put together is kept otherwise")
    yield from _check_near(regrouping, codes)
    yield from _check_links(connection, made, sorted(codes))
    yield from _check_outlines(connection, made, part)


def _make_again(
    connection: Connection, part: Iterable[str], skipped: set[str]
) -> tuple[Regrouping, Again, dict[AccountId, str]]:
    """Make some cases again, with all that may have to do with them; return their codes too.

    Of two bonds that are equally good either might have been taken, as far as one case can tell:
    both cases are made again together then, as they were made at first.
    """
    codes = _codes_where(connection, case_accounts.c.code, part)
    while True:
        regrouping = Regrouping(connection, KeptBlocks(connection))
        # What people said of two cases holds only where both are made again together.
        tied = regrouping.with_tied(set(codes)) - codes.keys()
        beside = _codes_where(connection, case_accounts.c.id, tied)
        codes |= {row: code for row, code in beside.items() if code not in skipped}
        again = regrouping.again(set(codes))
        drawn = again.drawn - skipped - set(codes.values())
        if not drawn:
            return regrouping, again, codes
        codes |= _codes_where(connection, case_accounts.c.code, drawn)


def _codes_where(
    connection: Connection, column: ColumnElement[T], values: Iterable[T]
) -> dict[AccountId, str]:
    asked = select(case_accounts.c.id, case_accounts.c.code)
    return {
        row.id: row.code
        for some in in_parts(values)
        for row in connection.execute(asked.where(column.in_(some)))
    }


def _check_near(regrouping: Regrouping, ids: Iterable[int]) -> Iterator[Fault]:
    for kept in regrouping.blocks.load(ids):
        if not set(kept.near).issuperset(regrouping.find_near(kept.id)):
            yield Fault(
                "case account", _name(ref_of(kept.account)), "one that is like it is missing"
            )


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


def _check_outlines(
    connection: Connection, made: Regrouped, part: Sequence[str]
) -> Iterator[Fault]:
    wanted = {str(row["code"]): row for row in make_outlines(connection, _cases(made))}
    known = read_outlines(connection, {*part, *wanted})
    for code in sorted({*wanted, *known}):
        if wanted.get(code) != known.get(code):
            yield Fault("case outline", code, _OTHER)


def _cases(made: Regrouped) -> list[tuple[str, Linked]]:
    return list(zip(made.codes.codes, made.groups, strict=True))
