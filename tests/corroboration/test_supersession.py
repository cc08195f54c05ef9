"""A voice replaces its own figure, and nobody else's."""

import pytest

from accordingto.corroboration.reconciliation import reconcile
from accordingto.corroboration.supersession import is_background, is_round
from accordingto.records.tolls import Standing
from accordingto.records.values import ActorKind, Bound, State, Who
from tests.corroboration.accounts import make_account, make_spot
from tests.corroboration.casebook import day, figure, make_case, make_digest, speaker

WATCH = {"speaker": "Tarn Watch"}


def standings(*digests):
    """Where each figure stands, by its lower end."""
    tolls = reconcile(make_case(*digests)).tolls
    return {(c.low, c.ref.report): c.standing for toll in tolls for c in toll.claims}


def after(then, now, **account):
    """How the first figure stands after the second, told two days later."""
    found = standings(
        make_digest("r1", then),
        make_digest("r2", now, account=make_account("r2", **account)),
    )
    return found[then.low, "r1"]


def test_later_figure_of_one_voice_replaces_its_earlier_one():
    case = make_case(
        make_digest("r1", figure(12, said=day(0), **WATCH)),
        make_digest("r2", figure(17, said=day(2), **WATCH)),
    )
    toll = reconcile(case).tolls[0]
    first, second = toll.claims
    assert first.standing is Standing.SUPERSEDED
    assert first.replaced_by == second.ref
    assert '"17"' in first.why
    assert second.standing is Standing.STANDS
    assert [value.low for value in toll.values] == [17]


def test_lower_later_figure_replaces_too():
    assert after(figure(17, said=day(0), **WATCH), figure(12, said=day(2), **WATCH)) == "superseded"


@pytest.mark.parametrize(
    "now",
    [
        figure(17, said=day(2), speaker="Ossen Relief"),
        figure(17, said=day(0), **WATCH),
        figure(17, said=None, **WATCH),
        figure(60, said=day(2), **WATCH),
        figure(24, None, said=day(2), bound=Bound.VAGUE, words="dozens", **WATCH),
        figure(17, said=day(2), bound=Bound.ABOUT, is_approximate=True, **WATCH),
        figure(17, said=day(2), who=Who.CIVILIAN, **WATCH),
        figure(17, said=day(2), state=State.INJURED, **WATCH),
    ],
    ids=["other-voice", "same-day", "no-day", "round", "vague", "about", "group", "state"],
)
def test_what_does_not_replace(now):
    assert after(figure(12, said=day(0), **WATCH), now) is Standing.STANDS


def test_figure_of_another_place_does_not_replace():
    then, now = figure(12, said=day(0), **WATCH), figure(17, said=day(2), **WATCH)
    assert after(then, now, spot=make_spot("Dellit")) is Standing.STANDS
    assert after(then, now, spot=None) is Standing.SUPERSEDED


def test_background_does_not_replace_unless_it_is_the_headline():
    then, now = figure(12, said=day(0), **WATCH), figure(17, said=day(40), **WATCH)
    assert after(then, now) is Standing.STANDS
    assert after(then, now, in_headline=True) is Standing.SUPERSEDED


def test_old_figure_printed_again_brings_nothing_back():
    found = standings(
        make_digest("r1", figure(12, said=day(0), **WATCH)),
        make_digest("r2", figure(17, said=day(2), **WATCH)),
        make_digest("r3", figure(12, said=day(4), **WATCH)),
    )
    assert found[17, "r2"] is Standing.STANDS
    assert found[12, "r1"] is found[12, "r3"] is Standing.SUPERSEDED


def test_report_dated_before_the_event_replaces_nothing():
    found = standings(
        make_digest("r1", figure(12, said=day(1), **WATCH)),
        make_digest("r2", figure(99, said=day(-30), **WATCH)),
    )
    assert set(found.values()) == {Standing.STANDS}


def test_unnamed_sources_of_two_reports_are_never_one():
    somebody = speaker("x", "a source", kind=ActorKind.UNNAMED, category=None)
    found = standings(
        make_digest("r1", figure(12, said=day(0), speaker="x"), somebody),
        make_digest("r2", figure(17, said=day(2), speaker="x"), somebody),
    )
    assert set(found.values()) == {Standing.STANDS}


def test_two_figures_printed_again_do_not_replace_each_other():
    told = []
    for n, when in enumerate((0, 20)):
        account = make_account(f"r{n}", in_headline=True)
        pair = (figure(number, said=day(when), **WATCH) for number in (12, 17))
        told.append(make_digest(f"r{n}", *pair, account=account))
    assert set(standings(*told).values()) == {Standing.STANDS}


@pytest.mark.parametrize("number", [20, 30, 90, 100, 150, 1400, 2000])
def test_round_numbers(number):
    assert is_round(number)


@pytest.mark.parametrize("number", [None, 0, 5, 10, 21, 110, 1429])
def test_numbers_that_are_not_round(number):
    assert not is_round(number)


def test_account_without_any_day_is_background():
    assert is_background(make_account(date_from=None, date_to=None), day(1))
    assert not is_background(make_account(date_from=None, date_to=None, in_headline=True), None)
