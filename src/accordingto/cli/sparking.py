"""Runs on Spark: what a user asked for, and a word on what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from accordingto.cli.exits import ExitCode
from accordingto.cli.tally import counted
from accordingto.cli.terminal import say
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.spark.sessions import check_java, check_packages
from accordingto.errors import ConfigurationError
from accordingto.ingest.inputs import STANDARD_INPUT, Given

if TYPE_CHECKING:
    from accordingto.engine.spark.runs import Came

EVERY_CORE = "local[*]"
FAULT = "fault"
"""Code of a report on which accordingto failed."""


@dataclass(frozen=True, slots=True)
class ReadOnSpark:
    """What a user asked `read` for."""

    paths: tuple[str, ...]
    output: Path | None
    choice: ReaderChoice
    given: Given
    with_text: bool
    master: str | None
    quiet: bool


@dataclass(frozen=True, slots=True)
class CorroborateOnSpark:
    """What a user asked `corroborate` for."""

    readings: str
    output: Path | None
    master: str | None
    quiet: bool


def _refuse_local(asked: Mapping[str, bool]) -> None:
    """Refuse options that the engine spark does not know, where they are asked for."""
    for option, is_asked in asked.items():
        if is_asked:
            raise typer.BadParameter(
                f"{option} is not for --engine spark, which takes JSONL or Parquet and writes "
                "Parquet; leave it out, or take --engine local"
            )


def read_on_spark(asked: ReadOnSpark, local: Mapping[str, bool]) -> ExitCode:
    """Read, and tell what came of it; options of the `local` engine are refused where asked for."""
    _refuse_local(local)
    output = _output(asked.output)
    _refuse_stream(asked.paths)

    def run() -> "Came":
        from accordingto.engine.spark.runs import run_read  # noqa: PLC0415 -- an extra

        return run_read(
            asked.paths,
            output,
            asked.choice,
            asked.given,
            with_text=asked.with_text,
            master=asked.master or EVERY_CORE,
        )

    def told(came: "Came") -> str:
        codes = ", ".join(f"{code} {count:,}" for code, count in sorted(came.refused.items()))
        refused = f"; refused {sum(came.refused.values()):,}: {codes}" if came.refused else ""
        return f"read {counted(came.counts['readings'])} into {output}/readings{refused}"

    return _run(run, told, "readings", quiet=asked.quiet)


def corroborate_on_spark(asked: CorroborateOnSpark, local: Mapping[str, bool]) -> ExitCode:
    """Corroborate, and tell what came of it."""
    _refuse_local(local)
    output = _output(asked.output)
    _refuse_stream((asked.readings,))

    def run() -> "Came":
        from accordingto.engine.spark.runs import run_corroborate  # noqa: PLC0415 -- an extra

        return run_corroborate(asked.readings, output, master=asked.master or EVERY_CORE)

    def told(came: "Came") -> str:
        counts = came.counts
        cases, truces = f"{counts['cases']:,} cases", f"{counts['truces']:,} truces"
        return f"{counted(counts['origins'])}, {cases}, {truces}: in {output}"

    return _run(run, told, "origins", quiet=asked.quiet)


def _run(
    run: Callable[[], "Came"], told: Callable[["Came"], str], main: str, *, quiet: bool
) -> ExitCode:
    try:
        check_packages()
        check_java()
        came = run()
    except ConfigurationError as error:
        say(str(error))
        return ExitCode.MISCONFIGURED
    except KeyboardInterrupt:
        say("interrupted: what is in the output is not whole")
        return ExitCode.INTERRUPTED
    for line in came.told:
        say(f"refused: {line}")
    unsaid = came.counts["refused"] - len(came.told)
    if unsaid > 0:
        say(f"and {unsaid:,} more, in the table refused")
    if not quiet:
        say(told(came))
    if came.refused.get(FAULT):
        return ExitCode.FAULT
    if not came.counts[main]:
        return ExitCode.NOTHING_READ
    return ExitCode.SOME_REFUSED if came.counts["refused"] else ExitCode.ALL_READ


def _output(output: Path | None) -> str:
    if output is None:
        raise typer.BadParameter(
            "--engine spark writes a folder of Parquet: name one that is not there yet, as in "
            "--output cases/",
            param_hint="--output",
        )
    return str(output)


def _refuse_stream(paths: tuple[str, ...]) -> None:
    if STANDARD_INPUT in paths:
        raise typer.BadParameter(
            "--engine spark cannot read standard input, which has one reader only; name files or "
            "folders of JSONL or Parquet"
        )
