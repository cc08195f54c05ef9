import sys
from datetime import date

import pytest

from accordingto.api.frames import need, to_arrow, to_pandas, to_polars
from accordingto.api.tables import Column, ColumnType, Table
from accordingto.errors import ConfigurationError

ROWS = (
    ("killed", 31, 0.5, True, date(2024, 3, 12), ("the army", "rebels")),
    (None, None, None, None, None, ()),
    ("=1+1", 2**40, 1.0, False, date(1948, 5, 14), ("é",)),
)
TABLE = Table("all", tuple(Column(str(kind), kind) for kind in ColumnType), ROWS)
MAKERS = {"pandas": to_pandas, "polars": to_polars, "arrow": to_arrow}


def test_pandas_keeps_types_and_what_is_unknown():
    frame = to_pandas(TABLE)
    types = [str(one) for one in frame.dtypes]
    assert types == ["string", "Int64", "Float64", "boolean", "datetime64[s]", "object"]
    assert frame["count"].sum() == 31 + 2**40
    assert frame.isna().sum().tolist() == [1, 1, 1, 1, 1, 0]
    assert frame["day"][0].date() == date(2024, 3, 12)
    assert frame["texts"][0] == ["the army", "rebels"]


def test_polars_keeps_types_and_what_is_unknown():
    frame = to_polars(TABLE)
    types = [str(one) for one in frame.dtypes]
    assert types == ["String", "Int64", "Float64", "Boolean", "Date", "List(String)"]
    assert frame.rows() == [(*row[:5], list(row[5])) for row in ROWS]


def test_arrow_keeps_types_and_what_is_unknown():
    table = to_arrow(TABLE)
    types = [str(field.type) for field in table.schema]
    assert types[:5] == ["string", "int64", "double", "bool", "date32[day]"]
    assert types[5].startswith("list<")
    made = [tuple(row.values()) for row in table.to_pylist()]
    assert made == [(*row[:5], list(row[5])) for row in ROWS]


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_table_without_rows_keeps_its_columns(make):
    frame = make(Table("none", TABLE.columns, ()))
    names = getattr(frame, "column_names", None) or list(frame.columns)
    assert list(names) == [str(kind) for kind in ColumnType]


@pytest.mark.parametrize(
    ("extra", "module"), [("pandas",) * 2, ("polars",) * 2, ("arrow", "pyarrow")]
)
def test_an_extra_that_is_missing_is_named(monkeypatch, extra, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ConfigurationError, match=rf"pip install 'accordingto\[{extra}\]'"):
        MAKERS[extra](TABLE)


def test_what_is_there_is_returned():
    assert need("json", "none").loads("1") == 1
