import pytest

from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import find_tokens


def found(pattern: str, text: str) -> list[str]:
    tokens = list(find_tokens(text))
    matches = PhraseMatcher([(pattern, "value")]).find(tokens)
    return [" ".join(t.text for t in tokens[m.first : m.last]) for m in matches]


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("claim+ credit for", "They claimed credit for it", ["claimed credit for"]),
        ("deny+", "He denies it; she denied it", ["denies", "denied"]),
        ("reach+", "It reaches us", ["reaches"]),
        ("a|an raid", "an raid, a raid, the raid", ["an raid", "a raid"]),
        ("air? raid", "raid then air raid", ["raid", "air raid"]),
        ("# people", "12 people and ten people", ["12 people"]),
        ("opened ~2 fire", "opened heavy machine-gun fire", ["opened heavy machine-gun fire"]),
        ("opened ~2 fire", "opened. Then fire", []),
        ("opened ~1 fire", "opened very heavy fire", []),
        ("in the|an? air", "in air, in the air", ["in air", "in the air"]),
    ],
)
def test_pattern_matches(pattern, text, words):
    assert found(pattern, text) == words


def test_longest_phrase_wins_then_the_earlier_entry():
    matcher = PhraseMatcher([("car", "a"), ("car bomb", "b"), ("car bomb", "c")])
    assert [m.value for m in matcher.find(list(find_tokens("car bomb")))] == ["b"]


@pytest.mark.parametrize("pattern", ["", "the?", "a? b?"])
def test_pattern_that_can_match_nothing_is_refused(pattern):
    with pytest.raises(ValueError, match="match no words"):
        PhraseMatcher([(pattern, 1)])


def test_gaps_of_two_patterns_keep_their_sizes():
    matcher = PhraseMatcher([("among ~1 dead", "a"), ("among ~3 wounded", "b")])
    assert not matcher.find(list(find_tokens("among the many dead")))
    assert matcher.find(list(find_tokens("among the many wounded")))


def test_gap_has_a_limit():
    with pytest.raises(ValueError, match="expected 1 to"):
        PhraseMatcher([("a ~9 b", 1)])
