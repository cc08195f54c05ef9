import pytest

from accordingto.report import Span
from evaluation.time_expressions import (
    Counts,
    Timex,
    compare_timex,
    find_days,
    read_timeml,
    value_of,
)

SOURCE = (
    '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-03-14">14 March</TIMEX3></DCT><TEXT>'
    'A &amp; B met on <TIMEX3 tid="t1" type="DATE" value="2024-03-11">Monday</TIMEX3>.'
    "</TEXT></TimeML>"
)


def test_text_and_expressions_are_read_from_timeml(tmp_path):
    path = tmp_path / "one.tml"
    path.write_text(SOURCE, encoding="utf-8")
    report, (gold,) = read_timeml(path)
    assert (report.published, report.text) == ("2024-03-14", "A & B met on Monday.")
    assert (report.quote(gold.span), gold.value) == ("Monday", "2024-03-11")
    assert list(find_days(report)) == [gold]


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
    assert value_of(edtf) == value


def test_each_expression_is_paired_once():
    gold = [Timex(Span(0, 4), "2011"), Timex(Span(9, 13), "2012"), Timex(Span(20, 24), "2013")]
    found = [Timex(Span(0, 13), "2011"), Timex(Span(20, 24), "2014")]
    assert compare_timex(gold, found) == Counts(gold=3, found=2, hit=2, right=1)
