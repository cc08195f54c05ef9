from datetime import date

import pytest

from accordingto.reader.layers import IncidentAnchor
from accordingto.reader.merging import holds, merge_mentions
from accordingto.records.base import Mention
from accordingto.records.days import Days
from accordingto.records.places import Place
from accordingto.records.values import Kind
from accordingto.report import Report, Span
from tests.builders import read


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


def kinds(text):
    return [(incident.kind, len(incident.mentions)) for incident in read(text).incidents]


def test_words_that_only_name_an_attack_again_join_it():
    text = (
        "The Brannik Brigade claimed responsibility for another attack, the ambush of soldiers "
        "at a checkpoint on Friday."
    )
    assert kinds(text) == [(Kind.ARMED_CLASH, 1)]


def test_another_doer_with_a_day_and_a_place_of_its_own_makes_another_incident():
    text = (
        "The army shelled Baghdad on Monday, killing nine people. "
        "The {doer} shelled Baghdad on Monday, killing two people."
    )
    assert len(kinds(text.format(doer="Brannik Brigade"))) == len(("army", "brigade"))
    assert len(kinds(text.format(doer="army"))) == 1


def test_shell_and_drone_of_another_place_and_day_stay_apart():
    text = (
        "Drone attack on power station kills five\n\n"
        "Three people died on Saturday when a shell hit a house in Lursk."
    )
    assert [i.kind.value for i in read(text).incidents] == ["air_strike", "shelling"]
