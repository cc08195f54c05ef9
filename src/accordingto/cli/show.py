"""`accordingto show`."""

from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.filters import (
    ActorFilter,
    AsOfOption,
    BlameFilter,
    CountryFilter,
    FromOption,
    KindFilter,
    MinTollOption,
    PlaceFilter,
    PublisherFilter,
    RejectedOption,
    ReviewedOption,
    SourceFilter,
    TextOption,
    ToOption,
    Typed,
    UnreviewedOption,
)
from accordingto.cli.forms import ShowFormat
from accordingto.cli.options import (
    LedgerOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    WidthOption,
)
from accordingto.ledger.filters import Listing
