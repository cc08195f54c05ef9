"""Tables for a terminal: cells of several lines side by side, no markup read out of words."""

import io
from collections.abc import Sequence

from accordingto.views.table_rows import TableRow

NARROWEST = 60
"""Columns below which cells would hold a word a line: a table is as wide as this at least."""


def render_table(
    headings: Sequence[str],
    rows: Sequence[TableRow],
    *,
    width: int,
    colour: bool,
    with_headings: bool = True,
) -> str:
    """Return rows as lines of text, a blank line after each; columns are alike in every part."""
    # Loaded when asked for: not every command draws a table.
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(
        box=None,
        expand=True,
        padding=(0, 2, 1, 0),
        pad_edge=False,
        show_header=with_headings,
        header_style="bold",
    )
    for heading in headings:
        table.add_column(Text(heading), ratio=1, overflow="fold")
    for row in rows:
        table.add_row(*(Text("\n".join(cell)) for cell in row.cells))
    written = io.StringIO()
    console = Console(
        file=written,
        width=max(width, NARROWEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(table)
    lines = (line.rstrip() for line in written.getvalue().split("\n"))
    return "\n".join(lines)
