"""Cases that live in a ledger: however reports came, they are those of all reports at once."""

from collections import defaultdict
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from accordingto.corroboration.casebook import (
    catch_up,
    corroborate_ledger,
    corroborate_pending,
    settle,
)
from accordingto.ledger.case_rows import Pending, drop_all, find_pending, mark_stale
from accordingto.ledger.case_tables import case_accounts, case_codes, case_digests
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.store_tables import current_readings
from tests.ledger.conftest import (  # noqa: F401 -- fixtures
    database,
    ledger,
    make_clock,
    postgres,
    where,
)
from tests.ledger.desks import link, undo
from tests.ledger.incoming import keep, make_incoming

PLACES = ("Marenna", "Dorrash", "Skerry")
LONG = (
    "Residents who fled along the river road told the local council that the market hall, the old "
    "school and two bakeries near the northern bridge had burned for most of the night while "
    "volunteers carried water from the canal in buckets and cooking pots until the rain came."
)
HAPPENED = (
    "Shelling killed {n} people in {place} on Friday.",
    "Shelling killed at least {n} people in {place} on Friday, residents said.",
    "An air strike on {place} killed {n} people on Thursday. " + LONG,
    LONG + " A car bomb killed {n} people in {place} on Friday.",
    "Gunmen shot dead {n} policemen in {place} on Wednesday. Shelling wounded 3 in Dorrash.",
)


@st.composite
def told(draw):
    """A report: few places, days and tolls, so that many tell of one event or share a text."""
    words = draw(st.sampled_from(HAPPENED))
    n, place = draw(st.sampled_from((3, 14, 15, 56))), draw(st.sampled_from(PLACES))
    day = draw(st.sampled_from(("2024-03-14", "2024-03-15", "2024-03-18", "2024-05-20")))
    return words.format(n=n, place=place), day, draw(st.sampled_from(("Merrowin Post", "AFP")))


def open_ledger(path):
    return Ledger.open(path, Opening.MAKE, clock=make_clock())


def add(book, reports):
    for number, (words, day, publisher) in enumerate(reports):
        keep(
            book,
            make_incoming(words, given_id=f"r{number}", published=day, publisher=publisher),
        )


def state(book):
    """All that cases tell, with reports and records for rows."""
    with book.look() as connection:
        told_by = {row[0]: tuple(row[1:]) for row in connection.execute(text(ACCOUNTS))}
        cases = defaultdict(set)
        for key, record, code in told_by.values():
            cases[code].add((key, record))
        grew = {
            (told_by[row.id][:2], told_by[row.joined_to][:2], row.bond)
            for row in connection.execute(text("SELECT * FROM case_accounts"))
            if row.joined_to is not None
        }
        links = {
            (*told_by[row.one_id][:2], *told_by[row.other_id][:2], row.rule, row.score)
            for row in connection.execute(text("SELECT * FROM case_links"))
        }
        stories = defaultdict(set)
        for key, story in connection.execute(select(case_digests.c.key, case_digests.c.story)):
            stories[story or key].add(key)
        keys = {
            (row.key, told_by[row.account_id][:2])
            for row in connection.execute(text("SELECT * FROM case_keys"))
        }
        keys |= {
            (name, row[0], kept[row.digest_id])
            for kept in [dict(connection.execute(text("SELECT id, key FROM case_digests")).all())]
            for name in ("case_bands", "case_shingles")
            for row in connection.execute(text(f"SELECT * FROM {name}"))  # noqa: S608
        }
    return (
        {frozenset(one) for one in cases.values()},
        grew,
        links,
        {frozenset(one) for one in stories.values()},
        keys,
    )


ACCOUNTS = """
SELECT a.id, d.key, a.record, a.code
FROM case_accounts a JOIN case_digests d ON d.id = a.digest_id
"""


def codes(book):
    with book.look() as connection:
        return connection.scalars(select(case_codes.c.code).order_by(case_codes.c.id)).all()


def codes_by_account(book):
    with book.look() as connection:
        return {row[1:3]: row[3] for row in connection.execute(text(ACCOUNTS))}


@pytest.fixture
def small_blocks():
    """Blocks so small that a few reports fill them."""
    with (
        patch("accordingto.corroboration.blocking.LARGEST", 5),
        patch("accordingto.corroboration.casebook_blocks.LARGEST", 5),
        patch("accordingto.corroboration.casebook_shifts.LARGEST", 5),
        patch("accordingto.corroboration.blocking.WINDOW", 2),
        patch("accordingto.corroboration.casebook_blocks.WINDOW", 2),
        patch("accordingto.corroboration.casebook_shifts.WINDOW", 2),
        patch("accordingto.corroboration.casebook_shifts.STILL_RARE", 3),
        patch("accordingto.corroboration.blocking.STILL_RARE", 3),
        patch("accordingto.corroboration.casebook_blocks.STILL_RARE", 3),
    ):
        yield


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    # To shrink what holds ledgers takes minutes.
    phases=(Phase.explicit, Phase.generate),
)
@given(reports=st.lists(told(), min_size=2, max_size=14), data=st.data())
def test_reports_in_batches_make_the_cases_of_all_at_once(
    reports,
    data,
    tmp_path_factory,
    small_blocks,  # noqa: ARG001 -- a fixture
):
    with open_ledger(tmp_path_factory.mktemp("cases") / "war.ledger") as book:
        add(book, reports)
        corroborate_ledger(book)
        whole, minted = state(book), codes(book)
        with book.change() as connection:
            drop_all(connection)
            ids = connection.scalars(select(current_readings.c.reading_id)).all()
        waiting = data.draw(st.permutations(ids))
        while waiting:
            size = data.draw(st.integers(1, len(waiting)))
            part, waiting = waiting[:size], waiting[size:]
            with book.change() as connection:
                settle(connection, Pending(tuple(part), ()), book.now())
        assert state(book) == whole
        assert codes(book)[: len(minted)] == minted
        again = data.draw(st.sets(st.sampled_from(ids)))
        with book.change() as connection:
            hashes = select(case_digests.c.text_sha256).where(case_digests.c.reading_id.in_(again))
            mark_stale(connection, connection.scalars(hashes).all())
        catch_up(book)
        assert state(book) == whole


SHELLED = "Shelling killed 14 people in Marenna on Friday."
SHELLED_TOO = "In Marenna 14 people were killed by shelling on Friday, residents said."
BOMBED = "A car bomb killed 56 policemen in Skerry on Wednesday."


@pytest.fixture
def told_of(ledger):  # noqa: F811 -- a fixture
    """Two reports of one event, and one of another."""
    for given_id, words in (("r1", SHELLED), ("r2", SHELLED_TOO), ("r3", BOMBED)):
        keep(ledger, make_incoming(words, given_id=given_id, published="2024-03-16"))
    return ledger


def decide_on(decision, book, *words):
    return link(book, decision, *(hash_text(one) for one in words))


def reports_by_case(book):
    found = defaultdict(set)
    for (key, _), code in codes_by_account(book).items():
        found[code].add(key.split("~")[0])
    return sorted(sorted(one) for one in found.values())


def test_what_tells_of_one_event_is_one_case_in_either_store(told_of):
    settled = corroborate_pending(told_of)
    assert (settled.reports, settled.new, settled.grown) == (3, 2, 0)
    assert reports_by_case(told_of) == [["r1", "r2"], ["r3"]]
    assert state(told_of)[0] == _anew(told_of)[0]


def _anew(book):
    corroborate_ledger(book)
    return state(book)


def test_nothing_pending_is_nothing_done(told_of):
    corroborate_pending(told_of)
    assert corroborate_pending(told_of).reports == 0


def test_a_case_grows_and_keeps_its_code(told_of):
    corroborate_pending(told_of)
    before = codes_by_account(told_of)
    words = "Fourteen people were killed by shelling in Marenna on Friday, a medic said."
    keep(told_of, make_incoming(words, given_id="r4", published="2024-03-16"))
    settled = corroborate_pending(told_of)
    assert (settled.reports, settled.new, settled.grown) == (1, 0, 1)
    assert reports_by_case(told_of) == [["r1", "r2", "r4"], ["r3"]]
    assert codes_by_account(told_of).items() >= before.items()


def test_a_person_parts_and_joins_cases_and_undoing_restores_what_was(told_of):
    corroborate_pending(told_of)
    was, had = state(told_of), codes_by_account(told_of)
    parted = decide_on("unlink", told_of, SHELLED, SHELLED_TOO)
    catch_up(told_of)
    assert reports_by_case(told_of) == [["r1"], ["r2"], ["r3"]]
    undo(told_of, parted)
    catch_up(told_of)
    assert (state(told_of), codes_by_account(told_of)) == (was, had)
    joined = decide_on("link", told_of, SHELLED, BOMBED)
    catch_up(told_of)
    assert reports_by_case(told_of) == [["r1", "r2", "r3"]]
    undo(told_of, joined)
    catch_up(told_of)
    assert (state(told_of), codes_by_account(told_of)) == (was, had)


def test_what_was_never_corroborated_is_not_by_a_decision(told_of):
    decide_on("link", told_of, SHELLED, BOMBED)
    assert catch_up(told_of).reports == 0
    with told_of.look() as connection:
        assert connection.scalar(select(case_accounts.c.id).limit(1)) is None
        assert len(find_pending(connection).fresh) == 3


def test_codes_are_kept_whatever_becomes_of_cases(told_of):
    corroborate_ledger(told_of)
    had = codes_by_account(told_of)
    with told_of.change() as connection:
        drop_all(connection)
    corroborate_pending(told_of)
    assert codes_by_account(told_of) == had
