from datetime import date

import pytest

from accordingto.ingest.extracts import Fact
from accordingto.ingest.publication import find_publication, parse_days

TODAY = date(2024, 3, 20)
DAY = date(2024, 3, 12)


def find(*facts, url=""):
    found = find_publication([Fact(*fact) for fact in facts], url, TODAY)
    return found.day, [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2024-03-12", (DAY,)),
        ("2024-03-12T18:30:00", (DAY,)),
        ("2024-03-12T18:30:00Z", (DAY,)),
        ("2024-03-12T18:30:00.000+0000", (DAY,)),
        ("2024-03-12 18:30:00 -0500", (DAY,)),
        ("2024-03-12T23:30:00-05:00", (DAY, date(2024, 3, 13))),
        ("2024-03-12T01:30:00+02:00", (DAY, date(2024, 3, 11))),
        ("2024/3/12", (DAY,)),
        ("20240312", (DAY,)),
        ("20240312T183000Z", (DAY,)),
        ("20240312183000", (DAY,)),
        ("1710239400", (DAY,)),
        ("1710239400000", (DAY,)),
        ("Tue, 12 Mar 2024 18:30:00 GMT", (DAY,)),
        ("Tuesday, March 12, 2024 - 6:30 pm", (DAY,)),
        ("12 March 2024", (DAY,)),
        ("Updated on the 12th of March, 2024", (DAY,)),
        ("03/04/2024", ()),
        ("2024-02-30", ()),
        ("March 2024", ()),
        ("soon", ()),
        ("", ()),
        ("9" * 5000, ()),
        ("0001-01-01T00:00:00+14:00", (date(1, 1, 1),)),
        ("9999-12-31T23:59:59-12:00", (date(9999, 12, 31),)),
        ("\u0661\u0662 March 2024", ()),
    ],
)
def test_day_is_read_from_a_date_as_written(written, days):
    assert parse_days(written) == days


def test_date_of_the_article_wins_over_those_of_the_page():
    facts = [("meta:date", "2024-03-14"), ("ld:datePublished", "2024-03-12T08:00:00Z")]
    assert find(*facts) == (DAY, ["page_dates_differ"])


def test_order_of_fields_decides_and_not_their_place_in_the_page():
    facts = [("pubdate", "2024-03-12"), ("meta:article:published_time", "2024-03-12T09:00Z")]
    assert find(*facts) == (DAY, [])
    assert find(("meta:date", "2024-03-13"), ("meta:og:pubdate", "2024-03-12"))[0] == DAY


def test_one_moment_in_two_time_zones_is_no_difference():
    facts = [
        ("ld:datePublished", "2024-03-12T23:30:00-05:00"),
        ("meta:article:published_time", "2024-03-13T04:30:00Z"),
    ]
    assert find(*facts) == (DAY, [])


def test_difference_names_both_dates_and_their_fields():
    facts = [Fact("ld:datePublished", "2024-03-12"), Fact("meta:date", "2011-01-01")]
    [problem] = find_publication(facts, "", TODAY).problems
    assert "'2024-03-12' as its date (JSON-LD datePublished), which is used" in problem.message
    assert "'2011-01-01' (date)" in problem.message


@pytest.mark.parametrize("written", ["2099-01-01", "1899-12-31", "0024-03-12", "4102444800"])
def test_date_in_the_future_or_before_1900_is_left_out_and_told(written):
    assert find(("ld:datePublished", written)) == (None, ["page_date_impossible"])
    both = find(("ld:datePublished", written), ("meta:date", "2024-03-12"))
    assert both == (DAY, ["page_date_impossible"])


def test_day_after_the_page_was_there_is_told_as_such():
    [problem] = find_publication([Fact("meta:date", "2099-01-01")], "", TODAY).problems
    assert "after 2024-03-20, when the page was there already" in problem.message


def test_tomorrow_may_be_today_elsewhere():
    assert find(("meta:date", "2024-03-21")) == (date(2024, 3, 21), [])
    assert find(("meta:date", "2024-03-22")) == (None, ["page_date_impossible"])


def test_date_that_may_be_two_days_is_left_out_and_told():
    assert find(("meta:date", "03/04/2024")) == (None, ["page_date_unreadable"])


def test_page_changed_before_it_was_published_is_told():
    facts = [("ld:datePublished", "2024-03-12"), ("ld:dateModified", "2023-01-01")]
    assert find(*facts) == (DAY, ["modified_before_published"])
    assert find(facts[0], ("ld:dateModified", "2024-03-11T22:00:00Z")) == (DAY, [])


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://skerry.example/2024/03/12/marvoy", DAY),
        ("https://skerry.example/news/2024-03-12-marvoy.html", DAY),
        ("https://skerry.example/2024/03/marvoy", None),
        ("https://skerry.example/2024/13/12/marvoy", None),
        ("https://skerry.example/2031/03/12/marvoy", None),
        ("", None),
    ],
)
def test_address_gives_the_day_where_nothing_else_does(url, day):
    assert find(url=url) == (day, ["published_from_address"] if day else [])
    assert find(("meta:date", "2024-03-19"), url=url) == (date(2024, 3, 19), [])


def test_page_that_gives_no_date_has_none():
    assert find(("title", "12 March 2024"), ("saved:date", "2024-03-12")) == (None, [])
