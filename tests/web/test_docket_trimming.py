"""Very large dockets cut to a page."""

from dataclasses import replace

import pytest

from accordingto.web import docket_trimming
from accordingto.web.docket_making import make_docket
from accordingto.web.docket_trimming import trim_docket
from accordingto.web.sessions import Preferences

MARKET = "C-0052w7vadn"


@pytest.fixture
def docket(desk):
    with desk.ledger.look() as connection:
        return make_docket(connection, MARKET, Preferences())


def test_a_docket_that_fits_stays_whole(docket):
    assert trim_docket(docket) == docket
    assert docket.left_out == 0


def test_what_is_cut_off_is_counted(docket, monkeypatch):
    for name, most in {"LARGE": 2, "CLAIMS": 1, "LINKS": 1, "REPORTS": 3, "COLUMNS": 1}.items():
        monkeypatch.setattr(docket_trimming, name, most)
    cut = trim_docket(docket)
    assert all(len(chart.rows) <= 1 for chart in cut.tolls)
    assert len(cut.links) == len(cut.blame.rows) == len(cut.said) == 1
    assert sum(len(group.reports) for group in cut.origins) == 3
    assert all(len(row.cells) == len(cut.blame.columns) == 1 for row in cut.blame.rows)
    rows = sum(len(chart.rows) - 1 for chart in docket.tolls)
    assert cut.left_out >= rows + len(docket.links) - 1 + 3
    assert replace(cut, left_out=0, tolls=docket.tolls).code == docket.code


def test_whole_shows_all(client, monkeypatch):
    monkeypatch.setattr(docket_trimming, "LARGE", 2)
    monkeypatch.setattr(docket_trimming, "CLAIMS", 1)
    page = client.get(f"/cases/{MARKET}").text
    assert "are left out of this page" in page
    assert client.get(f"/api/v1/cases/{MARKET}?whole=true").json()["left_out"] == 0
