import pytest

from accordingto.engine import fetching
from accordingto.engine.fetching import open_fetch_into
from accordingto.ingest.known_pages import Known, know_nothing
from accordingto.ledger.ledger import Ledger, Opening


@pytest.fixture
def asked(monkeypatch):
    """What fetching was opened with."""
    asked = []
    monkeypatch.setattr(fetching, "open_fetch", lambda **how: asked.append(how))
    return asked


def test_nothing_is_known_without_a_ledger_or_a_wish(tmp_path, asked):
    open_fetch_into(None, is_wanted=True)
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE) as ledger:
        open_fetch_into(ledger, is_wanted=False)
    assert asked == [
        {"is_wanted": True, "know": know_nothing},
        {"is_wanted": False, "know": know_nothing},
    ]


def test_what_a_ledger_holds_is_known(tmp_path, asked, monkeypatch):
    monkeypatch.setattr(
        "accordingto.ledger.fetched_pages.know_pages", lambda ledger: lambda _: Known(ledger.name)
    )
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE) as ledger:
        open_fetch_into(ledger, is_wanted=True)
        assert asked[0]["know"]("https://news.example.org/") == Known(ledger.name)
