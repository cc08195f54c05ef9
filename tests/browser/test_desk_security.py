"""Every page of the desk on a hostile ledger, in a browser: no script of a report's ever runs."""

import pytest

from tests.browser.tabs import Tab
from tests.web.desks import Client, copied, opened, served
from tests.web.hostile import WHO, addresses, make_hostile

RUN = "() => [window.hit, document.querySelectorAll('img, iframe, [onclick], [onerror]').length]"


@pytest.fixture(scope="module")
def hostile_ledger(tmp_path_factory):
    return make_hostile(tmp_path_factory.mktemp("hostile"))


def test_no_page_runs_what_a_report_says(browser, hostile_ledger, tmp_path):
    with opened(copied(hostile_ledger, tmp_path), reviewer=WHO) as desk, served(desk) as address:
        with Client(desk) as client:
            found = addresses(client)
        tab = Tab(browser, desk, address)
        tab.page.on("dialog", lambda dialog: tab.complaints.append(dialog.message))
        for path in found:
            if path.startswith(("/export/", "/brief/", "/static/")):  # files, given to be kept
                continue
            tab.go(path)
            assert tab.page.evaluate(RUN) == [None, 0], path
            assert tab.page.locator("main").count() == 1, path
            wrong = [one for one in tab.complaints if "status of 4" not in one]
            assert (wrong, tab.asked_elsewhere()) == ([], []), path
        tab.context.close()


def test_text_of_the_reader_is_never_markup_when_a_script_shows_it(browser, demo_ledger, tmp_path):
    """A refusal that quotes what was typed, shown by a script."""
    with opened(copied(demo_ledger, tmp_path), reviewer="Ana") as desk, served(desk) as address:
        tab = Tab(browser, desk, address)
        tab.go("/add/entry")
        tab.page.fill("#description", "A burnt house.")
        tab.page.fill('[name="figure_low"] >> nth=0', "<img src=x>")
        tab.page.click("form[action='/add/entry'] button.main")
        told = tab.page.locator("form[action='/add/entry'] [data-told]")
        told.wait_for(state="visible")
        assert "<img src=x>" in told.inner_text()
        assert tab.page.evaluate(RUN) == [None, 0]
        assert tab.page.input_value("#description") == "A burnt house."
        tab.context.close()


def test_desk_is_not_shown_within_another_page(browser, demo_ledger, tmp_path):
    with opened(copied(demo_ledger, tmp_path)) as desk, served(desk) as address:
        tab = Tab(browser, desk, address)
        other = tab.context.new_page()
        with other.expect_event("console", lambda told: "frame-ancestors" in told.text):
            other.set_content(f'<iframe src="{address}/settings"></iframe>')
        assert "Settings" not in other.frames[1].content()
        tab.context.close()
