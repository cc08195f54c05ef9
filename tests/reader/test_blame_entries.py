import pytest

from accordingto.reader.blame_entries import BlameEntries, name_words
from accordingto.records.base import Mention
from accordingto.records.incidents import Blame
from accordingto.records.values import BlameMode


def entry(start, actor, mode, source=None):
    said = None if source is None else Mention(900, 900 + len(source), source)
    return Blame(actor=Mention(start, start + len(actor), actor), mode=mode, source=said)


def settled(*entries, headlines=()):
    found = BlameEntries()
    for one in entries:
        found.add(one, is_headline=one.actor.start in headlines)
    return [
        (one.actor.text, one.mode.value, one.source.text if one.source else None)
        for one in found.settle()
    ]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the Marenese army", "army"),
        ("the regime's air force", "Regime forces"),
        ("Ostria", "Ostrian warplanes"),
    ],
)
def test_names_of_one_doer_are_one_entry(a, b):
    found = settled(entry(0, a, BlameMode.STATED), entry(50, b, BlameMode.STATED))
    assert found == [(a, "stated", None)]


def test_names_of_two_doers_stay_two():
    assert len(settled(entry(0, "the army", BlameMode.STATED),
                       entry(50, "the Brigade", BlameMode.STATED))) == 2  # fmt: skip


def test_two_named_sources_never_become_one():
    found = settled(
        entry(0, "army", BlameMode.ACCUSED, "the council"),
        entry(50, "army", BlameMode.ACCUSED, "the mayor"),
    )
    assert [source for _, _, source in found] == ["the council", "the mayor"]


def test_own_voice_adds_nothing_to_a_source_that_says_the_same():
    found = settled(
        entry(0, "army", BlameMode.STATED), entry(50, "army", BlameMode.STATED, "a monitor")
    )
    assert found == [("army", "stated", "a monitor")]


@pytest.mark.parametrize(("headlines", "count"), [((0,), 1), ((), 2)])
def test_a_headline_is_no_voice_beside_an_accusation(headlines, count):
    stated = entry(0, "army", BlameMode.STATED)
    accused = entry(50, "army", BlameMode.ACCUSED, "the council")
    assert len(settled(stated, accused, headlines=headlines)) == count


def test_bare_fighters_are_those_whom_the_same_source_names():
    found = settled(
        entry(0, "the Brigade", BlameMode.OWN_CLAIM, "the Brigade"),
        entry(50, "fighters", BlameMode.OWN_CLAIM, "the Brigade"),
    )
    assert [actor for actor, _, _ in found] == ["the Brigade"]


def test_words_that_tell_nobody_apart_are_left_out():
    assert name_words("Ostria's ground forces") == name_words("the Ostrian troops")
