from accordingto.reader.choosing.places import PlaceCandidates, fold
from tests.reader.choosing.scenery import Scenery


def candidates_of(text):
    scenery = Scenery(text)
    asked = PlaceCandidates(scenery.scene, scenery.places, scenery.drafts)
    return {place.name if place else None: clues for place, clues in asked.of(0)}


def test_every_name_near_is_a_candidate_and_so_is_nowhere():
    found = candidates_of(
        "Shelling hit the town of Tarvo. Nine people died in the village of Ombra."
    )
    assert list(found) == ["Tarvo", "Ombra", None]
    assert "nowhere" in found[None]
    assert "nowhere.none" not in found[None]
    assert found["Tarvo"]["drafted"] == 1.0


def test_what_a_name_tells_is_a_clue():
    found = candidates_of("Air strikes killed nine people in Syria, near the town of Ombra.")
    assert {"feature.country", "governor.in"} <= found["Syria"].keys()
    assert {"governor.near", "noun"} <= found["Ombra"].keys()


def test_an_incident_without_a_place_is_nowhere():
    found = candidates_of("Shelling killed two people on Monday.")
    assert list(found) == [None]
    assert {"nowhere.none", "nowhere.drafted", "nowhere.choice"} <= found[None].keys()


def test_spellings_fold_to_one_name():
    assert fold("al-Tarvo") == fold("Al Tarvo")
    assert fold("Tarvo") != fold("Ombra")


def test_where_somebody_speaks_or_flees_to_is_no_candidate():
    found = candidates_of("The governor of Aleppo said that a strike on a mill killed nine people.")
    assert list(found) == [None]
    found = candidates_of("Shelling killed two people in Tarvo town, and others fled to Turkey.")
    assert "Turkey" not in found
