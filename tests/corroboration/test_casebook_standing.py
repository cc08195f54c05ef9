"""Cases as a ledger keeps them: who belongs to them, how they grew, and their codes."""

import pytest
from sqlalchemy import select, update

from accordingto.corroboration.casebook_rows import load_accounts_by_id, pack_near
from accordingto.corroboration.casebook_standing import (
    KeptCases,
    Stood,
    assign_kept_codes,
    ids_of,
    steps_of,
    stories_of,
)
from accordingto.corroboration.casebook_writing import write_stories
from accordingto.corroboration.codes import mint
from accordingto.corroboration.joining import Grown
from accordingto.corroboration.linking import Joined, Linked, ref_of
from accordingto.ledger.case_codes import keep_codes
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.records.cases import AccountRef
from tests.corroboration.accounts import make_account
from tests.corroboration.kept import keep_accounts, room_in
from tests.ledger.conftest import sqlite  # noqa: F401 -- a fixture

ACCOUNTS = [make_account(f"r{number}") for number in range(3)]
REFS = [ref_of(one) for one in ACCOUNTS]
PAIR, ALONE = "C-1111111111", "C-2222222222"


@pytest.fixture
def connection(sqlite):  # noqa: F811 -- a fixture
    with room_in(sqlite) as opened:
        yield opened


@pytest.fixture
def ids(connection):
    """Two accounts of one case, the second near the third, which is alone."""
    a, b, c = keep_accounts(connection, ACCOUNTS)
    own = {a: {"code": PAIR}, b: {"code": PAIR, "joined_to": a, "bond": 0.75}, c: {"code": ALONE}}
    own[b]["near"] = pack_near([a, c])
    for one, told in own.items():
        connection.execute(update(case_accounts).where(case_accounts.c.id == one).values(told))
    return a, b, c


def test_a_case_stands_with_its_accounts_who_is_near_and_how_it_grew(connection, ids):
    a, b, c = ids
    cases = KeptCases(connection)
    assert cases.members([PAIR, ALONE]) == {a, b, c}
    assert cases.stood[PAIR] == Stood(
        frozenset({a, b}), frozenset({a, c}), frozenset({Grown(a, b, 0.75)})
    )
    assert cases.kept_as == set(cases.stood.values())
    assert cases.code_of == {a: PAIR, b: PAIR, c: ALONE}


def test_what_was_made_anew_is_not_looked_up_again(connection, ids):
    a, b, _ = ids
    cases = KeptCases(connection)
    cases.code_of[a] = "made 0"
    assert cases.codes_of([a, b]) == {"made 0", PAIR}
    cases.load([PAIR])
    assert cases.code_of[a] == "made 0"


def test_accounts_of_no_case_have_no_code(connection):
    (one,) = keep_accounts(connection, ACCOUNTS[:1])
    assert KeptCases(connection).codes_of([one, 999]) == set()


def test_rows_are_found_of_accounts_that_are_kept(connection, ids):
    asked = {*REFS, AccountRef("r0", "else"), AccountRef("r9", "r9-1")}
    found = ids_of(connection, asked)
    assert {ref: found[ref] for ref in REFS} == dict(zip(REFS, ids, strict=True))
    assert AccountRef("r9", "r9-1") not in found


def test_reports_that_share_a_text_have_one_number(connection, ids):  # noqa: ARG001 -- rows
    a, b, c = connection.scalars(select(case_digests.c.id).order_by(case_digests.c.id))
    write_stories(connection, {a: a, b: a})
    assert stories_of(connection, [a, b, c]) == {"r0": a, "r1": a}


def test_steps_name_rows(ids):
    group = Linked(tuple(ACCOUNTS), (), (Joined(REFS[0], REFS[2], 0.5),))
    rows = dict(zip(REFS, ids, strict=True))
    assert steps_of(group, rows) == {Grown(ids[0], ids[2], 0.5)}


def test_a_case_with_the_words_of_a_code_has_that_code_and_others_a_new_one(connection, ids):
    keep_codes(connection, {PAIR: ("r1", 0)}, "2024-03-14T12:00:00Z")
    groups = [Linked(tuple(ACCOUNTS[:2]), ()), Linked(tuple(ACCOUNTS[2:]), ())]
    digests = {one.digest_id for one in load_accounts_by_id(connection, ids)}
    assigned = assign_kept_codes(connection, groups, digests)
    (new,) = assigned.minted.items()
    assert assigned.codes == (PAIR, new[0])
    assert (new[1].sha256, new[0]) == ("r2", mint(new[1]))
