import pytest

from accordingto.lexicons.loader import load_entries
from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.rules.harm import HarmEntry, find_harm, is_active, load_harm
from accordingto.records.values import State

ENTRIES = load_entries("harm", "cue", HarmEntry)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_entry_matches_its_examples(entry):
    matcher = PhraseMatcher([(entry.pattern, entry)])
    assert all(matcher.find(tuple(find_tokens(sentence))) for sentence in entry.matches)
    assert not any(matcher.find(tuple(find_tokens(sentence))) for sentence in entry.rejects)


def test_longest_cue_wins():
    cues = find_harm(tuple(find_tokens("Two were shot dead.")), load_harm())
    assert [(cue.first, cue.last, cue.states) for cue in cues.values()] == [(2, 4, (State.KILLED,))]


@pytest.mark.parametrize(
    ("sentence", "active"),
    [("Raiders have killed two men.", True), ("Two men have been killed.", False)],
)
def test_perfect_tense_is_active(sentence, active):
    tokens = tuple(find_tokens(sentence))
    (cue,) = find_harm(tokens, load_harm()).values()
    assert is_active(tokens, cue) is active
