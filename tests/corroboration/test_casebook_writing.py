"""Groups, copies and codes as they are written into a ledger."""

from math import inf

import numpy as np
import pytest
from sqlalchemy import select

from accordingto.corroboration.casebook_copies import Copied
from accordingto.corroboration.casebook_rows import load_accounts_by_id
from accordingto.corroboration.casebook_writing import (
    write_all_near,
    write_cases,
    write_copies,
    write_leads,
    write_near,
    write_stories,
)
from accordingto.corroboration.codes import Assigned, Founder
from accordingto.corroboration.copies import CopyKind
from accordingto.corroboration.linking import Joined, Linked, ref_of
from accordingto.ledger.case_codes import read_codes
from accordingto.ledger.case_tables import case_accounts, case_copies, case_digests, case_links
from accordingto.records.cases import CaseLink
from tests.corroboration.accounts import make_account
from tests.corroboration.kept import keep_accounts, room_in
from tests.ledger.conftest import (  # noqa: F401 -- fixtures
    database,
    ledger,
    postgres,
    sqlite,
    where,
)

FIRST, SECOND = "C-1111111111", "C-2222222222"
ACCOUNTS = [make_account(f"r{number}") for number in range(4)]
REFS = [ref_of(one) for one in ACCOUNTS]
NOON = "2024-03-14T12:00:00Z"


@pytest.fixture
def connection(sqlite):  # noqa: F811 -- a fixture
    with room_in(sqlite) as opened:
        yield opened


def link(one, other, score=0.9, rule="linking/1"):
    return CaseLink(one=REFS[one], other=REFS[other], score=score, rule=rule, terms=())


def group(*places, links=(), joins=()):
    return Linked(tuple(ACCOUNTS[place] for place in places), tuple(links), tuple(joins))


def write(connection, ids, *groups, minted=()):
    codes = tuple(code for code, _ in groups)
    assigned = Assigned(codes, {one: Founder(f"{one}", 0) for one in minted}, {}, ())
    rows = dict(zip(REFS, ids, strict=True))
    told = {ref_of(one) for _, own in groups for one in own.accounts}
    some = {ref: row for ref, row in rows.items() if ref in told}
    write_cases(connection, [own for _, own in groups], assigned, some, NOON)


def stood(connection):
    c = case_accounts.c
    asked = select(c.code, c.joined_to, c.bond).order_by(c.id)
    return [tuple(row) for row in connection.execute(asked)]


def links(connection):
    c = case_links.c
    asked = select(c.one_id, c.other_id, c.rule, c.score).order_by(c.id)
    return [tuple(row) for row in connection.execute(asked)]


def near(connection, ids):
    return [one.near for one in load_accounts_by_id(connection, ids)]


def test_cases_are_written_with_how_they_grew_in_either_store(ledger):  # noqa: F811
    with room_in(ledger) as connection:
        ids = keep_accounts(connection, ACCOUNTS)
        joins = Joined(REFS[0], REFS[2], 0.75), Joined(REFS[0], REFS[1], inf)
        held = group(0, 1, 2, links=[link(0, 2), link(1, 0, None, "person")], joins=joins)
        write(connection, ids, (FIRST, held), (SECOND, group(3)), minted=[FIRST, SECOND])
        alone = (FIRST, None, None)
        grown = [(FIRST, ids[0], inf), (FIRST, ids[0], 0.75)]
        assert stood(connection) == [alone, *grown, (SECOND, None, None)]
        assert links(connection) == [
            (ids[0], ids[2], "linking/1", 0.9),
            (ids[1], ids[0], "person", None),
        ]
        assert list(read_codes(connection)) == [FIRST, SECOND]


def test_a_case_that_is_written_again_has_only_what_holds_it_now(connection):
    ids = keep_accounts(connection, ACCOUNTS)
    joins = [Joined(REFS[0], REFS[1], 0.75)]
    pair, rest = group(0, 1, links=[link(0, 1)], joins=joins), group(2, 3, links=[link(2, 3)])
    write(connection, ids, (FIRST, pair), (SECOND, rest), minted=[FIRST, SECOND])
    write(connection, ids, (FIRST, group(0)), ("C-3333333333", group(1)), minted=["C-3333333333"])
    assert [code for code, *_ in stood(connection)] == [FIRST, "C-3333333333", SECOND, SECOND]
    assert stood(connection)[1][1:] == (None, None)
    assert links(connection) == [(ids[2], ids[3], "linking/1", 0.9)]
    assert list(read_codes(connection)) == [FIRST, SECOND, "C-3333333333"]


def test_nothing_is_written_of_no_cases(connection):
    ids = keep_accounts(connection, ACCOUNTS)
    write(connection, ids)
    assert stood(connection) == [("", None, None)] * 4


def test_who_is_near_is_told_at_both_ends(connection):
    a, b, c, d = keep_accounts(connection, ACCOUNTS)
    write_near(connection, {a: [b, c]}, {})
    assert near(connection, (a, b, c, d)) == [(b, c), (a,), (a,), ()]
    write_near(connection, {d: [b]}, {c: [b]})
    assert near(connection, (a, b, c, d)) == [(b, c), (a, c, d), (a, b), (b,)]


def test_of_a_new_account_only_what_is_found_now_stands(connection):
    a, b, c, _ = keep_accounts(connection, ACCOUNTS)
    write_near(connection, {a: [b]}, {})
    write_near(connection, {a: [c]}, {})
    assert near(connection, (a, b, c)) == [(c,), (a,), (a,)]


def test_all_that_are_near_are_written_as_one_by_one(connection):
    ids = keep_accounts(connection, ACCOUNTS)
    a, b, c, _ = ids
    write_all_near(connection, np.array([a, b]), np.array([c, a]))
    at_once = near(connection, ids)
    assert at_once == [(b, c), (a,), (a,), ()]
    write_near(connection, {a: [c], b: [a], c: []}, {})
    assert near(connection, ids) == at_once
    write_all_near(connection, np.array([], dtype=np.int64), np.array([], dtype=np.int64))
    assert near(connection, ids) == at_once


def test_what_texts_share_is_written(connection):
    keep_accounts(connection, ACCOUNTS)
    a, b, c, _ = connection.scalars(select(case_digests.c.id).order_by(case_digests.c.id))
    write_copies(connection, [Copied(a, b, CopyKind.EXCERPT, 0.5, 0.9)])
    write_copies(connection, [])
    (row,) = connection.execute(select(case_copies)).mappings()
    assert {
        "one_id": a,
        "other_id": b,
        "kind": "excerpt",
        "of_one": 0.5,
        "of_other": 0.9,
    }.items() <= row.items()
    write_stories(connection, {a: a, b: a, c: c})
    write_stories(connection, {c: None})
    write_stories(connection, {})
    write_leads(connection, [b])
    asked = select(case_digests.c.story, case_digests.c.leads).order_by(case_digests.c.id)
    assert connection.execute(asked).all() == [(a, 1), (a, 0), (None, 1), (None, 1)]
