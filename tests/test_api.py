import json
import logging
import subprocess
import sys

import pytest

import accordingto as ato
from accordingto.errors import ConfigurationError, IngestError

TEXT = "Shelling killed at least 12 people in Homs on Friday, residents said."


def test_text_is_read():
    reading = ato.read(TEXT, id="r1", published="2024-03-16", publisher="Skerry Wire")
    assert isinstance(reading, ato.Reading)
    assert (reading.id, reading.report.publisher) == ("r1", "Skerry Wire")
    assert reading.report.published.isoformat() == "2024-03-16"
    assert [(figure.low, figure.high) for figure in reading.figures] == [(12, None)]


def test_text_without_an_id_is_named_by_its_hash():
    reading = ato.read(TEXT)
    assert reading.id == reading.report.sha256[:16]


@pytest.mark.parametrize("text", ["", "\ufeff", " \r\n", "\ud800", "\0"])
def test_no_text_raises(text):
    assert ato.read(text).figures == ()


def test_text_and_file_are_read_alike(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode() + b"\r\n")
    reading = ato.read_file(path, published="2024-03-16")
    assert reading == ato.read(TEXT + "\n", id="a", published="2024-03-16")


@pytest.mark.parametrize(
    ("content", "code"), [("", "empty"), ('{"id":"a","text":"x"}\n' * 2, None)]
)
def test_file_without_one_report_raises(tmp_path, content, code):
    path = tmp_path / "a"
    path.write_text(content)
    with pytest.raises(IngestError) as refused:
        ato.read_file(path)
    assert code in {None, refused.value.code}


def test_unknown_reader_raises():
    with pytest.raises(ConfigurationError):
        ato.read(TEXT, reader="oracle")


def corpus(folder):
    path = folder / "c.jsonl"
    rows = [{"id": "r1", "text": TEXT}, {"id": 2, "text": TEXT}, {"id": "r3", "text": TEXT}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_are_read_and_what_is_refused_is_handed_over(tmp_path, jobs):
    refused = []
    readings = ato.read_many([corpus(tmp_path)], jobs=jobs, on_refused=refused.append)
    assert [reading.id for reading in readings] == ["r1", "r3"]
    assert [error.line for error in refused] == [2]


def test_what_is_refused_is_logged_when_nobody_takes_it(tmp_path, caplog):
    with caplog.at_level(logging.WARNING, "accordingto"):
        assert len(list(ato.read_many([corpus(tmp_path)]))) == 2
    assert "c.jsonl, line 2" in caplog.text


def test_schema_describes_a_reading():
    assert ato.schema()["$id"]


def test_readings_are_read_back(tmp_path):
    path, reading, refused = tmp_path / "readings.jsonl", ato.read(TEXT, id="r1"), []
    path.write_text(f"{reading.to_json()}\n{{}}\n")
    assert list(ato.read_readings(path, on_refused=refused.append)) == [reading]
    assert [error.line for error in refused] == [2]
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        next(ato.read_readings(tmp_path / "none.jsonl"))


def test_all_that_is_offered_is_there():
    assert all(hasattr(ato, name) for name in ato.__all__)
    with pytest.raises(AttributeError, match="no attribute 'retract'"):
        ato.retract  # noqa: B018 -- the look-up is the test


def test_importing_the_package_loads_nothing_else():
    code = "import sys, accordingto; print([m for m in sys.modules if m[:12] == 'accordingto.'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
