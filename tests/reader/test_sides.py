import pytest

from accordingto.reader.sides import Boast, boast_of, mode_of_blame
from accordingto.records.actors import Actor
from accordingto.records.values import ActorKind, BlameMode, Category, Stance


def speaker(category):
    return Actor(id="0" * 16, name="somebody", kind=ActorKind.GROUP, category=category)


@pytest.mark.parametrize(
    ("source", "category", "doer", "stance", "mode"),
    [
        ("a monitor", Category.MONITOR, "the army", Stance.ASSERTS, BlameMode.STATED),
        ("a medic", Category.MEDICAL, "rebels", Stance.ASSERTS, BlameMode.STATED),
        ("a monitor", Category.MONITOR, "the army", Stance.ACCUSES, BlameMode.ACCUSED),
        ("activists", Category.OPPOSITION, "the army", Stance.ASSERTS, BlameMode.ACCUSED),
        ("the rebels", Category.ARMED_GROUP, "the army", Stance.ASSERTS, BlameMode.ACCUSED),
        ("an army spokesman", Category.MILITARY, "the army", Stance.ASSERTS, BlameMode.OWN_CLAIM),
        ("state media", Category.MEDIA, "terrorists", Stance.ASSERTS, BlameMode.ACCUSED),
        ("the army", Category.MILITARY, "the army", Stance.DENIES, BlameMode.DENIED),
        ("the Front", None, "the Front", Stance.CLAIMS_RESPONSIBILITY, BlameMode.OWN_CLAIM),
    ],
)
def test_mode_follows_from_the_side_of_the_speaker(source, category, doer, stance, mode):
    assert mode_of_blame(source, speaker(category), doer, stance) is mode


@pytest.mark.parametrize(
    ("deed", "targets", "boast"),
    [
        ("shelled", "hideouts of terrorists", Boast.SLUR),
        ("liberated", "the village", Boast.SUCCESS),
        ("killed", "nine militants", Boast.SUCCESS),
        ("shelled", "a school", None),
    ],
)
def test_words_show_who_is_glad_of_a_deed(deed, targets, boast):
    assert boast_of(deed, targets) is boast


@pytest.mark.parametrize(
    ("category", "boast", "mode"),
    [
        (Category.OFFICIAL, Boast.SUCCESS, BlameMode.OWN_CLAIM),
        (Category.OFFICIAL, None, BlameMode.ACCUSED),
        (Category.MEDIA, Boast.SLUR, BlameMode.OWN_CLAIM),
        (Category.MEDIA, Boast.SUCCESS, BlameMode.STATED),
        (Category.MONITOR, Boast.SLUR, BlameMode.STATED),
    ],
)
def test_a_party_that_tells_of_a_success_speaks_for_the_doer(category, boast, mode):
    told = mode_of_blame("somebody", speaker(category), "the guard", Stance.ASSERTS, boast=boast)
    assert told is mode


def test_civil_defence_takes_no_side():
    official = speaker(Category.OFFICIAL)
    told = mode_of_blame("a civil defence official", official, "the army", Stance.ASSERTS)
    assert told is BlameMode.STATED
