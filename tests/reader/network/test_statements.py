import pytest

from accordingto.reader.network.hints import Relation
from accordingto.reader.network.settings import Settings
from accordingto.reader.network.statements import JudgeStatements
from accordingto.records.values import Stance
from tests.reader.network.stubs import Told

SETTINGS = Settings(keep_statement=0.5, add_statement=0.8, change_source=0.9)
TEXT = "Shells fell on Tarvo, residents told the Corran Gazette. Rebels denied it."
CONTENT = "Shells fell on Tarvo"


def judged(told, *ruled):
    """The statements that remain, in words."""
    found = list(JudgeStatements(told, SETTINGS)(ruled))
    return [
        (
            told.report.quote(anchor.evidence),
            anchor.source and told.report.quote(anchor.source),
            anchor.cue and told.report.quote(anchor.cue),
        )
        for anchor in found
    ], found


def said(told, source="residents"):
    """What the rules found."""
    return told.statement(CONTENT, source=told.span(source), cue=told.span("told"))


@pytest.mark.parametrize(("sure", "count"), [(0.4, 0), (0.5, 1), (0.9, 1)])
def test_statement_of_the_rules_is_kept_where_the_network_believes_it(sure, count):
    told = Told(TEXT).tell("content", CONTENT, inside=sure)
    told.bind(Relation.STATEMENT_SOURCE, CONTENT, "residents", 0.5)
    words, found = judged(told, said(told))
    assert words == [(CONTENT, "residents", "told")] * count
    assert [anchor.confidence for anchor in found] == [sure] * count


def test_belief_is_the_mean_over_the_content():
    told = Told(TEXT).tell("content", "Shells fell", begin=0.3, inside=0.7)
    words, found = judged(told, said(told))
    assert len(words) == 1
    assert found[0].confidence == 0.5


@pytest.mark.parametrize(
    ("own", "other", "source"),
    [
        (0.0, 0.95, "Rebels"),
        (0.0, 0.85, "residents"),  # not sure enough
        (0.3, 0.5, "residents"),
        (0.9, 0.1, "residents"),
    ],
)
def test_source_is_changed_only_where_the_network_is_sure_of_another(own, other, source):
    told = Told(TEXT).tell("content", CONTENT, inside=0.9)
    told.bind(Relation.STATEMENT_SOURCE, CONTENT, "residents", own)
    told.bind(Relation.STATEMENT_SOURCE, CONTENT, "Rebels", other)
    words, _ = judged(told, said(told))
    assert [row[1] for row in words] == [source]


def test_source_of_a_statement_without_one_is_found():
    told = Told(TEXT).tell("content", CONTENT, inside=0.9)
    told.bind(Relation.STATEMENT_SOURCE, CONTENT, "the Corran Gazette", 0.96)
    words, _ = judged(told, told.statement(CONTENT))
    assert words == [(CONTENT, "the Corran Gazette", None)]


def test_source_is_taken_away_where_the_network_is_sure_of_nobody():
    told = Told(TEXT).tell("content", CONTENT, inside=0.9)
    told.bind(Relation.STATEMENT_SOURCE, CONTENT, "residents", 0.01)
    words, _ = judged(told, said(told))
    assert words == [(CONTENT, None, "told")]


@pytest.mark.parametrize(
    ("quote", "stance"),
    [("told", Stance.DENIES), ("residents", Stance.ASSERTS), (CONTENT, Stance.ASSERTS)],
)
def test_stance_is_read_at_the_cue(quote, stance):
    told = Told(TEXT).tell("content", CONTENT, inside=0.9).tell("stance", quote, denies=0.8)
    _, (anchor,) = judged(told, said(told))
    assert anchor.stance is stance


def test_stance_is_read_at_the_source_or_the_first_word_where_no_cue_is():
    told = Told(TEXT).tell("content", CONTENT, inside=0.9).tell("stance", "Shells", doubts=0.8)
    _, (anchor,) = judged(told, told.statement(CONTENT))
    assert anchor.stance is Stance.DOUBTS
    told.bind(Relation.STATEMENT_SOURCE, CONTENT, "residents", 0.9)
    told.tell("stance", "residents", demands=0.8)
    _, (anchor,) = judged(told, told.statement(CONTENT, source=told.span("residents")))
    assert anchor.stance is Stance.DEMANDS


def test_what_else_the_rules_say_of_a_statement_stays():
    told = Told(TEXT).tell("content", CONTENT, inside=0.9)
    ruled = told.statement(CONTENT, accused=(told.span("Rebels"),))
    _, (anchor,) = judged(told, ruled)
    assert anchor.accused == ruled.accused


@pytest.mark.parametrize(("sure", "count"), [(0.7, 0), (0.85, 1)])
def test_statement_that_only_the_network_sees_is_added_where_it_is_sure(sure, count):
    told = Told(TEXT).tell("content", CONTENT, inside=sure)
    told.tell("content", "Shells", begin=sure)
    told.bind(Relation.STATEMENT_SOURCE, CONTENT, "residents", 0.6)
    told.bind(Relation.STATEMENT_CUE, CONTENT, "told", 0.7).tell("stance", "told", accuses=0.9)
    words, found = judged(told)
    assert words == [(CONTENT, "residents", "told")] * count
    assert [anchor.stance for anchor in found] == [Stance.ACCUSES] * count


def test_added_statement_may_have_nobody_as_source():
    told = Told(TEXT).tell("content", CONTENT, inside=0.9)
    told.bind(Relation.STATEMENT_SOURCE, CONTENT, "residents", 0.3)
    assert judged(told)[0] == [(CONTENT, None, None)]


@pytest.mark.parametrize("quote", ["Shells fell", "Shells", "it."])
def test_few_words_are_no_content(quote):
    assert judged(Told(TEXT).tell("content", quote, inside=0.99))[0] == []


def test_content_that_the_rules_found_is_not_added_again():
    told = Told(TEXT).tell("content", "Shells fell on Tarvo,", inside=0.95)
    words, _ = judged(told, told.statement("fell on Tarvo"))
    assert [row[0] for row in words] == ["fell on Tarvo"]


def test_content_of_a_dropped_statement_may_be_added_as_the_network_sees_it():
    told = Told(TEXT).tell("content", CONTENT, inside=0.95)
    words, _ = judged(told, told.statement(TEXT))
    assert [row[0] for row in words] == [CONTENT]


def test_added_content_ends_before_the_stop():
    told = Told(TEXT).tell("content", "Shells fell on Tarvo,", inside=0.95)
    assert [row[0] for row in judged(told)[0]] == [CONTENT]


def test_content_that_begins_inside_another_is_one_of_its_own():
    text = "It was calm. Shells fell on Tarvo. Nobody was hurt there."
    told = Told(text).tell("content", text, inside=0.9).tell("content", "Shells", begin=0.9)
    assert [row[0] for row in judged(told)[0]] == [
        "It was calm",
        "Shells fell on Tarvo. Nobody was hurt there",
    ]


def test_statements_of_the_rules_come_first():
    told = Told(TEXT).tell("content", "Rebels denied it", inside=0.9)
    told.tell("content", CONTENT, inside=0.9)
    words, _ = judged(told, told.statement("Rebels denied it"))
    assert [row[0] for row in words] == ["Rebels denied it", CONTENT]


def test_no_words_no_statements():
    assert judged(Told(""))[0] == []
