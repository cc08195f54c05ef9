import pytest

from accordingto.gazetteer.surroundings import Cue, Loose, SurroundingsReader
from accordingto.gazetteer.words import load_place_words
from accordingto.lexicons.tokens import find_tokens


def around(text):
    tokens = list(find_tokens(text))
    first = next(at for at, token in enumerate(tokens) if token.text == "Marenna")
    reader = SurroundingsReader(load_place_words(), {"Tavresian": "XA"}.get)
    found = reader.read(tokens, first, first + 1)
    words = text[found.qualifier.start : found.qualifier.end] if found.qualifier else None
    return found, words


@pytest.mark.parametrize(
    ("text", "loose", "qualifier"),
    [
        ("They hit eastern districts of Marenna.", Loose.PART, "eastern districts of"),
        (
            "They hit eastern districts of the Tavresian city of Marenna.",
            Loose.PART,
            "eastern districts of the Tavresian city of",
        ),
        ("a clash on the outskirts of Marenna", Loose.NEAR, "outskirts of"),
        ("20 km south of Marenna", Loose.NEAR, "20 km south of"),
        ("some 60 miles north of Marenna", Loose.FAR, "60 miles north of"),
        ("a blast near Marenna", Loose.NEAR, "near"),
        ("in the Marenna countryside", Loose.COUNTRYSIDE, "countryside"),
        ("in the countryside of Marenna", Loose.COUNTRYSIDE, "countryside of"),
        ("in northern Marenna", Loose.PART, "northern"),
        ("on the Marenna road", Loose.ROAD, "road"),
        ("between Oren and Marenna", Loose.BETWEEN, "between Oren and Marenna"),
        ("between Marenna and Oren Bay", Loose.BETWEEN, "between Marenna and Oren Bay"),
        ("on the Marenna – Oren highway", Loose.ROAD, "– Oren highway"),
        ("in Marenna – Oren was calm", None, None),
        ("Marenna's southern suburbs were hit", Loose.PART, "southern suburbs"),
        ("in Marenna", None, None),
    ],
)
def test_words_that_loosen_a_position_are_kept(text, loose, qualifier):
    found, words = around(text)
    assert (found.loose, words) == (loose, qualifier)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("in the town of Marenna", "settlement"),
        ("in Marenna province", "admin1"),
        ("in the district of Marenna", "part"),
        ("Marenna fell", None),
    ],
)
def test_words_tell_what_the_place_is(text, hint):
    assert around(text)[0].hint == hint


def test_cue_is_graded():
    texts = ("Marenna fell", "a man from Marenna", "in Marenna", "the village of Marenna")
    cues = [around(text)[0].cue for text in texts]
    assert cues == [Cue.NONE, Cue.WEAK, Cue.PLACE, Cue.FEATURE]


def test_where_people_went_is_told_apart():
    assert around("Thousands fled to Marenna")[0].is_left
    assert around("Rockets fired from Marenna")[0].is_launch
    assert not around("A blast in Marenna")[0].is_left
