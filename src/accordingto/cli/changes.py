"""`accordingto changes`."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.exits import ExitCode
from accordingto.cli.options import OutputOption, QuietOption
from accordingto.cli.outputs import write_parts
from accordingto.cli.terminal import (
    DEFAULT_WIDTH,
    discard_output,
    say,
    terminal_width,
    wants_colour,
)
from accordingto.errors import FilterError

EPILOG = """\b
Each edition is a folder that `accordingto export --to snapshot` wrote, or a
ledger: as it is now, or a backup of it. Told are cases that are new, merged,
split or gone; tolls that changed, with the claims that came and went; blame and
denials; grades with their reasons; and what people decided, with theirs.

\b
For example:
  accordingto export --to snapshot --ledger war.ledger --output may/
  accordingto changes may/ war.ledger
  accordingto changes may/ june/ --format html --output changes.html

\b
Exit codes:
  0    it was compared, be it that nothing changed
  2    it cannot be meant
  4    an edition cannot be opened, or the output cannot be written to
  130  interrupted by Ctrl-C
  141  whoever took the output closed it, as `head` does"""


class ChangesFormat(StrEnum):
    """How changes are written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


OldArgument = Annotated[
    str, typer.Argument(metavar="OLD", help="The earlier edition.", show_default=False)
]
NewArgument = Annotated[
    str, typer.Argument(metavar="NEW", help="The later one.", show_default=False)
]
ChangesFormatOption = Annotated[
    ChangesFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="text for a person, json, or html: one page with nothing to fetch.  [default: by the "
        "name of the output, else text]",
        show_default=False,
    ),
]
UnreviewedOption = Annotated[
    bool | None,
    typer.Option(
        "--include-unreviewed/--reviewed",
        help="Of ledgers, whether what no person stands for counts.  [default: as in the snapshot "
        "beside it, else reviewed]",
        show_default=False,
    ),
]
WidthOption = Annotated[int | None, typer.Option(min=30, help="Columns of text.")]


def changes(
    old: OldArgument,
    new: NewArgument,
    form: ChangesFormatOption = None,
    include_unreviewed: UnreviewedOption = None,
    output: OutputOption = None,
    width: WidthOption = None,
    quiet: QuietOption = False,
) -> None:
    """Tell what changed from one edition to another, and why."""
    written = form or _form_of(output)
    room = width or (terminal_width() if output is None else DEFAULT_WIDTH)
    raise typer.Exit(_run(old, new, written, include_unreviewed, output, room, quiet=quiet))


def _run(
    old: str,
    new: str,
    form: ChangesFormat,
    include_unreviewed: bool | None,
    output: Path | None,
    width: int,
    *,
    quiet: bool,
) -> ExitCode:
    from accordingto.api.release_diffs import changes as compare  # noqa: PLC0415
    from accordingto.views.release_diff_page import render_release_diff_page  # noqa: PLC0415
    from accordingto.views.release_diff_text import (  # noqa: PLC0415
        diff_to_json,
        render_release_diff,
        summary_of,
    )

    try:
        diff = compare(old, new, include_unreviewed=include_unreviewed)
        if form is ChangesFormat.JSON:
            told = json.dumps(diff_to_json(diff), ensure_ascii=False) + "\n"
        elif form is ChangesFormat.HTML:
            told = render_release_diff_page(diff)
        else:
            colour = output is None and wants_colour()
            told = render_release_diff(diff, width=width, colour=colour)
        write_parts([told], output)
    except FilterError as error:
        say(str(error))
        return ExitCode.USAGE
    except BrokenPipeError:
        discard_output()
        return ExitCode.OUTPUT_CLOSED
    except OSError as error:
        say(f"{output or 'standard output'}: cannot be written to: {error.strerror or error}")
        return ExitCode.MISCONFIGURED
    if output is not None and not quiet:
        say(f"{output}: {summary_of(diff)}")
    return ExitCode.ALL_READ


def _form_of(output: Path | None) -> ChangesFormat:
    endings = {".html": ChangesFormat.HTML, ".htm": ChangesFormat.HTML, ".json": ChangesFormat.JSON}
    return endings.get(output.suffix.casefold() if output else "", ChangesFormat.TEXT)
