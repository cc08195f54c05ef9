"""`accordingto watch`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accordingto.cli.asking import (
    AskedModel,
    LlmModelOption,
    LlmPlainHttpOption,
    LlmPriceOption,
    LlmTimeoutOption,
    LlmUrlOption,
    choosing_reader,
)
from accordingto.cli.exits import EXIT_CODES
from accordingto.cli.filters import (
    ActorFilter,
    BlameFilter,
    CountryFilter,
    KindFilter,
    MinTollOption,
    PlaceFilter,
    TextOption,
)
from accordingto.cli.mappings import MappingOption, table_options
from accordingto.cli.options import (
    MEMORY_LIMIT_MB,
    TIME_LIMIT_S,
    DeviceOption,
    FetchOption,
    GazetteerOption,
    JobsOption,
    LedgerOption,
    MemoryLimitOption,
    PublishedOption,
    PublisherOption,
    QuietOption,
    ReaderOption,
    TimeLimitOption,
)
from accordingto.engine.choices import ReaderChoice, ReaderName
from accordingto.engine.limits import Limits
from accordingto.ingest.inputs import Given
from accordingto.ingest.mapping import TableOptions
from accordingto.reader.devices import Device
from accordingto.records.news import NewsKind

if TYPE_CHECKING:
    from accordingto.api.looking import Asked
    from accordingto.cli.adding import AddRun

EPILOG = f"""\b
Each round does what `add` does with the same sources: folders and files are
looked through for what is new, feeds and pages are asked for with --fetch, and
only if they have changed. Then it tells what reports that came in say of each
case that was not said before. A report that repeats what was known is no news.

\b
Nothing is told twice and nothing is lost: a file beside the ledger remembers up
to where it was told. The first run tells of what comes from then on; --all, of
all that the ledger holds.

\b
For example:
  accordingto watch reports/ --ledger war.ledger
  accordingto watch https://example.org/rss --fetch --ledger war.ledger --every 30m
  accordingto watch feeds.xml --ledger war.ledger --once --alerts alerts.jsonl
  accordingto watch in/ --ledger war.ledger --toll-change 20% --min-toll 10
  accordingto watch in/ --ledger war.ledger --alert denial --alert rival_blame
  accordingto watch in/ --ledger war.ledger --webhook https://chat.example.org/hook

{EXIT_CODES}"""

SourcesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="What to look at, as for `accordingto add`: folders, feeds, files, addresses.",
        show_default=False,
    ),
]
EveryOption = Annotated[
    str,
    typer.Option(metavar="TIME", help="From the end of a round to the next: 90s, 15m, 2h, 1d."),
]
OnceOption = Annotated[
    bool, typer.Option("--once", help="One round, then stop: for a scheduler such as cron.")
]
AlertOption = Annotated[
    list[NewsKind] | None,
    typer.Option(
        "--alert",
        metavar="KIND",
        help="What to tell of: new_case, toll, rival_blame, denial.  [default: all]",
        show_default=False,
    ),
]
TollChangeOption = Annotated[
    str,
    typer.Option(
        metavar="N|N%",
        help="A toll is news when the least or the most that is claimed moves by more than this: "
        "people, or a share of what was claimed before.",
    ),
]
AlertsOption = Annotated[
    Path | None,
    typer.Option(
        "--alerts",
        metavar="FILE",
        help="Add each alert to this file too, as a line of JSON.",
        show_default=False,
    ),
]
WebhookOption = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Send alerts to this address too, as JSON by POST; https, or http on this machine.",
        show_default=False,
    ),
]
StateOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Where to remember up to where it was told.  [default: LEDGER.watch.json]",
        show_default=False,
    ),
]
AllOption = Annotated[
    bool, typer.Option("--all", help="In the first run, tell of what the ledger holds already.")
]


def watch(
    ledger: LedgerOption,
    sources: SourcesArgument,
    every: EveryOption = "15m",
    once: OnceOption = False,
    alert: AlertOption = None,
    toll_change: TollChangeOption = "0",
    place: PlaceFilter = None,
    country: CountryFilter = None,
    actor: ActorFilter = None,
    kind: KindFilter = None,
    blame: BlameFilter = None,
    min_toll: MinTollOption = None,
    text: TextOption = "",
    alerts: AlertsOption = None,
    webhook: WebhookOption = None,
    state: StateOption = None,
    tell_all: AllOption = False,
    published: PublishedOption = None,
    publisher: PublisherOption = "",
    reader: ReaderOption = ReaderName.NETWORK,
    llm_url: LlmUrlOption = None,
    llm_model: LlmModelOption = None,
    llm_price: LlmPriceOption = None,
    llm_timeout: LlmTimeoutOption = None,
    llm_plain_http: LlmPlainHttpOption = False,
    device: DeviceOption = Device.CPU,
    gazetteer: GazetteerOption = None,
    mapping: MappingOption = None,
    fetch: FetchOption = False,
    jobs: JobsOption = 1,
    time_limit: TimeLimitOption = TIME_LIMIT_S,
    memory_limit: MemoryLimitOption = MEMORY_LIMIT_MB,
    quiet: QuietOption = False,
) -> None:
    """Add what is new in folders and feeds, round after round, and tell what changed in cases."""
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.cli.watching import WatchRun, run_watch  # noqa: PLC0415

    given = Given(published, publisher)
    tables = table_options(mapping, None, quiet=quiet)
    limits = Limits(time_limit or None, memory_limit or None)
    asked_model = AskedModel(llm_url, llm_model, llm_price, llm_timeout, llm_plain_http)
    with choosing_reader(reader, gazetteer, device, asked_model, quiet=quiet) as choice:
        adding = _adding(
            ledger, sources, given, choice, tables, limits, fetch=fetch, jobs=jobs, quiet=quiet
        )
        run = WatchRun(
            adding=adding,
            asked=_asked(place, country, actor, kind, blame, min_toll, text),
            every=every,
            is_once=once,
            kinds=frozenset(alert or NewsKind),
            toll_change=toll_change,
            alerts=alerts,
            webhook=webhook,
            state=state,
            tell_all=tell_all,
        )
        raise typer.Exit(run_watch(run))


def _asked(
    place: list[str] | None,
    country: list[str] | None,
    actor: list[str] | None,
    kind: list[str] | None,
    blame: list[str] | None,
    min_toll: int | None,
    text: str,
) -> "Asked":
    """Return what is to be told of."""
    from accordingto.api.looking import Asked  # noqa: PLC0415

    return Asked(
        place=place or (),
        country=country or (),
        actor=actor or (),
        kind=kind or (),
        blame=blame or (),
        min_toll=min_toll,
        text=text,
    )


def _adding(
    ledger: str,
    sources: list[str],
    given: Given,
    choice: ReaderChoice,
    tables: TableOptions,
    limits: Limits,
    *,
    fetch: bool,
    jobs: int,
    quiet: bool,
) -> "AddRun":
    """Return what is to be done in each round."""
    from accordingto.cli.adding import AddRun  # noqa: PLC0415
    from accordingto.cli.keeping import ReadOrFail  # noqa: PLC0415
    from accordingto.engine.adding import ReadToKeep  # noqa: PLC0415

    return AddRun(
        sources=tuple(sources),
        ledger=ledger,
        given=given,
        work=ReadOrFail(ReadToKeep(choice)),
        jobs=jobs,
        limits=limits,
        is_dry_run=False,
        retry=False,
        quiet=quiet,
        tables=tables,
        fetch=fetch,
    )
