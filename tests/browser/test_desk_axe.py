"""Every page of the desk, light and dark: axe finds no serious fault."""

from pathlib import Path

import pytest

from tests.browser.tabs import Tab
from tests.web.desks import Client, copied, opened, served
from tests.web.hostile import pages_of

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
FILES = ("/export/", "/brief/", "/static/")
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => `${one.id}: ${one.nodes.length} times, as in ${one.nodes[0].html.slice(0, 150)}`)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault_on_any_page(browser, demo_ledger, tmp_path, scheme):
    with opened(copied(demo_ledger, tmp_path), reviewer="Ana") as desk, served(desk) as address:
        with Client(desk) as client:
            pages = [path for path in pages_of(client, most=1) if not path.startswith(FILES)]
        pages += ["/brief?include_unreviewed=true", "/nope"]
        tab = Tab(browser, desk, address, color_scheme=scheme)
        found = {}
        for path in pages:
            tab.go(path)
            tab.page.evaluate(AXE)
            found[path] = tab.page.evaluate(RUN)
        tab.context.close()
    told = [f"{path} {fault}" for path, faults in found.items() for fault in faults]
    assert told == [], "\n".join(told)
