import pytest

from accordingto.reader.rules.parties import whole_end
from tests.reader.rules.views import quote, view_of


def parties(text):
    view = view_of(text)
    return [quote(text, view, party) for party in view.parties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Marenese army shelled the town.", ["Marenese army"]),
        ("Faylaq al-Rasim attacked a bridge.", ["Faylaq al-Rasim"]),
        ("It was bombed by the U.S.-led coalition.", ["U.S.-led coalition"]),
        ("Regime jet fighters bombed the town.", ["Regime"]),
        ("Severe bombardment hit the town.", []),
        ("An F-16 bombed the town.", []),
        ("They blame the Assan regime Ostria and the militias.",
         ["Assan regime", "Ostria", "militias"]),
    ],
)  # fmt: skip
def test_phrases_that_may_name_a_party_are_whole(text, expected):
    assert parties(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was hit by forces loyal to Pavrin Holth.", "forces loyal to Pavrin Holth"),
        ("It was hit by fighters of the Brannik Brigade.", "fighters of the Brannik Brigade"),
        ("It was hit by Ostrian forces from the Brannik Brigade.", "Ostrian forces"),
        ("It was hit by fighters in the hills.", "fighters"),
    ],
)
def test_plain_words_for_fighters_take_in_whose_they_are(text, expected):
    view = view_of(text)
    party = view.parties[0]
    span = view.span(party.first, whole_end(view, party))
    assert text[span.start : span.end] == expected
