"""The queue in a browser: the whole review by keyboard, blind double review, two browsers."""

import re

import pytest

from accordingto.ledger.decisions import iterate_entries


def entries(tab):
    with tab.desk.ledger.look() as connection:
        return [one.recorded.judgement for one in iterate_entries(connection)]


def record(tab):
    return tab.page.locator(".said").get_attribute("id").removeprefix("r-")


def press(tab, *keys):
    """Press keys that lead to the next record."""
    for key in keys[:-1]:
        tab.page.keyboard.press(key)
    with tab.page.expect_navigation():
        tab.page.keyboard.press(keys[-1])


def as_reviewer(tab, name):
    tab.go("/settings")
    tab.page.fill("#reviewer", name)
    tab.page.click("text=Keep")
    tab.until_told("Kept")


@pytest.fixture
def queue(open_tab):
    def open_one(path="/queue?kinds=figures", reviewer="", **given):
        tab = open_tab("/", **given)
        if reviewer:
            as_reviewer(tab, reviewer)
        tab.go(path)
        return tab

    return open_one


def test_whole_review_by_keyboard(queue):
    tab = queue()
    first = record(tab)
    press(tab, "a")
    tab.until_told("Accepted the figure.")
    assert tab.page.evaluate("document.activeElement.id") == "item"
    second = record(tab)
    press(tab, "x", "2")
    tab.until_told("Rejected the figure.")
    press(tab, "u")
    third = record(tab)
    press(tab, "s")
    assert record(tab) not in {first, second, third}
    press(tab, "e")
    tab.page.fill("#f-low", "77")
    tab.page.fill("#f-high", "77")
    tab.page.fill("#why", "a misprint")
    with tab.page.expect_navigation():
        tab.page.keyboard.press("Enter")
    tab.until_told("Corrected the figure.")
    made = entries(tab)
    assert [one.decision.value for one in made] == ["accept", "reject", "unsure", "correct"]
    assert [one.why for one in made] == ["", "it is about another event", "", "a misprint"]
    assert {one.reviewer for one in made} == {"Ana"}
    assert (tab.asked_elsewhere(), tab.complaints) == ([], [])


def test_last_is_taken_back_again_and_again(queue):
    tab = queue()
    first = record(tab)
    press(tab, "a")
    press(tab, "x", "1")
    press(tab, "z")
    tab.until_told("Taken back: one decision: reject.")
    press(tab, "z")
    assert record(tab) == first
    assert [one.decision.value for one in entries(tab)] == ["accept", "reject", "undo", "undo"]
    tab.page.keyboard.press("z")
    tab.until_told("nothing")


def test_reason_is_asked_for_and_can_be_left(queue):
    tab = queue()
    tab.page.keyboard.press("x")
    assert tab.page.evaluate("document.activeElement.id") == "why"
    tab.page.keyboard.press("Enter")
    tab.until_told("A reason is needed.")
    tab.page.keyboard.press("Escape")
    assert tab.page.evaluate("document.activeElement.id") == "item"
    assert entries(tab) == []
    tab.page.keyboard.press("x")
    tab.page.keyboard.type("the report corrects itself later")
    press(tab, "Enter")
    assert entries(tab)[0].why == "the report corrects itself later"


def test_keys_are_told_and_do_nothing_while_they_are(queue):
    tab = queue()
    tab.page.keyboard.press("?")
    assert tab.page.locator("#help").is_visible()
    tab.page.keyboard.press("a")
    tab.page.keyboard.press("Escape")
    assert not tab.page.locator("#help").is_visible()
    assert entries(tab) == []


def test_two_readers_one_of_them_blind_and_a_third_who_settles(queue):
    ana = queue()
    first = record(ana)
    press(ana, "a")
    odd = queue(reviewer="Odd")
    odd.page.locator(".narrow > summary").click()
    with odd.page.expect_navigation():
        odd.page.click("text=Read blind")
    odd.go("/queue?kinds=figures")
    assert record(odd) == first
    assert "Ana" not in odd.page.locator("main").inner_text()
    press(odd, "x", "1")
    assert entries(odd)[-1].blind
    eva = queue("/queue?lane=disputed", reviewer="Eva")
    told = eva.page.locator(".entries").inner_text()
    assert re.search(r"Ana: accept", told)
    assert re.search(r"Odd: reject", told)
    eva.page.keyboard.press("a")
    assert eva.page.evaluate("document.activeElement.id") == "why"
    eva.page.keyboard.type("the words say so")
    press(eva, "Enter")
    assert "0 wait" in eva.page.locator("main").inner_text()
    assert entries(eva)[-1].supersedes
    eva.go("/queue/agreement")
    cells = eva.page.locator("tbody tr").first.inner_text().split()
    assert cells == ["all", "all", "pairs", "1", "0", "0.00", "0.00"]
    assert (odd.complaints, eva.complaints) == ([], [])


def test_two_browsers_at_once_lose_no_decision(queue):
    ana, odd = queue(), queue(reviewer="Odd")
    assert record(ana) == record(odd)
    press(odd, "x", "1")
    press(ana, "a")
    assert "Odd rejected it" in ana.page.locator("main").inner_text()
    assert [one.reviewer for one in entries(ana)] == ["Odd"]
    ana.go("/queue?kinds=figures")
    assert record(ana) == record(odd)


def test_all_at_once_asks_first(queue):
    tab = queue("/queue?kinds=figures&text=Dorrash")
    number = int(tab.page.locator("[name=expected]").get_attribute("value"))
    tab.page.locator(".bulk > summary").click()
    tab.page.fill("#bulk-why", "all read")
    tab.page.once("dialog", lambda dialog: dialog.dismiss())
    tab.page.click("text=/Accept all/")
    assert entries(tab) == []
    tab.page.once("dialog", lambda dialog: dialog.accept())
    with tab.page.expect_navigation():
        tab.page.click("text=/Accept all/")
    tab.until_told(f"Accepted {number} records.")
    press(tab, "z")
    tab.until_told(f"Taken back: {number} decisions: accept.")


def test_names_of_victims_stand_behind_a_note(queue):
    tab = queue("/queue?kinds=incidents")
    for _ in range(40):
        if tab.page.locator("#before").count():
            break
        press(tab, "s")
    assert not tab.page.locator(".passage").is_visible()
    tab.page.keyboard.press("a")
    assert not tab.page.locator(".passage").is_visible()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_selector(".passage")
    press(tab, "a")
    assert len(entries(tab)) == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_over_the_edge(queue, width):
    tab = queue(viewport={"width": width, "height": 800})
    for path in ("/queue?kinds=incidents", "/queue?kinds=figures&edit=true", "/queue/agreement"):
        tab.go(path)
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.complaints == []
