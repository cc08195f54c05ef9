import pytest

from accordingto.engine.spark.files import (
    is_parquet,
    open_lines,
    open_parquet,
    refuse_existing,
    write_tables,
)
from accordingto.errors import ConfigurationError


def test_lines_have_the_path_and_number_under_which_a_person_finds_them(spark, scratch, tmp_path):
    one, other = tmp_path / "a one.jsonl", tmp_path / "b.jsonl"
    one.write_text("\n".join(f"line {number}" for number in range(1, 900)), encoding="utf-8")
    other.write_bytes(b"line 1\r\nline 2\n\nline 4 \xff\n")
    spark.conf.set("spark.sql.files.maxPartitionBytes", "1k")
    try:
        rows = open_lines(scratch, [str(one), str(other)]).collect()
    finally:
        spark.conf.unset("spark.sql.files.maxPartitionBytes")
    found = {(row["path"], row["line"]): bytes(row["raw"]) for row in rows}
    assert len(found) == len(rows) == 899 + 4
    assert all(found[str(one), number] == f"line {number}".encode() for number in range(1, 900))
    assert found[str(other), 1] == b"line 1\r"
    assert found[str(other), 4] == b"line 4 \xff"


def test_what_is_no_parquet_is_refused(spark, tmp_path):
    path = tmp_path / "reports.parquet"
    path.write_bytes(b"PAR1 not really")
    assert is_parquet(str(path))
    with pytest.raises(ConfigurationError, match="not Parquet that can be read"):
        open_parquet(spark, [str(path)])
    with pytest.raises(ConfigurationError, match="not Parquet that can be read"):
        open_parquet(spark, [str(tmp_path / "none.parquet")])


def test_a_file_that_is_not_there_is_named(scratch, tmp_path):
    with pytest.raises(ConfigurationError, match=r"none\.jsonl: cannot be read"):
        open_lines(scratch, [str(tmp_path / "none.jsonl")])


def test_nothing_is_written_over(tmp_path):
    with pytest.raises(ConfigurationError, match="is there already"):
        refuse_existing(str(tmp_path))
    refuse_existing(str(tmp_path / "new"))
    with pytest.raises(ConfigurationError, match="is an address"):
        refuse_existing("hdfs:/cases")


def test_tables_are_written_side_by_side(spark, tmp_path):
    write_tables({"a": spark.range(3), "b": spark.range(2)}, str(tmp_path))
    assert open_parquet(spark, [str(tmp_path / "a")]).count() == 3
    assert is_parquet(str(tmp_path / "b"))
    assert not is_parquet(str(tmp_path))
