import pytest

from accordingto.reader.network.doers import FindDoers
from accordingto.reader.network.hints import Relation
from accordingto.reader.network.settings import Settings
from accordingto.records.values import BlameMode, Stance
from tests.reader.network.stubs import Told

SETTINGS = Settings(doer=0.4, second_mode=0.8, second_mention=0.6)
TEXT = (
    "Shelling by the Ostrian army hit Tarvo. Residents blamed the army. "
    "The Marenese Front denied that it had fired, a monitor said."
)
STATED, ACCUSED, DENIED = BlameMode.STATED, BlameMode.ACCUSED, BlameMode.DENIED
BOTH = {STATED, BlameMode.SUSPECTED}  # accused, and nobody says by whom


def hold(told, mode, quote, sure, anchor="Shelling"):
    """Somebody is held responsible so, and is a doer of the deed."""
    told.bind(Relation.ACTOR, anchor, quote, sure)
    return told.bind(Relation(mode), anchor, quote, sure)


def doers(told, *statements, anchor="Shelling"):
    """Who is held responsible, and how, in words."""
    found = list(FindDoers(told.report, told, SETTINGS, statements)(told.at(anchor)))
    assert all(role.is_settled for role in found)
    return {
        (
            told.report.quote(role.span),
            role.mode,
            role.source and told.report.quote(role.source),
        )
        for role in found
    }


@pytest.mark.parametrize("mode", BlameMode)
def test_doer_is_found_in_every_mode(mode):
    told = hold(Told(TEXT), mode, "Ostrian army", 0.5)
    around = told.statement("Shelling by the Ostrian army hit Tarvo", source=told.span("Residents"))
    assert doers(told, around) == {("Ostrian army", mode, "Residents")}


def test_doer_may_stand_anywhere_in_the_window():
    told = hold(Told(TEXT), DENIED, "Marenese Front", 0.9)
    assert doers(told) == {("Marenese Front", DENIED, None)}
    assert doers(told, anchor="hit") == set()


def test_nobody_is_blamed_where_nobody_is_likely():
    assert doers(hold(Told(TEXT), STATED, "army", 0.35)) == set()
    assert doers(Told(TEXT)) == set()


def test_deed_itself_is_no_doer():
    assert doers(hold(Told(TEXT), STATED, "Shelling", 0.9)) == set()


def test_name_is_whole_and_without_joints():
    told = hold(Told(TEXT), STATED, "by the Ostrian army", 0.1)
    assert doers(hold(told, STATED, "army", 0.8)) == {("the Ostrian army", STATED, None)}


def test_being_a_doer_at_all_counts_beside_the_mode():
    told = Told(TEXT).bind(Relation.STATED, "Shelling", "Ostrian army", 0.5)
    assert doers(told) == set()
    told.bind(Relation.ACTOR, "Shelling", "Ostrian army", 1.0)
    assert doers(told) == {("Ostrian army", STATED, None)}


def test_mode_is_that_of_the_relation_and_of_the_label_together():
    told = hold(Told(TEXT), STATED, "Ostrian army", 0.6)
    told.bind(Relation.DENIED, "Shelling", "Ostrian army", 0.5)
    assert {mode for _, mode, _ in doers(told)} == {STATED}
    told.tell("doer", "Ostrian army", denied=0.9)
    assert {mode for _, mode, _ in doers(told)} == {DENIED}


@pytest.mark.parametrize(("sure", "modes"), [(0.7, {STATED}), (0.85, {STATED, DENIED})])
def test_one_mention_has_a_further_mode_where_that_is_very_likely(sure, modes):
    told = hold(Told(TEXT), STATED, "Ostrian army", 0.9)
    told.bind(Relation.DENIED, "Shelling", "Ostrian army", sure)
    assert {mode for _, mode, _ in doers(told)} == modes


def test_two_mentions_of_one_doer_are_one_and_the_likelier_is_shown():
    told = hold(Told(TEXT), STATED, "the Ostrian army", 0.5)
    hold(told, STATED, "Marenese Front", 0.5)
    for relation in (Relation.STATED, Relation.ACTOR):
        told.bind(relation, "Shelling", "the army", 0.9)
    assert doers(told) == {("the army", STATED, None), ("Marenese Front", STATED, None)}


@pytest.mark.parametrize(
    ("stated", "accused", "modes"),
    [
        (0.9, 0.5, {STATED}),
        (0.5, 0.55, {BlameMode.SUSPECTED}),
        (0.9, 0.7, BOTH),
        (0.65, 0.9, BOTH),
    ],
)
def test_further_mention_blames_the_same_doer_in_another_mode_where_that_is_likely(
    stated, accused, modes
):
    told = hold(Told(TEXT), STATED, "the Ostrian army", stated)
    hold(told, ACCUSED, "the army", accused)
    assert {mode for _, mode, _ in doers(told)} == modes


def test_source_is_who_says_the_innermost_statement_around_the_name():
    told = hold(Told(TEXT), DENIED, "Marenese Front", 0.9)
    inner = "The Marenese Front denied that it had fired"
    around = told.statement(TEXT, source=told.span("a monitor"))
    denial = told.statement(inner, source=told.span("The Marenese Front"))
    elsewhere = told.statement("Residents blamed the army", source=told.span("Residents"))
    ((_, _, source),) = doers(told, around, elsewhere, denial)
    assert source == "The Marenese Front"
    ((_, _, source),) = doers(told, around, elsewhere)
    assert source == "a monitor"
    ((_, _, source),) = doers(told, elsewhere)
    assert source is None


def test_name_in_a_statement_without_a_source_is_blamed_by_the_report():
    told = hold(Told(TEXT), STATED, "Ostrian army", 0.9)
    around = told.statement(TEXT, source=told.span("a monitor"))
    inner = told.statement("Shelling by the Ostrian army hit Tarvo")
    assert doers(told, around, inner) == {("Ostrian army", STATED, None)}


def test_who_claims_a_deed_says_it_himself():
    told = hold(Told(TEXT), BlameMode.OWN_CLAIM, "Marenese Front", 0.9)
    assert doers(told) == {("Marenese Front", BlameMode.OWN_CLAIM, "Marenese Front")}


def test_who_is_accused_by_nobody_is_suspected():
    told = hold(Told(TEXT), ACCUSED, "Marenese Front", 0.9)
    assert doers(told) == {("Marenese Front", BlameMode.SUSPECTED, None)}


def test_who_denies_in_a_statement_of_his_own_is_the_source_of_the_denial():
    told = hold(Told(TEXT), DENIED, "Marenese Front", 0.9)
    denial = told.statement(
        "it had fired", source=told.span("The Marenese Front"), stance=Stance.DENIES
    )
    assert doers(told, denial) == {("Marenese Front", DENIED, "The Marenese Front")}


def test_who_accuses_denies_nothing():
    told = hold(Told(TEXT), DENIED, "the army", 0.9)
    words = {"source": told.span("Residents"), "stance": Stance.ACCUSES}
    assert doers(told, told.statement("Residents blamed the army", **words)) == set()


TRUCE = "Shelling hit Tarvo. The Marenese Front accused the army of breaking the truce."


@pytest.mark.parametrize(
    ("stance", "steps", "is_told"),
    [
        (Stance.ACCUSES, ("breaking",), False),
        (Stance.ACCUSES, (), True),
        (Stance.ASSERTS, ("breaking",), True),
    ],
)
def test_who_is_accused_of_breaking_a_truce_is_not_accused_of_the_deed(stance, steps, is_told):
    told = hold(Told(TRUCE), ACCUSED, "the army", 0.9)
    content = told.statement(
        "the army of breaking the truce", source=told.span("The Marenese Front"), stance=stance
    )
    spans = [told.span(step) for step in steps]
    found = list(FindDoers(told.report, told, SETTINGS, [content], spans)(told.at("Shelling")))
    assert bool(found) is is_told


def test_whoever_is_accused_of_a_deed_and_of_breaking_the_truce_by_it_is_accused():
    text = "The Marenese Front accused the army of breaking the truce by shelling Tarvo."
    told = hold(Told(text), ACCUSED, "the army", 0.9, anchor="shelling")
    content = told.statement(
        "the army of breaking the truce by shelling Tarvo",
        source=told.span("The Marenese Front"),
        stance=Stance.ACCUSES,
    )
    doers = FindDoers(told.report, told, SETTINGS, [content], [told.span("breaking")])
    assert [role.mode for role in doers(told.at("shelling"))] == [ACCUSED]
