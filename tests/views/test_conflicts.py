from accordingto.records.incidents import Blame
from accordingto.records.values import BlameMode, Bound
from accordingto.views.conflicts import (
    differing_tolls,
    is_blame_contested,
    is_contested,
    rivals_of,
)
from tests.views.readings import market


def two_voices(low, high, **more):
    """The doctor's "at least 31", and what the rebels say."""
    sketch = market()
    doctor = sketch.figures[0]
    rival = sketch.figure("31 people", low, high, source=sketch.words("The rebels"),
                          incident=doctor.incident, **more)  # fmt: skip
    return doctor, rival


def test_at_least_31_and_40_agree_and_20_does_not():
    assert differing_tolls(two_voices(40, 40)) == []
    doctor, rival = two_voices(20, 20)
    assert differing_tolls((doctor, rival)) == [(doctor, rival)]
    assert rivals_of(doctor, (doctor, rival)) == [rival]
    assert rivals_of(rival, (doctor, rival)) == [doctor]


def test_vague_words_and_the_same_voice_are_at_odds_with_none():
    assert differing_tolls(two_voices(2, 9, bound=Bound.VAGUE)) == []
    doctor, rival = two_voices(20, 20)
    assert differing_tolls((doctor, doctor)) == []
    assert rivals_of(rival, (rival,)) == []


def test_denial_and_two_accusers_of_two_doers_contest_blame():
    sketch = market()
    army, rebels = sketch.words("Tavresian army"), sketch.words("The rebels")
    accused = Blame(actor=army, mode=BlameMode.ACCUSED, source=rebels)
    other = Blame(actor=rebels, mode=BlameMode.ACCUSED, source=sketch.words("The army"))
    one = sketch.incident("The truce", None, blame=(accused,))
    assert not is_blame_contested(one)
    assert not is_contested(one, ())
    two = sketch.incident("The truce", None, blame=(accused, other))
    assert is_blame_contested(two)
    assert is_contested(market().incidents[0], ())
