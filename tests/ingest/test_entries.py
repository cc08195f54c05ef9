import json
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

from accordingto.errors import IngestError
from accordingto.ingest.entries import Entry, read_entries
from tests.ingest.forms import TODAY, enter

FORM = """schema = 1
entered_by = "Mira Okello"

[[entry]]
id = "call-1"
kind = "call"
received = 2024-03-12
quote = '''
Shells fell.
'''
[[entry.figures]]
state = "killed"
low = 12
"""
SECOND = "\n[[entry]]\nkind = 'photo'\nreceived = 2024-03-13\ndescription = 'A crater.'\n"


def read(tmp_path, text, name="e.toml", **options):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_entries(path, today=TODAY, **options))


def test_file_of_entries_is_read(tmp_path):
    one, two = read(tmp_path, FORM + SECOND)
    assert (one.incoming.report.id, one.incoming.given_id) == ("call-1", "call-1")
    assert one.incoming.report.published == "2024-03-12"
    assert (one.incoming.line, two.incoming.line) == (4, 15)
    assert two.incoming.report.id == two.incoming.report.sha256[:16]
    assert one.reading.report.reader.person == "Mira Okello"
    assert one.reading.report.sha256 == one.incoming.report.sha256


def test_json_is_read_as_toml_is(tmp_path):
    entry = {"kind": "call", "received": "2024-03-12", "quote": "Shells fell."}
    [found] = read(tmp_path, json.dumps({"schema": 1, "entry": [entry]}), "e.json", by="Mira")
    assert found.reading.report.reader.person == "Mira"


def test_bad_entry_is_told_by_its_line_and_the_rest_is_read(tmp_path):
    bad = "\n[[entry]]\nkind = 'gossip'\nquotes = 'x'\n"
    one, error, two = read(tmp_path, FORM + bad + SECOND)
    assert isinstance(one, Entry)
    assert isinstance(two, Entry)
    assert (error.code, error.line) == ("faulty_entry", 15)
    for words in ("entry 2: ", "kind: input should be 'call'", "received: is needed"):
        assert words in error.message
    assert "quotes: there is no such field" in error.message


def test_who_enters_is_said_by_the_entry_the_file_or_the_command(tmp_path):
    by_file = FORM.replace("Mira Okello", "Ana")
    assert read(tmp_path, by_file, by="Zoe")[0].form.entered_by == "Ana"
    bare = FORM.replace('entered_by = "Mira Okello"\n', "")
    assert read(tmp_path, bare, by="Zoe")[0].form.entered_by == "Zoe"
    [error] = read(tmp_path, bare)
    assert "nobody vouches for it" in error.message


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "e.toml"),
        ("schema = 2", "e.toml"),
        ("schema = 1", "e.toml"),
        ("schema = 1\nentry = 3", "e.toml"),
        ("schema = 1\nentry = []", "e.toml"),
        (FORM + "\n[entries]", "e.toml"),
        ("schema = ", "e.toml"),
        ("a = " + "[" * 9_999, "e.toml"),
        ("a = " + "9" * 9_999, "e.toml"),
        (b"\xff\xfe", "e.toml"),
        ('{"schema": 1, "schema": 1}', "e.json"),
        ("[" * 9_999, "e.json"),
        ("{", "e.json"),
    ],
)
def test_file_that_is_no_form_is_refused(tmp_path, text, name):
    with pytest.raises(IngestError):
        read(tmp_path, text, name)


def test_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(IngestError, match="cannot be opened"):
        list(read_entries(tmp_path / "none.toml"))


def test_media_are_known_by_their_hash(tmp_path):
    (tmp_path / "p.jpg").write_bytes(b"picture")
    [found] = read(tmp_path, FORM + "\n[[entry.media]]\nfile = 'p.jpg'\n")
    assert found.form.media[0].sha256 == sha256(b"picture").hexdigest()
    assert found.form.media[0].sha256 in found.incoming.provenance.raw.decode()
    [error] = read(tmp_path, FORM + "\n[[entry.media]]\nfile = 'none.jpg'\n")
    assert "no file 'none.jpg' beside the form" in error.message


def test_protected_name_stands_apart_from_all_else():
    entry = enter(source={"name": "Ilvar Dreshko", "protect": True, "role": "nurse"})
    assert entry.protected_name == "Ilvar Dreshko"
    for part in (entry.form, entry.reading, entry.incoming):
        assert "Dreshko" not in repr(part)


def test_bytes_of_an_entry_are_the_form_and_hash_the_reading():
    one, same, other = enter(id="a"), enter(id="a"), enter(id="a", title="x")
    assert one.incoming.provenance.raw == same.incoming.provenance.raw
    assert one.reading.report.reader == same.reading.report.reader
    assert one.reading.report.reader != other.reading.report.reader
    assert one.incoming.provenance.metadata["entered_by"] == "Mira Okello"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"received": "2025-01-01"}, "day_to_come"),
        ({"incidents": [{"kind": "other", "date_from": "2024-03-13"}]}, "incident_after_received"),
        ({}, None),
    ],
)
def test_odd_days_are_told(fields, code):
    assert [problem.code for problem in enter(**fields).reading.problems] == (
        [code] if code else []
    )


def test_blank_form_is_one_once_the_quote_is_filled_in(tmp_path):
    blank = files("accordingto.ingest").joinpath("entry_form.toml").read_text(encoding="utf-8")
    [entry] = read(tmp_path, blank, by="Mira")
    assert entry.form.received == date(2024, 3, 12)


def test_every_line_of_the_blank_form_is_one_that_is_taken(tmp_path):
    blank = files("accordingto.ingest").joinpath("entry_form.toml").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in blank.splitlines()]
    begin = lines.index("schema = 1")
    full = "\n".join(line for line in lines[begin:] if not line.startswith("#"))
    full = full.replace('= ""', '= "Marusk"').replace("protect = true", "protect = false")
    full = full.replace('"your name, initials or a pseudonym"', '"Mira"')
    full = full.replace('url = "https://..."', 'url = "https://a.example/1"')
    full = full.replace('file = "photo.jpg"', f'sha256 = "{"ab" * 32}"').replace(
        "'''\n'''", "'''x'''"
    )
    [entry] = read(tmp_path, full)
    assert isinstance(entry, Entry), entry
    assert entry.reading.agreements
    assert entry.reading.people


def test_example_of_the_documentation_is_an_entry(tmp_path):
    docs = Path(__file__).resolve().parents[2] / "docs" / "entries.md"
    example = docs.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    [entry] = read(tmp_path, example)
    assert entry.protected_name == "Ilvar Dreshko"
    assert entry.reading.figures[0].evidence.text == "Twelve"
