import pytest

from accordingto.errors import ConfigurationError
from accordingto.ledger.names import BLOCK, NameFinder, blacken
from accordingto.report import Span

ADA = NameFinder.of(["Ada Varn", "Odd al-Berran"])


@pytest.mark.parametrize(
    "words",
    [
        "Ada Varn",
        "ADA VARN",
        "Ada\nVarn",
        "Ada  Varn",
        "ada-varn",
        "ada_varn",
        "Ada V\u200barn",
        "A\u0301da Varn",
        "\u00c1da Varn",
        "Ada V\u00e4rn",
        "Odd al Berran",
        "ODD AL-BERRAN",
    ],
)
def test_name_is_found_however_it_is_written(words):
    text = f"They said {words}, 31, died."
    assert ADA.find(text) == [Span(10, 10 + len(words))]


@pytest.mark.parametrize(
    "text",
    [
        "Adam Varn came.",
        "Ada Varna came.",
        "Ada came. Varn left.",
        "Ada, the other, Varn",
        "",
        "Ada",
    ],
)
def test_other_words_are_not_found(text):
    assert ADA.find(text) == []
    assert not ADA.finds(text)


def test_parts_are_found_where_they_may_be_names():
    text = "Varn and ada spoke; the varn did not. Al went to Berran."
    found = [text[span.start : span.end] for span in ADA.find(text, with_parts=True)]
    assert found == ["Varn", "Berran"]


def test_names_in_scripts_without_capitals_are_found():
    finder = NameFinder.of(["\u0633\u0639\u064a\u062f \u0639\u0645\u0631"])
    assert finder.find(
        "\u0642\u0627\u0644 \u0633\u0639\u064a\u062f \u0639\u0645\u0631", with_parts=True
    ) == [Span(4, 12)]


def test_longest_name_wins():
    finder = NameFinder.of(["Ada Varn", "Ada Varn Berran"])
    assert finder.find("Ada Varn Berran") == [Span(0, 15)]


def test_blackened_text_has_the_same_length():
    assert blacken("Ada\nVarn ran", [Span(0, 8)]) == f"{BLOCK * 3}\n{BLOCK * 4} ran"


@pytest.mark.parametrize("name", ["", "  ", "A", "Al", "?!", "\u200b"])
def test_what_would_be_found_everywhere_is_refused(name):
    with pytest.raises(ConfigurationError, match="at least 3 letters"):
        NameFinder.of([name])
