from dataclasses import replace
from datetime import date

import pytest

from accordingto.errors import ConfigurationError
from accordingto.reader.choosing.chooser import TABLES, best, choose, load_weights, weigh
from accordingto.reader.layers import Likelihoods
from tests.reader.choosing.scenery import Scenery


def judged(scenery, places, days):
    """Give the first incident of a text what a network might say of it."""
    draft = scenery.drafts[0]
    anchor = replace(draft.anchors[0], likely_places=places, likely_days=days)
    draft.anchors[0] = anchor
    choose(scenery.drafts, scenery.found)
    return draft


def test_on_rules_days_stay_and_places_are_chosen():
    scenery = Scenery("Shelling killed nine people in the town of Tarvo on Monday.")
    choose(scenery.drafts, scenery.found)
    (draft,) = scenery.drafts
    assert draft.place.name == "Tarvo"
    assert draft.days.date_from == date(2024, 3, 11)


def test_what_the_network_is_sure_of_is_chosen():
    scenery = Scenery("Shelling killed nine people in the town of Tarvo on Monday.")
    sure = Likelihoods({scenery.span("Tarvo"): 0.99}, 0.01)
    day = Likelihoods({scenery.span("Monday"): 0.99}, 0.01)
    draft = judged(scenery, sure, day)
    assert draft.place.name == "Tarvo"
    assert draft.days.date_from == date(2024, 3, 11)


def test_the_day_of_a_saying_is_not_taken_for_that_of_the_event():
    scenery = Scenery("On Tuesday medics said that shelling killed two people in Tarvo.")
    draft = judged(scenery, Likelihoods({}, 0.9), Likelihoods({}, 0.95))
    assert draft.days is None


def test_nothing_is_invented_where_nothing_is_named():
    scenery = Scenery("Shelling killed two people.")
    draft = judged(scenery, Likelihoods({}, 0.1), Likelihoods({}, 0.1))
    assert draft.place is None
    assert draft.days is None


SYRIA = " Medics came from Aleppo, and from Idlib."


@pytest.mark.parametrize(
    ("text", "name", "share", "expected"),
    [
        ("Shelling killed two people, and allies in Moscow denied it.", "Moscow", 0.04, None),
        ("Shelling killed two people in Moscow.", "Moscow", 0.9, "Moscow"),
        ("Shelling of Moscow killed two people.", "Moscow", 0.9, None),
        ("Envoys met in Geneva. Shelling killed two people.", "Geneva", 0.9, None),
        ("Nine fled to huts near Homs. Shelling killed two people.", "Homs", 0.9, "Homs"),
    ],
)
def test_clues_alone_move_no_violence_to_another_country(text, name, share, expected):
    scenery = Scenery(text + SYRIA)
    draft = scenery.drafts[0]
    draft.anchors[0] = replace(draft.anchors[0], places=())
    draft.place = None
    likely = Likelihoods({scenery.span(name): share}, 0.01)
    draft = judged(scenery, likely, Likelihoods({}, 0.9))
    assert (draft.place.name if draft.place else None) == expected


def test_what_was_drafted_from_afar_in_another_country_is_dropped():
    scenery = Scenery("Envoys met in Geneva. Shelling killed two people." + SYRIA)
    draft = scenery.drafts[0]
    span = scenery.span("Geneva")
    draft.anchors[0] = replace(draft.anchors[0], places=(span,))
    draft.place = scenery.places[span]
    assert judged(scenery, Likelihoods({span: 0.95}, 0.01), Likelihoods({}, 0.9)).place is None


def test_a_country_where_other_violence_is_may_be_chosen():
    scenery = Scenery("Rebels shelled Aleppo. Nine died near Idlib. An air strike killed a guard.")
    strike = next(d for d in scenery.drafts if d.anchors[0].evidence == scenery.span("air strike"))
    strike.anchors[0] = replace(
        strike.anchors[0],
        places=(),
        likely_places=Likelihoods({scenery.span("Idlib"): 0.95}, 0.01),
        likely_days=Likelihoods({}, 0.9),
    )
    strike.place = None
    choose(scenery.drafts, scenery.found)
    assert strike.place.name == "Idlib"


def test_a_report_without_incidents_is_left_alone():
    scenery = Scenery("It rained in Tarvo on Monday.")
    choose([], scenery.found)


def test_the_first_of_equals_is_best_and_caution_keeps_what_was_drafted():
    rows = [("a", {"x": 1.0}), ("b", {"x": 1.0}), ("c", {"x": 0.5, "drafted": 1.0})]
    assert best(rows, {"x": 0.4}) == "a"
    assert best(rows, {"x": 0.4}, caution=0.3) == "c"
    assert weigh({"x": 0.5, "unknown": 9.0}, {"x": 0.4}) == pytest.approx(0.2)


def test_shipped_weights_are_read():
    weights = load_weights()
    assert set(weights) == set(TABLES)
    assert weights["network_day"]["saying"] < 0
    assert weights["network_place"]["network"] > 0


@pytest.mark.parametrize("text", [None, "schema = 2", "schema = 1", "no toml", "schema = 1\na = 1"])
def test_broken_weights_are_refused_with_what_to_do(tmp_path, text):
    path = tmp_path / "weights.toml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(ConfigurationError, match="install the package anew"):
        load_weights(path)
