import pytest

from accordingto.reader.victim_sides import side_span
from accordingto.report import Span
from tests.builders import make_report, read


@pytest.mark.parametrize(
    ("figure", "behind", "side"),
    [
        ("30 regime soldiers", " were killed.", "regime"),
        ("Three Orrin Front fighters", " died.", "Orrin Front"),
        ("12 Vellan army soldiers", " died.", "Vellan army"),
        ("13 pro-Tolan fighters", " died.", "Tolan"),
        ("13 fighters", " loyal to President Ana Tolan died.", "President Ana Tolan"),
        ("eight members", " of the Tolan militia died.", "Tolan"),
        ("Two medics", " from the Marenna Rescue Service were killed.", "Marenna Rescue Service"),
        ("20 armed fighters", " died.", None),
        ("12 soldiers", " died in Ostel.", None),
        ("12 Vellan civilians", " died.", None),
        ("eight members", " of one family died.", None),
        ("Rebel fighters", " died.", "Rebel"),
    ],
)
def test_side_is_what_the_words_of_a_figure_name(figure, behind, side):
    report = make_report(figure + behind)
    found = side_span(report, Span(0, len(figure)))
    assert (found and report.quote(found)) == side


def test_side_of_a_figure_is_an_actor_of_the_reading():
    reading = read("The Orrin Front shelled Ostel. Shelling killed three Orrin Front fighters.")
    (figure,) = reading.figures
    names = {actor.id: actor.name for actor in reading.actors}
    assert names[figure.side] == "Orrin Front"


def test_people_on_no_side_have_none():
    (figure,) = read("The Orrin Front shelled Ostel, killing three people.").figures
    assert figure.side is None
