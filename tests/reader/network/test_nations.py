from accordingto.gazetteer.index import Gazetteer
from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.layers import PlaceMention, Sentence
from accordingto.reader.network.nations import shown_words
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.readers import default_stages
from accordingto.reader.rules.tagger import RuleTagger
from tests.builders import make_report


def shown(text):
    pipeline = Pipeline(default_stages(Gazetteer.open(), RuleTagger())[:7])
    found = pipeline(make_report(text))
    tokens = [token for sentence in found.of(Sentence) for token in sentence.tokens]
    return shown_words(tokens, found.of(PlaceMention))


def test_nations_are_shown_in_the_order_in_which_they_are_named():
    one = shown("Russian jets bombed Tarvo, Ukraine said. Russia denied it. Ukrainians fled.")
    other = shown("Iranian jets bombed Tarvo, Turkey said. Iran denied it. Turks fled.")
    assert one[:2] == ["Israeli", "jets"]
    assert "Turkey" in one
    assert one[:-3] == other[:-3]


def test_country_and_its_people_are_one_nation():
    assert shown("Russia fired. Russian jets came.")[::3] == ["Israel", "Israeli", "."]


def test_other_words_are_shown_as_they_are():
    text = "Rebels shelled Tarvo on Monday, the army said."
    assert shown(text) == [token.text for token in find_tokens(text)]
