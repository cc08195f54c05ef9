from dataclasses import replace
from datetime import date

import pytest

from accordingto.errors import GazetteerError
from accordingto.reader.facilities import find_facilities, is_at_facility
from accordingto.records.incidents import SourcedPlace
from accordingto.views import facilities
from accordingto.views.facilities import (
    EXACT_WITHHELD,
    coarsen,
    is_toponym,
    labels_of,
)
from accordingto.views.masks import Mask
from tests.views.readings import Sketch


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Shells hit Marvoy Children's Hospital.", ["Marvoy Children's Hospital"]),
        ("Shells hit the Nesk maternity hospital.", ["Nesk maternity hospital"]),
        ("The wounded were in al-Nesk clinic.", ["al-Nesk clinic"]),
        ("Strikes hit the Orn and Nesk hospitals.", ["Nesk hospitals", "Orn"]),
        ("40 families live in the Olive Tree shelter.", ["Olive Tree shelter"]),
        ("Shells Hit St. Orn Hospital", ["St. Orn Hospital"]),
        ("The M10 hospital was hit.", ["M10 hospital"]),
        ("A hospital was hit. Every Hospital is full. The clinic has closed.", []),
        ("A Syrian hospital, an MSF hospital and Marvoy's hospital took them in.", []),
        ("Field hospitals are full, and local hospitals as well.", []),
        ("The Orn school was hit.", []),
    ],
)
def test_name_is_found_before_the_word_for_what_it_names(sentence, names):
    assert [one.name for one in find_facilities(sentence)] == names


def test_core_is_withheld_unless_it_is_a_places_or_stands_as_one():
    found = find_facilities("Shells hit al-Nesk hospital, Dorrash hospital and Orn Eye Clinic.")
    labels = labels_of(found, frozenset({"dorash"}))
    assert {"al-Nesk", "Orn Eye"} <= set(labels)
    assert labels["Orn Eye Clinic"] == "[clinic, name withheld]"
    assert "Dorrash" not in labels
    (found,) = find_facilities("Tarvo hospital was hit; smoke rose in Tarvo.")
    assert "Tarvo" not in labels_of([found], frozenset())


def test_without_a_place_index_any_word_may_be_a_place(monkeypatch):
    def fail():
        raise GazetteerError("there is none", path="x")

    monkeypatch.setattr(facilities, "_gazetteer", fail)
    is_toponym.cache_clear()
    assert is_toponym("Nesk")
    is_toponym.cache_clear()


def incident_of(text, target=None, **place):
    sketch = Sketch(text)
    given = {"lat": 1.5, "lon": 2.5, "where_prec": 1, "geo_precision": 1} | place
    targets = (sketch.words(target),) if target else ()
    spot = sketch.place("Marvoy", "XA", **given)
    return sketch.incident("hit", date(2024, 3, 15), place=spot, targets=targets)


@pytest.mark.parametrize(
    ("text", "is_at"),
    [
        ("Shells hit a hospital in Marvoy.", True),
        ("The clinic in Marvoy was hit.", True),
        ("Shells hit Marvoy, and the wounded were taken to a hospital.", False),
        ("Shells hit Marvoy, the director of a hospital said.", False),
        ("Shells hit a market in Marvoy.", False),
    ],
)
def test_incident_is_at_a_hospital_where_that_is_what_is_hit(text, is_at):
    assert is_at_facility(incident_of(text), text) is is_at


def test_target_tells_as_well():
    text = "Two rooms of the Orn clinic were destroyed when shells hit Marvoy."
    assert is_at_facility(incident_of(text, "the Orn clinic"), "")


def test_place_becomes_a_district_and_says_so():
    incident = incident_of("Shells hit a hospital in Marvoy.", qualifier="two km south of")
    more = (SourcedPlace(value=incident.place, source=None),)
    hidden = coarsen(replace(incident, places=more), Mask())
    for place in (hidden.place, hidden.places[0].value):
        assert (place.name, place.country, place.qualifier) == ("Marvoy", "XA", EXACT_WITHHELD)
        assert (place.lat, place.lon, place.where_prec, place.geo_precision) == (None, None, 3, 2)


def test_name_of_a_hospital_that_is_the_place_gives_way_to_its_district():
    incident = incident_of("Shells hit Marvoy Hospital.", admin2="Lower Orn", gazetteer_id="g:7")
    named = replace(incident, place=replace(incident.place, name="Marvoy Hospital"))
    mask = Mask.of((), labels={"Marvoy Hospital": "[hospital, name withheld]"})
    place = coarsen(named, mask).place
    assert (place.name, place.gazetteer_id) == ("Lower Orn", None)
    lost = replace(named, place=replace(named.place, admin2=None))
    assert coarsen(lost, mask).place.name == "a place that is not told"


def test_what_is_told_as_loosely_already_stays():
    incident = incident_of("Shells hit a clinic in Marvoy.", lat=None, lon=None, where_prec=4)
    assert coarsen(incident, Mask()) == incident
    nowhere = replace(incident, place=None)
    assert coarsen(nowhere, Mask()) == nowhere
