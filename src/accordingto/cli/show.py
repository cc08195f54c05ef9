"""`accordingto show`."""

from typing import Annotated

import typer

from accordingto.cli.filters import (
    ActorFilter,
    AfterOption,
    AsOfOption,
    BlameFilter,
    CountryFilter,
    FromOption,
    KindFilter,
    LimitOption,
    MinTollOption,
    OldestOption,
    PlaceFilter,
    PublisherFilter,
    RejectedOption,
    ReviewedOption,
    SourceFilter,
    TextOption,
    ToOption,
    UnreviewedOption,
)
from accordingto.cli.forms import ShowFormat
from accordingto.cli.options import (
    LedgerOption,
    MinConfidenceOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    WidthOption,
)
from accordingto.ledger.listings import Listing, ReviewFilter

EPILOG = """\b
A case is an event, with all reports that tell of it; a program put it together,
and a person may part or join it with `judge unlink` and `judge link`.

\b
Filters hold together; several values of one are alternatives. All that you type
is plain words: there are no operators.

\b
What a machine found and no person decided on is said to be not reviewed. Names
of children, of people held and of survivors of sexual violence are withheld,
names and exact places of hospitals, clinics and shelters, and what `redact` says.

\b
For example:
  accordingto show incidents --ledger war.ledger --from 2016-09 --place Aleppo
  accordingto show figures --ledger war.ledger --min-toll 50 --format csv -n 0
  accordingto show statements --ledger war.ledger --text "chlorine attack"
  accordingto show incidents 3f8a12bc --ledger war.ledger
  accordingto show cases C-4mx8 --ledger war.ledger
  accordingto show reports r1 --ledger war.ledger --as-of 2024-03-14

\b
Exit codes:
  0    it was written, be it an empty list
  2    it cannot be meant, or there is no such report or record
  4    the ledger cannot be opened, or the output cannot be written to
  130  interrupted by Ctrl-C
  141  whoever took the output closed it, as `head` does"""

ListingArgument = Annotated[
    Listing, typer.Argument(metavar="WHAT", help=", ".join(Listing), show_default=False)
]
IdArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[ID]",
        help="Start of the id of one record, or of the code of a case; of a report its id, "
        "address, or start of its key.",
        show_default=False,
    ),
]
ShowFormatOption = Annotated[
    ShowFormat,
    typer.Option(
        "--format", "-f", help="table for a person, json with all that is known, csv for a sheet."
    ),
]


def show(
    listing: ListingArgument,
    ledger: LedgerOption,
    one: IdArgument = None,
    first_day: FromOption = None,
    last_day: ToOption = None,
    place: PlaceFilter = None,
    country: CountryFilter = None,
    actor: ActorFilter = None,
    source: SourceFilter = None,
    publisher: PublisherFilter = None,
    kind: KindFilter = None,
    blame: BlameFilter = None,
    min_toll: MinTollOption = None,
    min_confidence: MinConfidenceOption = None,
    text: TextOption = "",
    reviewed: ReviewedOption = False,
    unreviewed: UnreviewedOption = False,
    rejected: RejectedOption = False,
    as_of: AsOfOption = None,
    limit: LimitOption = 50,
    after: AfterOption = None,
    oldest_first: OldestOption = False,
    form: ShowFormatOption = ShowFormat.TABLE,
    output: OutputOption = None,
    width: WidthOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show what a ledger holds: a list, or one report or record with its evidence in context."""
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.api.looking import Asked  # noqa: PLC0415
    from accordingto.cli.showing import ALL, Look, ShowRun, run_show  # noqa: PLC0415
    from accordingto.ledger.listing import Page  # noqa: PLC0415

    asked = Asked(
        first_day=first_day,
        last_day=last_day,
        place=place or (),
        country=country or (),
        actor=actor or (),
        source=source or (),
        publisher=publisher or (),
        kind=kind or (),
        blame=blame or (),
        min_toll=min_toll,
        min_confidence=min_confidence,
        text=text,
        review=_review(reviewed=reviewed, unreviewed=unreviewed, rejected=rejected),
        as_of=as_of,
    )
    page = Page(limit=limit or ALL, after=after, oldest_first=oldest_first)
    look = Look(form=form, output=output, width=width, colour=not no_color, quiet=quiet)
    raise typer.Exit(run_show(ShowRun(listing, ledger, one, asked, page, look)))


def _review(*, reviewed: bool, unreviewed: bool, rejected: bool) -> str | None:
    wanted = {
        ReviewFilter.REVIEWED: reviewed,
        ReviewFilter.UNREVIEWED: unreviewed,
        ReviewFilter.REJECTED: rejected,
    }
    asked = [review for review, is_asked in wanted.items() if is_asked]
    if len(asked) > 1:
        raise typer.BadParameter(
            "only one can hold", param_hint=" and ".join(f"--{review}" for review in asked)
        )
    return asked[0].value if asked else None
