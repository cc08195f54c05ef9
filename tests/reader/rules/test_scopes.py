import pytest

from accordingto.lexicons.loader import Entry, load_entries
from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import find_tokens
from tests.reader.rules.tolls import tolls


@pytest.mark.parametrize("entry", load_entries("scopes", "period", Entry), ids=lambda e: e.id)
def test_entry_matches_its_examples(entry):
    matcher = PhraseMatcher([(entry.pattern, entry.id)])
    assert all(matcher.find(tuple(find_tokens(sentence))) for sentence in entry.matches)
    assert not any(matcher.find(tuple(find_tokens(sentence))) for sentence in entry.rejects)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Since 2019 the fighting has killed 300 people.", ["300 killed cumulative"]),
        ("In the past week 30 people were killed.", ["30 killed cumulative"]),
        # a period that measures something else
        ("The toll has since risen to 30 dead.", ["30 killed"]),
        ("The raid, the deadliest this year, killed 30 people.", ["30 killed"]),
        ("Shelling has killed 30 people since dawn.", ["30 killed"]),
        ("In the last 24 hours 30 people were killed.", ["30 killed"]),
    ],
)
def test_only_a_longer_period_makes_a_figure_cumulative(text, figures):
    assert tolls(text) == figures
