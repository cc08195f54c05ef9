"""Golden readings: small invented reports, and every record that is read in them.

`pytest --update-golden` writes them anew; the diff is to be reviewed.
"""

import json
from pathlib import Path

import pytest

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.readers import rule_reader
from accordingto.records.codec import to_dict
from accordingto.report import Report

GOLDEN = Path(__file__).with_name("golden")
SAMPLES = Path(__file__).resolve().parents[1] / "src" / "accordingto" / "samples"
CASES = sorted(path.name for path in GOLDEN.iterdir() if (path / "report.txt").exists())
SECTIONS = ("figures", "statements", "incidents", "agreements", "people", "problems")


@pytest.fixture(scope="module")
def reader():
    places = Gazetteer.from_tsv(SAMPLES / "places.tsv")
    return rule_reader(Gazetteer.joined(Gazetteer.open(), places))


def brief(value):
    """Leave out what is not known, so that a line can be read by a person."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            return f"{value['start']}-{value['end']} {value['text']}"
        kept = {key: brief(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, [], {}, "unknown")}
    return [brief(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("case", CASES)
def test_reading_is_as_reviewed(case, reader, request):
    folder = GOLDEN / case
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    text = (folder / "report.txt").read_text(encoding="utf-8")
    plain = to_dict(reader.read(Report(text=text, **meta)))
    lines = [
        json.dumps({"section": section, **brief(record)}, ensure_ascii=False)
        for section in SECTIONS
        for record in plain[section]
    ]
    expected = folder / "expected.jsonl"
    if request.config.getoption("--update-golden"):
        expected.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert lines == expected.read_text(encoding="utf-8").splitlines()
