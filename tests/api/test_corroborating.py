"""Corroboration from Python."""

from accordingto.api.corroborating import corroborate
from tests.builders import make_report, read, reader

STRIKE = "Air strikes on a market in Aleppo killed 23 people on Tuesday, residents said."


def test_readings_become_cases():
    found = corroborate(reader().read(make_report(STRIKE, id=name)) for name in ("a", "b"))
    (case,) = found.cases()
    assert case.reports == ("a", "b")


def test_two_readings_with_one_id_are_two_reports():
    found = corroborate([read(STRIKE), read(STRIKE)])
    (case,) = found.cases()
    assert case.reports == ("r1", "r1#2")
