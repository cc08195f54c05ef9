"""A brief made of rows of lists."""

from dataclasses import replace

from accordingto.ledger.listings import What
from accordingto.records.readings import Headline
from accordingto.views import brief_making
from accordingto.views.brief_making import Maker
from tests.views.briefs import ALL, REVIEWED, brief_of, rows_of, shown
from tests.views.readings import market


def test_every_record_is_in_the_brief_once():
    brief = brief_of(shown(market()))
    lines = [line for entry in brief.entries() for line in (entry.line, *entry.tolls)]
    lines += [line for group in (*brief.loose_tolls, *brief.deals) for line in group.lines]
    lines += brief.undated_steps
    every = [one for line in lines for one in line.all_evidence()]
    told = [(one.kind, one.quotes[0].words) for one in every]
    # One incident, four figures, one more in the headline, two steps.
    assert len(told) == len(set(told)) == 8 == brief.counts.shown


def test_what_is_not_reviewed_is_counted():
    sketch = market()
    reviews = {sketch.incidents[0].id: "accepted", sketch.figures[0].id: "corrected"}
    brief = brief_of(shown(sketch, reviews), subject=ALL)
    assert (brief.counts.unreviewed, brief.counts.shown) == (6, 8)
    assert brief.notes[0].startswith("6 of 8 records unreviewed")


def test_only_what_is_reviewed_stands_in_it_unless_asked():
    sketch = market()
    reviews = {sketch.incidents[0].id: "accepted", sketch.figures[0].id: "corrected"}
    brief = brief_of(shown(sketch, reviews), subject=REVIEWED, left_out=6, rejected=1)
    (entry,) = brief.entries()
    assert [line.what for line in entry.tolls] == ["at least 31 killed"]
    assert brief.counts.shown == 2
    assert brief.notes[:3] == (
        "2 records, reviewed or entered by people.",
        (
            "6 records that a machine found and nobody reviewed are left out: --include-unreviewed "
            "takes them in."
        ),
        "1 record that people rejected is left out.",
    )


def test_reports_beyond_those_that_are_held_are_told_too(monkeypatch):
    monkeypatch.setattr(brief_making, "_HELD", 1)
    brief = brief_of(shown(market()), shown(market(), number=2))
    assert brief.counts.shown == 16


def test_contents_count_what_each_part_holds():
    parts = {part.id: part.count for part in brief_of(shown(market())).contents()}
    assert parts == {"happened": 1, "tolls": 2, "deals": 1, "contested": 1, "apart": 1}


def test_row_of_a_record_that_does_not_stand_is_passed_by():
    report = shown(market())
    other = replace(market(), incidents=[], figures=[], agreements=[], headline=Headline())
    maker = Maker(ALL)
    for take, what in (
        (maker.add_incidents, What.INCIDENT),
        (maker.add_figures, What.FIGURE),
        (maker.add_agreements, What.AGREEMENT),
    ):
        take(replace(row, report=shown(other)) for row in rows_of((report,), what, ALL))
    brief = maker.make(left_out=0, rejected=0, reports=1)
    assert brief.is_empty
