"""The pages that draw, in a browser: the map under hand and keys, the others by keys."""

import pytest

from tests.web.cases_on_maps import put_cases

MAP = "/map?machine=true"


def address_of(tab):
    return tab.page.evaluate("location.pathname + location.search")


@pytest.fixture
def drawn(open_tab):
    """A tab at the map of three cases, two of them at one place."""
    tab = open_tab("/settings")
    put_cases(tab.desk, a={}, b={}, c={"lat": 35.0, "lon": 36.0, "where_prec": 2})
    tab.go(MAP)
    return tab


@pytest.mark.parametrize(
    "path",
    ["/map", "/timeline?machine=true&from=2024-03&to=2024-04", "/agreements", "/sources",
     "/sources/army", "/coverage"],
)  # fmt: skip
@pytest.mark.parametrize("width", [360, 1800])
def test_page_keeps_the_rules_and_fits_the_screen(open_tab, path, width):
    tab = open_tab(path, viewport={"width": width, "height": 800})
    assert tab.page.locator("h1").inner_text()
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
    assert (tab.asked_elsewhere(), tab.complaints) == ([], [])


def test_the_map_is_moved_by_keys_and_its_address_says_so(drawn):
    page = drawn.page
    page.focus("#map")
    with page.expect_response("**/api/v1/map?**"):
        page.keyboard.press("+")
    drawn.until("location.search.includes('zoom=')")
    nearer = address_of(drawn)
    with page.expect_response("**/api/v1/map?**"):
        page.keyboard.press("ArrowLeft")
    drawn.until(f"location.search !== {nearer.partition('/map')[2]!r}")
    assert address_of(drawn) != nearer
    drawn.go(address_of(drawn))
    assert page.locator("figure.map").get_attribute("data-lon") in address_of(drawn)
    assert (drawn.asked_elsewhere(), drawn.complaints) == ([], [])


def test_a_dragged_map_shows_what_lies_beside(drawn):
    page = drawn.page
    before = page.locator("#in-view").inner_text()
    bounds = page.locator("#map").bounding_box()
    x, y = bounds["x"] + bounds["width"] / 2, bounds["y"] + bounds["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    with page.expect_response("**/api/v1/map?**"):  # on a slow machine before the hand rests
        page.mouse.move(x + bounds["width"] * 0.45, y, steps=4)
        page.mouse.move(x + bounds["width"], y, steps=4)
        page.mouse.up()
    drawn.until("document.getElementById('in-view').textContent === '0'")
    assert before == "3"
    assert page.locator("#elsewhere").inner_text() == "3"


def test_a_stack_opens_its_list_and_a_case_its_docket(drawn):
    page = drawn.page
    assert page.locator("#stacks .stack").count() == 2
    assert page.locator("#stacks .ring").count() == 1
    page.locator("#stacks .stack", has_text="2").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Cases here")
    hrefs = [one.get_attribute("href") for one in page.locator("#listed a").all()]
    assert sorted(hrefs) == ["/cases/C-a", "/cases/C-b"]


def test_the_timeline_is_moved_by_keys(open_tab):
    tab = open_tab("/timeline?machine=true&from=2024-03&to=2024-04")
    with tab.page.expect_navigation():
        tab.page.keyboard.press("+")
    assert "from=2024-03-16" in address_of(tab)
    assert tab.page.locator(".band").count() == 1
