"""`accordingto reread`."""

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
from accordingto.cli.forms import RereadFormat
from accordingto.cli.options import (
    MEMORY_LIMIT_MB,
    TIME_LIMIT_S,
    DeviceOption,
    GazetteerOption,
    JobsOption,
    LedgerOption,
    MemoryLimitOption,
    OutputOption,
    QuietOption,
    ReaderOption,
    TimeLimitOption,
)
from accordingto.engine.choices import ReaderName
from accordingto.engine.limits import Limits
from accordingto.reader.devices import Device

EPILOG = """\b
New readings stand beside the old ones, which are kept, and are shown from then
on. What people decided holds for them too: what was accepted or corrected stays
as it was decided, and what was rejected stays rejected as long as the reader
says the same. Where the reader says something else now, the decision is queued
to be looked at: accordingto log --queued.

\b
For example:
  accordingto reread --ledger war.ledger --dry-run
  accordingto reread --ledger war.ledger --jobs 0
  accordingto reread --ledger war.ledger --format jsonl --output changes.jsonl

\b
Exit codes:
  0    every report has a reading by this reader
  1    some could not be read and keep their readings; they are named
  2    the command was not understood
  4    the ledger cannot be opened or takes nothing, or the reader cannot be loaded
  130  interrupted by Ctrl-C; what was read until then is kept"""

DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Read, and tell what would change; keep nothing.")
]
RereadFormatOption = Annotated[
    RereadFormat,
    typer.Option(
        "--format",
        "-f",
        help="How changes are written: text for a person, jsonl a line a report.",
    ),
]


def reread(
    ledger: LedgerOption,
    reader: ReaderOption = ReaderName.NETWORK,
    llm_url: LlmUrlOption = None,
    llm_model: LlmModelOption = None,
    llm_price: LlmPriceOption = None,
    llm_timeout: LlmTimeoutOption = None,
    llm_plain_http: LlmPlainHttpOption = False,
    device: DeviceOption = Device.CPU,
    gazetteer: GazetteerOption = None,
    jobs: JobsOption = 1,
    time_limit: TimeLimitOption = TIME_LIMIT_S,
    memory_limit: MemoryLimitOption = MEMORY_LIMIT_MB,
    dry_run: DryRunOption = False,
    form: RereadFormatOption = RereadFormat.TEXT,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Read the reports of a ledger again, where another or an earlier reader read them.

    What changed is written report by report: + for a record that came, - for one that went, ~ for
    one that says something else.
    """
    # Loaded when asked for: the store takes as long to load as all the rest.
    from accordingto.cli.rereading import RereadRun, run_reread  # noqa: PLC0415

    asked_model = AskedModel(llm_url, llm_model, llm_price, llm_timeout, llm_plain_http)
    with choosing_reader(reader, gazetteer, device, asked_model, quiet=quiet) as choice:
        asked = RereadRun(
            ledger=ledger,
            choice=choice,
            jobs=jobs,
            limits=Limits(time_limit or None, memory_limit or None),
            is_dry_run=dry_run,
            form=form,
            output=output,
            quiet=quiet,
        )
        raise typer.Exit(run_reread(asked))
