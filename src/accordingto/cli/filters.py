"""Options by which a list of a ledger is narrowed, each said once."""

from typing import Annotated

import typer

FromOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="DATE",
        help="First day of what happened or was said: 2016-09-24, a month 2016-09, or a year. "
        "What has no day is found by the day on which it was told.",
        show_default=False,
    ),
]
ToOption = Annotated[
    str | None,
    typer.Option(
        "--to", metavar="DATE", help="Last day; of a month or year, its last.", show_default=False
    ),
]
PlaceFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--place",
        metavar="NAME",
        help="Place, or province, as written or as the gazetteer has it; a part of the name will "
        "do. Several: any of them.",
        show_default=False,
    ),
]
CountryFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--country", metavar="CODE|NAME", help="Country: SY, or Syria.", show_default=False
    ),
]
ActorFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--actor",
        metavar="NAME",
        help="Who did it, was the target, is held responsible, or is party to a deal.",
        show_default=False,
    ),
]
SourceFilter = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="NAME", help="Who says so.", show_default=False),
]
PublisherFilter = Annotated[
    list[str] | None,
    typer.Option("--publisher", metavar="NAME", help="Who published it.", show_default=False),
]
KindFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Of incidents air_strike, shelling ...; of figures killed, injured ...; of statements "
        "accuses, denies ...; of agreements agreed, collapsed ...; of sources monitor, medical ...",
        show_default=False,
    ),
]
BlameFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--blame",
        metavar="MODE",
        help="How somebody is held responsible: stated, own_claim, accused, suspected, denied.",
        show_default=False,
    ),
]
MinTollOption = Annotated[
    int | None,
    typer.Option(
        "--min-toll",
        min=0,
        help="Somebody says that at least so many were killed; of a figure, its own number.",
        show_default=False,
    ),
]
TextOption = Annotated[
    str,
    typer.Option(
        "--text",
        metavar="WORDS",
        help="All of these words: of a report anywhere, of a record in its sentences.",
        show_default=False,
    ),
]
ReviewedOption = Annotated[
    bool, typer.Option("--reviewed", help="Only what a person accepted, corrected or entered.")
]
UnreviewedOption = Annotated[
    bool, typer.Option("--unreviewed", help="Only what no person stands for yet.")
]
RejectedOption = Annotated[
    bool, typer.Option("--rejected", help="Only what a person rejected; else it is left out.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="As it was known at the end of this day, UTC: what had come in and had been decided.",
        show_default=False,
    ),
]
LimitOption = Annotated[
    int, typer.Option("--limit", "-n", min=0, help="How many rows at most; 0 for all.")
]
AfterOption = Annotated[
    int | None,
    typer.Option(
        "--after",
        metavar="ROW",
        help="Go on after this row, which the page before told.",
        show_default=False,
    ),
]
OldestOption = Annotated[bool, typer.Option("--oldest-first", help="The earliest day first.")]
