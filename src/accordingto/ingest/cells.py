"""Cells that a spreadsheet would run as formulas: made text, and text made them again."""

import re

_FORMULA = re.compile("'*+[ \u00a0\ufeff]*+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""Begins what a spreadsheet may take for a formula, apostrophes put before it included."""
_HARMLESS = re.compile(r"-++|[+-]?[0-9]{1,40}(?:[.,][0-9]{1,40}){0,9}%?")
"""Numbers, and dashes that stand for nothing."""


def disarm_cell(words: str) -> str:
    """Return a cell that a spreadsheet shows and does not run: an apostrophe is put before it.

    >>> disarm_cell("=1+1"), disarm_cell("-12"), disarm_cell("12 dead")
    ("'=1+1", '-12', '12 dead')
    """
    return f"'{words}" if is_armed(words) else words


def rearm_cell(words: str) -> str:
    """Return a cell as it was before `disarm_cell`; that gives every cell back.

    >>> rearm_cell("'=1+1"), rearm_cell("'tis true")
    ('=1+1', "'tis true")
    """
    return words[1:] if words.startswith("'") and is_armed(words[1:]) else words


def is_armed(words: str) -> bool:
    """Tell whether a spreadsheet might run a cell, or one of ours with apostrophes before it."""
    return _FORMULA.match(words) is not None and not _HARMLESS.fullmatch(words)
