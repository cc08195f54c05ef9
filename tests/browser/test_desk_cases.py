"""Cases at the desk, in a browser: read, decided on by keyboard, merged, printed."""

import pytest

BUS = "C-g5d1t4d1aq"
CLASH = "C-ypfsvm104j"
MARKET = "C-0052w7vadn"


@pytest.mark.parametrize(
    "path",
    [
        "/cases",
        f"/cases/{MARKET}",
        f"/cases/{BUS}/split",
        f"/cases/{BUS}/merge?other={CLASH}",
        f"/cases/{BUS}/dossier",
    ],
)
def test_pages_keep_their_rules_on_a_phone_and_in_the_dark(open_tab, path):
    tab = open_tab(path, viewport={"width": 360, "height": 740}, color_scheme="dark")
    assert tab.page.locator("h1").inner_text()
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert (tab.asked_elsewhere(), tab.complaints) == ([], [])


def test_bars_stand_where_their_numbers_are(open_tab):
    tab = open_tab(f"/cases/{BUS}")
    plots = tab.page.locator(".chart").first.locator("summary .bar")
    boxes = [plots.nth(n).bounding_box() for n in range(2)]
    ends = [plots.nth(n).locator("circle").bounding_box() for n in range(2)]
    at = [
        (end["x"] + end["width"] / 2 - box["x"]) / box["width"]
        for box, end in zip(boxes, ends, strict=True)
    ]
    assert at == [pytest.approx(6 / 20, abs=0.02), pytest.approx(19 / 20, abs=0.02)]


def test_list_and_docket_are_worked_through_by_keyboard(open_tab):
    tab = open_tab("/cases?order=contested")
    page = tab.page
    for key in "jjjo":
        page.keyboard.press(key)
    page.wait_for_url(f"**/cases/{BUS}")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert page.locator("details.claim[open] blockquote mark").first.inner_text() == "Six people"
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.keyboard.press("Tab")
    page.keyboard.type("Rival counts.")
    page.keyboard.press("Enter")
    tab.until_told(f"{BUS}: graded contested.")
    page.keyboard.press("v")
    tab.until_told("Seen")
    assert "Nothing is new since you looked" in page.locator("#since").inner_text()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    assert tab.complaints == []


def test_words_lead_to_the_report_that_holds_them(open_tab):
    tab = open_tab(f"/cases/{BUS}")
    tab.page.locator("details.claim summary").first.click()
    tab.page.locator("details.claim[open] .opens a").first.click()
    tab.page.wait_for_url("**/reports/*at=*")
    assert "Six people" in tab.page.locator("main").inner_text()


def test_all_is_unfolded_by_a_key_and_folded_again(open_tab):
    tab = open_tab(f"/cases/{BUS}")
    tab.page.keyboard.press("f")
    assert tab.page.locator("details.claim:not([open])").count() == 0
    tab.page.keyboard.press("f")
    assert tab.page.locator("details.claim[open]").count() == 0


def test_two_cases_are_merged_after_a_look_at_what_comes_of_it(open_tab):
    tab = open_tab(f"/cases/{BUS}")
    tab.page.fill("input[name=other]:not([type=hidden])", CLASH)
    tab.page.click("text=Show what merging makes")
    tab.page.wait_for_selector("text=Nothing has been changed yet")
    tab.page.fill("#why", "One raid.")
    tab.page.click("button:text-is('Merge')")
    tab.until_told("One case now")
    assert "One raid." in tab.page.locator(".history").inner_text()
    assert tab.complaints == []


def test_two_readers_at_once_lose_no_decision(open_tab):
    ana, bo = open_tab(f"/cases/{BUS}"), open_tab("/settings")
    bo.page.fill("#reviewer", "Bo")
    bo.page.click("text=Keep")
    bo.until_told("Kept")
    bo.go(f"/cases/{BUS}")
    ana.page.select_option("#state", "published")
    ana.page.locator("form[data-key=s] button").click()
    ana.until_told(f"{BUS}: published.")
    bo.page.select_option("#state", "needs_source")
    bo.page.locator("form[data-key=s] button").click()
    bo.page.wait_for_selector("main >> text=Ana decided on it meanwhile")
    ana.go(f"/cases/{BUS}")
    assert ana.page.locator("h1 + .facts .state").inner_text() == "published"


def test_dossier_is_printed_without_what_belongs_to_the_screen(open_tab):
    tab = open_tab(f"/cases/{BUS}/dossier")
    tab.page.emulate_media(media="print")
    assert not tab.page.locator("header.top").is_visible()
    assert not tab.page.locator(".screen").first.is_visible()
    assert tab.page.locator("text=Who says how many").is_visible()
    assert tab.page.pdf()[:5] == b"%PDF-"


def test_docket_without_script_takes_decisions_too(open_tab):
    tab = open_tab(f"/cases/{BUS}", java_script_enabled=False)
    tab.page.select_option("#state", "second_read")
    tab.page.locator("form[data-key=s] button").click()
    tab.until_told(f"{BUS}: second read.")
