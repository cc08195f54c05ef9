"""Adding at the desk, in a browser: a text to its docket, a sheet looked at first; print."""

import re

import pytest

TEXT = "Shelling killed at least 12 people in Marenna on Friday, residents said."
SHEET = """Case no,Date,Location,Perpetrator,Civilians killed (min),Mood
A-1,2024-03-12,Dorrash,the army,12,grim
A-2,03/04/2024,Marvoy,,dozens,=1+1
"""


def test_text_that_is_pasted_becomes_a_docket(open_tab):
    tab = open_tab("/add")
    page = tab.page
    page.fill("#text", TEXT)
    page.fill("#published", "2024-03-16")
    page.fill("#publisher", "Post")
    page.click("form[action='/add/text'] button")
    page.wait_for_url(re.compile("/cases/C-"))
    assert "12" in page.locator(".chart").first.inner_text()
    page.keyboard.press("f")
    words = page.locator("details.claim[open] blockquote", has_text="Shelling killed")
    assert words.first.is_visible()
    tab.go("/add")
    assert page.locator("#main li a", has_text="Add a text").count() == 1
    assert (tab.asked_elsewhere(), tab.complaints) == ([], [])


def test_sheet_is_mapped_and_looked_at_before_it_is_kept(open_tab):
    tab = open_tab("/add/sheet")
    page = tab.page
    file = {"name": "strikes.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    page.set_input_files("#file", file)
    page.click("button:text-is('Show')")
    main = page.locator("#main", has_text="Nothing is kept yet")
    assert "row 3: no number in “dozens” (killed): the words are kept" in main.inner_text()
    assert "row 3: no one day in “03/04/2024”: the words are kept" in main.inner_text()
    page.select_option("#dates", "day-first")
    page.select_option("select[aria-label='Column of kind']", "Mood")
    page.click("button:text-is('Show it so')")
    page.wait_for_selector("td:has-text('2024-04-03')")
    rows = page.locator("table", has_text="Addresses").locator("tbody tr")
    assert "2024-04-03" in rows.nth(1).inner_text()
    assert "grim" in rows.nth(0).inner_text()
    assert "03/04/2024" not in main.inner_text()
    page.click("button:text-is('Keep 2 rows')")
    page.wait_for_url("**/add/sheet")
    tab.until_told("strikes, version 1, is kept: 2 rows")
    assert "strikes" in page.locator("#main table").inner_text()
    assert (tab.asked_elsewhere(), tab.complaints) == ([], [])


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/cases/C-g5d1t4d1aq/dossier", "Who says how many"),
        ("/brief?include_unreviewed=true", "Largest tolls given"),
    ],
)
def test_paper_bears_what_was_found_without_the_frame(open_tab, path, shown):
    tab = open_tab(path)
    page = tab.page
    frame = page.locator("header.top, footer.foot, .skip, main .screen")
    assert frame.first.is_visible()
    page.emulate_media(media="print")
    assert [one.is_visible() for one in frame.all()] == [False] * frame.count()
    assert page.get_by_text(shown).first.is_visible()
    paper = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) > 1
    assert (tab.asked_elsewhere(), tab.complaints) == ([], [])
