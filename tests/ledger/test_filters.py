from datetime import date

import pytest

from accordingto.errors import FilterError
from accordingto.ledger.filters import (
    Filters,
    check_filters,
    groups_of,
    parse_first_day,
    parse_last_day,
)
from accordingto.ledger.listings import Listing, ReviewFilter, What


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-03-08", date(2024, 3, 8), date(2024, 3, 8)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        (" 2024-03-08 ", date(2024, 3, 8), date(2024, 3, 8)),
    ],
)
def test_day_month_and_year_have_a_first_and_a_last_day(written, first, last):
    assert (parse_first_day(written), parse_last_day(written)) == (first, last)


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "2024-13", "2024-02-30", "0000", "24-03-08", "2024-3-8", "٢٠٢٤", "' OR 1=1"],
)
@pytest.mark.parametrize("parse", [parse_first_day, parse_last_day])
def test_what_is_no_day_is_told(parse, written):
    with pytest.raises(FilterError, match="expected one as in 2016-09-24"):
        parse(written)


@pytest.mark.parametrize(
    ("listing", "filters", "told"),
    [
        (Listing.SOURCES, Filters(blame=("accused",)), "--blame does not go with sources"),
        (Listing.ACTORS, Filters(min_toll=1), "--min-toll does not go with actors"),
        (Listing.AGREEMENTS, Filters(blame=("accused",)), "--blame does not go"),
        (Listing.SOURCES, Filters(review=ReviewFilter.REVIEWED), "--reviewed"),
        (Listing.INCIDENTS, Filters(kind=("airstrike",)), "expected one of air_strike, shelling"),
        (Listing.FIGURES, Filters(kind=("air_strike",)), "expected one of killed, injured"),
        (Listing.STATEMENTS, Filters(kind=("killed",)), "expected one of asserts"),
        (Listing.AGREEMENTS, Filters(kind=("truce",)), "expected one of proposed"),
        (Listing.INCIDENTS, Filters(blame=("maybe",)), "expected one of stated"),
        (Listing.INCIDENTS, Filters(country=("Syria",)), "expected two letters, as in SY"),
        (Listing.INCIDENTS, Filters(country=("S'",)), "expected two letters, as in SY"),
        (Listing.INCIDENTS, Filters(min_toll=-1), "expected a number from 0"),
        (Listing.INCIDENTS, Filters(min_toll=2**70), "expected a number from 0 to 9,"),
        (
            Listing.INCIDENTS,
            Filters(first_day=date(2024, 3, 2), last_day=date(2024, 3, 1)),
            "lies after",
        ),
    ],
)
def test_filter_that_cannot_be_meant_is_told(listing, filters, told):
    with pytest.raises(FilterError) as caught:
        check_filters(filters, listing)
    assert told in str(caught.value)


@pytest.mark.parametrize("listing", Listing)
def test_filters_of_all_lists(listing):
    filters = Filters(
        first_day=date(2024, 3, 1), place=("Marenna",), country=("SY",), text="a", as_of=date.max
    )
    check_filters(filters, listing)


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (Filters(place=("*",)), "--place '*' holds no letter"),
        (Filters(actor=('"',)), "--actor"),
        (Filters(source=("--",)), "--source"),
        (Filters(publisher=("()",)), "--publisher"),
        (Filters(text='"*^-:()'), "holds no word"),
        (Filters(text=" ".join(f"w{n}" for n in range(51))), "at most 50"),
    ],
)
def test_name_or_text_without_a_word_is_told(filters, told):
    with pytest.raises(FilterError) as caught:
        groups_of(filters, What.INCIDENT)
    assert told in str(caught.value)


def test_values_of_one_filter_are_alternatives_and_filters_hold_together():
    filters = Filters(place=("Marenna", "Deir Varn"), kind=("shelling",), min_toll=250)
    assert groups_of(filters, What.INCIDENT) == (
        (("w_incident",),),
        (("p_marena",), ("p_deir_varn",)),
        (("k_shelling",),),
        (("t_100",),),
    )
