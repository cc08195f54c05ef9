from datetime import date

import pytest

from accordingto.records.values import Certainty, Step
from accordingto.records.voices import VoiceCount
from accordingto.web.day_axis import Axis
from accordingto.web.deal_bands import make_bands
from accordingto.web.deals import Deal, StepTold, Telling

AXIS = Axis(first=date(2024, 3, 1), last=date(2024, 3, 10))


def day(number):
    return date(2024, 3, number)


def step(kind, first, last=None, *, name="Skerry Wire", accused=()):
    telling = Telling(
        report="r1~1", record="0", path="/", name=name, said=None,
        certainty=Certainty.REPORTED, accused=accused, quote="", is_reviewed=False,
    )  # fmt: skip
    return StepTold(
        step=kind, first_day=first, last_day=last or first, tellings=(telling,), cases=(),
        voices=VoiceCount(named=1, with_unnamed=1), is_reviewed=False,
    )  # fmt: skip


def band(*steps):
    deal = Deal(
        anchor="a1", name="the truce", subjects=(), parties=(), brokers=(), terms=(), reports=1,
        steps=steps,
    )  # fmt: skip
    return next(iter(make_bands([deal], AXIS)), None)


def test_a_band_breaks_where_somebody_says_that_it_collapsed():
    found = band(step(Step.TOOK_EFFECT, day(2)), step(Step.COLLAPSED, day(5)))
    assert (found.is_broken, found.is_open) == (True, False)
    assert (found.x, found.width) == AXIS.span(day(2), day(5))


def test_a_band_of_which_nobody_tells_the_end_stays_open_at_the_last_step():
    found = band(step(Step.AGREED, day(2)), step(Step.EXTENDED, day(7)))
    assert (found.is_broken, found.is_open) == (False, True)
    assert (found.x, found.width) == AXIS.span(day(2), day(7))


def test_a_breach_is_an_allegation_with_who_accuses_whom():
    found = band(step(Step.VIOLATED, day(3), name="The army", accused=("the Brannik Brigade",)))
    (tick,) = found.ticks
    assert tick.is_alleged
    assert tick.told == ("a breach is alleged, 2024-03-03: The army accuses the Brannik Brigade")
    (other,) = band(step(Step.VIOLATED, day(3), name="The army")).ticks
    assert other.told.endswith("The army does not say by whom")
    assert found.width == 0


def test_a_band_holds_only_the_days_between_uncertain_ends():
    found = band(step(Step.AGREED, day(2), day(4)), step(Step.COLLAPSED, day(6), day(8)))
    assert (found.x, found.width) == AXIS.span(day(4), day(6))
    assert not found.ticks[0].is_day
    assert found.ticks[0].told == (
        "agreed, some time from 2024-03-02 to 2024-03-04, according to Skerry Wire"
    )


@pytest.mark.parametrize("first", [None, date(2024, 4, 1)])
def test_what_is_not_on_these_days_has_no_band(first):
    assert band(step(Step.TALKS_HELD, first)) is None
