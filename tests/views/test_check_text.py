import pytest

from accordingto.views.check_text import render_check
from tests.corroboration.checks import make_checked, make_claim
from tests.views.checkings import make_case, make_checking


@pytest.fixture
def told(tmp_path):
    def render(*subjects, width=80, **options):
        reference, result = make_checking(tmp_path, *subjects)
        return "".join(render_check(reference, result, width=width, colour=False, **options))

    return render


def test_every_sources_toll_stands_beside_the_rows_ends(told):
    text = told(width=200)
    assert "“12 people” killed - according to residents" in text
    assert "both can hold: 12 people killed (residents)" in text
    assert "6 more than the row's highest: 20 people killed" in text
    assert "killed 11 to 14 (best 12): River Front 2; civilians 10" in text
    assert "32" not in text, "tolls of two sources are never added up"


def test_case_is_told_with_its_code_its_reports_and_what_some_say_otherwise(told):
    text = told(make_case(), width=200)
    assert "1 case: one row 1;" in text
    assert "[C-4d1m6wz8kt]\n  2 reports: r1, r2\n  also told: Ossen (1 report)\n" in text
    assert "“20 people” killed - according to the council [r1, r2]" in text


def test_score_is_told_with_its_terms(told):
    text = told(width=300)
    assert "score from: base -4.5 (a row near in time and place); days +3.0 (same day); " in text
    assert "place +3.0 (0 km apart); " in text
    assert "(12 people beside the row's 11 to 14)" in text


def test_dataset_is_credited_and_called_another_reading(told):
    text = " ".join(told().split())
    assert "it is not the truth" in text
    assert "CC BY 4.0" in text


def test_lines_keep_to_the_width(told):
    assert max(map(len, told(width=80, with_reverse=True).splitlines())) <= 80


def test_rows_that_no_report_mentions_are_listed_when_asked_for(told):
    assert "Upper Tarvo" not in told()
    assert "- row 102:" in told(with_reverse=True)


def test_words_of_reports_and_rows_cannot_steer_a_terminal(told):
    text = told(make_checked(tolls=[make_claim(12, 12, words="12\x1b[2J")], title="\x1b[31m"))
    assert "\x1b" not in text


def test_place_named_elsewhere_is_said_to_be(told):
    assert "named elsewhere in the report" in " ".join(told(make_checked(is_beside=False)).split())
