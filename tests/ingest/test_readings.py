"""Readings from a file."""

import gzip
from io import BytesIO

import pytest

from accordingto.errors import ConfigurationError
from accordingto.ingest.readings import open_readings, read_readings
from accordingto.records.codec import to_json
from tests.builders import read


def readings_in(data: bytes):
    refused = []
    return list(read_readings("r.jsonl", BytesIO(data), refused.append)), refused


def line_of(text: str) -> bytes:
    return to_json(read(text)).encode() + b"\n"


def test_readings_come_back_as_they_were_written():
    found, refused = readings_in(line_of("Shelling killed 12 people in Dellit."))
    assert found == [read("Shelling killed 12 people in Dellit.")]
    assert not refused


def test_bad_line_is_told_with_its_number_and_the_rest_is_read():
    good = line_of("Shelling killed 12 people in Dellit.")
    found, refused = readings_in(b"\xef\xbb\xbf" + good + b"\n{broken\n[1]\n" + good)
    assert len(found) == 2
    assert [error.line for error in refused] == [3, 4]
    assert "not a reading" in str(refused[0])


def test_report_that_was_not_read_is_told_as_such():
    _, refused = readings_in(b'{"id": "r1", "text": "Shelling killed 12."}\n')
    assert "read it first" in str(refused[0])


@pytest.mark.parametrize(
    "line", [b"[" * 100_000, b'{"a": ' * 50_000, b"\x00\xff\n", b'{"id": NaN}']
)
def test_hostile_lines_are_refused(line):
    found, refused = readings_in(line + b"\n" + line_of("All is quiet."))
    assert (len(found), len(refused)) == (1, 1)


def test_packed_file_is_told_as_such():
    with pytest.raises(ConfigurationError, match="gunzip"):
        readings_in(gzip.compress(b"{}", mtime=0))


def test_file_that_is_not_there_is_told_as_such(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        open_readings(str(tmp_path / "none.jsonl"), BytesIO())
