"""`accordingto demo`."""

import sys
from importlib.resources import as_file, files
from pathlib import Path
from shutil import which
from typing import Annotated

import typer

from accordingto.cli.exits import ExitCode
from accordingto.cli.forms import Format
from accordingto.cli.options import (
    FormatOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    WidthOption,
)
from accordingto.cli.read import read
from accordingto.cli.terminal import say

EPILOG = """\b
For example:
  accordingto demo
  accordingto demo --format html --output pages/
  accordingto demo --write samples/"""

WriteOption = Annotated[
    Path | None,
    typer.Option(
        "--write",
        metavar="FOLDER",
        help="Read nothing; write the sample reports and their places into a folder, to try other "
        "commands on.",
        show_default=False,
    ),
]
SAMPLES = ("reports.jsonl", "one-event.jsonl", "places.tsv")


def demo(
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
    width: WidthOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
    write: WriteOption = None,
) -> None:
    """Read the sample reports, of an invented war."""
    if write is not None:
        raise typer.Exit(write_samples(write))
    try:
        _read_samples(form, output, width, no_color=no_color, quiet=quiet)
    except typer.Exit as end:
        if end.exit_code == ExitCode.ALL_READ and not quiet:
            say(f"to look at them in the review desk: {_program()} serve")
        raise


def _read_samples(
    form: Format, output: Path | None, width: int | None, *, no_color: bool, quiet: bool
) -> None:
    samples = files("accordingto").joinpath("samples")
    with (
        as_file(samples.joinpath("reports.jsonl")) as reports,
        as_file(samples.joinpath("places.tsv")) as places,
    ):
        read(
            [str(reports)],
            form=form,
            output=output,
            gazetteer=[places],
            width=width,
            no_color=no_color,
            quiet=quiet,
        )


def _program() -> str:
    """Return how this program was called, so that the line above can be typed as it stands."""
    called = Path(sys.argv[0])
    return called.name if which(called.name) == sys.argv[0] else sys.argv[0]


def write_samples(folder: Path) -> ExitCode:
    """Write the sample reports and their places into a folder; what is there already is left."""
    samples = files("accordingto").joinpath("samples")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in SAMPLES:
            with (folder / name).open("xb") as stream:
                stream.write(samples.joinpath(name).read_bytes())
    except OSError as error:
        say(f"{error.filename or folder}: cannot be written: {error.strerror or error}")
        return ExitCode.MISCONFIGURED
    say(f"wrote {', '.join(SAMPLES)} into {folder}")
    return ExitCode.ALL_READ
