import pytest

from accordingto.views.cells import safe_cell


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\n=1",
        "  =1",
        "\ufeff=1",
        "\xa0=1",
        '=HYPERLINK("http://x","y")',
        "=cmd|' /C calc'!A0",
    ],
)
def test_formula_is_shown_and_not_run(formula):
    assert safe_cell(formula).startswith("'")
    assert safe_cell(formula).endswith(formula)


@pytest.mark.parametrize("text", ["", "12 dead", "a=b", "residents", "حلب", "3 - 5"])
def test_other_text_stands_as_it_is(text):
    assert safe_cell(text) == text


def test_what_steers_a_line_is_spelt_out():
    assert safe_cell("12\u202e dead\x1b[2J") == "12[U+202E] dead[U+001B][2J"
