import pytest

from accordingto.reader.rules.deeds import find_deeds
from accordingto.reader.rules.evidence import has_harm, is_violent, points_back
from tests.reader.rules.views import view_of


def first(text, *, warlike=False):
    view = view_of(text)
    return view, next(find_deeds(view, view.words.events.find(view.tokens), warlike=warlike))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attacked the bakery.", True),
        ("An attack killed nine people.", True),
        ("Critics attacked the budget.", False),
        ("They visited the besieged town.", False),
    ],
)
def test_a_deed_is_violent_by_what_stands_beside_it(text, expected):
    view, deed = first(text)
    assert is_violent(view, deed, warlike=False) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("The attack shook the town.", True), ("An attack shook it.", False)]
)
def test_the_attack_points_back(text, expected):
    view, deed = first(text, warlike=True)
    assert points_back(view, deed) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("The strike left nine dead.", True), ("The strike missed.", False)]
)
def test_harm_is_seen_in_the_sentence(text, expected):
    assert has_harm(view_of(text)) is expected
