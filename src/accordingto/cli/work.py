"""What is done with one report, in whichever process: it is read, and its reading rendered."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from accordingto.cli.forms import Format
from accordingto.engine.choices import ReaderChoice
from accordingto.errors import AccordingtoError
from accordingto.ingest.inputs import Incoming
from accordingto.records.codec import to_json
from accordingto.records.readings import Reading
from accordingto.views.html import PageInfo, describe_page, render_html
from accordingto.views.text import render_text


@dataclass(frozen=True, slots=True)
class Rendered:
    """A reading as it will be written."""

    id: str
    output: str
    problems: tuple[str, ...]
    """Codes of the reading's problems."""
    page: PageInfo | None
    """What an index says of it; its name is still open."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The report met an error of ours that nobody foresaw."""

    message: str


@dataclass(frozen=True, slots=True)
class ReadAndRender:
    """Makes the work of `read`; small enough to be sent to other processes."""

    choice: ReaderChoice
    format: Format
    with_text: bool
    width: int
    colour: bool

    def __call__(self) -> Callable[[Incoming], Rendered | Fault]:
        """Load the reader."""
        return partial(self._work, self.choice())

    def _work(self, read: Callable[[Incoming], Reading], incoming: Incoming) -> Rendered | Fault:
        try:
            return self._render(read(incoming))
        except AccordingtoError:
            raise
        except Exception as error:
            return Fault(describe_fault(error))

    def _render(self, reading: Reading) -> Rendered:
        page = None
        if self.format is Format.TEXT:
            output = render_text(reading, width=self.width, colour=self.colour)
        elif self.format is Format.HTML:
            if not self.with_text:
                reading = replace(reading, report=replace(reading.report, text=None))
            output = render_html(reading)
            page = describe_page(reading, "")
        else:
            output = to_json(reading, with_text=self.with_text)
        codes = tuple(problem.code for problem in reading.problems)
        return Rendered(reading.id, output, codes, page)


def describe_fault(error: Exception) -> str:
    """Say in one line what happened, and at which line of which file."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    what = str(error).strip() or "no message"
    return f"{type(error).__name__} in {frame.filename}:{frame.lineno} ({frame.name}): {what}"
