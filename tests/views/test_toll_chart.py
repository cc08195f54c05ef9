"""Figures of a toll as a chart."""

from dataclasses import replace

import pytest

from accordingto.corroboration.digests import Credit
from accordingto.records.values import Basis, Bound, Category
from accordingto.views.case_background import CaseBackground, facts_of
from accordingto.views.chart_claims import Hue
from accordingto.views.docket_setting import DocketSetting
from accordingto.views.toll_chart import Relation, kept_apart, make_apart, make_charts
from tests.corroboration.casebook import day, figure, make_digest, speaker
from tests.views.cases import MINISTRY, OBSERVATORY, contested, found_of, observatory

AFP = Credit(agency="AFP", words="(AFP)", where="text")
MEDIC = speaker("med", "Sela Orrin", category=Category.MEDICAL)


def charts_of(*digests, new=()):
    found = found_of(*digests)
    (case,) = found.cases()
    background = CaseBackground(reports=facts_of(found, case))
    setting = DocketSetting.of(case, background, lambda ref: f"/{ref.report}", frozenset(new))
    return make_charts(case.figures.tolls, setting), case, setting


def only(*digests, new=()):
    (chart, *_), _, _ = charts_of(*digests, new=new)
    return chart


def test_each_voice_is_a_bar_in_the_order_of_saying():
    chart = only(*contested())
    told = [(row.claim.who, row.claim.number) for row in chart.rows]
    assert told == [
        ("Health Ministry of Ossen", "6"),
        ("Tarn Observatory for Rights", "19"),
    ]
    assert chart.is_contested
    assert "Health Ministry of Ossen" in chart.text


def test_what_a_voice_said_before_stands_under_what_it_says_now():
    chart = only(*contested())
    (row,) = [row for row in chart.rows if row.claim.number == "19"]
    assert [one.relation for one in row.followers] == [Relation.BEFORE, Relation.BEFORE]
    assert row.folded == "2 earlier figures"
    assert "superseded" in row.followers[0].claim.notes[-1]


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        (20, 20, (False, False)),
        (20, None, (False, True)),
        (None, 20, (True, False)),
        (10, 20, (False, False)),
    ],
)
def test_open_ends_are_drawn_as_open(low, high, ends):
    bar = only(make_digest("r1", OBSERVATORY, observatory(low, high))).rows[0].claim.bar
    assert (bar.is_open_below, bar.is_open_above) == ends
    assert bar.is_point == (low == high)
    assert bar.left == (0 if low is None else bar.left)
    assert bar.right == (100 if high is None else bar.right)


def test_a_word_without_number_has_no_bar_and_an_estimate_a_loose_one():
    vague = observatory(None, None, bound=Bound.VAGUE, words="many")
    assert only(make_digest("r1", OBSERVATORY, vague)).rows[0].claim.bar is None
    about = observatory(20, bound=Bound.ABOUT)
    assert only(make_digest("r1", OBSERVATORY, about)).rows[0].claim.bar.is_loose


def test_speakers_are_coloured_by_what_they_are_and_named_so():
    medic = figure(3, speaker="med")
    own = figure(4, basis=Basis.OWN_VOICE)
    chart = only(
        make_digest("r1", MEDIC, medic),
        make_digest("r2", own, publisher="Post", published=day(2)),
    )
    assert [row.claim.hue for row in chart.rows] == [Hue.CARE, Hue.MEDIA]
    assert dict(chart.legend)[Hue.CARE] == "medical, rescue"


def test_a_voice_told_by_several_reports_is_one_bar_with_the_others_under_it():
    one = make_digest("r1", OBSERVATORY, observatory(14), credit=AFP)
    other = make_digest("r2", OBSERVATORY, observatory(14), publisher="Post", credit=AFP)
    third = make_digest("r3", OBSERVATORY, observatory(14), publisher="Ledger")
    (row,) = only(one, other, third).rows
    assert sorted(one.relation for one in row.followers) == [Relation.AGAIN, Relation.COPY]
    assert row.folded == "1 copy, 1 said again"


def test_what_came_since_one_looked_is_marked():
    chart = only(*contested(), new={"r4"})
    assert {row.claim.who for row in chart.rows if row.claim.is_new} == {"Health Ministry of Ossen"}


def test_some_of_those_counted_are_told_beside_the_tolls():
    _, case, setting = charts_of(*contested())
    claim = case.figures.tolls[0].claims[0]
    part = make_apart("Some", "why", [claim], setting)
    assert (part.title, part.claims[0].who) == ("Some", claim.name)
    assert kept_apart(case.figures.tolls) == []
    assert make_charts([replace(case.figures.tolls[0], claims=(), values=())], setting) == ()


def test_nobody_is_a_figure_too():
    (row,) = only(make_digest("r1", MINISTRY, figure(0, speaker="min", words="no one"))).rows
    assert (row.claim.number, row.claim.bar.left) == ("nobody", 0)
