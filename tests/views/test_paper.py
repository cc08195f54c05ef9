import pytest

from accordingto.views.paper import MIN_WIDTH, Paper, Style, measure_columns, styled, wrap_line

TEXT = "Shelling killed at least 12 people in Marenna on Friday, residents said."


@pytest.mark.parametrize("room", [4, 10, 17, 200])
@pytest.mark.parametrize("text", [TEXT, "x" * 50, "停火" * 20, "a " * 30])
def test_wrapped_lines_fit_and_lose_nothing(text, room):
    lines = list(wrap_line(text, room, "  "))
    assert max(map(measure_columns, lines)) <= room
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line.startswith("  ") for line in lines[1:])


def test_nothing_is_one_empty_line():
    assert list(wrap_line("", 10)) == [""]


def test_style_is_put_around_words():
    assert styled("12", Style.BOLD) == "\x1b[1m12\x1b[0m"
    assert styled("12", Style.PLAIN) == "12"


def test_lines_stand_under_the_first_word_not_under_the_bullet():
    paper = Paper(MIN_WIDTH, colour=False)
    paper.write((TEXT, Style.PLAIN), indent=2, bullet="•")
    first, second, *_ = str(paper).splitlines()
    assert (first[:4], second[:4]) == ("  • ", "    ")
    assert max(map(len, str(paper).splitlines())) <= MIN_WIDTH


def test_gap_is_never_two_lines():
    paper = Paper(80, colour=False)
    paper.gap()
    paper.write(("12", Style.BOLD))
    paper.gap()
    paper.gap()
    paper.write(("13", Style.BOLD))
    assert str(paper) == "12\n\n13\n"
