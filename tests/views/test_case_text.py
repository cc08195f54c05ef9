"""Cases as text."""

import pytest

from accordingto.api.corroborating import corroborate
from accordingto.records.voices import VoiceCount
from accordingto.views.case_text import count_in_words, render_cases
from tests.builders import make_report, reader

ONE = (
    "Air strikes on a market in Aleppo killed 23 people on Tuesday, the Syrian Observatory for "
    "Human Rights said. Omar Sand, a doctor, accused the government."
)
OTHER = "Air strikes on Aleppo killed at least 31 people on Tuesday, the Health Ministry said."


def text_of(*texts, **options):
    reports = [make_report(text, id=f"r{n}") for n, text in enumerate(texts, start=1)]
    return "".join(render_cases(corroborate(map(reader().read, reports)), **options))


def test_case_shows_each_figure_with_who_gives_it_and_its_quote():
    text = " ".join(text_of(ONE, OTHER).split())
    assert "2 reports: r1, r2" in text
    assert "23 people - Syrian Observatory for Human Rights" in text
    assert "at least 31 people - the Health Ministry" in text
    assert "CONTESTED" in text
    assert ONE[: ONE.index(" Omar")] in text


def test_blame_stands_with_its_mode_and_its_accuser():
    text = " ".join(text_of(ONE, OTHER).split())
    assert "accused according to Omar Sand" in text


def test_cases_of_one_report_are_counted_unless_asked_for():
    assert "1 more cases are told of by one report each" in text_of(ONE)
    assert "23 people" in text_of(ONE, show_all=True)


def test_link_is_explained():
    assert "both on the same day" in " ".join(text_of(ONE, OTHER).split())


def test_words_of_reports_cannot_steer_the_terminal():
    assert "\x1b" not in text_of(ONE.replace("doctor", "\x1b[2Jdoctor"), OTHER)


@pytest.mark.parametrize(
    ("named", "upper", "words"),
    [
        (1, 1, "1 independent voice"),
        (2, 2, "2 independent voices"),
        (0, 2, "0 to 2 independent voices"),
    ],
)
def test_count_of_voices_is_an_interval_where_some_are_unnamed(named, upper, words):
    assert count_in_words(VoiceCount(named=named, with_unnamed=upper)) == words


@pytest.mark.parametrize("width", [30, 80, 200])
def test_lines_keep_to_the_width(width):
    assert max(map(len, text_of(ONE, OTHER, width=width).splitlines())) <= width
