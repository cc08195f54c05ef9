"""Dossiers of very large cases: a page holds the first of each part, and the whole all."""

from dataclasses import replace

import pytest

from accordingto.views.cutting import Part
from accordingto.web import case_dossier
from accordingto.web.case_dossier import make_case_dossier
from accordingto.web.sessions import Preferences

MARKET = "C-0052w7vadn"


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(case_dossier, "LARGE", 2)
    monkeypatch.setattr(case_dossier, "MOST", dict.fromkeys(Part, 1))


def made(desk, *, is_whole):
    with desk.ledger.look() as connection:
        return make_case_dossier(
            connection, MARKET, Preferences(), only_reviewed=False, is_whole=is_whole
        )


def test_a_dossier_that_fits_is_whole(desk):
    assert made(desk, is_whole=False) == made(desk, is_whole=True)
    assert made(desk, is_whole=False).left_out == 0


@pytest.mark.usefixtures("few")
def test_of_a_large_case_each_part_is_cut_and_what_is_left_out_counted(desk):
    whole, cut = made(desk, is_whole=True), made(desk, is_whole=False)
    assert len(cut.dossier.reports) == len(cut.dossier.links) == len(cut.dossier.statements) == 1
    assert cut.dossier.tolls[0].standing == whole.dossier.tolls[0].standing[:1]
    assert cut.left_out > len(whole.dossier.reports) + len(whole.dossier.links) - 2
    assert replace(cut.dossier, **_CUT) == replace(whole.dossier, **_CUT)


_CUT = dict.fromkeys(("tolls", "apart", "blame", "statements", "reports", "decisions", "links"), ())


@pytest.mark.usefixtures("few")
def test_the_page_leads_to_the_whole(client):
    page = client.get(f"/cases/{MARKET}/dossier?reviewed=false").text
    assert "are left out of this page" in page
    assert f"/cases/{MARKET}/dossier?whole=true" in page
    whole = client.get(f"/api/v1/cases/{MARKET}/dossier?whole=true").json()
    assert whole["left_out"] == 0
