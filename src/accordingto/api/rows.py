"""A page of a list of a ledger."""

from dataclasses import dataclass

from accordingto.api.ledger_tables import tabulate_rows
from accordingto.records.base import JsonValue

_HASHES = frozenset({"publication", "text_sha256"})
"""Columns that tell a person nothing."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of a list."""

    rows: tuple[dict[str, JsonValue], ...]
    """Each a record as it stands with its report, as `accordingto show --format json` has it."""
    next: int | None
    """What to give as `after` for the next page; None when this is the last one."""
    total: int
    """Rows of the whole list."""
    listing: str
    """What is listed."""

    def _repr_html_(self) -> str:
        """Return the page as a notebook shows it."""
        from accordingto.views.notebook import render_rows  # noqa: PLC0415 -- loaded when shown

        table = tabulate_rows(self.listing, self.rows)
        shown = [at for at, one in enumerate(table.columns) if one.name not in _HASHES]
        rows = ([row[at] for at in shown] for row in table.rows)
        header = [table.columns[at].name for at in shown]
        return render_rows(self.listing, header, rows, self.total)
