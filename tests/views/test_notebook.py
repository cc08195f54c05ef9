import re
from html.parser import HTMLParser

import pytest

from accordingto.views import notebook
from accordingto.views.html import LARGE_TEXT
from accordingto.views.notebook import LARGE_LIST, render_notebook, render_rows
from tests.api.told import STRIKE, read

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)> \u202e'


class Tags(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attributes}

    def handle_data(self, data):
        self.text += data


def test_a_reading_is_shown_with_its_words_marked():
    html = render_notebook(read(STRIKE, title="Strike on Dorrash").record)
    text = Tags(html).text
    assert re.search(r'<span class="w [^"]*w-figure[^"]*"[^>]*>at least 31 people</span>', html)
    assert "according to Ilvar Dreshko" in text
    assert "not reviewed by a person" in text
    assert "Strike on Dorrash" in text


@pytest.mark.parametrize(
    "reading",
    [
        read(f"Residents {HOSTILE} said shelling killed 3 people in {HOSTILE}.", title=HOSTILE),
        read(STRIKE, id=HOSTILE, publisher=HOSTILE),
        read(""),
    ],
)
def test_nothing_of_a_report_is_markup_and_nothing_is_fetched(reading):
    page = Tags(render_notebook(reading.record))
    assert page.tags <= {
        *("div", "style", "p", "span", "details", "summary", "strong", "em", "code"),
    }
    assert page.attributes <= {"class", "dir", "title", "open"}
    assert "\u202e" not in page.text
    assert "url(" not in notebook._style()
    assert "@import" not in notebook._style()


def test_names_of_children_are_withheld():
    text = "A girl named Sela Orvik, 9, was killed by shelling in Homs, residents said."
    reading = read(text)
    assert [person.name for person in reading.people] == ["Sela Orvik"]
    assert "Orvik" not in render_notebook(reading.record)


def test_a_very_long_text_is_left_out_and_so_are_records_beyond_hundreds(monkeypatch):
    reading = read("Shelling killed 3 people in Homs. " * (LARGE_TEXT // 30))
    monkeypatch.setattr(notebook, "LARGE_SHEET", 5)
    html = render_notebook(reading.record)
    assert "too long to be shown here" in html
    assert html.count('<div class="card') == 5
    assert "Only the first 5 records" in html


def test_rows_are_shown_and_a_long_list_is_cut():
    rows = [("r1", 3, True, None, ("the army", HOSTILE))] * (LARGE_LIST + 1)
    page = Tags(render_rows("reports", ["id", "low", "is_vague", "high", "accused"], rows, 900))
    assert page.tags == {"div", "style", "table", "thead", "tr", "th", "tbody", "td", "p"}
    assert "100 of 900 reports" in page.text
    assert "is vague" in page.text
    assert page.text.count("yes") == LARGE_LIST
    assert "the army · <script>" in page.text
