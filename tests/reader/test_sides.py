import pytest

from accordingto.reader.sides import mode_of_blame
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
