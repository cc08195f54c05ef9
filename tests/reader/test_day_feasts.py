from datetime import date

import pytest

from accordingto.reader.day_feasts import easter_day, islamic_day
from tests.reader.days import edtf, mentions


@pytest.mark.parametrize(
    ("year", "month", "day", "known"),
    [
        (1432, 9, 1, date(2011, 8, 1)),
        (1437, 9, 1, date(2016, 6, 6)),
        (1439, 10, 1, date(2018, 6, 15)),
        (1437, 12, 10, date(2016, 9, 12)),
        (1451, 9, 1, date(2030, 1, 5)),
    ],
)
def test_islamic_days_lie_within_two_days_of_those_kept(year, month, day, known):
    assert abs((islamic_day(year, month, day) - known).days) <= 2


@pytest.mark.parametrize(
    ("year", "day"),
    [(2011, date(2011, 4, 24)), (2016, date(2016, 3, 27)), (2024, date(2024, 3, 31))],
)
def test_easter_is_that_of_the_western_churches(year, day):
    assert easter_day(year) == day


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        ("Nine died during Ramadan.", "2016-06-20", ["2016-06-07~/2016-07-06~"]),
        ("Nine died in Ramadan 2015.", "2016-06-20", ["2015-06-18~/2015-07-17~"]),
        ("Nine died on Eid al-Fitr.", "2016-07-08", ["2016-07-07~/2016-07-09~"]),
        ("Nine died on Eid.", "2016-07-08", ["2016-07-07~/2016-07-09~"]),
        ("A truce will begin on Eid al-Adha.", "2016-09-01", ["2016-09-13~/2016-09-16~"]),
        ("Nine died on the eve of Ramadan.", "2016-06-20", ["2016-06-06~"]),
        ("Nine died on the eve of Easter 2015.", "2016-06-20", ["2015-04-04"]),
        ("Nine died on Christmas Day.", "2017-01-03", ["2016-12-25"]),
        ("Nine died on New Year's Eve.", "2017-01-03", ["2016-12-31"]),
        ("Nine died on Easter Sunday.", "2016-03-30", ["2016-03-27"]),
        ("Nine died on Christmas 2014.", None, ["2014-12-25"]),
    ],
)
def test_feast_is_the_one_nearest_to_publication(text, published, found):
    assert edtf(text, published) == found


@pytest.mark.parametrize(
    "text",
    [
        "A truce for Eid al-Adha was asked for.",
        "Ramadan Holth and Salim Ramadan fled.",
        "They keep ramadan.",
        "In an Eid message the mayor asked for calm.",
        "Nine died on Eid in 2016, one on Eid 2000.",
    ],
)
def test_feast_still_to_come_a_name_or_one_of_two_is_none(text):
    assert [one for one in mentions(text, "2016-09-01") if "~" in one.days.edtf] == []


def test_days_of_the_moon_are_rough():
    (mention,) = mentions("Nine died on Eid al-Fitr.", "2016-07-08")
    assert (mention.days.precision_ucdp, mention.days.precision_acled) == (3, 2)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A raid on 21 August 2013 killed nine. On the third anniversary they wept.",
         ["2013-08-21", "2016-08-21"]),
        ("A raid on 21 August 2013 killed nine. On the anniversary they wept.",
         ["2013-08-21", "2023-08-21"]),
        ("On the 10th anniversary of the 21 August 2013 raid they wept.",
         ["2023-08-21", "2013-08-21"]),
        ("A raid on 29 February 2016 killed nine. On its anniversary they wept.",
         ["2016-02-29", "2024-02-28"]),
        ("On the anniversary of the raid they wept.", []),
        ("The raid was on Monday. Its anniversary is far.", ["2024-03-11"]),
    ],
)  # fmt: skip
def test_anniversary_is_counted_from_the_day_named_beside_it(text, found):
    assert edtf(text) == found


def test_feasts_are_looked_for_by_their_capital_only():
    assert edtf("They fired new shells at an easter procession.") == []
