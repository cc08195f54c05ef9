"""Cases made anew part by part are those of all at once, whatever pairs of accounts score."""

from contextlib import contextmanager
from random import Random
from unittest.mock import patch

import pytest
from sqlalchemy import select

from accordingto.corroboration.casebook import corroborate_ledger, settle
from accordingto.corroboration.casebook_checks import check_cases
from accordingto.corroboration.casebook_regrouping import Regrouping
from accordingto.corroboration.comparing import Comparer
from accordingto.corroboration.weights import load_weights
from accordingto.ledger.case_rows import Pending, drop_all
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.store_tables import current_readings
from tests.corroboration.test_casebook import add, state

REPORTS = 14
MOST_TIMES = 100
BESIDE = (-4.0, -4.0, -0.3, 0.2, 0.9, 2.0, 4.0)
"""What a pair may score above the threshold, or below; few values: bonds are often alike."""


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Reports of one place and day, none a copy: each account is compared with each other one."""
    with Ledger.open(tmp_path_factory.mktemp("cases") / "war.ledger", Opening.MAKE) as made:
        told = (
            (f"Shelling killed {toll} people in Marenna on Friday.", toll)
            for toll in range(11, 11 + REPORTS)
        )
        add(
            made,
            [
                (" ".join([words, *(f"word{toll}x{n}" for n in range(40))]), "2024-03-16", "AFP")
                for words, toll in told
            ],
        )
        yield made


@contextmanager
def scoring(seed):
    """Pairs score what is drawn for them."""

    def score(_, one, other):
        ends = sorted((one.report, other.report))
        drawn = Random(f"{seed} {ends}")  # noqa: S311 -- nothing secret
        return load_weights().threshold + drawn.choice(BESIDE)

    with patch.object(Comparer, "score", score), patch.object(Comparer, "score_if_high", score):
        yield


def take_up_in_parts(book, draw):
    """Make all cases at once, and again as reports come; return both."""
    corroborate_ledger(book)
    whole = state(book)
    with book.change() as connection:
        drop_all(connection)
        waiting = list(connection.scalars(select(current_readings.c.reading_id)))
    draw.shuffle(waiting)
    while waiting:
        part = [waiting.pop() for _ in range(min(len(waiting), draw.randint(1, 5)))]
        with book.change() as connection:
            settle(connection, Pending(tuple(part), ()), book.now())
    return whole, state(book)


@pytest.fixture(autouse=True)
def ending():
    """What is made anew comes to an end: a test that does not is told as such."""
    make_anew, times = Regrouping._make_anew, 0

    def counted(regrouping, ids):
        nonlocal times
        times += 1
        assert times <= MOST_TIMES
        return make_anew(regrouping, ids)

    with patch.object(Regrouping, "_make_anew", counted):
        yield


def faults(book):
    with book.look() as connection:
        return list(check_cases(connection))


@pytest.mark.parametrize("seed", range(24))
def test_whatever_pairs_score_reports_in_parts_make_the_cases_of_all_at_once(book, seed):
    draw = Random(seed)  # noqa: S311 -- nothing secret
    with scoring(seed):
        whole, in_parts = take_up_in_parts(book, draw)
        assert in_parts == whole
        assert faults(book) == []


def test_a_newcomer_joins_whom_another_newcomer_parted_from_its_case(book):
    told = {("r0", "r1"): 0.9, ("r0", "r2"): 0.2, ("r1", "r3"): 4.0}

    def score(_, one, other):
        ends = sorted(end.report.split("~")[0] for end in (one, other))
        return load_weights().threshold + told.get(tuple(ends), -4.0)

    with patch.object(Comparer, "score", score), patch.object(Comparer, "score_if_high", score):
        corroborate_ledger(book)
        whole = state(book)
        with book.change() as connection:
            drop_all(connection)
            asked = select(current_readings.c.reading_id).order_by(current_readings.c.reading_id)
            ids = tuple(connection.scalars(asked))
        for part in (ids[:2] + ids[4:], ids[2:4]):
            with book.change() as connection:
                settle(connection, Pending(part, ()), book.now())
        assert state(book) == whole
        assert faults(book) == []
