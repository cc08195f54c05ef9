import pytest

from accordingto.corroboration.namings import read_naming
from accordingto.records.values import ActorKind, Category
from tests.corroboration.texts import make_speaker


@pytest.mark.parametrize(
    ("words", "speaks", "is_whole"),
    [
        ("the Grey Council", True, True),
        ("A spokesman for the Grey Council", True, False),
        ("Grey Council fighters", False, False),
        ("an official of the Grey Council", False, False),
    ],
)
def test_a_body_speaks_or_somebody_within_it(words, speaks, is_whole):
    naming = read_naming(make_speaker(words, ActorKind.GROUP))
    assert [body.key for body in naming.bodies] == ["council grey"]
    assert (naming.speaks_as_body, naming.is_whole) == (speaks, is_whole)


@pytest.mark.parametrize("words", ["Footage", "Retaliation", "the French", "residents", ""])
def test_a_capital_alone_makes_no_name(words):
    assert not read_naming(make_speaker(words)).bodies


def test_officials_belong_to_their_state_and_activists_do_not():
    official = make_speaker("French officials", ActorKind.UNNAMED, Category.OFFICIAL)
    activists = make_speaker("French activists", ActorKind.UNNAMED, Category.MONITOR)
    assert [body.key for body in read_naming(official).bodies] == ["@FR"]
    assert not read_naming(activists).bodies


def test_other_words_for_a_body_are_its_aliases():
    speaker = make_speaker("the Grey Council", mentions=("the Grey Council", "GC", "it"))
    assert [body.key for body in read_naming(speaker).aliases] == ["gc"]


def test_the_same_words_are_read_once():
    one, other = make_speaker("the Grey Council"), make_speaker("the Grey Council")
    assert read_naming(one) is read_naming(other)
