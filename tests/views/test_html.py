import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from accordingto.errors import ConfigurationError
from accordingto.views.html import describe_page, render_html, render_index, write_html
from tests.views.readings import MARKET, Sketch, market

HOSTILE = "</script><script>alert(1)</script>'\"><img src=x onerror=alert(1)>&amp;\u202e{{7*7}}\x00"


class Page(HTMLParser):
    """The elements of a page, and the report as a reader sees it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append((tag, given))
        if tag == "div" and (self._depth or given.get("class") == "text"):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text += data

    def values(self, name: str) -> list[str]:
        return [given[name] or "" for _, given in self.elements if name in given]

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [given for _, given in self.elements if name in (given.get("class") or "").split()]


def page_of(sketch: Sketch, **given: bool) -> Page:
    return Page(render_html(sketch.reading(**given)))


def test_page_shows_the_whole_text_of_the_report() -> None:
    sketch = market()
    sketch.people.clear()
    assert page_of(sketch).text.split() == MARKET.split()


def test_words_and_records_are_linked_both_ways() -> None:
    page = page_of(market())
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    targets = [href.removeprefix("#") for href in page.values("href")]
    assert set(targets) <= set(ids)
    cards = {given["data-card"] for given in page.with_class("card")}
    named = {card for cards in page.values("data-cards") for card in cards.split()}
    assert named <= cards
    # Only the problem, which has no words, cannot be reached from the report.
    assert len(cards - named) == 1


def test_offsets_are_code_points_even_past_the_basic_plane() -> None:
    sketch = Sketch("𝟙𝟚 👩‍⚕️ in Dorrash: 12 people died.")
    sketch.figure("12 people", 12, 12)
    html = render_html(sketch.reading())
    assert re.search(r'<a [^>]*class="w w-figure"[^>]*>12 people</a>', html)


def test_overlapping_words_carry_the_numbers_of_all_their_records() -> None:
    html = render_html(market().reading())
    found = re.search(r'data-cards="([\d ]+)">at least 31 people<', html)
    assert found is not None
    assert len(found[1].split()) == 2


def test_words_of_the_headline_are_marked_in_the_title() -> None:
    html = render_html(market().reading())
    title = html[html.index("<h1") : html.index("</h1>")]
    assert 'w-figure" data-cards="' in title


def hostile() -> Sketch:
    sketch = Sketch(HOSTILE, title=HOSTILE, id=HOSTILE, publisher=HOSTILE)
    actor = sketch.actor(HOSTILE, role=HOSTILE)
    sketch.figure(HOSTILE, 12, 12, label=HOSTILE, source=sketch.words(HOSTILE, actor))
    sketch.incident(HOSTILE, None, place=sketch.place(HOSTILE, why=HOSTILE))
    sketch.statement(HOSTILE, sketch.words(HOSTILE, actor))
    sketch.person(HOSTILE)
    return sketch


def test_hostile_words_stay_words() -> None:
    html = render_html(hostile().reading())
    page = Page(html)
    tags = [tag for tag, _ in page.elements]
    assert tags.count("script") == 1
    assert "img" not in tags
    assert "{{7*7}}" in page.text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", html)


def test_no_element_carries_a_handler_a_style_or_an_address() -> None:
    for page in (page_of(hostile()), page_of(market())):
        for _, given in page.elements:
            assert not {"style", "src", "srcset", "action"} & given.keys()
            assert not [name for name in given if name.startswith("on")]
        assert all(href.startswith("#") for href in page.values("href"))


def test_policy_allows_only_the_style_and_the_script_of_the_page() -> None:
    html = render_html(market().reading())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    allowed = policy[1].replace("&#39;", "'")
    assert allowed.startswith("default-src 'none'")
    assert "unsafe" not in allowed
    for tag in ("style", "script"):
        content = html.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in allowed


def test_lone_surrogates_can_be_written() -> None:
    sketch = Sketch("12 \ud800 dead")
    sketch.figure("12 \ud800 dead", 12, 12)
    assert "[U+D800]" in render_html(sketch.reading()).encode("utf-8").decode("utf-8")


def test_marks_outside_the_text_are_left_out_but_their_records_stay() -> None:
    sketch = Sketch("12 dead")
    figure = sketch.figure("12", 12, 12)
    sketch.figures[0] = replace(figure, evidence=replace(figure.evidence, start=5, end=99))
    page = page_of(sketch)
    assert len(page.with_class("card")) == 1
    assert not page.values("data-cards")


def test_page_without_the_text_says_so_and_keeps_the_words_of_its_records() -> None:
    html = render_html(market().reading(with_text=False))
    assert "The text of the report was left out" in html
    assert "“at least 31 people”" in html
    assert not Page(html).text


def test_empty_reading_says_that_nothing_was_found() -> None:
    assert "Nothing was found" in render_html(Sketch("The weather was fine.").reading())


def test_name_of_a_child_is_withheld_in_the_report_and_in_the_records() -> None:
    html = render_html(market().reading())
    assert "Sella" not in html
    assert "[name withheld]" in Page(html).text
    assert "a child, name withheld" in html


def test_page_never_claims_a_review() -> None:
    assert "not reviewed by a person" in render_html(market().reading())


def test_same_reading_gives_the_same_page() -> None:
    assert render_html(market().reading()) == render_html(market().reading())


def test_index_lists_title_date_publisher_counts_and_link() -> None:
    html = render_index([describe_page(market().reading(), "dorrash.html")])
    assert '<a href="dorrash.html">Market strike kills 31, doctor says</a>' in html
    assert "2024-03-14" in html
    assert "Skerry Wire" in html
    assert 'class="n">1</td><td class="n">4</td><td class="n">2</td><td class="n">2</td>' in html


def test_index_escapes_what_reports_bring() -> None:
    page = Page(render_index([describe_page(hostile().reading(), "x.html")]))
    assert [tag for tag, _ in page.elements].count("script") == 1


def test_folder_gets_one_page_a_report_and_an_index(tmp_path: Path) -> None:
    readings = (Sketch("12 dead", id=id_).reading() for id_ in ("a", "A", "a", "../b", ""))
    assert write_html(readings, tmp_path / "new" / "folder") == 5
    pages = sorted(path.name for path in (tmp_path / "new" / "folder").glob("*.html"))
    assert len({name.casefold() for name in pages}) == 6
    index = Page((tmp_path / "new" / "folder" / "index.html").read_text("utf-8"))
    assert sorted(index.values("href")) == [name for name in pages if name != "index.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_index_stands_even_where_no_report_was_read(tmp_path: Path) -> None:
    assert write_html([], tmp_path) == 0
    assert "No report was read" in (tmp_path / "index.html").read_text("utf-8")


def test_folder_of_somebody_else_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ConfigurationError, match="not empty"):
        write_html([market().reading()], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_contents_count_incidents_without_their_tolls() -> None:
    assert re.search(
        r'#incidents">Incidents <span class="count">1</span>', render_html(market().reading())
    )
