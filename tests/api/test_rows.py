import pytest

import accordingto as ato
from tests.api.told import STRIKE


@pytest.mark.parametrize("listing", ["reports", "figures", "cases", "sources"])
def test_a_page_is_shown_as_a_table_without_hashes(tmp_path, listing):
    (tmp_path / "r1.txt").write_text(STRIKE)
    ato.add([tmp_path / "r1.txt"], tmp_path / "war.ledger", reader="rules")
    page = ato.show(listing, tmp_path / "war.ledger", limit=1)
    html = page._repr_html_()
    assert f"1 of {page.total} {listing}" in html
    assert "sha256" not in html
    assert html.count("<tr>") == 2
