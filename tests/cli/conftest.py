"""A ledger to look at, made once."""

import shutil
from pathlib import Path

import pytest

from accordingto.corroboration.casebook import corroborate_pending
from accordingto.ledger.ledger import Ledger, Opening
from tests.cli.ledgers_to_show import fill_all


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory):
    where = tmp_path_factory.mktemp("filled") / "war.ledger"
    with Ledger.open(where, Opening.MAKE) as ledger:
        fill_all(ledger)
        corroborate_pending(ledger)
    return where


@pytest.fixture
def to_show(filled_once, tmp_path, monkeypatch):
    """A ledger of one's own with the reports of `fill_all`."""
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    return Path(shutil.copy(filled_once, tmp_path))
