from datetime import date

import pytest

from accordingto.reader.layers import IncidentAnchor
from accordingto.reader.merging import holds, merge_mentions
from accordingto.records.base import Mention
from accordingto.records.days import Days
from accordingto.records.places import Place
from accordingto.records.values import Kind
from accordingto.report import Report, Span


def place(name, **known):
    return Place(name=name, country="XM", evidence=Mention(0, len(name), name), **known)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (place("Marenia", feature="country"), place("Tarvo", feature="populated place"), True),
        (place("Ostria", feature="admin1"), place("Tarvo", admin1="Ostria"), True),
        (
            place("Tarvo", feature="populated place", admin1="Ostria"),
            place("Old Port", feature="neighbourhood", admin1="Ostria"),
            True,
        ),
        (place("Tarvo", feature="populated place"), place("Ombra", feature="village"), False),
    ],
)
def test_larger_places_hold_smaller_ones(a, b, expected):
    assert holds(a, b) is expected
    assert not holds(b, a)


def test_a_mention_joins_the_incident_of_its_own_day():
    report = Report(id="r", text="shelling shelling shelling")
    spans = [Span(0, 8), Span(9, 17), Span(18, 26)]
    days = {
        span: Days(date_from=None, date_to=None, precision_ucdp=None, precision_acled=None, edtf="")
        for span in spans
    }
    days[spans[0]] = days[spans[2]] = _day(1)
    days[spans[1]] = _day(2)
    anchors = [IncidentAnchor(evidence=s, kind=Kind.SHELLING, days=(s,)) for s in spans]
    drafts = merge_mentions(report, anchors, {}, days)
    assert [[a.evidence for a in draft.anchors] for draft in drafts] == [
        [spans[0], spans[2]],
        [spans[1]],
    ]


def _day(number):
    day = date(2024, 3, number)
    return Days(date_from=day, date_to=day, precision_ucdp=1, precision_acled=1, edtf=f"{day}")


def test_thousands_of_mentions_are_compared_with_few_incidents():
    report = Report(id="r", text="shelling " * 5000)
    days = {Span(9 * n, 9 * n + 8): _day(n % 28 + 1) for n in range(5000)}
    anchors = [IncidentAnchor(evidence=s, kind=Kind.SHELLING, days=(s,)) for s in days]
    drafts = merge_mentions(report, anchors, {}, days)
    assert sum(len(draft.anchors) for draft in drafts) == 5000
