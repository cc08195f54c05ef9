"""The page of a report in a browser: words and records, selecting, correcting, taking back."""

import pytest

from accordingto.ledger.publications import iterate_publications
from tests.browser.tabs import Tab
from tests.web.desks import copied, opened, served
from tests.web.pages.reports import fill

EVIL = "</script><svg onload=document.title='owned'>\u202egnp<img src=//x.invalid onerror=alert(1)>"
TEXT = (
    "\U0001f4a5\U0001f4a5 \U0001d538 MARENNA - Shelling killed 12 people, residents said."
    "\n\nDoctors \U0001f691 at the Saint Lume hospital counted 14 dead \U0001f468\u200d\U0001f469 "
    "and 30 hurt."
    "\n\nRescuers took 5 from the rubble."
    "\n\nقال السكان إن القصف قتل 12 شخصا."
)


def keys_of(desk):
    with desk.ledger.look() as connection:
        return [one.key[:12] for one in iterate_publications(connection)]


@pytest.fixture(scope="module")
def own_ledger(tmp_path_factory):
    """Two reports: one of emoji and Arabic, one of markup in every field."""
    reports = (
        {"id": "r", "title": "Shelling", "published": "2024-03-14", "text": TEXT},
        {"id": EVIL, "title": EVIL, "publisher": EVIL, "text": f"{EVIL} killed 12 people."},
    )
    return fill(tmp_path_factory.mktemp("own"), *reports)


@pytest.fixture
def own(browser, own_ledger, tmp_path):
    """A tab at a desk on a copy of that ledger."""
    with opened(copied(own_ledger, tmp_path), reviewer="Ana") as desk, served(desk) as address:
        tab = Tab(browser, desk, address)
        tab.keys = keys_of(desk)
        yield tab
        tab.context.close()


def select(tab, words):
    """Select words with the mouse's means: a range of the document."""
    tab.page.evaluate(
        """words => {
          const walker = document.createTreeWalker(
            document.querySelector('[data-text="text"]'), NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf(words);
            if (at >= 0) {
              getSelection().setBaseAndExtent(node, at, node, at + words.length);
              return;
            }
          }
          throw new Error(`no ${words}`);
        }""",
        words,
    )
    tab.page.wait_for_selector("#picked:not([hidden])")


def picked_at(tab):
    start, end = tab.page.locator("#picked-at").inner_text().split("-")
    return TEXT[int(start) : int(end)]


def test_selection_is_told_in_code_points_whatever_stands_before_it(own):
    own.go(f"/reports/{own.keys[0]}")
    for words in ("hurt", "dead", "counted", "شخصا"):
        select(own, words)
        assert picked_at(own) == words
    select(own, "\U0001f691")
    assert picked_at(own) == "\U0001f691"
    assert (own.complaints, own.asked_elsewhere()) == ([], [])


def test_words_around_a_withheld_name_keep_their_offsets(own):
    own.go(f"/reports/{own.keys[0]}")
    assert "withheld]" in own.page.locator(".words .withheld").first.inner_text()
    own.page.evaluate(
        """() => {
          const hidden = document.querySelector('.words .withheld').firstChild;
          getSelection().setBaseAndExtent(hidden, 2, hidden, 5);
        }"""
    )
    own.page.wait_for_selector("#picked:not([hidden])")
    assert "Saint Lume" in picked_at(own)


def test_record_is_added_from_selected_words_and_taken_back_by_keyboard(own):
    page = own.page
    own.go(f"/reports/{own.keys[0]}")
    page.keyboard.press("t")
    for _ in range(40):
        page.keyboard.press("ArrowRight")
        if page.locator("#picked-words").inner_text() == "“5”":
            break
    page.keyboard.press("Shift+ArrowRight")
    assert picked_at(own) == "5 from"
    page.keyboard.press("Shift+ArrowLeft")
    assert picked_at(own) == "5"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector("#edit")
    assert page.locator("#f-low").input_value() == "5"
    page.select_option("#f-state", "injured")
    page.wait_for_selector("#preview li")
    page.fill("#why", "missed by the reader")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card.on")
    own.until_told("Added: a new figure.")
    card = page.locator(".card.on")
    assert "5 injured" in card.inner_text()
    assert "accepted by Ana" in card.inner_text()
    page.locator("#decided summary").click()
    page.locator("#decided .undo").first.click()
    page.wait_for_selector("#told:has-text('Taken back')")
    assert page.locator(".card:has-text('5 injured')").count() == 0
    assert (own.complaints, own.asked_elsewhere()) == ([], [])


def test_record_is_corrected_with_selected_words(own):
    page = own.page
    own.go(f"/reports/{own.keys[0]}")
    page.keyboard.press("j")
    while "12 killed" not in page.locator(".card.on").inner_text():
        page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_selector("#edit")
    select(own, "Doctors")
    page.click("#f-source + .take")
    page.wait_for_selector("#preview li:has-text('Doctors')")
    page.click("text=Keep correction")
    own.until_told("reason")
    page.fill("#why", "they counted")
    page.click("text=Keep correction")
    page.wait_for_selector(".card.on:has-text('according to Doctors')")
    assert "corrected by Ana" in page.locator(".card.on").inner_text()
    assert own.complaints == []


def test_words_and_records_lead_to_each_other(open_tab):
    tab = open_tab("/reports")
    page = tab.page
    page.click(".hits a >> nth=0")
    page.wait_for_url("**/reports/*")  # its script is there then
    words = page.locator(".words a.w-figure").first
    words.focus()
    page.keyboard.press("Enter")
    card = page.locator(".card.on")
    assert card.count() == 1
    assert page.locator(f'[data-r~="{card.get_attribute("data-record")}"].on').count() >= 1
    card.locator(".to-words").click()
    assert page.evaluate("document.activeElement.id").startswith("w-")
    page.keyboard.press("Escape")
    assert page.locator(".card.on").count() == 0
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id").startswith("w-")
    assert (tab.complaints, tab.asked_elsewhere()) == ([], [])


def test_hostile_report_runs_nothing_on_any_page(own):
    for path in (f"/reports/{own.keys[1]}", "/reports", "/search?text=killed"):
        own.go(path)
        assert own.page.title() != "owned"
        assert own.page.locator("main img, main svg[onload]").count() == 0
        assert "\u202e" not in own.page.locator("body").inner_text()
    own.go(f"/reports/{own.keys[0]}/compare/{own.keys[1]}")
    assert "[U+202E]" in own.page.locator("main").inner_text()
    assert (own.complaints, own.asked_elsewhere()) == ([], [])
