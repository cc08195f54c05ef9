"""The page of a reading, driven in a browser as a reader drives it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accordingto.views.html import render_html, write_html
from tests.views.readings import Sketch, market


class Shown:
    """A page in a tab, with all that it asked for and complained about."""

    def __init__(self, browser: Any, path: Path, **given: Any) -> None:
        self.context = browser.new_context(**given)
        self.tab = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.tab.on("request", lambda request: self.requests.append(request.url))
        self.tab.on("console", lambda message: self.complaints.append(message.text))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.goto(path.as_uri())

    def focused(self) -> str:
        return self.tab.evaluate("document.activeElement.textContent.trim()")

    def marked(self) -> str:
        return " ".join(self.tab.locator(".card.on").inner_text().split())


@pytest.fixture
def shown(browser: Any, tmp_path: Path) -> Iterator[Shown]:
    path = tmp_path / "page.html"
    path.write_text(render_html(market().reading()), encoding="utf-8")
    page = Shown(browser, path, viewport={"width": 1280, "height": 700})
    yield page
    page.context.close()


def test_page_asks_for_nothing_and_breaks_none_of_its_rules(shown: Shown) -> None:
    assert len(shown.requests) == 1
    shown.tab.keyboard.press("j")
    shown.tab.get_by_role("button", name="Help").click()
    assert len(shown.requests) == 1
    assert not shown.complaints


def test_hostile_report_runs_nothing(browser: Any, tmp_path: Path) -> None:
    words = "</script><script>document.title='owned'</script><img src=//x.invalid onerror=alert(1)>"
    sketch = Sketch(words, title=words)
    sketch.figure(words, 12, 12, label=words)
    (tmp_path / "page.html").write_text(render_html(sketch.reading()), encoding="utf-8")
    page = Shown(browser, tmp_path / "page.html")
    assert page.tab.title() != "owned"
    assert len(page.requests) == 1
    page.context.close()


def test_click_on_words_marks_their_record_and_scrolls_to_it(shown: Shown) -> None:
    shown.tab.locator("a.w-agreement", has_text="collapsed").click()
    assert "collapsed" in shown.marked()
    box = shown.tab.locator(".card.on").bounding_box()
    assert 0 <= box["y"] <= 700


def test_click_on_the_quotation_of_a_record_leads_to_its_words(shown: Shown) -> None:
    shown.tab.get_by_role("link", name="“six children”").click()
    assert shown.focused() == "six children"
    assert "6 killed" in shown.marked()


def test_words_that_several_records_share_lead_to_each_in_turn(shown: Shown) -> None:
    words = shown.tab.locator("a.w-figure", has_text="at least 31 people").first
    words.focus()
    shown.tab.keyboard.press("Enter")
    first = shown.marked()
    assert "at least 31 killed" in first
    shown.tab.keyboard.press("Enter")
    assert "asserts" in shown.marked()
    shown.tab.keyboard.press("Enter")
    assert shown.marked() == first


def test_records_can_be_walked_by_keys_alone(shown: Shown) -> None:
    press = shown.tab.keyboard.press
    press("j")
    assert "air strike" in shown.marked()
    press("j")
    assert "at least 31 killed" in shown.marked()
    press("ArrowDown")
    assert "6 killed" in shown.marked()
    press("k")
    press("ArrowUp")
    assert "air strike" in shown.marked()
    press("Enter")
    assert shown.focused() == "air strike"
    press("Escape")
    assert shown.tab.locator(".on").count() == 0
    assert "air strike" in shown.focused()


def test_walk_stops_at_the_last_record(shown: Shown) -> None:
    for _ in range(40):
        shown.tab.keyboard.press("j")
    cards = shown.tab.locator(".card").count()
    assert shown.tab.locator("#status").inner_text() == f"Record {cards} of {cards}"


def test_tab_leads_to_the_skip_link_and_it_to_the_records(shown: Shown) -> None:
    shown.tab.keyboard.press("Tab")
    assert shown.focused() == "Skip to the records"
    shown.tab.keyboard.press("Enter")
    shown.tab.keyboard.press("Tab")
    assert shown.tab.evaluate("!!document.activeElement.closest('#records')")


def test_help_opens_by_key_closes_by_escape_and_can_turn_keys_off(shown: Shown) -> None:
    dialog = shown.tab.get_by_role("dialog")
    shown.tab.keyboard.press("?")
    assert dialog.is_visible()
    shown.tab.get_by_role("button", name="Single-key shortcuts").click()
    shown.tab.keyboard.press("Escape")
    assert not dialog.is_visible()
    shown.tab.keyboard.press("j")
    assert shown.tab.locator(".card.on").count() == 0


def test_kinds_of_words_can_be_hidden(shown: Shown) -> None:
    words = shown.tab.locator("a.w-figure", has_text="six children")
    weight = "element => getComputedStyle(element).fontWeight"
    assert words.evaluate(weight) == "650"
    button = shown.tab.get_by_role("button", name="figure", exact=True)
    button.click()
    assert words.evaluate(weight) == "400"
    assert button.get_attribute("aria-pressed") == "false"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(browser: Any, tmp_path: Path, scheme: str) -> None:
    (tmp_path / "page.html").write_text(render_html(market().reading()), encoding="utf-8")
    page = Shown(browser, tmp_path / "page.html", color_scheme=scheme)
    page.tab.keyboard.press("j")
    script = (Path(__file__).parent / "contrast.js").read_text("utf-8")
    assert page.tab.evaluate(script) == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 800, 1280])
def test_nothing_sticks_out_at_the_side(browser: Any, tmp_path: Path, width: int) -> None:
    sketch = market()
    sketch.title = "x" * 300
    (tmp_path / "page.html").write_text(render_html(sketch.reading()), encoding="utf-8")
    page = Shown(browser, tmp_path / "page.html", viewport={"width": width, "height": 700})
    assert page.tab.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_page_links_both_ways_without_its_script(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(render_html(market().reading()), encoding="utf-8")
    page = Shown(browser, tmp_path / "page.html", java_script_enabled=False)
    page.tab.locator("a.w-figure", has_text="six children").click()
    assert "6 killed" in page.tab.locator(".card:target").inner_text()
    page.tab.locator(".card .words a", has_text="collapsed").click()
    assert page.tab.locator(".w:target").inner_text() == "collapsed"
    page.context.close()


def test_index_finds_reports_by_their_words(browser: Any, tmp_path: Path) -> None:
    readings = [Sketch("12 dead", id=str(n), title=f"Report {n}").reading() for n in range(12)]
    write_html(readings, tmp_path)
    page = Shown(browser, tmp_path / "index.html")
    page.tab.get_by_label("Find").fill("report 11")
    assert page.tab.locator("tbody tr:visible").count() == 1
    page.tab.get_by_role("link", name="Report 11").click()
    assert "Report 11" in page.tab.locator("h1").inner_text()
    assert not page.complaints
    page.context.close()
