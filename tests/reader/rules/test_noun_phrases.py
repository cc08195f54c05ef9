import pytest

from accordingto.reader.rules.harm import Role
from accordingto.reader.rules.noun_phrases import PhraseReader
from accordingto.records.values import Who
from tests.reader.rules.tolls import parse

READER = PhraseReader()


def _read(words):
    """Read the phrase behind the number that opens the words."""
    tokens, cues = parse(words)
    phrase = READER.read(tokens, cues, 1)
    return tokens, phrase


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("12 young villagers fled", "young villagers"),
        ("12 police officers died", "police officers"),
        ("12 elderly couples died", "elderly couples"),
        ("12 civilian deaths followed", "civilian deaths"),
        ("12 of the dead were women", "of the dead"),
        ("dozens of wounded arrived", "of wounded"),
        ("12 women and children died", "women and children"),
    ],
)
def test_phrase_ends_with_the_people(words, phrase):
    tokens, read = _read(words)
    assert " ".join(token.text for token in tokens[1 : read.last]) == phrase


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("12 soldiers died", Who.COMBATANT),
        ("12 nurses died", Who.CIVILIAN),
        ("12 people died", Who.UNKNOWN),
        ("12 police officers died", Who.UNKNOWN),
        ("12 army officers died", Who.COMBATANT),
        ("12 family members died", Who.CIVILIAN),
        ("12 fighters and civilians died", Who.MIXED),
    ],
)
def test_noun_tells_who_they_are(words, who):
    assert _read(words)[1].who is who


@pytest.mark.parametrize(
    "words", ["12 tanks burned", "12 besieged villages", "12 killed hours later"]
)
def test_things_are_no_people(words):
    phrase = _read(words)[1]
    assert phrase is None or phrase.head is None


def test_noun_of_harm_is_the_cue():
    phrase = _read("12 civilian deaths followed")[1]
    assert Role.NOUN in phrase.cue.roles
    assert phrase.who is Who.CIVILIAN


def test_adjective_of_harm_stands_before_the_noun():
    phrase = _read("12 wounded men arrived")[1]
    assert Role.PREMODIFIER in phrase.premodifier.roles


def test_bare_number_is_elliptic():
    assert _read("12 were killed")[1].is_elliptic
