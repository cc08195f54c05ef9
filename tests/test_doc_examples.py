"""Every page's examples print what the page says."""

from pathlib import Path

import pytest

from tests.doc_examples import Page, is_like

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = [path for path in sorted(DOCS.glob("*.md")) if Page(path).is_run]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_examples_print_what_the_page_says(path, tmp_path, monkeypatch, request):
    monkeypatch.chdir(tmp_path)
    page = Page(path)
    wrong = page.run()
    if request.config.getoption("--update-golden"):
        page.mend(wrong)
        return
    assert [(step.command, step.output, printed) for step, printed in wrong] == []


def test_the_tutorial_and_the_guides_are_among_them():
    names = {path.stem for path in PAGES}
    assert {"tutorial", "howto-watch", "howto-publish", "howto-compare"} <= names


@pytest.mark.parametrize(
    ("printed", "expected", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\nc\n", False),
        ("a\nb\nc\n", "a\n…\nc\n", True),
        ("a\nb\nd\n", "a\n…\nc\n", False),
        ("read 3 reports in 0.4 s\n", "read 3 reports in 1.2 s\n", True),
        ("read 4 reports in 0.4 s\n", "read 3 reports in 0.4 s\n", False),
    ],
)
def test_only_what_is_so_by_chance_may_differ(printed, expected, same):
    assert is_like(printed, expected) is same
