"""Missing, then dead; injured, then dead of wounds."""

import pytest

from accordingto.corroboration.reconciliation import reconcile
from accordingto.records.tolls import Standing
from accordingto.records.values import State
from tests.corroboration.casebook import day, figure, make_case, make_digest

WATCH = {"speaker": "Tarn Watch"}


def later(before, *after):
    told = [make_digest("r0", *before)]
    told += [make_digest(f"r{n}", *one) for n, one in enumerate(after, 1)]
    return reconcile(make_case(*told))


def missing(number: int, when: int, **fields):
    return figure(
        number, state=State.MISSING, said=day(when), record=f"m{number}", **WATCH | fields
    )


@pytest.mark.parametrize(
    ("state", "quote"),
    [
        (State.INJURED, "Two of the injured died of their wounds, Tarn Watch said."),
        (State.INJURED, "Two people succumbed to injuries."),
        (State.MISSING, "Two of the missing were found dead on Monday."),
        (State.MISSING, "Rescuers pulled out the bodies of two missing children."),
        (State.ABDUCTED, "Two hostages were found dead."),
        (State.DETAINED, "Two men died in custody."),
    ],
)
def test_words_tell_of_a_change(state, quote):
    before = figure(5, state=state, said=day(0), **WATCH)
    found = later([before], [figure(2, said=day(2), quote=quote, **WATCH)])
    (change,) = found.transitions
    assert (change.from_state, change.to_state) == (state, State.KILLED)
    assert quote in change.why


def test_missing_who_were_found_dead_are_no_longer_missing():
    quote = "All five missing were found dead."
    found = later([missing(5, 0)], [figure(5, said=day(2), quote=quote, **WATCH)])
    toll = next(toll for toll in found.tolls if toll.state is State.MISSING)
    assert toll.claims[0].standing is Standing.MOVED_ON
    assert toll.extent is None


def test_injured_stay_injured_when_some_of_them_die():
    before = figure(5, state=State.INJURED, said=day(0), **WATCH)
    found = later([before], [figure(2, said=day(2), quote="Two died of their wounds.", **WATCH)])
    toll = next(toll for toll in found.tolls if toll.state is State.INJURED)
    assert toll.claims[0].standing is Standing.STANDS


def test_numbers_tell_of_a_change():
    before = [missing(9, 0), figure(12, said=day(0), **WATCH)]
    found = later(before, [missing(4, 2), figure(17, said=day(2), **WATCH)])
    (change,) = found.transitions
    assert change.from_state is State.MISSING
    assert "from 9 to 4" in change.why


@pytest.mark.parametrize(
    "after",
    [
        [missing(4, 2), figure(18, said=day(2), **WATCH)],
        [missing(4, 2), figure(17, said=day(2), speaker="Ossen Relief")],
        [missing(9, 2), figure(17, said=day(2), **WATCH)],
        [figure(17, said=day(2), **WATCH)],
    ],
    ids=["more dead than found", "other voice", "as many missing", "no new count"],
)
def test_numbers_that_tell_of_none(after):
    before = [missing(9, 0), figure(12, said=day(0), **WATCH)]
    assert not later(before, after).transitions


def test_words_of_one_voice_change_no_other_voices_count():
    quote = "The missing were found dead."
    before = missing(5, 0, speaker="Ossen Relief")
    assert not later([before], [figure(5, said=day(2), quote=quote, **WATCH)]).transitions
