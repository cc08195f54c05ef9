"""Cases as text."""

import pytest

from accordingto.api.corroborating import corroborate
from accordingto.views.case_background import Showing
from accordingto.views.case_text import render_case, render_case_list, render_cases
from accordingto.views.privacy import Mask
from tests.builders import make_report, reader
from tests.corroboration.accounts import make_account
from tests.corroboration.casebook import figure, make_digest
from tests.views.cases import OBSERVATORY, contested, found_of, observatory, plain, shown

ONE = (
    "Air strikes on a market in Aleppo killed 23 people on Tuesday, the Syrian Observatory for "
    "Human Rights said. Omar Sand, a doctor, accused the government."
)
OTHER = "Air strikes on Aleppo killed at least 31 people on Tuesday, the Health Ministry said."


def text_of(*texts, show_all=False, **options):
    reports = [make_report(text, id=f"r{n}") for n, text in enumerate(texts, start=1)]
    found = corroborate(map(reader().read, reports))
    return "".join(render_cases(found, Showing(**options), show_all=show_all))


def test_head_tells_what_when_where_and_how_many_reports_of_how_many_origins():
    lines = shown(*contested()).splitlines()
    assert lines[1] == "Air strike, Friday 15 March 2024, Marenna, Ossen, XX"
    assert "4 reports of 4 origins, published 16 to 18 March 2024" in lines[2]


def test_nothing_is_shown_as_reviewed():
    assert "Put together by machine; not reviewed by a person." in shown(*contested())
    assert "Suggested by airwars-like/1; not a finding." in plain(shown(*contested()))


def test_summary_stands_before_the_figures():
    text = plain(shown(*contested()))
    summary = "killed: people: 6 to 19 · CONTESTED · 2 independent voices, 2 different figures"
    assert summary in text
    assert text.index(summary) < text.index("KILLED: people")


def test_case_shows_each_figure_with_who_gives_it_and_its_quote():
    text = plain(text_of(ONE, OTHER))
    assert "23 · 1 independent voice • Syrian Observatory for Human Rights," in text
    assert "CONTESTED: independent voices do not agree" in text
    assert f"“{ONE[: ONE.index(' Omar')]}”" in text


def test_blame_stands_with_its_mode_and_its_accuser():
    assert "accused by Omar Sand" in plain(text_of(ONE, OTHER))


def test_case_alone_can_be_shown():
    (case,) = found_of(*contested()).cases()
    text = plain(render_case(case))
    assert "4 reports" in text
    assert "[1] r1" in text


def test_cases_of_one_report_are_counted_unless_asked_for():
    assert "1 more case is told of by one report: --all" in text_of(ONE)
    assert "23 · 1 independent voice" in plain(text_of(ONE, show_all=True))


def test_list_has_a_line_or_two_for_each_case():
    found = found_of(*contested())
    text = plain("".join(render_case_list(found, Showing())))
    assert text.startswith("C-")
    assert "4 reports · killed: people: 6 to 19 · CONTESTED · 2 independent voices" in text


def test_names_withheld_in_one_report_are_withheld_in_all_of_the_case():
    quote = "Lina Harrow, 9, was among the 14."
    one = make_digest("r1", OBSERVATORY, observatory(14, quote=quote))
    other = make_digest("r2", OBSERVATORY, observatory(14, quote=quote), publisher="Post")

    def withheld(text_sha256):
        return Mask.of(["Lina Harrow"] if text_sha256 == "r2" else [])

    for whole in (False, True):
        text = shown(one, other, withheld=withheld, whole=whole)
        assert "Harrow" not in text
        assert "[name withheld], 9" in text


def test_whole_case_has_every_quote_statement_and_link_uncut():
    long = f"{'It was early, and ' * 20}six people died."
    account = make_account("r9", quote=long)
    text = plain(shown(*contested(), make_digest("r9", figure(6), account=account), whole=True))
    assert plain(long) in text
    assert "and 2 more" not in text
    assert "WHO DEPENDS ON WHOM" in text


def test_words_of_reports_cannot_steer_the_terminal():
    assert "\x1b" not in text_of(ONE.replace("doctor", "\x1b[2Jdoctor"), OTHER)


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("width", [30, 80, 200])
def test_lines_keep_to_the_width(width, whole):
    assert max(map(len, shown(*contested(), width=width, whole=whole).splitlines())) <= width
