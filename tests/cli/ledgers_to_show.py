"""A ledger with what lists have to cope with: rivals, formulas, a child, no day, no place."""

from accordingto.ledger.ledger import Ledger
from tests.ledger.incoming import keep, make_incoming
from tests.ledger.shelf import fill

CHILD = (
    "Shelling killed Lina Harrow, 9, and her father Odo Harrow, 41, in Homs on Friday, residents "
    "said."
)
LOOSE = "Shelling killed 3 people, residents said."
FORMULA = (
    '"=HYPERLINK(1)" was written on a wall. An air strike killed 5 people in Varnholm, '
    "+1+1 Brigade said."
)


def fill_all(ledger: Ledger) -> None:
    """Six reports of five publishers."""
    fill(ledger)
    keep(ledger, make_incoming(CHILD, given_id="r4", title="Lina Harrow, 9, killed",
                               url="https://merrowin.example/lina-harrow-killed"))  # fmt: skip
    keep(ledger, make_incoming(LOOSE, given_id="r5", published=None, publisher=""))
    keep(ledger, make_incoming(FORMULA, given_id="=r6", title="=1+1", publisher="@cmd"))
