"""Runs of a text lead back to its own offsets, whatever is shown in their place."""

import pytest

from accordingto.records.base import Mention
from accordingto.report import Span
from accordingto.views.cards import Card, Mark, Role, Sort
from accordingto.views.masks import Mask
from accordingto.web.report_text import PART_BYTES, MarkedText, is_within, part_of


def _card(text: str, words: str, role: Role = Role.FIGURE) -> Card:
    start = text.index(words)
    mention = Mention(start, start + len(words), words)
    return Card(sort=Sort.FIGURE, heading=words, marks=(Mark(mention, role),))


def _runs(text: str, *words: str, mask: Mask | None = None, at: Span | None = None):
    cards = tuple((f"{n:016x}", _card(text, one)) for n, one in enumerate(words))
    marked = MarkedText(text, cards, mask or Mask(), at)
    paragraphs = list(marked.paragraphs(marked.parts()[0]))
    return [run for paragraph in paragraphs for run in paragraph.runs]


@pytest.mark.parametrize(
    "text",
    [
        "Shelling killed 12 people.",
        "\U0001f4a5\U0001f4a5 \U0001d538leppo: 12 people killed \U0001f468\u200d\U0001f469 today.",
        "\u202eevil\u202c 12 people\x1b[2J\r died\x00.",
        "قتل 12 people في القصف.",
        "12 people\n\n\nand one more\n\n",
    ],
)
def test_runs_cover_the_paragraphs_and_carry_their_own_offsets(text):
    runs = _runs(text, "12 people")
    assert all(run.start < run.end for run in runs)
    assert [run.text for run in runs if not run.is_stand_in] == [
        text[run.start : run.end] for run in runs if not run.is_stand_in
    ]
    told = "".join(text[run.start : run.end] for run in runs)
    assert "".join(told.split()) == "".join(text.split())
    (figure,) = [run for run in runs if run.records]
    assert text[figure.start : figure.end] == "12 people"
    assert figure.begins == ("0" * 16,)


def test_steering_characters_stand_apart_and_are_spelt_out():
    runs = _runs("a\u202eb")
    assert [(run.text, run.start, run.end) for run in runs] == [
        ("a", 0, 1),
        ("[U+202E]", 1, 2),
        ("b", 2, 3),
    ]


def test_withheld_name_is_one_run_over_all_of_its_characters():
    text = "Lina Harrow, 9, was hurt."
    runs = _runs(text, "Lina", mask=Mask.of(["Lina Harrow"]))
    assert (runs[0].text, runs[0].start, runs[0].end) == ("[name withheld]", 0, 11)
    assert runs[0].records
    assert runs[0].begins
    assert "Harrow" not in "".join(run.text for run in runs)


def test_words_that_are_asked_for_are_marked_and_belong_to_no_record():
    runs = _runs("12 people died.", at=Span(3, 9))
    (asked,) = [run for run in runs if run.is_asked_for]
    assert (asked.text, asked.records, asked.roles) == ("people", (), ())


def test_long_text_is_cut_into_parts_that_cover_it():
    text = "\n\n".join(f"Paragraph {n}: 12 people died \u202e here." for n in range(30_000))
    marked = MarkedText(text, (), Mask())
    parts = marked.parts()
    assert len(parts) > 5
    spans = [span for part in parts for span in part]
    assert spans == sorted(spans)
    assert "".join(text[a:b] for a, b in spans) == text.replace("\n", "")
    longest = max(part[-1].end - part[0].start for part in parts)
    assert longest < PART_BYTES
    assert part_of(parts, parts[3][0].start) == 3
    assert part_of(parts, len(text) + 5) == len(parts) - 1


def test_record_is_within_the_part_where_its_words_stand():
    text = "\n\n".join("word " * 1_000 for _ in range(100)) + "12 people"
    parts = MarkedText(text, (), Mask()).parts()
    card = _card(text, "12 people")
    assert is_within(card, len(parts) - 1, parts)
    assert not is_within(card, 0, parts)
    assert is_within(Card(sort=Sort.PERSON, heading="somebody"), 0, parts)


def test_empty_text_has_one_empty_part():
    marked = MarkedText("", (), Mask())
    assert marked.parts() == [[]]
    assert list(marked.paragraphs([])) == []
