"""Sources as text."""

from accordingto.views.case_background import Showing
from accordingto.views.source_text import render_sources
from tests.views.cases import contested, found_of, plain


def text_of(*digests, show_all=True, width=80):
    found = found_of(*digests)
    return "".join(render_sources(found, Showing(width=width), show_all=show_all))


def test_source_is_told_by_counts_and_without_a_score():
    text = plain(text_of(*contested()))
    assert "Counts of what was said, not of what was right" in text
    assert "Tarn Observatory for Rights (monitor) spoke in 1 case" in text
    assert "said: figures 2, replaced by itself 1" in text
    assert "its figures beside the range of others: 1 above" in text


def test_sources_of_one_case_are_counted_unless_asked_for():
    assert "more sources spoke in one case each: --all" in plain(
        text_of(*contested(), show_all=False)
    )


def test_nothing_is_told_as_such():
    assert "No organisation and no holder of a public office" in text_of()


def test_lines_keep_to_the_width():
    assert max(map(len, text_of(*contested(), width=40).splitlines())) <= 40
