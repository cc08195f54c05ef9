"""Texts that are hostile by their length are read whole, and their reading says so."""

import pytest

from tests.builders import read

TOLD = "Shelling killed 12 people in Marenna on Friday, residents said."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("word " * 20_000, "long_sentence"),
        ("Tarvo " * 5_000, "long_sentence"),
        ('"' * 10_000, "long_sentence"),
        ("and (" * 10_000, "long_sentence"),
        ("12 killed " * 2_000, "long_sentence"),
        ("\n" * 1_100_000, "long_text"),
        ("x" * 1_100_000, "long_text"),
        ("1," * 600_000, "long_text"),
    ],
    ids=["words", "names", "marks", "brackets", "counts", "lines", "one word", "one number"],
)
def test_long_text_is_read_to_its_end_and_named_as_long(text, code):
    reading = read(f"{text}\n\n{TOLD}")
    assert reading.report.text.endswith(TOLD)
    assert code in [problem.code for problem in reading.problems]
    assert reading.figures[-1].evidence.start > len(text)
    assert (reading.figures[-1].low, reading.statements[-1].source.text) == (12, "residents")


def test_every_telling_of_a_text_that_repeats_itself_is_kept():
    reading = read(f"{TOLD} " * 1_000)
    assert len(reading.figures) == len(reading.statements) == 1_000
    assert len(reading.actors) == 1
