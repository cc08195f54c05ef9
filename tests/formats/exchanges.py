"""A ledger to export for others, made once: names that are withheld, an address, many scripts."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from accordingto.api.exporting import export
from accordingto.corroboration.casebook import corroborate_pending
from accordingto.ledger.ledger import Ledger, Opening
from tests.ledger.incoming import keep, make_incoming
from tests.ledger.warehouse import SHELLED, accept, fill_warehouse

FAR = (
    "قال الأهالي 𝒟: Shelling killed 3 people in Marenna on Sunday, Ada Varn, a baker, told Skerry. "
    "Foreign Minister Odo Berran accused the Dorrash Guard."
)
URL = "https://merrowin.example/far?a=1&b=<2>"
FETCHED_AT = "2024-03-17T09:26:53Z"


@cache
def _filled() -> Path:
    where = Path(mkdtemp()) / "war.ledger"
    fill_warehouse(where)
    with Ledger.open(where, Opening.CHANGE) as ledger:
        keep(ledger, make_incoming(FAR, given_id="far", title="A <b>far</b> town", url=URL))
        corroborate_pending(ledger)
    accept(where, SHELLED, "incident", "figure")
    return where


def exchange_ledger(folder: Path) -> Path:
    """A ledger of one's own with six reports; of one, Odd accepted an incident and a figure."""
    return Path(shutil.copy(_filled(), folder / "war.ledger"))


def export_all(name, folder: Path, **asked) -> Path:
    """Export such a ledger, unreviewed records too unless said otherwise."""
    asked = {"include_unreviewed": True} | asked
    where = exchange_ledger(folder)
    export(name, where, folder / "out", log=False, **asked)
    return folder / "out"
