"""`accordingto gazetteer`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.exits import ExitCode
from accordingto.cli.options import QuietOption
from accordingto.cli.terminal import say

EPILOG = """\b
add takes a dump of GeoNames (SY.txt, SY.zip, allCountries.zip), a CSV table of
places such as OCHA's with P-codes, or a file of UCDP GED or ACLED, of whose
events the places are taken. What the columns of a table were taken for is shown.
Places go into an index of your own, a file, which reading knows by --gazetteer or
by the variable ACCORDINGTO_GAZETTEER.

\b
find shows what is known under a name.

\b
For example:
  accordingto gazetteer add SY.zip --to my.places
  accordingto gazetteer add villages.csv --to my.places --country SY
  accordingto gazetteer add villages.csv --to my.places --column name=Ort
  accordingto gazetteer find "Urum al-Kubra" --to my.places
  accordingto read report.txt --gazetteer my.places

\b
Exit codes:
  0    it was done
  2    the command was not understood
  3    nothing in the file could be added, or nothing is known under the name
  4    the file cannot be read, or the index cannot be written"""


class Action(StrEnum):
    """What is to be done."""

    ADD = "add"
    FIND = "find"


ActionArgument = Annotated[
    Action, typer.Argument(metavar="ACTION", help="add or find.", show_default=False)
]
WhatArgument = Annotated[
    str, typer.Argument(metavar="FILE|NAME", help="A file to add, or a name.", show_default=False)
]
ToOption = Annotated[
    Path,
    typer.Option(
        "--to",
        metavar="INDEX",
        help="Your index of places; made where there is none.",
        envvar="ACCORDINGTO_GAZETTEER",
        show_default=False,
    ),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="THING=HEADER",
        help="Which column of a table is what: id, name, alternates, country, admin1, admin2, lat, "
        "lon, feature, population. Recognised where this is not said.",
        show_default=False,
    ),
]
CountryOption = Annotated[
    str | None,
    typer.Option(metavar="CODE|NAME", help="Country of all rows of a table.", show_default=False),
]


def gazetteer(
    action: ActionArgument,
    what: WhatArgument,
    to: ToOption,
    column: ColumnOption = None,
    country: CountryOption = None,
    quiet: QuietOption = False,
) -> None:
    """Add places to what is known, or look a name up."""
    from accordingto.cli.gazetteering import find_name, run_add_places  # noqa: PLC0415
    from accordingto.errors import FilterError, GazetteerError  # noqa: PLC0415

    try:
        if action is Action.FIND:
            code = find_name(what, to)
        else:
            code = run_add_places(what, to, tuple(column or ()), country, quiet=quiet)
    except (FilterError, GazetteerError) as error:
        say(str(error))
        code = ExitCode.MISCONFIGURED
    raise typer.Exit(code)
