from datetime import date

import pytest

import accordingto as ato
from accordingto.api.ledger_tables import LEDGER_TABLES, tabulate_rows
from accordingto.errors import FilterError
from accordingto.ledger.listings import Listing
from tests.api.told import STRIKE


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("war")
    (folder / "r1.txt").write_text(STRIKE)
    given = {"published": "2024-03-13", "publisher": "Skerry Wire", "reader": "rules"}
    ato.add([folder / "r1.txt"], folder / "war.ledger", **given)
    return ato.open_ledger(folder / "war.ledger")


def rows(ledger, listing):
    table = tabulate_rows(listing, ledger.show(listing).rows)
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    return [dict(zip(names, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("listing", Listing)
def test_every_list_is_a_table(ledger, listing):
    assert len(rows(ledger, listing.value)) == ledger.show(listing.value).total > 0
    assert set(LEDGER_TABLES) == set(Listing)


def test_a_figure_says_what_people_made_of_it(ledger):
    figure = next(one for one in rows(ledger, "figures") if one["low"] == 31)
    assert (figure["report"], figure["review"], figure["reviewers"]) == ("r1", "unreviewed", ())
    assert (figure["high"], figure["source_words"]) == (None, "Ilvar Dreshko")
    assert figure["first_day"] == date(2024, 3, 12)


def test_a_case_stands_as_most_texts_tell_it(ledger):
    (case,) = rows(ledger, "cases")
    assert (case["kind"], case["place"], case["date_from"]) == (
        "air_strike",
        "Dorrash",
        date(2024, 3, 12),
    )
    assert (case["deaths_low"], case["deaths_best"], case["deaths_high"]) == (12, 31, 31)
    assert len(case["reports"]) == 1


def test_what_is_no_list_is_no_table():
    with pytest.raises(FilterError, match="expected one of reports"):
        tabulate_rows("wars", [])
