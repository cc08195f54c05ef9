"""A run of `corroborate`: readings in, cases out, and a word on what was taken up."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from accordingto.api.corroborating import corroborate
from accordingto.cli.exits import ExitCode
from accordingto.cli.forms import CorroborationFormat, CorroborationView
from accordingto.cli.outputs import FileOutput, Output, StandardOutput
from accordingto.cli.terminal import (
    DEFAULT_WIDTH,
    discard_output,
    say,
    terminal_width,
    wants_colour,
)
from accordingto.corroboration.corroborating import Corroboration
from accordingto.errors import AccordingtoError, FilterError
from accordingto.ingest.readings import open_readings, read_readings
from accordingto.records.readings import Reading
from accordingto.views.case_background import NOT_REVIEWED, Showing, Withheld, nothing_withheld
from accordingto.views.case_text import render_case_list, render_cases, render_whole_case
from accordingto.views.case_words import plural
from accordingto.views.corroboration_json import corroboration_json
from accordingto.views.privacy import Mask, mask_for
from accordingto.views.source_text import render_sources
from accordingto.views.truce_text import render_truces

_VIEWS: Mapping[CorroborationView, Callable[..., Iterator[str]]] = {
    CorroborationView.CASES: render_cases,
    CorroborationView.LIST: render_case_list,
    CorroborationView.TRUCES: render_truces,
    CorroborationView.SOURCES: render_sources,
}
_STATUS_OF_LEDGER = (
    "Put together by machine, with what people decided on readings and links; the case itself is "
    "not reviewed by a person."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorroborateRun:
    """What a user asked for."""

    readings: str | None
    ledger: str | None
    form: CorroborationFormat
    view: CorroborationView
    case: str | None
    show_all: bool
    output: Path | None
    width: int | None
    no_color: bool
    quiet: bool
    refused: list[AccordingtoError] = field(default_factory=list)
    masks: dict[str, Mask] = field(default_factory=dict)
    """Names that a person is not shown, by the hash of their text."""

    def refuse(self, error: AccordingtoError) -> None:
        """Note and tell a line that holds no reading."""
        self.refused.append(error)
        say(f"refused: {error}")

    def noting_names(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield readings, and note the names in them that are withheld from people."""
        for reading in readings:
            mask = mask_for(reading)
            if mask.names:
                known = self.masks.get(reading.report.sha256, Mask())
                self.masks[reading.report.sha256] = known.joined(mask)
            yield reading


def run_corroborate(run: CorroborateRun) -> ExitCode:
    """Corroborate and write; errors are told on standard error."""
    try:
        found = _corroborated(run)
        with _withheld(run) as withheld:
            _write(_rendered(run, found, withheld), run.output)
    except FilterError as error:
        say(str(error))
        return ExitCode.USAGE
    except AccordingtoError as error:
        say(str(error))
        return ExitCode.MISCONFIGURED
    except BrokenPipeError:
        discard_output()
        return ExitCode.OUTPUT_CLOSED
    except KeyboardInterrupt:
        say("interrupted: nothing was written")
        return ExitCode.INTERRUPTED
    except OSError as error:
        say(f"{run.output or 'standard output'}: cannot be written to: {error.strerror or error}")
        return ExitCode.MISCONFIGURED
    if not run.quiet:
        say(_summary(found))
    if not found.digests:
        return ExitCode.NOTHING_READ
    return ExitCode.SOME_REFUSED if run.refused else ExitCode.ALL_READ


def _corroborated(run: CorroborateRun) -> Corroboration:
    if run.ledger is not None:
        from accordingto.api.casebook import corroborate_ledger  # noqa: PLC0415

        return corroborate_ledger(run.ledger)
    path = run.readings or ""
    with open_readings(path, sys.stdin.buffer) as stream:
        return corroborate(run.noting_names(read_readings(path, stream, run.refuse)))


@contextmanager
def _withheld(run: CorroborateRun) -> Iterator[Withheld]:
    """Yield what tells the names that are withheld.

    Of a ledger they are withheld in JSON as well, as `show` does; JSON of readings holds what the
    readings hold.
    """
    if run.ledger is not None:
        from accordingto.ledger.ledger import Ledger  # noqa: PLC0415
        from accordingto.views.withholding import Masks  # noqa: PLC0415

        with Ledger.open(run.ledger) as ledger, ledger.look() as connection:
            yield Masks(connection).of_text
    elif run.form is CorroborationFormat.JSON:
        yield nothing_withheld
    else:
        yield lambda text_sha256: run.masks.get(text_sha256, Mask())


def _rendered(run: CorroborateRun, found: Corroboration, withheld: Withheld) -> Iterator[str]:
    if run.form is CorroborationFormat.JSON:
        return corroboration_json(found, withheld)
    showing = Showing(
        width=run.width or (terminal_width() if run.output is None else DEFAULT_WIDTH),
        colour=run.output is None and not run.no_color and wants_colour(),
        status=NOT_REVIEWED if run.ledger is None else _STATUS_OF_LEDGER,
        withheld=withheld,
    )
    if run.case is not None:
        return iter([_whole_case(found, run.case, showing)])
    return _VIEWS[run.view](found, showing, show_all=run.show_all)


def _whole_case(found: Corroboration, asked: str, showing: Showing) -> str:
    """Return one case, also under a code that now leads to it."""
    code = found.codes.redirects.get(asked, asked)
    for known, linked in zip(found.codes.codes, found.groups, strict=True):
        if known == code:
            return render_whole_case(found, known, linked, showing)
    raise FilterError(
        f"--case {asked}: no case of these reports has this code; --list --all shows all codes"
    )


def _summary(found: Corroboration) -> str:
    shared = sum(len({one.report for one in group.accounts}) > 1 for group in found.groups)
    copied = sum(len(group.members) for group in found.copies)
    reports, cases = plural(len(found.digests), "report"), plural(len(found.groups), "case")
    return (
        f"{reports}, {cases}, {shared:,} of them told of by several reports; {copied:,} reports "
        "share a text with another"
    )


def _write(parts: Iterable[str], path: Path | None) -> None:
    with ExitStack() as stack:
        output: Output = stack.enter_context(FileOutput(path)) if path else StandardOutput()
        for part in parts:
            output.write(part.encode("utf-8", "backslashreplace"))
        output.keep(is_whole=True)
