import pytest

from accordingto.reader.rules.accused import find_accused
from tests.reader.rules.views import quote, view_of


@pytest.mark.parametrize(
    ("text", "accused", "is_told"),
    [
        ("The mayor blamed the rebels for the attack.", ["rebels"], True),
        ("The attack was blamed on the rebels.", ["rebels"], False),
        ("A diplomat said the army was suspected of the attack.", ["army"], False),
        ("The army was behind the attack, he said.", ["army"], True),
        ('"They (Ostria) are part of it," he said of the attack.', ["Ostria"], True),
        ("The attack killed nine people.", [], True),
    ],
)
def test_who_is_held_responsible_is_found(text, accused, is_told):
    view = view_of(text)
    found, told = find_accused(view)
    assert [quote(text, view, party) for party in found] == accused
    assert told is is_told
