from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.reader.layers import Tagging
from accordingto.reader.network.hints import FEATURES, Relation, find_words
from accordingto.report import Span
from tests.builders import make_report, reader
from tests.reader.network.stubs import plain_words

TEXT = """Shelling kills nine in Aleppo

The Ostrian army shelled a market in Aleppo on Friday, killing at least nine civilians, residents \
said. "We saw it," Omar Vell said on Saturday. Rebels and the government agreed to a ceasefire. \
France condemned the attack."""
NAMES = {number: name for name, number in FEATURES.items()}


@cache
def found_in(text, title=""):
    found = reader().pipeline(make_report(text, title=title))
    return find_words(found, found.of(Tagging)[0])


def having(feature, text=TEXT):
    """The words that have a feature."""
    words = found_in(text)
    marked = zip(words.tokens, words.features, strict=True)
    return " ".join(token.text for token, marks in marked if FEATURES[feature] in marks)


def paired(relation, text=TEXT):
    """Anchors' first words with the words that the rules pair them with."""
    words = found_in(text)
    pairs = [pair for pair in words.pairs if pair.relation is relation]
    texts = [token.text for token in words.tokens]
    return " ".join(f"{texts[pair.anchor]}>{texts[pair.role]}" for pair in pairs)


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        ("sentence_start", 'Shelling The " Rebels France'),
        ("paragraph_start", "Shelling The"),
        ("headline", "Shelling kills nine in Aleppo"),
        ("quoted", '" We saw it , "'),
        (
            "capital",
            "Shelling Aleppo The Ostrian Aleppo Friday We Omar Vell Saturday Rebels France",
        ),
        ("number", "nine at least nine"),
        ("place", "Aleppo Aleppo France"),
        ("place_start", "Aleppo Aleppo France"),
        ("place_country", "France"),
        ("day", "Friday"),
        ("saying_day", "Saturday"),
        ("day_start", "Friday Saturday"),
        ("people_civilian", "civilians residents"),
        ("people_combatant", "army Rebels"),
    ],
)
def test_word_is_told_what_the_text_shows(feature, expected):
    assert having(feature) == expected


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        ("source", "residents Omar Vell France"),
        ("cue", "said said condemned"),
        ("content_start", 'The " the'),
        ("stance_asserts", "said said"),
        ("stance_condemns", "condemned"),
        ("incident_shelling", "Shelling shelled"),
        ("figure_killed", "nine at least nine civilians"),
        ("figure_start", "nine at"),
        ("actor", "Ostrian army"),
        ("target", "a market"),
        ("step_agreed", "agreed"),
        ("party", "Rebels the government"),
        ("subject", "a ceasefire"),
        ("stance_denies", ""),
    ],
)
def test_word_is_told_what_the_rules_found(feature, expected):
    assert having(feature) == expected


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (Relation.STATEMENT_SOURCE, 'The>residents ">Omar ">Vell the>France'),
        (Relation.STATEMENT_CUE, 'The>said ">said the>condemned'),
        (Relation.FIGURE_SOURCE, "at>residents"),
        (Relation.FIGURE_INCIDENT, "nine>Shelling at>shelled"),
        (Relation.INCIDENT_PLACE, "Shelling>Aleppo shelled>Aleppo"),
        (Relation.INCIDENT_DAY, "shelled>Friday"),
        (Relation.ACTOR, "shelled>Ostrian shelled>army"),
        (Relation.TARGET, "shelled>a shelled>market"),
        (Relation.BLAME_SOURCE, "shelled>residents attack>France"),
        (Relation.STEP_SUBJECT, "agreed>a agreed>ceasefire"),
        (Relation.PARTY, "agreed>Rebels agreed>the agreed>government"),
        (Relation.DENIED, ""),
    ],
)
def test_rules_pair_an_anchor_with_the_words_of_its_roles(relation, expected):
    assert paired(relation) == expected


def test_mode_of_blame_that_the_rules_know_is_a_pair_of_its_own():
    text = "The army allegedly shelled the town of Tarvo."
    assert paired(Relation.ACTOR, text) == paired(Relation.SUSPECTED, text) == "shelled>army"
    assert paired(Relation.STATED, text) == ""


def test_no_pair_is_told_twice():
    pairs = found_in(TEXT).pairs
    assert len(pairs) == len(set(pairs))


def test_text_without_words_has_nothing_to_tell():
    words = found_in(" \n \n")
    assert (words.tokens, words.sentences, words.features, words.pairs) == ((), (), (), ())
    assert not words.range_of(Span(0, 3))


def test_sentence_of_some_words_is_the_one_in_which_they_begin():
    words = plain_words("Calm held. Shells fell. All fled.")
    assert [
        " ".join(token.text for token in words.sentence_of(range(first, first + 2)))
        for first in (0, 2, 3, 5, 8)
    ] == ["Calm held .", "Calm held .", "Shells fell .", "Shells fell .", "All fled ."]


def test_words_end_with_the_sentence_in_which_there_are_enough():
    report = make_report(TEXT)
    found = reader().pipeline(report)
    whole = found_in(TEXT)
    for most in (1, 5, 6, 20, len(whole.tokens), len(whole.tokens) + 1):
        words = find_words(found, found.of(Tagging)[0], most)
        count = len(words.tokens)
        assert count >= min(most, len(whole.tokens))
        assert count in {*whole.sentences, len(whole.tokens)}
        assert words.features == whole.features[:count]
        assert words.sentences == tuple(first for first in whole.sentences if first < most)
        inside = [p for p in whole.pairs if p.anchor < count and p.role < count]
        assert list(words.pairs) == inside
    assert not find_words(found, found.of(Tagging)[0], 0).tokens


def test_names_of_features_are_all_used_once():
    assert len(FEATURES) == len(NAMES)
    assert list(FEATURES.values()) == list(range(len(FEATURES)))


def test_every_token_is_a_word_with_its_features():
    words = found_in(TEXT)
    assert len(words.tokens) == len(words.features) == len(words.starts)
    assert words.starts == tuple(sorted(set(words.starts)))
    assert all(words.tokens[first].start in words.starts for first in words.sentences)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("army shelled", "army shelled"),
        ("my she", "army shelled"),  # words that are touched
        (" army ", "army"),
        ("Ostrian army", "Ostrian army"),
    ],
)
def test_words_of_a_span_are_those_that_it_touches(quote, expected):
    words = found_in(TEXT)
    start = TEXT.index(quote)
    at = words.range_of(Span(start, start + len(quote)))
    assert make_report(TEXT).quote(words.span_of(at)) == expected


@given(st.data())
def test_words_lead_to_their_span_and_back(data):
    words = found_in(TEXT)
    first = data.draw(st.integers(0, len(words.tokens) - 1))
    at = range(first, data.draw(st.integers(first + 1, len(words.tokens))))
    span = words.span_of(at)
    assert words.range_of(span) == at
    assert (span.start, span.end) == (words.tokens[first].start, words.tokens[at[-1]].end)


@given(st.data())
def test_words_of_a_span_are_all_those_that_it_touches(data):
    words = found_in(TEXT)
    start = data.draw(st.integers(0, len(TEXT) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(TEXT))))
    touched = [p for p, t in enumerate(words.tokens) if t.start < span.end and t.end > span.start]
    assert touched == list(words.range_of(span))
