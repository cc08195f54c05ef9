"""A brief as a page."""

import itertools
import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from accordingto.views.brief_html import render_brief_html
from tests.views.briefs import REVIEWED, brief_of, shown
from tests.views.hostile import HOSTILE, hostile_sketch
from tests.views.readings import market


class Page(HTMLParser):
    """Elements, attributes and text of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags = Counter()
        self.attributes = []
        self.headings = []
        self.open = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes += [(tag, name, value) for name, value in attrs]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data

    def values(self, name):
        return [value for _, key, value in self.attributes if key == name]


def page_of(*reports, **more):
    return Page(render_brief_html(brief_of(*reports, **more)))


def test_page_is_well_formed_and_complete():
    page = page_of(shown(market()))
    assert page.open == []
    words = " ".join(page.words.split())
    assert "at least 31 killed according to Ilvar Dreshko, director of the hospital" in words
    assert "the Tavresian army - accused by The rebels" in words
    assert "Skerry Wire, 2024-03-14, dorrash · figure 000000000000 not reviewed" in words


def test_page_fetches_and_runs_nothing():
    page = page_of(shown(market()))
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not page.values("src")
    (policy,) = [value for value in page.values("content") if "default-src" in value]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy


def test_links_lead_to_places_of_the_page():
    page = page_of(shown(market()))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {value[1:] for value in page.values("href")} <= set(ids)
    assert all(value.startswith("#") for value in page.values("href"))


@pytest.mark.parametrize("report", [market, lambda: hostile_sketch("x")])
def test_no_level_of_headings_is_left_out(report):
    headings = page_of(shown(report())).headings
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(headings))


def test_reviewed_lines_are_not_marked():
    sketch = market()
    page = page_of(shown(sketch, {sketch.incidents[0].id: "accepted"}), subject=REVIEWED)
    assert "unreviewed" not in " ".join(page.values("class"))


def test_empty_page_says_why():
    assert "The ledger holds no report yet" in page_of(reports=0).words


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_of_a_report_is_markup(text):
    page, tame = page_of(shown(hostile_sketch(text))), page_of(shown(hostile_sketch("words")))
    assert page.tags == tame.tags
    assert sorted(map(repr, page.attributes)) == sorted(map(repr, tame.attributes))
    assert " ".join(text.split()) in " ".join(page.words.split())


def test_light_dark_and_print_are_styled():
    html = render_brief_html(brief_of(shown(market())))
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html
