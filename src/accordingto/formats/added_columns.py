"""Columns that a sheet is given back with, beside the user's own."""

from collections.abc import Mapping
from dataclasses import dataclass

from accordingto.ingest.sheets import MARK


@dataclass(frozen=True, slots=True)
class AddedColumn:
    """One column: what it is called, and its cells by row of the sheet."""

    name: str
    cells: Mapping[int, str]
    """By line or row of the file; a row that is not named has an empty cell."""

    @property
    def header(self) -> str:
        """The header by which it is known as added."""
        return f"{MARK}{self.name}"
