"""Copies of texts that come into a ledger: those that are found among all texts at once."""

import numpy as np
import pytest
from sqlalchemy import select

from accordingto.corroboration.casebook_copies import (
    Copied,
    add_shingles,
    drop_copies,
    drop_shingles,
    find_copies_of,
    find_recurring,
    leave,
)
from accordingto.corroboration.casebook_leaders import add_bands, load_hashes
from accordingto.corroboration.casebook_writing import write_copies, write_leads
from accordingto.corroboration.copies import CopyKind, find_copies
from accordingto.corroboration.copy_index import SAMPLED_BELOW
from accordingto.corroboration.sketches import read_shingles
from accordingto.ledger.case_rows import drop_digests
from accordingto.ledger.case_tables import case_copies, case_digests, case_shingles
from tests.corroboration.kept import keep_digests, room_in
from tests.corroboration.texts import make_digest, make_story
from tests.ledger.conftest import (  # noqa: F401 -- fixtures
    database,
    ledger,
    postgres,
    sqlite,
    where,
)

STORY, OTHER = make_story(1, 240), make_story(2, 240)
WHOLE = make_digest("whole", STORY, days=3)
SHORTER = make_digest("shorter", STORY[:230], days=1)
EXCERPT = make_digest("excerpt", STORY[:100], days=4)
REWRITE = make_digest("rewrite", STORY[:90] + make_story(3, 110), days=5)
LATER = make_digest("later", STORY[100:190] + make_story(4, 110), days=40)
ELSE = make_digest("else", OTHER)
BARE = make_digest("bare", days=2)
EVERY = [WHOLE, SHORTER, EXCERPT, REWRITE, LATER, ELSE, BARE]


@pytest.fixture
def connection(sqlite):  # noqa: F811 -- a fixture
    with room_in(sqlite) as opened:
        yield opened


def put(connection, *digests):
    """Keep texts, with the bands by which near-copies are met."""
    ids = keep_digests(connection, digests)
    add_bands(connection, zip(ids, (one.sketch for one in digests), strict=True))
    return ids


def named(connection, copies):
    """Pairs of copies by the keys of their reports."""
    asked = select(case_digests.c.id, case_digests.c.key)
    keys = {row.id: row.key for row in connection.execute(asked)}
    return {(keys[one.one], keys[one.other], *one[2:]) for one in copies}


def expected(*digests):
    links = (link for group in find_copies(digests).groups for link in group.links)
    return {(one.one, one.other, one.kind, one.of_one, one.of_other) for one in links}


def looked_up(connection):
    """Which texts can be found by their hashes."""
    return set(connection.scalars(select(case_shingles.c.digest_id)))


def test_copies_are_those_of_all_texts_at_once_in_either_store(ledger):  # noqa: F811
    with room_in(ledger) as connection:
        found = find_copies_of(connection, put(connection, *EVERY))
        told = named(connection, found.copies)
    assert told == expected(*EVERY)
    kinds = {(one, other): kind for one, other, kind, *_ in told}
    assert kinds == {
        ("shorter", "whole"): CopyKind.COPY,
        ("whole", "excerpt"): CopyKind.EXCERPT,
        ("whole", "rewrite"): CopyKind.REWRITE,
        ("excerpt", "rewrite"): CopyKind.EXCERPT,
    }


@pytest.mark.parametrize("first", range(1, len(EVERY)))
def test_so_are_they_when_texts_come_in_two_parts(connection, first):
    before = find_copies_of(connection, put(connection, *EVERY[-first:]))
    write_copies(connection, before.copies)
    after = find_copies_of(connection, put(connection, *EVERY[:-first]))
    drop_copies(connection, after.searched)
    write_copies(connection, after.copies)
    rows = connection.execute(select(case_copies)).all()
    kept = [Copied(row.one_id, row.other_id, row.kind, row.of_one, row.of_other) for row in rows]
    assert named(connection, kept) == expected(*EVERY)


def test_only_leading_texts_are_looked_up_by_their_hashes(connection):
    whole, shorter, other = put(connection, WHOLE, SHORTER, ELSE)
    found = find_copies_of(connection, [whole, shorter, other])
    assert found.searched == {whole, shorter, other}
    assert looked_up(connection) == {whole, other}
    leads = select(case_digests.c.id).where(case_digests.c.leads == 1)
    assert set(connection.scalars(leads)) == {whole, other}


def test_a_longer_text_takes_the_lead_of_one_that_is_there(connection):
    (shorter,) = put(connection, SHORTER)
    assert find_copies_of(connection, [shorter]).searched == {shorter}
    assert looked_up(connection) == {shorter}
    (whole,) = put(connection, WHOLE)
    found = find_copies_of(connection, [whole])
    assert found.searched == {shorter, whole}
    assert [(one.one, one.other) for one in found.copies] == [(shorter, whole)]
    assert looked_up(connection) == {whole}


def test_who_was_led_by_a_text_that_goes_is_looked_for_again(connection):
    whole, shorter, other = put(connection, WHOLE, SHORTER, ELSE)
    find_copies_of(connection, [whole, shorter, other])
    again = leave(connection, [whole])
    assert again == {shorter}
    assert looked_up(connection) == {other}
    drop_digests(connection, [whole])
    found = find_copies_of(connection, (), again)
    assert (found.searched, found.copies) == ({shorter}, ())
    assert looked_up(connection) == {shorter, other}


def test_a_quarter_of_the_hashes_is_looked_up_and_dropped_with_its_text(connection):
    one, other = put(connection, WHOLE, ELSE)
    hashes = {row: read_shingles(of.sketch) for row, of in ((one, WHOLE), (other, ELSE))}
    add_shingles(connection, hashes.items())
    rows = connection.execute(select(case_shingles)).all()
    kept = {row.shingle for row in rows if row.digest_id == one}
    assert kept == set(hashes[one][hashes[one] < SAMPLED_BELOW].tolist())
    assert 0.15 < len(kept) / len(hashes[one]) < 0.35
    drop_shingles(connection, [one])
    assert looked_up(connection) == {other}


def test_copies_that_are_forgotten_name_all_who_had_them(connection):
    ids = put(connection, WHOLE, EXCERPT, REWRITE, ELSE)
    ends = [(ids[0], ids[1]), (ids[2], ids[0]), (ids[1], ids[2])]
    write_copies(connection, [Copied(*pair, CopyKind.COPY, 1.0, 0.9) for pair in ends])
    assert drop_copies(connection, [ids[3]]) == set()
    assert drop_copies(connection, [ids[0]]) == set(ids[:3])
    asked = select(case_copies.c.one_id, case_copies.c.other_id)
    assert connection.execute(asked).all() == [ends[2]]


FRAME = make_story(9, 30)


@pytest.mark.parametrize(
    ("days", "recurs"),
    [
        ((0, 10, 20, 30), True),
        ((0, 10, 20, 29), False),
        ((0, 15, 30), False),
        ((None, 0, 15, 30), True),
        ((None, None, None, 30), False),
    ],
)
def test_what_comes_in_four_texts_over_a_month_recurs(connection, days, recurs):
    framed = [
        make_digest(f"r{number}", make_story(20 + number) + FRAME, days=day)
        for number, day in enumerate(days)
    ]
    ids = put(connection, *framed)
    wanted = read_shingles(make_digest("", FRAME).sketch)
    assert np.array_equal(find_recurring(connection, wanted), wanted) == recurs
    if recurs:
        write_leads(connection, ids[:1])
        assert not len(find_recurring(connection, wanted))


def test_what_recurs_makes_no_copy(connection):
    def text(number):
        return make_story(30 + number, 60) + FRAME + make_story(9, 70)[30:]

    days = enumerate((0, 1, 20, 31))
    months = [make_digest(f"r{number}", text(number), days=day) for number, day in days]
    soon = [make_digest(f"r{number}", text(number), days=number) for number in range(4)]
    put_months = put(connection, *months)
    assert named(connection, find_copies_of(connection, put_months).copies) == expected(*months)
    assert expected(*months) == set()
    assert expected(*soon)
    assert load_hashes(connection, put_months).keys() == set(put_months)
