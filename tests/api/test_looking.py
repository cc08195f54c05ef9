from datetime import date

import pytest

import accordingto as ato
from accordingto.api.looking import Asked, find_country, make_filters
from accordingto.errors import FilterError, StoreError
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.listings import ReviewFilter
from tests.ledger.shelf import fill


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    with Ledger.open(where, Opening.MAKE) as ledger:
        fill(ledger)
    return where


def test_list_is_a_page_of_plain_records(path):
    found = ato.show("figures", path, place="Aleppo")
    assert [row["record"]["low"] for row in found.rows] == [70, 91]
    assert (found.total, found.next) == (2, None)
    assert found.rows[0]["record"]["source"]["text"] == "the Skerry Relief Society"
    assert found.rows[0]["review"]["reviewed"] is False


def test_pages_go_on(path):
    first = ato.show("figures", path, limit=2)
    rest = ato.show("figures", path, limit=2, after=first.next)
    assert (len(first.rows), len(rest.rows), rest.next, rest.total) == (2, 1, None, 3)


def test_filters_take_one_value_or_several_and_days_as_words_or_as_days(path):
    assert ato.show("incidents", path, place=["Aleppo", "Homs"]).total == 2
    assert ato.show("incidents", path, country="Syria", kind="air_strike").total == 1
    assert ato.show("incidents", path, first_day="2024-03-08").total == 1
    assert ato.show("incidents", path, last_day=date(2024, 3, 7)).total == 1
    assert ato.show("incidents", path, review="reviewed").total == 0
    assert ato.show("reports", path, as_of="2000").total == 0


@pytest.mark.parametrize(
    ("listing", "asked", "told"),
    [
        ("events", {}, "there is no list of 'events'; expected one of reports, incidents"),
        ("incidents", {"review": "maybe"}, "review 'maybe' is not known"),
        ("incidents", {"first_day": "2024-02-30"}, "is no day"),
        ("incidents", {"country": "Ruritania"}, "no country that the gazetteer knows"),
        ("incidents", {"text": "()"}, "holds no word"),
        ("incidents", {"limit": 0}, "expected 1 to"),
    ],
)
def test_what_cannot_be_meant_raises(path, listing, asked, told):
    with pytest.raises(FilterError) as caught:
        ato.show(listing, path, **asked)
    assert told in str(caught.value)


def test_ledger_that_is_not_there_raises(tmp_path):
    with pytest.raises(StoreError, match="there is no ledger at this path"):
        ato.show("reports", tmp_path / "none.ledger")


@pytest.mark.parametrize(
    ("typed", "code"), [("SY", "SY"), ("sy", "SY"), (" Syria ", "SY"), ("iraq", "IQ")]
)
def test_country_is_found_by_code_or_name(typed, code):
    assert find_country(typed) == code


@pytest.mark.parametrize("typed", ["", "S1", "Aleppo", "٢٢", "S'", "' OR 1=1 --", "x" * 10_000])
def test_what_is_no_country_raises(typed):
    with pytest.raises(FilterError, match="is no country"):
        find_country(typed)


def test_month_is_its_first_day_or_its_last():
    filters = make_filters(Asked(first_day="2024-02", last_day="2024-02", as_of="2024"))
    assert (filters.first_day, filters.last_day) == (date(2024, 2, 1), date(2024, 2, 29))
    assert filters.as_of == date(2024, 12, 31)
    assert make_filters(Asked(review="rejected")).review is ReviewFilter.REJECTED
