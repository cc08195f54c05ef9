import pytest

from accordingto.report import Report, Span
from evaluation.timeml import TimemlError, Timex, find_timex, read_timeml, value_of_edtf

SOURCE = (
    '<?xml version="1.0" ?><TimeML><DOCID>one</DOCID><DCT><TIMEX3 tid="t0" type="DATE" '
    'value="2024-03-14" functionInDocument="CREATION_TIME">14 March</TIMEX3></DCT><TEXT>'
    'A &amp; B <EVENT eid="e1" class="OCCURRENCE">met</EVENT> <SIGNAL sid="s1">on</SIGNAL> '
    '<TIMEX3 tid="t1" type="DATE" value="2024-03-11">Monday</TIMEX3>.'
    '<TIMEX3 tid="t2" type="DURATION" value="P1D"/></TEXT></TimeML>'
)
PUBLISHED = "2024-03-14"


def values(text: str, published: str = PUBLISHED) -> list[str]:
    report = Report(id="r1", text=text, published=published)
    return [timex.value for timex in find_timex(report)]


def test_text_and_expressions_are_read_whatever_tags_stand_between(tmp_path):
    path = tmp_path / "one.tml"
    path.write_text(SOURCE, encoding="utf-8")
    report, (gold,) = read_timeml(path)
    assert (report.published, report.text) == ("2024-03-14", "A & B met on Monday.")
    assert (report.quote(gold.span), gold.value) == ("Monday", "2024-03-11")
    assert list(find_timex(report)) == [gold]


def test_day_of_creation_may_stand_in_the_text_and_have_an_hour(tmp_path):
    path = tmp_path / "old.tml"
    path.write_text(
        '<TimeML><TIMEX3 tid="t1" type="TIME" value="1998-02-27T09:00" '
        'functionInDocument="CREATION_TIME">02/27/1998</TIMEX3> Shells fell.</TimeML>',
        encoding="utf-8",
    )
    report, (gold,) = read_timeml(path)
    assert report.published == "1998-02-27T09:00"
    assert gold.value == "1998-02-27T09:00"


def test_lines_wrapped_within_a_sentence_are_one(tmp_path):
    path = tmp_path / "wrapped.tml"
    path.write_text(
        '<TimeML><DCT><TIMEX3 value="1998-02-27">27</TIMEX3></DCT><TEXT>\n'
        "Shells fell at 7 p.m. EST\nThursday and "
        '<TIMEX3 value="1998-W08">last\nweek</TIMEX3>.\n\nNow it is calm.\n</TEXT></TimeML>',
        encoding="utf-8",
    )
    report, (gold,) = read_timeml(path)
    assert report.quote(gold.span) == "last week"
    assert [timex.value for timex in find_timex(report)] == [
        "1998-02-26T19:00",
        "1998-W08",
        "PRESENT_REF",
    ]


@pytest.mark.parametrize("content", [b"no markup", b"\xff\xfe\x00"])
def test_file_that_is_no_timeml_is_said(tmp_path, content):
    path = tmp_path / "bad.tml"
    path.write_bytes(content)
    with pytest.raises(TimemlError, match=r"bad\.tml.*expected a TimeML file"):
        read_timeml(path)


@pytest.mark.parametrize(
    ("edtf", "value"),
    [
        ("2012-22", "2012-SU"),
        ("199X", "199"),
        ("../2024-03", "2024-03"),
        ("2024-03-01~", "2024-03-01"),
    ],
)
def test_edtf_is_written_as_timeml_does(edtf, value):
    assert value_of_edtf(edtf) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They fought for two weeks.", ["P2W"]),
        ("Three quarters of them fled.", []),
        ("A three-day truce began.", ["P3D"]),
        ("A 24-hour truce began.", ["PT24H"]),
        ("It took two and a half years.", ["P2.5Y"]),
        ("It took twenty-five years.", ["P25Y"]),
        ("It went on for several months.", ["PXM"]),
        ("It went on for months.", ["PXM"]),
        ("Nine died over the past four days.", ["P4D"]),
        ("It is the worst in half a century.", ["P.5CE"]),
        ("Nine planes a day came.", ["P1D"]),
    ],
)
def test_lengths_have_a_count_and_a_unit(text, found):
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Planes came daily.", ["XXXX-XX-XX"]),
        ("The Daily Herald and Current Affairs said so.", []),
        ("It was the 10th anniversary of the raid.", []),
        ("Planes came every Friday.", ["XXXX-WXX-5"]),
        ("Planes came each October.", ["XXXX-10"]),
        ("Planes came every two days.", ["P2D"]),
        ("On Fridays they pray.", ["XXXX-WXX-5"]),
        ("It is now a ruin.", ["PRESENT_REF"]),
        ("The former mayor fled.", ["PAST_REF"]),
        ("In the past they fled.", ["PAST_REF"]),
        ("Many years ago they fled.", ["PAST_REF"]),
        ("The future is dark.", ["FUTURE_REF"]),
    ],
)
def test_habits_and_references_are_no_days(text, found):
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fell at 4 a.m. local time on Tuesday.", ["2024-03-12T04:00"]),
        ("It fell at 5:30pm on March 3.", ["2024-03-03T17:30"]),
        ("It fell on Tuesday at 0100 GMT.", ["2024-03-12", "2024-03-12T01:00Z"]),
        ("It fell on Tuesday night.", ["2024-03-12TNI"]),
        ("It fell on the night of 4 March.", ["2024-03-04TNI"]),
        ("It fell this morning.", ["2024-03-14TMO"]),
        ("It fell last night.", ["2024-03-13TNI"]),
        ("They marched at night.", ["XXXX-XX-XXTNI"]),
    ],
)
def test_hours_and_parts_of_a_day_have_their_day(text, found):
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It fell last week.", ["2024-W10"]),
        ("It fell two weeks ago.", ["2024-W09"]),
        ("It fell over the weekend.", ["2024-W10-WE"]),
        ("It fell in the third quarter.", ["2023-Q3"]),
        ("It fell in the second half of 2008.", ["2008-H2"]),
        ("It fell in early 1942.", ["1942"]),
        ("It fell in the mid-1980s.", ["198"]),
        ("It fell in the '80s.", ["198"]),
        ("It is a nineteenth-century fort.", ["18"]),
        ("It is a fort of the 4th century BC.", ["BC03"]),
        ("It fell in August 480 BC.", ["BC0480-08"]),
        ("It fell between 490 and 480 BC.", ["BC0490", "BC0480"]),
        ("Sales rose in the third quarter from a year earlier.", ["2023-Q3", "2022-Q3"]),
        ("Sales rose in the third quarter. The quarter was wet.", ["2023-Q3", "2023-Q3"]),
        ("Sales rose in the 1989 third quarter and the first half.", ["1989-Q3", "2024-H1"]),
        ("It ends at year's end, or by the year-end.", ["2024", "2024"]),
        ("On March 9 they met. On the 11th they left.", ["2024-03-09", "2024-03-11"]),
        ("In 1987 they came, and two years later they left.", ["1987", "1989"]),
        ("It opens at Christmas 2026.", ["2026-12-25"]),
        ("It lasted from 1914–18.", ["1914", "1918"]),
        ("It lasted from 3-5 March 2016.", ["2016-03-03", "2016-03-05"]),
        ("It lasted from 15 November to 3 February 1989.", ["1988-11-15", "1989-02-03"]),
        ("It lasted from May-June 2016.", ["2016-05", "2016-06"]),
        ("It ended at the end of the year.", ["2024"]),
    ],
)
def test_weeks_quarters_and_ages_have_the_values_of_timeml(text, found):
    assert values(text) == found


HISTORY = "In 1931 it began. In 1932 they fled. In 1933 it went on. In 1934 it ended. "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In May they met.", ["1934-05"]),
        ("The following year they met.", ["1935"]),
        ("Two years earlier they had met.", ["1932"]),
        ("In December they met. In January they signed.", ["1934-12", "1935-01"]),
        ("On 3 May 1942 they met. On the 5th they signed.", ["1942-05-03", "1942-05-05"]),
        ("In the winter they met.", ["1934-WI"]),
        ("In 1813 another war was fought. In 1935 and in May 1936 they met. In June they left.",
         ["1813", "1935", "1936-05", "1936-06"]),
    ],
)  # fmt: skip
def test_history_counts_from_the_date_it_has_come_to(text, found):
    assert values(HISTORY + text)[4:] == found


def test_history_before_christ_lends_its_era():
    text = "In 499 BC, 498 BC, 494 BC and 490 BC they fought. In August they met. In 480, all fled."
    assert values(text)[4:] == ["BC0490-08", "BC0480"]


def test_dateline_is_an_expression_too():
    report = Report(id="r1", text="VELTRONA, March 6 (Newswire) - Shells fell.", published="2024")
    assert [report.quote(timex.span) for timex in find_timex(report)] == ["March 6"]


def test_spans_cover_the_words_before_a_date():
    report = Report(id="r1", text="It fell by the end of 1942.", published=PUBLISHED)
    assert list(find_timex(report)) == [Timex(Span(11, 26), "1942")]
