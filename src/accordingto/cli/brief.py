"""`accordingto brief`."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.filters import (
    AsOfOption,
    CountryFilter,
    FromOption,
    PlaceFilter,
    PublisherFilter,
    ToOption,
)
from accordingto.cli.forms import BriefFormat
from accordingto.cli.options import LedgerOption, OutputOption, QuietOption

EPILOG = """\b
What a person accepted, corrected or entered stands in it; --include-unreviewed
adds what a machine found, marked line by line. What people rejected never does.

\b
Every line has its evidence: quote, source, publisher, day, id of the report, and
start of the id of the record, as `accordingto show` and `judge` take it.

\b
For example:
  accordingto brief --ledger war.ledger --from 2016-09 --to 2016-09 --place Aleppo
  accordingto brief --ledger war.ledger --country Syria -o syria.html
  accordingto brief --ledger war.ledger --from 2024-03 --include-unreviewed

\b
Exit codes:
  0    it was written, be it that nothing is of this period and area
  2    it cannot be meant
  4    the ledger cannot be opened, or the output cannot be written to
  130  interrupted by Ctrl-C
  141  whoever took the output closed it, as `head` does"""

IncludeOption = Annotated[
    bool,
    typer.Option(
        "--include-unreviewed",
        help="Take in what a machine found and no person stands for yet, marked line by line.",
    ),
]
BriefFormatOption = Annotated[
    BriefFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="markdown, or html: one page with nothing to fetch, fit for printing.  [default: by "
        "the name of the output, else markdown]",
        show_default=False,
    ),
]
_PAGES = frozenset({".html", ".htm"})


def brief(
    ledger: LedgerOption,
    first_day: FromOption = None,
    last_day: ToOption = None,
    place: PlaceFilter = None,
    country: CountryFilter = None,
    publisher: PublisherFilter = None,
    as_of: AsOfOption = None,
    include_unreviewed: IncludeOption = False,
    form: BriefFormatOption = None,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write a situation brief for a period and an area: what happened, and who says so."""
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.api.briefs import BriefAsked  # noqa: PLC0415
    from accordingto.cli.briefing import BriefRun, run_brief  # noqa: PLC0415

    asked = BriefAsked(
        first_day=first_day,
        last_day=last_day,
        place=place or (),
        country=country or (),
        publisher=publisher or (),
        as_of=as_of,
        include_unreviewed=include_unreviewed,
    )
    run = BriefRun(ledger, asked, form or _form_of(output), output, quiet)
    raise typer.Exit(run_brief(run))


def _form_of(output: Path | None) -> BriefFormat:
    is_page = output is not None and output.suffix.casefold() in _PAGES
    return BriefFormat.HTML if is_page else BriefFormat.MARKDOWN
