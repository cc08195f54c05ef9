"""The frame of every page of the desk, in a browser."""

import pytest


@pytest.mark.parametrize("path", ["/", "/settings"])
def test_page_asks_for_nothing_elsewhere_and_breaks_none_of_its_rules(open_tab, path):
    tab = open_tab(path)
    assert tab.page.locator("h1").inner_text()
    assert (tab.asked_elsewhere(), tab.complaints) == ([], [])


def test_who_decides_is_said_once_and_stands_on_every_page(open_tab):
    tab = open_tab("/settings")
    tab.page.fill("#reviewer", "Mirre K.")
    tab.page.select_option("#theme", "dark")
    tab.page.click("text=Keep")
    tab.until_told("Kept for as long as the desk is open.")
    tab.go("/")
    assert tab.page.locator(".who").inner_text() == "Mirre K."
    assert tab.page.locator("html").get_attribute("data-theme") == "dark"
