"""The verbs of a Python user who goes on with DataFrames."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias, cast

from accordingto.api import frames
from accordingto.api.bound_readings import Reading, tabulate_readings
from accordingto.api.case_tables import tabulate_cases
from accordingto.api.ledger_tables import tabulate_rows
from accordingto.api.rows import Rows
from accordingto.api.tables import Table
from accordingto.corroboration.corroborating import Corroboration
from accordingto.records.cases import Case

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["to_arrow", "to_pandas", "to_polars"]

Tabular: TypeAlias = Reading | Iterable[Reading] | Iterable[Case] | Corroboration | Rows
"""What can be a table: readings, cases, what was corroborated, a page of a ledger's list."""


def to_pandas(of: Tabular, what: str | None = None) -> "pd.DataFrame":
    """Return a table as a DataFrame of pandas, with typed columns.

    Of readings `what` is `figures` (unless said otherwise), `statements`, `incidents` or
    `agreements`; of cases, or a corroboration, `cases` or `tolls`; of a list of a ledger it
    is that list.
    Raises FilterError when there is no such table, ConfigurationError without pandas.
    """
    return frames.to_pandas(_tabulate(of, what))


def to_polars(of: Tabular, what: str | None = None) -> "pl.DataFrame":
    """Return a table as a DataFrame of polars; otherwise as `to_pandas`."""
    return frames.to_polars(_tabulate(of, what))


def to_arrow(of: Tabular, what: str | None = None) -> "pa.Table":
    """Return a table as one of Arrow; otherwise as `to_pandas`."""
    return frames.to_arrow(_tabulate(of, what))


def _tabulate(of: Tabular, what: str | None) -> Table:
    if isinstance(of, Rows):
        return tabulate_rows(what or of.listing, of.rows)
    if isinstance(of, Corroboration):
        return tabulate_cases(of.cases(), what or "cases")
    if isinstance(of, Reading):
        return tabulate_readings([of], what or "figures")
    things = iter(of)
    first = list(islice(things, 1))
    if isinstance(next(iter(first), None), Case) or what in {"cases", "tolls"}:
        return tabulate_cases(cast("Iterator[Case]", chain(first, things)), what or "cases")
    readings = cast("Iterator[Reading]", chain(first, things))
    return tabulate_readings(readings, what or "figures")
