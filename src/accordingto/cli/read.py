"""`accordingto read`."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

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
from accordingto.cli.forms import Engine, Format
from accordingto.cli.mappings import MappingOption, SaveMappingOption, table_options
from accordingto.cli.options import (
    MEMORY_LIMIT_MB,
    TIME_LIMIT_S,
    DeviceOption,
    EngineOption,
    FetchOption,
    FormatOption,
    GazetteerOption,
    JobsOption,
    MasterOption,
    MemoryLimitOption,
    MinConfidenceOption,
    NoColorOption,
    NoTextOption,
    OutputOption,
    PathsArgument,
    PublishedOption,
    PublisherOption,
    QuietOption,
    ReaderOption,
    TimeLimitOption,
    TriageOption,
    WidthOption,
)
from accordingto.cli.outputs import stands
from accordingto.cli.terminal import DEFAULT_WIDTH, terminal_width, wants_colour
from accordingto.engine.choices import ReaderChoice, ReaderName
from accordingto.engine.limits import Limits
from accordingto.ingest.inputs import STANDARD_INPUT, Given
from accordingto.reader.devices import Device

if TYPE_CHECKING:
    from accordingto.cli.work import ReadAndRender
    from accordingto.ingest.urls import FetchUrl

EPILOG = f"""\b
A JSONL corpus holds one object a line; id and text are needed:
  {{"id": "r1", "title": "...", "published": "2016-09-24", "publisher": "...", "text": "..."}}

\b
The columns of CSV, XLSX, and JSONL with other names are guessed from their
headers and shown; --save-mapping keeps the guess, --mapping uses a mended one.

\b
The id of a text file is its name without the ending (week1/report below a
folder that was named); that of standard input, the start of its text's hash.

\b
For example:
  accordingto read report.txt --published 2016-09-24
  accordingto read corpus.jsonl --format jsonl --jobs 0 --output readings.jsonl
  accordingto read reports/ --format html --output pages/
  accordingto read https://news.example.org/story --fetch
  accordingto read reports.csv --save-mapping columns.toml
  accordingto read 'saved/week*/*.html' --format jsonl
  accordingto read corpus/*.jsonl --engine spark --output readings/
  accordingto read reports/ --triage --format jsonl --output to-check.jsonl

{EXIT_CODES}"""


def read(
    paths: PathsArgument,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
    published: PublishedOption = None,
    publisher: PublisherOption = "",
    reader: ReaderOption = ReaderName.NETWORK,
    llm_url: LlmUrlOption = None,
    llm_model: LlmModelOption = None,
    llm_price: LlmPriceOption = None,
    llm_timeout: LlmTimeoutOption = None,
    llm_plain_http: LlmPlainHttpOption = False,
    triage: TriageOption = False,
    min_confidence: MinConfidenceOption = None,
    device: DeviceOption = Device.CPU,
    gazetteer: GazetteerOption = None,
    mapping: MappingOption = None,
    save_mapping: SaveMappingOption = None,
    fetch: FetchOption = False,
    jobs: JobsOption = 1,
    time_limit: TimeLimitOption = TIME_LIMIT_S,
    memory_limit: MemoryLimitOption = MEMORY_LIMIT_MB,
    engine: EngineOption = Engine.LOCAL,
    master: MasterOption = None,
    no_text: NoTextOption = False,
    width: WidthOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read reports, and write who says what happened.

    What cannot be read is refused, by file and line, and the rest is read.
    """
    given = Given(published, publisher)
    if engine is Engine.SPARK:
        from accordingto.cli.sparking import ReadOnSpark, read_on_spark  # noqa: PLC0415 -- an extra

        local = _only_locally(form, mapping, save_mapping, reader, fetch=fetch)
        choice = ReaderChoice(reader.value, tuple(gazetteer or ()), device.value)
        choice = replace(choice, triage=triage, min_confidence=min_confidence)
        on_spark = ReadOnSpark(tuple(paths), output, choice, given, not no_text, master, quiet)
        raise typer.Exit(read_on_spark(on_spark, local))
    from accordingto.cli.run import Run, run  # noqa: PLC0415 -- help needs none of it

    _check_output(paths, output, form)
    asked_model = AskedModel(llm_url, llm_model, llm_price, llm_timeout, llm_plain_http)
    with choosing_reader(reader, gazetteer, device, asked_model, quiet=quiet) as choice:
        chosen = replace(choice, triage=triage, min_confidence=min_confidence)
        asked = Run(
            paths=tuple(paths),
            given=given,
            work=_work(chosen, form, output, width, no_text=no_text, no_color=no_color),
            jobs=jobs,
            limits=Limits(time_limit or None, memory_limit or None),
            output=output,
            quiet=quiet,
            tables=table_options(mapping, save_mapping, quiet=quiet),
            fetch=_fetching(is_wanted=fetch),
        )
        raise typer.Exit(run(asked))


def _only_locally(
    form: Format,
    mapping: Path | None,
    save_mapping: Path | None,
    reader: ReaderName,
    *,
    fetch: bool,
) -> dict[str, bool]:
    """Return the options that Spark does not know, and whether they are given."""
    return {
        "--format": form not in {Format.TEXT, Format.JSONL},
        "--fetch": fetch,
        "--mapping": mapping is not None,
        "--save-mapping": save_mapping is not None,
        "--reader llm": reader is ReaderName.LLM,
    }


def _work(
    choice: ReaderChoice,
    form: Format,
    output: Path | None,
    width: int | None,
    *,
    no_text: bool,
    no_color: bool,
) -> "ReadAndRender":
    from accordingto.cli.work import ReadAndRender  # noqa: PLC0415 -- help needs none of it

    return ReadAndRender(
        choice=choice,
        format=form,
        with_text=not no_text,
        width=width or (terminal_width() if output is None else DEFAULT_WIDTH),
        colour=output is None and not no_color and wants_colour(),
    )


def _fetching(*, is_wanted: bool) -> "FetchUrl | None":
    from accordingto.ingest.urls import open_fetch  # noqa: PLC0415 -- help needs none of it

    return open_fetch(is_wanted=is_wanted)


def _check_output(paths: list[str], output: Path | None, form: Format) -> None:
    """Keep a report from being overwritten by its own reading, and a folder by a file."""
    if output is not None and form is not Format.HTML and stands(output, Path.is_dir):
        raise typer.BadParameter(
            f"{output} is a folder; --format {form} writes one file", param_hint="--output"
        )
    if output is None or not stands(output, Path.is_file):
        return
    for path in paths:
        if path != STANDARD_INPUT and os.path.realpath(path) == os.path.realpath(output):
            raise typer.BadParameter(
                f"{output} is one of the inputs, and would be overwritten", param_hint="--output"
            )
