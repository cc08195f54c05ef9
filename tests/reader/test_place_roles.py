import pytest

from accordingto.reader.place_roles import role_of_place
from accordingto.records.values import PlaceRole
from tests.builders import read


@pytest.mark.parametrize(
    ("before", "role"),
    [
        ("Shells hit the market in", PlaceRole.IMPACT),
        ("Rockets were fired from", PlaceRole.LAUNCH),
        ("Missiles launched from positions near the town of", PlaceRole.LAUNCH),
        ("He died of his wounds in a hospital in", PlaceRole.DIED_AT),
        ("A shell hit a hospital in", PlaceRole.IMPACT),
        ("Rockets were fired from Tarrow, and fell on", PlaceRole.IMPACT),
        ("He came from", PlaceRole.IMPACT),
        ("The rebels launched an assault on the army from", PlaceRole.IMPACT),
        ("", PlaceRole.IMPACT),
    ],
)
def test_role_is_what_the_words_before_a_place_tell(before, role):
    assert role_of_place(f"{before} ") is role


def test_place_of_an_incident_tells_its_role():
    (incident,) = read("Shelling killed 12 people in Aleppo on Monday.").incidents
    assert incident.place.role is PlaceRole.IMPACT
