import pytest

from accordingto.ingest.hidden import find_hidden, tell_hidden
from accordingto.ingest.inputs import Incoming
from tests.builders import make_report, read


def incoming(text, title=""):
    return Incoming(report=make_report(text, title=title), path="a.txt", line=None, size=1)


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Shells killed 1\u200b2 people.", "U+200B 1 time", "1\u200b2"),
        ("by \u202ednalreveN\u202c rebels", "U+202E 1 time", "\u202ednalreveN\u202c"),
        ("sol\u00addiers and sol\u00addiers", "U+00AD 2 times", "sol\u00addiers"),
        ("1\u200d2 people", "U+200D 1 time", "1\u200d2"),
        ("12\x00 people", "U+0000 1 time", "12\x00"),
        ("tag\U000e0041ged", "U+E0041 1 time", "tag\U000e0041ged"),
    ],
)
def test_hidden_characters_are_told_with_the_word_they_stand_in(text, words, shown):
    problem = find_hidden(make_report(text))
    assert words in problem.message
    assert problem.evidence.text == shown
    assert text[problem.evidence.start : problem.evidence.end] == shown


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell.\n\tNobody was hurt.\r",
        "می\u200cخواهم",
        "👩\u200d⚕\ufe0f helped",
        "क\u094d\u200dष",
        "12\u00a0000 Café",
    ],
)
def test_marks_that_a_script_needs_are_not_told(text):
    assert find_hidden(make_report(text)) is None


def test_title_is_looked_at_too():
    problem = find_hidden(make_report("Shells fell.", title="Shells\u202e fall"))
    assert "the title holds" in problem.message
    assert problem.evidence is None


def test_text_stays_as_it_is_and_telling_twice_changes_nothing():
    once = tell_hidden(incoming("1\u200b2 people"))
    assert once.report.text == "1\u200b2 people"
    assert [problem.code for problem in once.problems] == ["hidden_characters"]
    assert tell_hidden(once) is once


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u200d", "\u200e", "\x00"]
)
def test_number_with_a_hidden_character_is_read_as_no_other_number(mark):
    reading = read(f"Shelling killed 1{mark}2 people in Homs on Friday, residents said.")
    assert {(figure.low, figure.high) for figure in reading.figures} <= {(12, 12)}


def test_number_that_is_turned_round_is_not_read():
    reading = read("Shelling killed \u202e21\u202c people in Homs on Friday, residents said.")
    assert reading.figures == ()


@pytest.mark.parametrize("name", ["Vell\u200ba", "Mar\u00advoy", "O\u200dmar"])
def test_name_with_a_hidden_character_is_read_as_no_other_name(name):
    reading = read(f"Shelling killed 12 people, {name} Dell told reporters on Friday.")
    sources = {statement.source.text for statement in reading.statements if statement.source}
    assert sources <= {f"{name} Dell", "Dell"}
