"""Readings and lists as a notebook shows them: a piece of HTML without script or links."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import islice

from markupsafe import Markup

from accordingto.records.readings import Reading
from accordingto.views.html import LARGE_SHEET, LARGE_TEXT, mark_report, page_environment
from accordingto.views.sections import NOTHING_FOUND, lay_out

LARGE_LIST = 100
"""Rows of a list from which the rest is counted, not shown."""


def render_notebook(reading: Reading) -> str:
    """Return a reading as a piece of a page: its text with its words marked, and its records.

    What is withheld on pages is withheld here. A very long text is left out, and so are records
    beyond the first hundreds: a notebook holds what its cells show.
    """
    text = reading.report.text
    is_long = text is not None and len(text) > LARGE_TEXT
    sheet = lay_out(reading)
    if is_long:
        reading = replace(reading, report=replace(reading.report, text=None))
    title, marked = mark_report(reading, sheet, is_linked=False)
    return (
        page_environment()
        .get_template("notebook.html")
        .render(
            style=_style(),
            sheet=sheet,
            title=title.html,
            text=marked.html if marked is not None else None,
            is_long=is_long,
            most=LARGE_SHEET,
            nothing_found=NOTHING_FOUND,
        )
    )


def render_rows(
    name: str, header: Sequence[str], rows: Iterable[Sequence[object]], total: int
) -> str:
    """Return a list as a piece of a page; of a long one the beginning."""
    shown = [[*map(_cell, row)] for row in islice(rows, LARGE_LIST)]
    return (
        page_environment()
        .get_template("notebook_rows.html")
        .render(style=_style(), name=name, header=header, rows=shown, total=total)
    )


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list)):
        return " · ".join(map(str, value))
    return "" if value is None else str(value)


@cache
def _style() -> Markup:
    # Our own file, not the report's words.
    text = files("accordingto.views").joinpath("templates", "notebook.css").read_text("utf-8")
    return Markup(text)  # noqa: S704
