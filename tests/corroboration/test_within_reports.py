import pytest

from accordingto.corroboration.namings import read_naming
from accordingto.corroboration.within_reports import resolve_within
from accordingto.records.values import ActorKind, Category
from tests.corroboration.texts import make_speaker

WATCH = make_speaker("the Marena Harbour Watch", category=Category.MONITOR)
GREY = make_speaker("the Grey Watch", category=Category.MONITOR)
KEY = "harbour marena watch"


def _last(*speakers):
    return resolve_within([read_naming(one) for one in speakers])[-1]


@pytest.mark.parametrize("words", ["the Watch", "a monitor", "Monitor", "The monitoring group"])
def test_a_common_noun_is_the_one_body_that_it_can_mean(words):
    noun = make_speaker(words, category=Category.MONITOR)
    assert [body.key for body in _last(WATCH, noun).bodies] == [KEY]
    assert not _last(noun).bodies
    assert not _last(WATCH, GREY, noun).bodies


@pytest.mark.parametrize("words", ["another monitor", "monitors", "activists", "the group"])
def test_others_are_not_meant(words):
    assert not _last(WATCH, make_speaker(words, category=Category.MONITOR)).bodies


def test_an_aid_group_is_no_monitor_but_both_are_ngos():
    aid = make_speaker("the Tarvo Relief Union", category=Category.AID_OR_UN)
    ngo = make_speaker("an NGO", category=Category.AID_OR_UN)
    assert [body.key for body in _last(aid, ngo).bodies] == ["relief tarvo union"]
    assert not _last(aid, WATCH, ngo).bodies
    monitor = make_speaker("a monitor", category=Category.MONITOR)
    assert [body.key for body in _last(aid, WATCH, monitor).bodies] == [KEY]


def test_a_lone_family_name_is_the_one_person_with_it():
    ada, ida = (make_speaker(f"{name} Brandt", ActorKind.PERSON) for name in ("Ada", "Ida"))
    lone = make_speaker("Brandt", ActorKind.PERSON)
    assert _last(ada, lone).person_words == "Ada Brandt"
    assert _last(ada, ida, lone).person_words == "Brandt"


def test_a_shorter_name_leaves_its_trace():
    full = make_speaker("the Marena Harbour Watch for Civilians")
    found = _last(full, WATCH)
    assert [body.key for body in found.bodies] == ["civilians harbour marena watch"]
    assert [body.key for body in found.aliases] == [KEY]
