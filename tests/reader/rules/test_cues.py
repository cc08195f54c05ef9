import pytest

from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.rules.cues import Form, find_cues, load_cues

MATCHER = load_cues()


def cues(text):
    tokens = list(find_tokens(text))
    found = find_cues(tokens, MATCHER)
    return [(" ".join(t.text for t in tokens[c.first : c.last]), c.form) for c in found]


@pytest.mark.parametrize(
    ("text", "cue", "form"),
    [
        ("The mayor has also said so.", "said", Form.ACTIVE),
        ("The mayor is calling for calm.", "calling for", Form.ACTIVE),
        ("He left, saying all was well.", "saying", Form.PARTICIPLE),
        ("Two men were reported missing.", "reported", Form.PASSIVE),
        ("A raid blamed on rebels began.", "blamed", Form.REDUCED),
        ("A raid condemned by the mayor began.", "condemned", Form.BY_AGENT),
        ("Nine died, according to medics.", "according to", Form.FIXED),
        ("The agency reports two dead.", "reports", Form.ACTIVE),
    ],
)
def test_form_of_a_cue(text, cue, form):
    assert cues(text) == [(cue, form)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor has not said so.",
        "The mayor could say so.",
        "He came to say so.",
        "A warning was given.",
        "The Free State Army held it.",
        "The blast claimed nine lives.",
    ],
)
def test_verbs_denied_or_only_possible_are_no_cues(text):
    assert cues(text) == []
