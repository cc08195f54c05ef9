import pytest

from accordingto.reader.headlines import stands_in
from tests.builders import read


@pytest.mark.parametrize(
    ("title", "text", "inside"),
    [
        ("", "Calm.", True),
        ("Shells hit  Marenna", "SHELLS HIT MARENNA\nTwo died.", True),
        ("Shells hit Marenna", "Two died in Marenna.", False),
    ],
)
def test_title_stands_in_the_text_whatever_its_case_and_blanks(title, text, inside):
    assert stands_in(title, text) is inside


def test_actor_of_the_text_keeps_its_id_in_the_headline():
    reading = read(
        "The Corran Observatory said on Friday that it had counted the dead.",
        title="Shelling kills 12 people in Aleppo, the Corran Observatory says",
    )
    (said,) = reading.headline.statements
    assert said.source.actor == next(a.id for a in reading.actors if "Corran" in a.name)


def test_actor_of_the_title_alone_has_no_id():
    reading = read("Calm has returned.", title="Shelling kills 12 people in Aleppo, residents say")
    (said,) = reading.headline.statements
    assert (said.source.text, said.source.actor) == ("residents", None)
