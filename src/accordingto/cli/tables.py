"""Tables for a terminal: cells of several lines side by side, no markup read out of words."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from accordingto.views.paper import Style, measure_columns, styled, wrap_line
from accordingto.views.table_rows import Column, TableRow

NARROWEST = 60
"""Columns below which cells would hold a word a line: a table is as wide as this at least."""
_GAP = 2
_INDENT = "  "
"""Before what goes on of a line that is too long for its cell."""


def render_table(
    columns: Sequence[Column],
    rows: Sequence[TableRow],
    *,
    width: int,
    colour: bool,
    with_headings: bool = True,
) -> str:
    """Return rows as lines of text, a blank line after each; columns are alike in every part."""
    widths = share_out(columns, max(width, NARROWEST))
    told: list[str] = []
    if with_headings:
        headings = [[(column.heading)] for column in columns]
        style = Style.BOLD if colour else Style.PLAIN
        told += [*(styled(line, style) for line in _side_by_side(headings, widths)), ""]
    for row in rows:
        told += [*_side_by_side(row.cells, widths), ""]
    return "\n".join([*told, ""]) if told else ""


def share_out(columns: Sequence[Column], width: int) -> list[int]:
    """Return the room of each column: what it needs at least, and its share of the rest."""
    room = width - _GAP * (len(columns) - 1) - sum(column.least for column in columns)
    shares = sum(column.share for column in columns)
    ends = [
        room * sum(column.share for column in columns[:end]) // shares
        for end in range(len(columns) + 1)
    ]
    return [
        column.least + end - start
        for column, start, end in zip(columns, ends, ends[1:], strict=False)
    ]


def _side_by_side(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [list(_wrapped(cell, room)) for cell, room in zip(cells, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=""):
        padded = (
            part + " " * (room - measure_columns(part))
            for part, room in zip(parts, widths, strict=True)
        )
        yield (" " * _GAP).join(padded).rstrip()


def _wrapped(lines: Sequence[str], room: int) -> Iterator[str]:
    """Yield the lines of a cell; what goes on is set in, so that a new line is seen as one."""
    for line in lines:
        yield from wrap_line(line, room, _INDENT)
