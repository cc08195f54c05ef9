from dataclasses import replace

from accordingto.records.values import Stance, Step
from accordingto.views.row_phrases import (
    describe_accused,
    describe_beside,
    describe_broken,
    describe_figure,
    mark_review,
)
from tests.views.readings import market
from tests.views.shown import make_view, touch

READING = market().reading()
STRIKE = READING.incidents[0]
TOLL = READING.figures[0]
SAYS = "at least 31 killed - according to Ilvar Dreshko, director of the hospital"


def test_figure_is_told_with_who_says_it_and_its_words():
    assert describe_figure(TOLL, make_view(READING)) == f"{SAYS} “at least 31 people”"


def test_what_nobody_looked_at_is_marked_beside_what_somebody_accepted():
    accepted = make_view(READING, touch(READING, STRIKE, "accepted"))
    assert mark_review(TOLL.id, STRIKE.id, accepted) == " (not reviewed)"
    assert describe_beside(TOLL, STRIKE.id, accepted).endswith("” (not reviewed)")
    counted = make_view(READING, touch(READING, TOLL, "accepted"))
    assert mark_review(TOLL.id, STRIKE.id, counted) == " (accepted by Odd)"
    assert mark_review(TOLL.id, STRIKE.id, make_view(READING)) == ""
    disputed = make_view(
        READING, touch(READING, STRIKE, "accepted"), touch(READING, TOLL, "disputed")
    )
    assert mark_review(TOLL.id, STRIKE.id, disputed) == " (not settled: Odd decided at odds)"


def test_accused_are_told_with_their_accuser():
    sketch = market()
    army, rebels = sketch.words("Tavresian army"), sketch.words("The rebels")
    said = sketch.statement("The army denied it", rebels, stance=Stance.ACCUSES, accused=(army,))
    view = make_view(sketch.reading())
    assert describe_accused(said, view) == "Tavresian army - accused by The rebels"
    hidden = replace(said, source=None)
    assert describe_accused(hidden, view).endswith("- accused by somebody who is not named")


def test_who_broke_a_truce_is_told_with_who_says_so():
    sketch = market()
    broken = sketch.agreement(
        "collapsed",
        Step.VIOLATED,
        None,
        accused=(sketch.words("Tavresian army"),),
        source=sketch.words("The rebels"),
    )
    told = describe_broken(broken, make_view(sketch.reading()))
    assert told == "accused of breaking it: Tavresian army - according to The rebels"
