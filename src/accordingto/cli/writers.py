"""Readings to an output, one after the other, in the form that was asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from accordingto.cli.forms import Format
from accordingto.cli.outputs import FileOutput, Output, StandardOutput
from accordingto.cli.work import Rendered
from accordingto.views.folders import PageFolder
from accordingto.views.html import INDEX_NAME, PageInfo, render_index

_PAGE_SUFFIXES = frozenset({".html", ".htm"})


class SeveralReportsError(Exception):
    """A page of one report was asked for, and there are more."""


class Writer(Protocol):
    """Takes readings in their order."""

    def write(self, rendered: Rendered) -> None:
        """Write one reading."""
        ...

    def finish(self, *, is_whole: bool) -> Path | None:
        """End well; return where the output was put, if not where it was asked for."""
        ...


class RowWriter:
    """Writes readings as they come, with something before, between and after them."""

    def __init__(self, output: Output, before: str, between: str, after: str) -> None:
        self._output = output
        self._before = before
        self._between = between
        self._after = after
        self._has_begun = False

    def write(self, rendered: Rendered) -> None:
        """Write one reading whole."""
        lead = self._between if self._has_begun else self._before
        self._output.write((lead + rendered.output).encode("utf-8", "backslashreplace"))
        self._has_begun = True

    def finish(self, *, is_whole: bool) -> Path | None:
        """Write what ends the last reading, or a row of none."""
        lead = "" if self._has_begun else self._before
        self._output.write((lead + self._after).encode())
        return self._output.keep(is_whole=is_whole)


class PageWriter:
    """Writes the page of one report; raises SeveralReportsError when a second comes."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._page: str | None = None

    def write(self, rendered: Rendered) -> None:
        """Hold the page until it is known to be the only one."""
        if self._page is not None:
            raise SeveralReportsError
        self._page = rendered.output

    def finish(self, *, is_whole: bool) -> Path | None:
        """Write the page."""
        self._output.write((self._page or "").encode("utf-8", "backslashreplace"))
        return self._output.keep(is_whole=is_whole)


class FolderWriter:
    """Writes a folder of pages and their index."""

    def __init__(self, folder: Path) -> None:
        self._pages = PageFolder(folder)
        self._pages.__enter__()
        self._listed: list[PageInfo] = []

    def write(self, rendered: Rendered) -> None:
        """Write one page."""
        name = self._pages.name_page(rendered.id)
        self._pages.write(name, rendered.output)
        if rendered.page is not None:
            self._listed.append(replace(rendered.page, name=name))

    def finish(self, *, is_whole: bool) -> Path | None:
        """Write the index; pages of an earlier run stay when this one was cut short."""
        self._pages.write(INDEX_NAME, render_index(self._listed))
        if is_whole:
            self._pages.__exit__(None, None, None)
        return None


@contextmanager
def open_writer(form: Format, path: Path | None) -> Iterator[Writer]:
    """Open the output in the form that was asked for; html goes to a folder unless named .html.

    Raises OSError or ConfigurationError when it cannot be written to.
    """
    if form is Format.HTML and path is not None and not _is_page(path):
        yield FolderWriter(path)
    elif path is None:
        yield _writer(form, StandardOutput())
    else:
        with FileOutput(path) as output:
            yield _writer(form, output)


def _is_page(path: Path) -> bool:
    if path.is_dir():
        return False
    return path.suffix.lower() in _PAGE_SUFFIXES or path.exists()


def _writer(form: Format, output: Output) -> Writer:
    if form is Format.JSON:
        return RowWriter(output, "[\n", ",\n", "\n]\n")
    if form is Format.JSONL:
        return RowWriter(output, "", "\n", "\n")
    if form is Format.HTML:
        return PageWriter(output)
    return RowWriter(output, "", "\n\n", "")
