import pytest

from accordingto.lexicons.loader import Entry, load_entries
from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import find_tokens


@pytest.mark.parametrize("entry", load_entries("scopes", "period", Entry), ids=lambda e: e.id)
def test_entry_matches_its_examples(entry):
    matcher = PhraseMatcher([(entry.pattern, entry.id)])
    assert all(matcher.find(tuple(find_tokens(sentence))) for sentence in entry.matches)
    assert not any(matcher.find(tuple(find_tokens(sentence))) for sentence in entry.rejects)
