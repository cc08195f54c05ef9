"""A ledger with what lists have to cope with: rivals, formulas, a child, no day, no place."""

import csv
import io
import json

from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.ledger.ledger import Ledger, Opening
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming
from tests.ledger.shelf import SHELLING, STRIKE, fill

CHILD = (
    "Shelling killed Lina Harrow, 9, and her father Odo Harrow, 41, in Homs on Friday, residents "
    "said."
)
LOOSE = "Shelling killed 3 people, residents said."
FORMULA = (
    '"=HYPERLINK(1)" was written on a wall. An air strike killed 5 people in Varnholm, '
    "+1+1 Brigade said."
)
FORMS = ("table", "json", "csv")
SHELLING_SHA = make_incoming(SHELLING).report.sha256
STRIKE_SHA = make_incoming(STRIKE).report.sha256


def fill_all(ledger: Ledger) -> None:
    """Six reports of five publishers."""
    fill(ledger)
    keep(ledger, make_incoming(CHILD, given_id="r4", title="Lina Harrow, 9, killed",
                               url="https://merrowin.example/lina-harrow-killed"))  # fmt: skip
    keep(ledger, make_incoming(LOOSE, given_id="r5", published=None, publisher=""))
    keep(ledger, make_incoming(FORMULA, given_id="=r6", title="=1+1", publisher="@cmd"))


def show(path, *arguments):
    """Run `accordingto show`."""
    return CliRunner().invoke(app, ["show", *map(str, arguments), "--ledger", str(path)])


def rows_of(path, *arguments):
    """The rows as JSON."""
    return json.loads(show(path, *arguments, "--format", "json").stdout)["rows"]


def sheet_of(path, *arguments):
    """The rows as a sheet has them."""
    result = show(path, *arguments, "--format", "csv")
    return list(csv.DictReader(io.StringIO(result.stdout)))


def change(path, *arguments, **more):
    """Decide about a record."""
    with Ledger.open(path, Opening.CHANGE) as ledger:
        decide(ledger, *arguments, **more)
