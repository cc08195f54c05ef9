import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.report import Report
from tests.reader.days import edtf, mentions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shells fell on Friday.", ["2024-03-08"]),
        ("Shells fell on Thursday night.", ["2024-03-14"]),
        ("Tuesdays raid killed nine.", ["2024-03-12"]),
        ("Shells fell last Friday.", ["2024-03-08"]),
        ("Shells fell last Wednesday.", ["2024-03-06"]),
        ("Envoys meet next Friday.", ["2024-03-15"]),
        ("The envoys will meet on Monday.", ["2024-03-18"]),
        ("Envoys are due to meet on Thursday.", ["2024-03-14"]),
        ("A deal would bring a truce starting on Monday.", ["2024-03-18"]),
        ("Shells fell on Friday last week.", ["2024-03-08"]),
        ("Shells fell on Friday and Saturday.", ["2024-03-08/2024-03-09"]),
        ("Shells fell on Friday and Sunday.", ["2024-03-08", "2024-03-10"]),
        ("Shells fell from Monday to Wednesday.", ["2024-03-11/2024-03-13"]),
        ("Shells fell from Wednesday to Friday.", ["2024-03-06/2024-03-08"]),
    ],
)
def test_weekday_is_the_nearest_on_or_before_publication_unless_words_say_otherwise(text, found):
    assert edtf(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nine died today.", ["2024-03-14"]),
        ("Nine died yesterday morning.", ["2024-03-13"]),
        ("Nine died the day before yesterday.", ["2024-03-12"]),
        ("Talks open tomorrow.", ["2024-03-15"]),
        ("Nine died last night.", ["2024-03-13"]),
        ("Nine died overnight.", ["2024-03-13/2024-03-14"]),
        ("It fell three days ago.", ["2024-03-11"]),
        ("It fell two weeks ago.", ["2024-02-29~"]),
        ("It fell two months ago.", ["2024-01"]),
        ("It fell a year ago.", ["2023"]),
        ("Raids went on over the past four days.", ["2024-03-10/2024-03-14"]),
        ("Nine died in the last 24 hours.", ["2024-03-13/2024-03-14"]),
        ("Nine died last week.", ["2024-03-04/2024-03-10"]),
        ("Nine died this week.", ["2024-03-11/2024-03-14"]),
        ("Nine died over the weekend.", ["2024-03-09/2024-03-10"]),
        ("Nine died last month.", ["2024-02"]),
        ("It is the worst raid this year.", ["2024"]),
    ],
)
def test_days_are_counted_from_publication(text, found):
    assert edtf(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On September 9 they agreed.", ["2023-09-09"]),
        ("On 9 Sep 2016 they agreed.", ["2016-09-09"]),
        ("It was the 9th of September.", ["2023-09-09"]),
        ("On Saturday, March 9, 2024, nine died.", ["2024-03-09"]),
        ("Nine died on 24/09/2016.", ["2016-09-24"]),
        ("Nine died on 2016-09-24.", ["2016-09-24"]),
        ("The vote will be on May 5.", ["2024-05-05"]),
        ("In late July 2016 it fell.", ["2016-07"]),
        ("It fell in mid-July.", ["2023-07"]),
        ("It fell last March.", ["2023-03"]),
        ("The March raid killed nine.", ["2024-03"]),
        ("It fell in June last year.", ["2023-06"]),
        ("The war of 2011-2013 is over.", ["2011/2013"]),
        ("The war began in 2013.", ["2013"]),
        ("It was signed in the 1990s.", ["199X"]),
        ("Since 2014 it has been besieged.", ["2014/.."]),
        ("By Friday all had fled.", ["../2024-03-08"]),
        ("It fell between March 3 and 5.", ["2024-03-03/2024-03-05"]),
        ("It fell on 3-5 March 2016.", ["2016-03-03/2016-03-05"]),
        ("It began in the summer of 2012.", ["2012-22"]),
        ("On February 29 it fell.", ["2024-02-29"]),
    ],
)
def test_dates_are_read_in_all_their_orders(text, found):
    assert edtf(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the palace in the sun.",
        "The March on Veltrona was long.",
        "He sat for a second and wed her.",
        "The Sunday Times reported it.",
        "On Fridays they pray.",
        "April Dunn of Veltrona was there.",
        "He counted 2013 shells, and 1998 men left.",
        "A convoy of 2000 people left.",
        "Nine died on September 31.",
        "The 40 kg shell and the 9-11 rounds.",
        "In mid-²⁰¹³ and on ² March it rained.",
    ],
)
def test_other_words_are_no_days(text):
    assert edtf(text) == []


def test_lost_comma_leaves_the_month_alone():
    assert edtf("In July 20 people were killed.") == ["2023-07"]
    assert edtf("On July 20 people were killed.") == ["2023-07-20"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shells fell on Monday. The next day planes came.", ["2024-03-11", "2024-03-12"]),
        ("Shells fell on Monday. Two died on the same day.", ["2024-03-11", "2024-03-11"]),
        ("Planes came on Tuesday, a day after a raid.", ["2024-03-12", "2024-03-11"]),
        ("They left two days after Monday's raid.", ["2024-03-13", "2024-03-11"]),
        ("It began in May 2013. It ended later that year.", ["2013-05", "2013"]),
        ("The next day planes came.", []),
    ],
)
def test_days_are_counted_from_a_day_named_before(text, found):
    assert edtf(text) == found


def test_yesterday_in_a_quotation_counts_from_the_day_of_speaking():
    text = '"Yesterday they struck again," the mayor said on Tuesday.'
    assert edtf(text) == ["2024-03-11", "2024-03-12"]


@pytest.mark.parametrize(
    ("text", "is_saying"),
    [
        ("The mayor said on Tuesday that shells fell.", True),
        ("The mayor told reporters in Veltrona on Tuesday that shells fell.", True),
        ("On Tuesday the mayor said shells fell.", True),
        ("On Tuesday planes bombed the port, the mayor said.", False),
        ("Planes bombed the port on Tuesday, the mayor said.", False),
        ("The mayor said planes bombed the port on Tuesday.", False),
        ("The mayor condemned weekend raids on the port.", False),
    ],
)
def test_day_of_saying_is_marked(text, is_saying):
    (mention,) = mentions(text)
    assert mention.is_saying is is_saying


def test_without_a_date_only_what_needs_none_is_resolved():
    assert edtf("On Friday, on May 3, in 2013 and on 4 May 2014.", None) == ["2013", "2014-05-04"]


def test_under_two_dates_only_what_both_agree_on_is_resolved():
    text = "03/04/2016\nShells fell on Monday. It began on March 2."
    assert edtf(text, None) == ["2016-03-02"]


def test_history_takes_the_year_that_it_has_come_to():
    years = "".join(f"In {year} it went on. " for year in range(1931, 1941))
    text = years + "On May 3, 1942 they met. On September 9 they signed."
    assert edtf(text)[-1] == "1942-09-09"


def test_mention_covers_the_words_that_name_the_day():
    text = "Shells fell on Friday night near Tarrow."
    (mention,) = mentions(text)
    assert Report(id="r1", text=text).quote(mention.evidence) == "Friday night"
    assert mention.days.evidence is not None
    assert mention.days.evidence.text == "Friday night"


def test_days_outside_the_calendar_are_none():
    text = "It fell on May 3, 2016. " + "It fell 500 weeks earlier. " * 300
    assert 0 < len(edtf(text)) < 301


@given(st.text(alphabet="0123456789/-. ,MayonFridast\n\"“”'", max_size=200))
def test_any_text_is_read(text):
    for mention in mentions(text):
        first, last = mention.days.date_from, mention.days.date_to
        assert first is not None or last is not None
        assert first is None or last is None or first <= last


def test_dateline_is_no_mention():
    assert edtf("Wed 06 Mar 2024 Shells fell on Tuesday.") == ["2024-03-05"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Drones came overnight, the mayor said on Monday.", "2024-03-10/2024-03-11"),
        ("Drones came overnight, the mayor said.", "2024-03-13/2024-03-14"),
        ("Shells fell at dawn, the mayor said on Tuesday.", "2024-03-12"),
        ("Gunmen came in the early hours, the army said on Wednesday.", "2024-03-13"),
        ("A mine went off earlier in the day, the army said on Tuesday.", "2024-03-12"),
    ],
)
def test_night_and_dawn_count_from_the_day_of_the_saying(text, found):
    assert edtf(text)[0] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shells fell at dawn.", []),
        ("Shells fell at dawn on Tuesday.", ["2024-03-12"]),
        ("Drones came overnight on Monday.", ["2024-03-11"]),
        ("Drones came overnight Sunday to Monday.", ["2024-03-10/2024-03-11"]),
        ("Shells fell on Monday. That night, buses left.", ["2024-03-11", "2024-03-11"]),
        ("Shells fell on Monday. The next morning, buses left.", ["2024-03-11", "2024-03-12"]),
        ("The day after Monday's raid, shops closed.", ["2024-03-12", "2024-03-11"]),
        ("Shells fell from late Monday until early Tuesday.", ["2024-03-11/2024-03-12"]),
        ("Nine have died since the start of the month.", ["2024-03/.."]),
        ("Nine have died since the beginning of the week.", ["2024-03-11/.."]),
        ("Nine died in the last three months of 2023.", ["2023"]),
        ("Shells fell on Tues and stopped.", ["2024-03-12"]),
        ("It began on 24.02.22 in Tarrow.", ["2022-02-24"]),
        ("It began on 24/02/22 in Tarrow.", ["2022-02-24"]),
        ("It began on 5/10/22 in Tarrow.", []),
        ("It was the third consecutive day of shelling.", []),
    ],
)
def test_days_in_the_manner_of_other_publishers(text, found):
    assert edtf(text) == found


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            "Envoys said on Tuesday that a truce would take effect at 6 p.m. on Thursday.",
            "2024-03-13",
        ),
        ("Envoys said on Tuesday that a truce would take effect on Thursday.", "2024-03-16"),
        ("Envoys said a truce would take effect on Thursday.", "2024-03-12"),
    ],
)
def test_what_is_announced_lies_ahead_of_the_saying(text, published):
    assert edtf(text, published)[-1] == "2024-03-14"


def test_day_of_a_year_named_beside_it():
    assert edtf("The raid on 7 October last year killed nine.", "2024-11-20") == ["2023-10-07"]


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        ("The post of 03/11/24 said so.", "2024-03-14", ["2024-03-11"]),
        ("The post of 03/04/2024 said so.", "2024-06-14", []),
        ("They condemned weekend air raids.", "2024-03-14", ["2024-03-09/2024-03-10"]),
        ("A weekend raid, they said.", "2024-03-14", []),
        ("It fell in a deadly April raid.", "2024-03-14", ["2023-04"]),
        ("Tough May words fell.", "2024-03-14", []),
        ("It fell earlier in the week.", "2024-03-14", ["2024-03-11/2024-03-14"]),
        ("It fell late on Friday (local time).", "2024-03-14", ["2024-03-08"]),
        ("It fell at 4 a.m. local time (0100 GMT) on Friday.", "2024-03-14", ["2024-03-08"]),
        ("It was March 10. A week earlier it fell.", "2024-03-14", ["2024-03-10", "2024-03-03~"]),
        ("Talks ended after a week.", "2024-03-14", []),
        ("Earlier in the day planes came.", "2024-03-14", ["2024-03-14"]),
        (
            "Nine died in the last 48 hours, the army said on Tuesday.",
            "2024-03-14",
            ["2024-03-10/2024-03-12", "2024-03-12"],
        ),
        ("The dam may open this summer.", "2024-03-14", ["2024-22"]),
        ("It snowed this winter.", "2024-01-14", ["2023-24"]),
        ("A vote would be held on March 20.", "2024-03-14", ["2024-03-20"]),
        ("They came in 2011 and left three years later.", "2024-03-14", ["2011", "2014"]),
        ("They came in May 2011 and left two months later.", "2024-03-14", ["2011-05", "2011-07"]),
    ],
)
def test_what_is_beside_a_date_tells_it(text, published, found):
    assert edtf(text, published) == found
