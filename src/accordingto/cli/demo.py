"""`accordingto demo`."""

from importlib.resources import as_file, files

from accordingto.cli.forms import Format
from accordingto.cli.options import (
    FormatOption,
    NoColorOption,
    OutputOption,
    QuietOption,
    WidthOption,
)
from accordingto.cli.read import read

EPILOG = """\b
For example:
  accordingto demo
  accordingto demo --format html --output pages/"""


def demo(
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
    width: WidthOption = None,
    no_color: NoColorOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read the sample reports, of an invented war."""
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
