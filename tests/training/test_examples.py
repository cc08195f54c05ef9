import pytest

from accordingto.reader.network.hints import Relation
from accordingto.records.values import BlameMode
from tests.reader.network.stubs import letter_pieces
from tests.training.lessons import Gold, examples
from training.examples import MASKED, OUTSIDE, SINGLE, TAGS, TRAITS, fold_name

TEXT = """TARVO, March 14 - The Ostrian army shelled a market in Aleppo on Tuesday, killing nine \
people, residents said. The rebels blamed the army for the shelling of Aleppo. Talks between the \
two sides on a truce failed on Wednesday."""


def labelled(example, name, label):
    """The words that have a label."""
    number = {**TAGS, **TRAITS}[name].index(label)
    marked = zip(example.words.tokens, example.labels[name], strict=True)
    return " ".join(token.text for token, value in marked if value == number)


def roles(example, anchor=0):
    """For each relation, the words that play a role for an anchor, in order."""
    tokens = example.words.tokens
    return {
        relation: " ".join(tokens[place].text for place in sorted(places))
        for relation, places in example.anchors[anchor].roles.items()
    }


def anchors(example):
    tokens = example.words.tokens
    return [" ".join(tokens[place].text for place in anchor.words) for anchor in example.anchors]


def test_statement_is_taught_by_its_content_source_cue_and_stance(tmp_path):
    gold = Gold(TEXT).statement("The rebels", "blamed", "the army for the shelling", "accuses")
    (example,) = examples(tmp_path, gold)
    assert labelled(example, "content", "begin") == "the"
    assert labelled(example, "content", "inside") == "army for the shelling"
    assert labelled(example, "speech", "source") == "The rebels"
    assert labelled(example, "speech", "cue") == "blamed"
    assert labelled(example, "stance", "accuses") == "blamed"
    assert anchors(example) == ["the army for the shelling"]
    assert roles(example) == {
        Relation.STATEMENT_SOURCE: "The rebels",
        Relation.STATEMENT_CUE: "blamed",
    }


@pytest.mark.parametrize(("source", "place"), [("residents", "residents"), (None, "killing")])
def test_stance_of_a_statement_without_cue_is_taught_at_its_source_or_first_word(
    tmp_path, source, place
):
    (example,) = examples(tmp_path, Gold(TEXT).statement(source, None, "killing nine people"))
    assert labelled(example, "stance", "asserts") == place
    assert roles(example) == {
        Relation.STATEMENT_SOURCE: source or "",
        Relation.STATEMENT_CUE: "",
    }


def test_figure_is_taught_with_its_source_and_the_incident_it_belongs_to(tmp_path):
    gold = Gold(TEXT).incident("shelled", "shelling")
    gold.figure("nine people", "killed", "residents", "i1").figure("nine", "injured")
    (example,) = examples(tmp_path, gold)
    assert labelled(example, "figure", "killed") == "people"  # the later record stands
    assert labelled(example, "figure", "injured") == "nine"
    assert labelled(example, "who", "civilian") == "nine people"
    assert labelled(example, "scope", "part") == "nine people"
    assert roles(example, 1) == {
        Relation.FIGURE_SOURCE: "residents",
        Relation.FIGURE_INCIDENT: "shelled",
    }
    assert roles(example, 2) == {Relation.FIGURE_SOURCE: "", Relation.FIGURE_INCIDENT: ""}


def test_incident_is_taught_with_all_that_belongs_to_it(tmp_path):
    gold = Gold(TEXT).incident(
        "shelled",
        "shelling",
        place="Aleppo",
        date_from="2024-03-12",
        date_to="2024-03-12",
        actors=["The Ostrian army"],
        targets=["a market"],
        certainty="alleged",
        blame=[("The Ostrian army", "stated", None), ("the army", "accused", "The rebels")],
    )
    (example,) = examples(tmp_path, gold)
    assert labelled(example, "incident", "shelling") == "shelled"
    assert labelled(example, "certainty", "alleged") == "shelled"
    assert anchors(example) == ["shelled"]
    assert roles(example) == {
        Relation.INCIDENT_PLACE: "Aleppo Aleppo",
        Relation.INCIDENT_DAY: "Tuesday",
        Relation.ACTOR: "The Ostrian army",
        Relation.TARGET: "a market",
        Relation.STATED: "The Ostrian army",
        Relation.OWN_CLAIM: "",
        Relation.ACCUSED: "the army",
        Relation.SUSPECTED: "",
        Relation.DENIED: "",
        Relation.BLAME_SOURCE: "The rebels",
    }


@pytest.mark.parametrize("mode", BlameMode)
def test_mode_of_blame_is_a_relation_and_a_label_of_the_doer(tmp_path, mode):
    gold = Gold(TEXT).incident("shelled", "shelling", blame=[("the army", mode.value, None)])
    (example,) = examples(tmp_path, gold)
    assert labelled(example, "doer", mode) == "the army"
    blamed = {r: words for r, words in roles(example).items() if r in set(BlameMode)}
    assert blamed == {Relation(m.value): "the army" if m is mode else "" for m in BlameMode}


def test_incident_for_which_nobody_is_blamed_teaches_no_source_of_blame(tmp_path):
    (example,) = examples(tmp_path, Gold(TEXT).incident("shelled", "shelling"))
    assert Relation.BLAME_SOURCE not in roles(example)


def test_every_mention_of_the_place_is_right(tmp_path):
    text = "Shells fell on Aleppo. Calm held in Homs. Aleppo was hit again, and so was the Aleppo."
    (example,) = examples(tmp_path, Gold(text).incident("Shells", "shelling", place="Aleppo"))
    assert roles(example)[Relation.INCIDENT_PLACE] == "Aleppo Aleppo Aleppo"


def test_place_that_no_stage_found_is_taught_by_its_words(tmp_path):
    text = "Shells fell on the old mill."
    (example,) = examples(tmp_path, Gold(text).incident("Shells", "shelling", place="the old mill"))
    assert roles(example)[Relation.INCIDENT_PLACE] == "the old mill"


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("Shells fell on Tuesday and on 12 March.", "2024-03-12", "Tuesday 12 March"),
        ("Shells fell on Tuesday and on Wednesday.", "2024-03-13", "Wednesday"),
        ("Shells fell on Tuesday.", None, ""),
    ],
)
def test_day_is_taught_by_its_value(tmp_path, text, day, words):
    gold = Gold(text).incident("Shells", "shelling", date_from=day, date_to=day)
    (example,) = examples(tmp_path, gold)
    assert roles(example)[Relation.INCIDENT_DAY] == words


def test_day_that_no_words_name_teaches_nothing(tmp_path):
    gold = Gold("Shells fell.").incident(
        "Shells", "shelling", date_from="2024-03-01", date_to="2024-03-01"
    )
    (example,) = examples(tmp_path, gold)
    assert Relation.INCIDENT_DAY not in roles(example)


def test_step_is_taught_with_its_subject_parties_and_day(tmp_path):
    gold = Gold(TEXT).step(
        "failed",
        "talks_failed",
        subject="a truce",
        parties=["the two sides"],
        date_from="2024-03-13",
        date_to="2024-03-13",
    )
    (example,) = examples(tmp_path, gold)
    assert labelled(example, "step", "talks_failed") == "failed"
    assert roles(example) == {
        Relation.STEP_SUBJECT: "a truce",
        Relation.STEP_DAY: "Wednesday",
        Relation.PARTY: "the two sides",
    }


def test_words_of_which_the_gold_says_nothing_are_outside_and_their_traits_not_taught(tmp_path):
    (example,) = examples(tmp_path, Gold(TEXT))
    count = len(example.words.tokens)
    assert {name: example.labels[name] for name in TAGS} == dict.fromkeys(TAGS, [OUTSIDE] * count)
    assert {name: example.labels[name] for name in TRAITS} == dict.fromkeys(
        TRAITS, [MASKED] * count
    )
    assert example.anchors == []


def test_words_are_cut_into_pieces_and_windows_as_in_reading(tmp_path):
    (example,) = examples(tmp_path, Gold(f"{TEXT}\n" * 3))
    pieces = letter_pieces()
    assert example.pieces == [pieces.cut(token.text) for token in example.words.tokens]
    new = [place for window in example.windows for place in range(window.first, window.end)]
    assert new == list(range(len(example.words.tokens)))
    assert len(example.windows) > 1


def test_reports_come_in_the_order_of_their_names(tmp_path):
    golds = [Gold("Calm held.", "b"), Gold("Calm held.", "a"), Gold("Calm held.", "c")]
    assert [example.id for example in examples(tmp_path, *golds)] == ["a", "b", "c"]


def test_hints_are_those_of_the_rules(tmp_path):
    (example,) = examples(tmp_path, Gold(TEXT))
    assert Relation.STATEMENT_SOURCE in {pair.relation for pair in example.words.pairs}


def test_anchors_have_one_partner_in_relations_that_the_reader_takes_for_single():
    order = list(Relation)
    assert list(SINGLE) == order[: order.index(Relation.ACTOR)]


@pytest.mark.parametrize(
    ("name", "folded"),
    [("the Tarvo", "tarvo"), ("The Tarvo", "tarvo"), ("Deir al-Marr", "deiralmarr"), ("", "")],
)
def test_name_is_folded_to_its_letters(name, folded):
    assert fold_name(name) == folded
