import pytest

import accordingto as ato
from accordingto.errors import FilterError, StoreError
from tests.api.told import STRIKE


@pytest.fixture
def path(tmp_path):
    (tmp_path / "r1.txt").write_text(STRIKE)
    (tmp_path / "r2.txt").write_text("A girl, Sela Orvik, 9, was killed by shelling in Homs.")
    ato.add([tmp_path], tmp_path / "war.ledger", published="2024-03-13", reader="rules")
    return tmp_path / "war.ledger"


def test_cases_come_in_the_order_of_the_list_without_withheld_names(path):
    cases = list(ato.cases(path))
    assert len(cases) == 2
    listed = ato.show("cases", path)
    assert [case.id for case in cases] == [row["id"] for row in listed.rows]
    assert (listed.total, listed.next, listed.listing) == (2, None, "cases")
    assert "Orvik" not in str((cases, listed.rows))


def test_a_case_is_found_by_the_beginning_of_its_code(path):
    for one in ato.cases(path):
        assert ato.case(one.id, path) == ato.case(one.id[:7], path) == one
    with pytest.raises(FilterError):
        ato.case("C-zzzz", path)


def test_a_page_of_cases_leads_to_the_next(path):
    first = ato.show("cases", path, limit=1)
    rest = ato.show("cases", path, limit=1, after=first.next)
    assert len({first.rows[0]["id"], rest.rows[0]["id"]}) == 2


def test_a_ledger_that_is_not_there_is_told(tmp_path):
    with pytest.raises(StoreError):
        next(ato.cases(tmp_path / "none.ledger"))
