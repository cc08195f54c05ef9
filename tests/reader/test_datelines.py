from datetime import date

import pytest

from accordingto.reader.datelines import parse_given
from accordingto.records.values import PublishedOrigin
from tests.reader.days import published_of


@pytest.mark.parametrize(
    "text",
    [
        "Wed 06 Mar 2024 Shells fall on Veltrona.",
        "Wed 06 Mar 2024 at 0914\nShells fall on Veltrona.",
        "Truce in Tarrow\n\n  • 06/03/2024\nShells fell.",
        "6 March 2024 Shells fell on Veltrona.",
        "March 6, 2024 Shells fell on Veltrona.",
        "Posted on March 6 2024 by Edda Tolm. Shells fell.",
        "Last updated at Mar 062024 VELTRONA Shells fell.",
        "06.03.2024Get short URL Shells fell.",
        "2024-03-06T10:00Z\nShells fell.",
        "VELTRONA, March 6 (Newswire) - Shells fell on the port.",
        "Shells fall on Veltrona Newswire Wednesday 6 Mar 2024 Shells fell.",
        "Nine dead in Veltrona market 6 March 2024 Veltrona NWA-Shells fell.",
    ],
)
def test_dateline_at_the_head_wins_over_the_given_date(text):
    published = published_of(text, "2024-03-09")
    assert (published.used.date_from, published.used.date_to) == (date(2024, 3, 6),) * 2
    assert published.used.origin is PublishedOrigin.TEXT
    assert published.evidence.end > published.evidence.start


@pytest.mark.parametrize(
    "text",
    [
        "On 6 March 2024 shells fell on Veltrona.",
        "Shells fell on Veltrona on 6 March 2024.",
        "The army said the 6 March 2024 raid killed nine.",
        "A man walks past a school hit since 6 March 2024 in Tarrow.",
        "Shells fell. " * 40 + "\n6 March 2024",
    ],
)
def test_date_in_the_story_is_no_dateline(text):
    published = published_of(text, "2024-03-09")
    assert published.used.edtf == "2024-03-09"
    assert published.used.origin is PublishedOrigin.GIVEN
    assert not published.problems


@pytest.mark.parametrize(
    ("head", "given", "edtf"),
    [
        ("Sun 03/04/2016", None, "2016-04-03"),
        ("Fri 03/04/2016", None, "2016-03-04"),
        ("23/04/2016", None, "2016-04-23"),
        ("04/23/2016", None, "2016-04-23"),
        ("03/04/2016", "2016-04-04", "2016-04-03"),
        ("03/04/2016\nShells fell on Monday.", None, "[2016-03-04,2016-04-03]"),
        ("01-11-2014 Shells fell on Saturday in Tarrow.", None, "[2014-01-11,2014-11-01]"),
        ("02-11-2014 Shells fell on Tuesday in Tarrow.", None, "2014-02-11"),
        ("02-11-2014 Shells fell on Sunday in Tarrow.", None, "[2014-02-11,2014-11-02]"),
        ("05/05/2016", None, "2016-05-05"),
        ("03.04.2016 Shells fell.", None, "2016-04-03"),
    ],
)
def test_day_and_month_are_told_apart_where_something_tells(head, given, edtf):
    assert published_of(head, given).used.edtf == edtf


def test_date_left_open_is_kept_as_one_of_two_and_said_so():
    published = published_of("03/04/2016\nShells fell.", None)
    assert published.used.date_from == date(2016, 3, 4)
    assert published.used.date_to == date(2016, 4, 3)
    assert [problem.code for problem in published.problems] == ["published_ambiguous"]


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        (None, ["published_missing"]),
        ("", ["published_missing"]),
        ("2016-02-31", ["published_impossible"]),
        ("last week", ["published_impossible"]),
        ("03/04/2016", ["published_ambiguous"]),
    ],
)
def test_bad_given_date_is_a_problem_and_no_day(given, codes):
    published = published_of("Shells fell on Friday.", given)
    assert published.given is None
    assert [problem.code for problem in published.problems] == codes


def test_dateline_at_odds_with_the_given_date_is_said_with_its_words():
    published = published_of("7 July 2015 Shells fell.", "2015-09-01")
    (problem,) = published.problems
    assert problem.code == "published_differs"
    assert problem.evidence is not None
    assert problem.evidence.text == "7 July 2015"


def test_weekday_that_belies_its_date_is_said():
    (problem,) = published_of("Mon 07 Mar 2024 Shells fell.", "2024-03-07").problems
    assert problem.code == "published_weekday_differs"


def test_dateline_without_year_needs_a_given_date():
    text = "VELTRONA, December 30 (Newswire) - Shells fell."
    assert published_of(text, "2024-01-02").used.edtf == "2023-12-30"
    assert published_of(text, None).used.edtf is None


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2017-04-07", (date(2017, 4, 7),)),
        ("2017-04-07 09:15:00+02:00", (date(2017, 4, 7),)),
        ("7 April 2017", (date(2017, 4, 7),)),
        ("2017-13-07", ()),
        ("2017-04-07 and more", ()),
        ("April", ()),
        ("99999-01-01", ()),
        ("٣", ()),
    ],
)
def test_given_date_is_parsed_whole_or_not_at_all(words, days):
    assert parse_given(words) == days
