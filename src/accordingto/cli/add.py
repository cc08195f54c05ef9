"""`accordingto add`."""

from typing import Annotated

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
from accordingto.cli.mappings import MappingOption, SaveMappingOption, table_options
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
from accordingto.engine.choices import ReaderName
from accordingto.engine.limits import Limits
from accordingto.ingest.inputs import Given
from accordingto.reader.devices import Device

EPILOG = f"""\b
A report is known by its address or publisher, the id that these give it, and
its text. Adding one again changes nothing; another text under the same address
or id is a new version beside the old one. A run may be stopped at any moment
and started again.

\b
What is refused goes into quarantine with its bytes; --retry takes it up.

\b
For example:
  accordingto add reports/ --ledger war.ledger
  accordingto add corpus.jsonl --ledger war.ledger --jobs 0
  accordingto add reports/ --ledger war.ledger --dry-run
  accordingto add --retry --ledger war.ledger
  accordingto add feed.xml --ledger postgresql://ana@localhost/war

{EXIT_CODES}"""

SourcesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCE]...",
        help="What to add, as for `accordingto read`: files, corpora, folders, web archives, "
        "addresses with --fetch, or - for standard input.",
        show_default=False,
    ),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Tell what would be added; read and write nothing.")
]
RetryOption = Annotated[
    bool, typer.Option("--retry", help="Take up what is in quarantine, before any SOURCE.")
]
NoCorroborateOption = Annotated[
    bool,
    typer.Option(
        "--no-corroborate",
        help="Do not look for copies and cases among reports now; the next run does, or "
        "`accordingto corroborate`.",
    ),
]


def add(
    ledger: LedgerOption,
    sources: SourcesArgument = None,
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
    save_mapping: SaveMappingOption = None,
    fetch: FetchOption = False,
    jobs: JobsOption = 1,
    time_limit: TimeLimitOption = TIME_LIMIT_S,
    memory_limit: MemoryLimitOption = MEMORY_LIMIT_MB,
    dry_run: DryRunOption = False,
    retry: RetryOption = False,
    no_corroborate: NoCorroborateOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read reports and keep them in a ledger, with what they say.

    Each is kept whole or not at all; the ledger is made where there is none. Then reports are
    linked into cases.
    """
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.cli.adding import AddRun, run_add  # noqa: PLC0415
    from accordingto.cli.keeping import ReadOrFail  # noqa: PLC0415
    from accordingto.engine.adding import ReadToKeep  # noqa: PLC0415

    if not sources and not retry:
        raise typer.BadParameter("name what to add, or --retry", param_hint="SOURCE")
    asked_model = AskedModel(llm_url, llm_model, llm_price, llm_timeout, llm_plain_http)
    with choosing_reader(reader, gazetteer, device, asked_model, quiet=quiet or dry_run) as choice:
        asked = AddRun(
            sources=tuple(sources or ()),
            ledger=ledger,
            given=Given(published, publisher),
            work=ReadOrFail(ReadToKeep(choice)),
            jobs=jobs,
            limits=Limits(time_limit or None, memory_limit or None),
            is_dry_run=dry_run,
            retry=retry,
            quiet=quiet,
            tables=table_options(mapping, save_mapping, quiet=quiet),
            fetch=fetch,
            corroborate=not no_corroborate,
        )
        raise typer.Exit(run_add(asked))
