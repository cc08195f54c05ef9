import sys
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from accordingto.errors import ConfigurationError
from accordingto.formats.parquet import ParquetTables
from accordingto.records.values import State
from tests.corroboration.casebook import figure
from tests.formats.exported import MINISTRY, OBSERVATORY, case_of, told, write


def disputed():
    return case_of(
        told(OBSERVATORY, figure(19, None, speaker="obs", words="=at least 19\u202e")),
        told(MINISTRY, figure(6, speaker="min"), report="r2", publisher="State Press"),
    )


def test_cases_are_typed_and_what_is_not_known_is_null(tmp_path):
    nothing = {"date_from": None, "date_to": None, "spot": None}
    undated = case_of(told(OBSERVATORY, report="r9", account=nothing))
    write(ParquetTables(), tmp_path / "out", disputed(), undated)
    table = pq.read_table(tmp_path / "out" / "cases.parquet")
    types = {field.name: field.type for field in table.schema}
    assert (types["date_from"], types["lat"], types["deaths_best"]) == (
        pa.date32(),
        pa.float64(),
        pa.int64(),
    )
    rows = {row["case"]: row for row in table.to_pylist()}
    known = rows[disputed().code]
    assert (known["date_from"], known["lat"]) == (date(2024, 3, 15), 10.0)
    assert (known["deaths_low"], known["deaths_best"], known["deaths_high"]) == (6, 6, 19)
    assert (rows[undated.code]["date_from"], rows[undated.code]["lat"]) == (None, None)


def test_claims_stand_one_a_row_with_their_words_and_nothing_that_steers_a_line(tmp_path):
    write(ParquetTables(), tmp_path / "out", disputed())
    table = pq.read_table(tmp_path / "out" / "claims.parquet")
    assert {"decision", "reason"}.isdisjoint(table.schema.names)
    tolls = [row for row in table.to_pylist() if row["kind"] == State.KILLED]
    assert sorted((row["low"], row["high"]) for row in tolls if row["low"] == 6) == [(6, 6)]
    (open_,) = (row for row in tolls if row["low"] == 19)
    assert (open_["high"], open_["words"]) == (None, "=at least 19[U+202E]")


def test_file_alone_tells_how_it_was_made(tmp_path):
    write(ParquetTables(), tmp_path / "out", disputed())
    schema = pq.read_schema(tmp_path / "out" / "cases.parquet")
    told_of = {key.decode(): value.decode() for key, value in schema.metadata.items()}
    assert told_of["rules"] == "linking/1"
    assert "never added" in told_of["method"]
    assert schema.field("deaths_best").metadata[b"description"].startswith(b"Best number")


def test_reader_of_packages_compares_the_hash(tmp_path):
    written = write(ParquetTables(), tmp_path / "out", disputed())
    assert written.faults() == []
    with (tmp_path / "out" / "cases.parquet").open("r+b") as file:
        file.write(b"x")
    assert [kind for kind, _ in written.faults()] == ["hash-count"]


def test_nothing_to_export_is_an_empty_table(tmp_path):
    write(ParquetTables(), tmp_path / "out")
    assert pq.read_table(tmp_path / "out" / "cases.parquet").num_rows == 0


def test_same_cases_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write(ParquetTables(), tmp_path / name, disputed())
    files = [(tmp_path / name / "claims.parquet").read_bytes() for name in ("one", "two")]
    assert files[0] == files[1]


def test_missing_extra_is_told_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(ConfigurationError, match=r'pip install "accordingto\[parquet\]"'):
        write(ParquetTables(), tmp_path / "out", disputed())
