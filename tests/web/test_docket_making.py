"""Dockets of very large cases: only what a page holds is made; what is left out is counted."""

import pytest

from accordingto.views.cutting import Part
from accordingto.web import docket_making
from accordingto.web.docket_making import make_docket
from accordingto.web.sessions import Preferences

MARKET = "C-0052w7vadn"


@pytest.fixture
def few(monkeypatch):
    most = dict.fromkeys(Part, 1) | {Part.REPORTS: 3}
    monkeypatch.setattr(docket_making, "LARGE", 2)
    monkeypatch.setattr(docket_making, "MOST", most)


def made(desk, **asked):
    with desk.ledger.look() as connection:
        return make_docket(connection, MARKET, Preferences(reviewer="Ana"), **asked)


def test_a_docket_that_fits_is_whole(desk):
    assert made(desk, is_whole=False) == made(desk)
    assert made(desk).left_out == 0


@pytest.mark.usefixtures("few")
def test_what_is_left_out_is_counted(desk):
    whole, cut = made(desk), made(desk, is_whole=False)
    assert all(len(chart.rows) <= 1 for chart in cut.tolls)
    assert len(cut.links) == len(cut.blame.rows) == len(cut.said) == 1
    assert sum(len(group.reports) for group in cut.origins) == 3
    assert all(len(row.cells) == len(cut.blame.columns) == 1 for row in cut.blame.rows)
    rows = sum(len(chart.rows) - 1 for chart in whole.tolls)
    assert cut.left_out >= rows + len(whole.links) - 1 + 3


@pytest.mark.usefixtures("few")
def test_what_is_shown_of_a_large_case_is_as_in_the_whole(desk):
    whole, cut = made(desk), made(desk, is_whole=False)
    for part in ("title", "size", "grade", "near", "since", "ranges"):
        assert getattr(cut, part) == getattr(whole, part)
    assert cut.links[0] == whole.links[0]
    for short, long in zip(cut.tolls, whole.tolls, strict=True):
        assert short.rows[0].claim == long.rows[0].claim
        assert short.rows[0].folded == long.rows[0].folded
        assert (short.fresh, short.summary, short.scale) == (long.fresh, long.summary, long.scale)
    assert (
        "more" in next(one for one in cut.tolls if one.rows).text or len(whole.tolls[0].rows) == 1
    )


@pytest.mark.usefixtures("few")
def test_whole_shows_all(client):
    page = client.get(f"/cases/{MARKET}").text
    assert "are left out of this page" in page
    assert client.get(f"/api/v1/cases/{MARKET}?whole=true").json()["left_out"] == 0
