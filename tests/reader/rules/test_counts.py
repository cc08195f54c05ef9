import pytest

from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.rules.counts import CountFinder
from accordingto.reader.rules.harm import find_harm, load_harm
from accordingto.records.values import Who

FINDER = CountFinder()


def _find(sentence):
    tokens = tuple(find_tokens(sentence))
    counts = FINDER.find(tokens, find_harm(tokens, load_harm()))
    return [(sentence[tokens[c.first].start : tokens[c.last - 1].end], c) for c in counts]


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("At least 70 young villagers in Ostel", ["At least 70 young villagers"]),
        ("dozens of unarmed civilians", ["dozens of unarmed civilians"]),
        ("a 12-year-old girl and her mother", ["a 12-year-old girl", "her mother"]),
        ("a woman and child", ["a woman", "child"]),
        ("one of its soldiers", ["one of its soldiers"]),
        ("30 others", ["30 others"]),
        ("12 Arvanian and Belvarian farmers", ["12 Arvanian and Belvarian farmers"]),
    ],
)
def test_count_has_its_noun(sentence, phrases):
    assert [words for words, _ in _find(sentence)] == phrases


@pytest.mark.parametrize(
    "sentence",
    [
        "three armoured vehicles",
        "on 12 March",
        "in March 2019",
        "at 10:30",
        "$300",
        "50% of",
        "Resolution 2254",
        "aged 14",
        "Ina Marsh, 34, lives in Ostel",
        "two besieged villages",
        "a 48-hour truce",
    ],
)
def test_what_is_not_people_is_not_counted(sentence):
    assert _find(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("12 family members", Who.CIVILIAN),
        ("12 army members", Who.COMBATANT),
        ("12 members", Who.UNKNOWN),
        ("12 members of the army", Who.COMBATANT),
        ("12 police officers", Who.UNKNOWN),
        ("70 farmers and fighters", Who.MIXED),
    ],
)
def test_words_around_the_noun_tell_who(sentence, who):
    ((_, count),) = _find(sentence)
    assert count.who is who
