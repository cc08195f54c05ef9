"""Cells of sheets: text that a spreadsheet shows, and does not run."""

from accordingto.views.visible import make_visible

_FORMULA = frozenset("=+-@\t\r\n")
"""Characters that make a spreadsheet take the rest of a cell for a formula."""
_LEFT_OUT = " \ufeff\u00a0"
"""Characters that a spreadsheet may leave out before it looks."""


def safe_cell(text: str) -> str:
    """Return text that a spreadsheet shows as it stands, with nothing in it that steers a line.

    >>> safe_cell("12 dead"), safe_cell("=1+1")
    ('12 dead', "'=1+1")
    """
    shown = make_visible(text)
    begin = shown.lstrip(_LEFT_OUT)[:1]
    return f"'{shown}" if begin in _FORMULA else shown
