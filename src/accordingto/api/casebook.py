"""The verbs of a Python user who asks a ledger what its reports say together."""

from pathlib import Path

from accordingto.corroboration import casebook
from accordingto.corroboration.corroborating import Corroboration
from accordingto.ledger.ledger import Ledger, Opening

__all__ = ["corroborate_ledger"]


def corroborate_ledger(ledger: str | Path) -> Corroboration:
    """Corroborate all reports of a ledger anew, and keep what came of it there.

    Readings count as people's decisions leave them, and so do links that people drew or took away.
    Codes that were minted before stay. Raises StoreError when there is no such ledger, or when it
    cannot be written to; it is left as it was then.
    """
    with Ledger.open(ledger, Opening.CHANGE) as opened:
        return casebook.corroborate_ledger(opened)
