import pytest

from tests.reader.choosing.scenery import Scenery


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("Shelling in Tarvo killed two.", "Tarvo", {"behind.0"}),
        ("In Tarvo, shelling killed two.", "Tarvo", {"before.0", "before.comma"}),
        (
            "Shelling killed two, medics said on Monday.",
            "Monday",
            {"behind.2", "behind.cue", "behind.comma"},
        ),
        (
            "Shelling killed two people while others fled Tarvo.",
            "Tarvo",
            {"behind.2", "behind.break"},
        ),
        (
            "Shelling and an air strike near Tarvo killed two.",
            "Tarvo",
            {"behind.1", "behind.event.1", "behind.and"},
        ),
    ],
)
def test_words_between_an_event_and_a_role_are_told(text, role, expected):
    scenery = Scenery(text)
    event = scenery.spot("Shelling" if "Shelling" in text else "shelling")
    assert set(scenery.scene.relation(event, scenery.spot(role))) == expected


def test_another_sentence_is_told_by_its_distance_and_what_else_happens_there():
    scenery = Scenery("Shelling hit Tarvo. It rained.\nAn air strike killed nine near Ombra.")
    event = scenery.spot("Shelling")
    there = set(scenery.scene.relation(event, scenery.spot("Ombra")))
    assert there == {"sentence.behind.2", "sentence.taken"}
    back = set(scenery.scene.relation(scenery.spot("air strike"), scenery.spot("Tarvo")))
    assert {"sentence.before.2", "sentence.taken"} <= back


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell in Tarvo.", ("in", False)),
        ("Shells fell in the besieged town of Tarvo.", ("in", True)),
        ("Shells fell on the rebel-held eastern Tarvo.", ("on", False)),
        ("Tarvo was shelled.", ("", False)),
        ("Shells hit Tarvo.", ("", False)),
    ],
)
def test_a_name_is_governed_by_the_preposition_before_its_noun(text, expected):
    scenery = Scenery(text)
    assert scenery.scene.governor(scenery.spot("Tarvo")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Shells hit Tarvo province.", "province"), ("Shells hit Tarvo", ""), ("Tarvo fell.", "")],
)
def test_the_noun_behind_a_name_is_told(text, expected):
    scenery = Scenery(text)
    assert scenery.scene.setting(scenery.spot("Tarvo")) == expected


def test_a_name_inside_a_speaker_is_told():
    scenery = Scenery("Shelling killed two in Ombra, the Tarvo Media Centre said.")
    assert scenery.scene.is_spoken(scenery.span("Tarvo"))
    assert not scenery.scene.is_spoken(scenery.span("Ombra"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Shelling has continued for weeks.", True), ("Shelling killed two.", False)],
)
def test_what_goes_on_is_told(text, expected):
    scenery = Scenery(text)
    assert scenery.scene.goes_on(scenery.spot("Shelling")) is expected
