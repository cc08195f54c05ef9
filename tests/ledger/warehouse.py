"""A ledger with cases to export: a shelling told of twice, a car bomb, a hospital hit."""

from accordingto.corroboration.casebook import catch_up, corroborate_pending
from accordingto.ledger.ledger import Ledger, Opening
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming

SHELLED = (
    "Shelling killed 14 people in Marenna on Friday, residents said. "
    "The opposition blamed the Dorrash Guard."
)
SHELLED_TOO = "Shelling killed 17 people in Marenna on Friday, the Skerry Wire reported."
NAMED = "A car bomb killed Lina Harrow, 9, in Homs on Wednesday, the mayor said."
HOSPITAL = (
    "An air strike on Orn Hospital in Aleppo killed 70 people on 2 March 2024, "
    "according to the Skerry Relief Society."
)
LOOSE = "Officials said 5 people were killed. The two sides agreed a ceasefire on Monday."


def fill_warehouse(path, *more) -> None:
    """Make the ledger, with nothing reviewed yet."""
    with Ledger.open(path, Opening.MAKE) as ledger:
        texts = (SHELLED, SHELLED_TOO, NAMED, HOSPITAL, LOOSE, *more)
        for number, words in enumerate(texts, start=1):
            keep(ledger, make_incoming(words, given_id=f"r{number}", published="2024-03-16",
                                       title=f"Report {number}"))  # fmt: skip
        corroborate_pending(ledger)


def accept(path, text, *kinds) -> None:
    """Let Odd accept the first record of each kind in a text."""
    with Ledger.open(path, Opening.CHANGE) as ledger:
        sha256 = make_incoming(text).report.sha256
        for kind in kinds:
            decide(ledger, kind=kind, text=sha256)
        catch_up(ledger)
