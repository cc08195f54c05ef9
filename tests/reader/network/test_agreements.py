import pytest

from accordingto.reader.network.agreements import JudgeAgreements
from accordingto.reader.network.hints import Relation
from accordingto.reader.network.settings import Settings
from accordingto.records.values import Step
from tests.reader.network.stubs import Told

SETTINGS = Settings(keep_step=0.3, add_step=0.8, party=0.5, edge=0.25)
TEXT = "The Ostrian government and rebels signed a truce on Friday. Nobody fired."


def judged(told, *ruled, days=()):
    return list(JudgeAgreements(told, SETTINGS, days)(ruled))


@pytest.mark.parametrize(("sure", "count"), [(0.2, 0), (0.4, 1), (0.9, 1)])
def test_step_of_the_rules_is_kept_unless_the_network_disbelieves_it(sure, count):
    told = Told(TEXT).tell("step", "signed", agreed=sure)
    found = judged(told, told.step("signed"))
    assert [step.confidence for step in found] == [sure] * count


def test_what_the_rules_say_of_a_step_stays():
    told = Told(TEXT).tell("step", "signed", collapsed=0.9)
    told.bind(Relation.PARTY, "signed", "Nobody", 0.9)
    told.bind(Relation.STEP_SUBJECT, "signed", "Nobody", 0.9)
    ruled = told.step("signed", parties=(told.span("rebels"),), subject=told.span("a truce"))
    (step,) = judged(told, ruled)
    assert (step.step, step.parties, step.subject) == (Step.AGREED, ruled.parties, ruled.subject)


def test_parties_of_an_added_step_are_all_that_are_likely():
    told = Told(TEXT).tell("step", "signed", agreed=0.9)
    told.bind(Relation.PARTY, "signed", "The Ostrian government", 0.9)
    told.bind(Relation.PARTY, "signed", "and", 0.2).bind(Relation.PARTY, "signed", "rebels", 0.6)
    (step,) = judged(told)
    assert told.quotes(step.parties) == ["The Ostrian government", "rebels"]


def test_party_holds_one_word_of_which_the_network_is_sure():
    told = Told(TEXT).tell("step", "signed", agreed=0.9)
    told.bind(Relation.PARTY, "signed", "The Ostrian government", 0.45)
    told.bind(Relation.PARTY, "signed", "rebels", 0.3)
    assert judged(told)[0].parties == ()
    told.bind(Relation.PARTY, "signed", "Ostrian", 0.6)
    assert told.quotes(judged(told)[0].parties) == ["The Ostrian government"]


@pytest.mark.parametrize(("sure", "count"), [(0.7, 0), (0.85, 1)])
def test_step_that_only_the_network_sees_is_added_where_it_is_sure(sure, count):
    told = Told(TEXT).tell("step", "signed", agreed=sure)
    told.bind(Relation.STEP_SUBJECT, "signed", "a truce", 0.6)
    told.bind(Relation.STEP_DAY, "signed", "Friday", 0.6)
    told.bind(Relation.PARTY, "signed", "rebels", 0.6)
    found = judged(told, days=[told.span("on Friday")])
    assert [step.step for step in found] == [Step.AGREED] * count
    assert [told.quotes([step.subject]) for step in found] == [["a truce"]] * count
    assert [told.quotes(step.parties) for step in found] == [["rebels"]] * count
    assert [told.quotes(step.days) for step in found] == [["on Friday"]] * count


def test_day_of_an_added_step_is_one_that_was_resolved():
    told = Told(TEXT).tell("step", "signed", agreed=0.9)
    told.bind(Relation.STEP_DAY, "signed", "on Friday", 0.9)
    (step,) = judged(told)
    assert step.days == ()


def test_step_of_an_added_one_is_the_likeliest_over_its_words():
    told = Told(TEXT).tell("step", "Nobody", violated=0.9)
    told.tell("step", "fired", took_effect=0.1, violated=0.4)
    (step,) = judged(told)
    assert (told.quotes([step.evidence]), step.step) == (["Nobody fired"], Step.VIOLATED)
    assert step.subject is None


def test_words_of_a_step_of_the_rules_are_not_added_again():
    told = Told(TEXT).tell("step", "signed a truce", agreed=0.9)
    found = judged(told, told.step("signed"))
    assert told.quotes(step.evidence for step in found) == ["signed"]


def test_no_words_no_steps():
    assert judged(Told("")) == []
