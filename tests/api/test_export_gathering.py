import pytest
from sqlalchemy import select

from accordingto.api.export_gathering import gather
from accordingto.corroboration.casebook_looking import load_cases
from accordingto.ledger.case_tables import case_accounts
from accordingto.ledger.ledger import Ledger
from tests.ledger.warehouse import fill_warehouse

THIRD = "Shelling killed 15 people in Marenna on Friday, the Tarvo Wire reported."


@pytest.fixture
def connection(tmp_path):
    fill_warehouse(tmp_path / "war.ledger", THIRD)
    with Ledger.open(tmp_path / "war.ledger") as ledger, ledger.look() as connection:
        yield connection


@pytest.fixture
def codes(connection):
    return sorted(connection.scalars(select(case_accounts.c.code).distinct()))[::-1]


@pytest.mark.parametrize("reports", [1, 2, 4, 200])
def test_cases_come_in_the_order_asked_for_however_many_are_held(connection, codes, reports):
    groups = list(gather(connection, codes, reports))
    assert [one.code for some in groups for one in some] == codes
    for some in groups:
        together = {report for one in some for report in one.reports}
        assert len(some) == 1 or len(together) <= reports
    assert (len(groups) > 1) == (reports < 5)


def test_a_case_with_more_reports_than_are_held_is_whole(connection, codes):
    sizes = [len(one.reports) for some in gather(connection, codes, 2) for one in some]
    assert max(sizes) == 3


def test_each_case_is_what_it_is_alone_with_what_its_links_are_made_of(connection, codes):
    for some in gather(connection, codes):
        for one in some:
            alone = load_cases(connection, [one.code])
            assert one.loaded.groups == alone.groups
            assert one.loaded.digests == alone.digests
            assert one.loaded.case(one.code, one.loaded.groups[0]) == alone.case(
                one.code, alone.groups[0]
            )
    links = [link for some in gather(connection, codes) for one in some
             for link in one.loaded.groups[0].links]  # fmt: skip
    assert links
    assert all(link.terms for link in links)


def test_nothing_asked_for_gives_nothing(connection):
    assert list(gather(connection, [])) == []
