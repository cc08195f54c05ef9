import json

import pytest

from accordingto.errors import IngestError
from accordingto.ingest.inputs import Given
from accordingto.ingest.rows import parse_row

TEXT = "Shells fell on Marvoy."
NOTHING_GIVEN = Given()


def parse(given=NOTHING_GIVEN, **fields):
    row = {"id": "r1", "text": TEXT, **fields}
    return parse_row(json.dumps(row).encode(), "c.jsonl", 7, given)


def test_every_field_reaches_the_report():
    report = parse(
        title="Shells fall", published="2024-03-12", publisher="Skerry Wire", agencies=["SNA"]
    ).report
    assert (report.id, report.text, report.title) == ("r1", TEXT, "Shells fall")
    assert (report.published, report.publisher) == ("2024-03-12", "Skerry Wire")
    assert report.agencies == ("SNA",)


def test_other_fields_are_kept_intact_and_in_their_order():
    incoming = parse(tags={"b": [1, 2.5, None], "a": "x"}, label=True)
    assert incoming.problems == ()
    assert list(incoming.provenance.extra) == ["tags", "label"]
    assert incoming.provenance.extra["tags"] == {"b": [1, 2.5, None], "a": "x"}
    assert incoming.provenance.extra["label"] is True


def test_row_keeps_its_bytes_and_names_what_read_it():
    raw = b'{"id": "r1", "text": "a\\r\\nb"}\r\n'
    came = parse_row(raw, "c.jsonl", 1, Given()).provenance
    assert (came.raw, came.media_type) == (raw, "application/jsonl-row")
    assert came.tool == "accordingto-rows/1"


@pytest.mark.parametrize(
    "raw", ['{"id": "r1", "text": "a\\r\\nb"}', '\ufeff{"id":"r1","text":"a\\nb"}\r\n']
)
def test_text_is_kept_as_in_a_file(raw):
    assert parse_row(raw.encode(), "c.jsonl", 1, Given()).report.text == "a\nb"


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        ('{"id": "r1", "text": ', "broken_json", "column 22"),
        ("shells fell", "broken_json", "column 1"),
        ('{"id": "r1", "text": "x", "n": ' + "[" * 99_999, "broken_json", "nested too deeply"),
        ('{"id": "r1", "text": "x", "n": ' + "1" * 9_999 + "}", "broken_json", "too long"),
        (
            '{"id": "r1", "text": "x", "n": ' + "[" * 95 + "]" * 95 + "}",
            "broken_json",
            "nested too",
        ),
        ('{"id": "r1", "text": "x", "text": "y"}', "duplicate_key", '"text" stands twice'),
        ('["r1", "x"]', "not_an_object", "a list"),
        ("null", "not_an_object", "null"),
        ('{"text": "x"}', "missing_id", 'no "id" among the fields \\("text"\\)'),
        ('{"id": 7, "text": "x"}', "missing_id", '"id" is a number'),
        ('{"id": " ", "text": "x"}', "missing_id", '"id" is empty'),
        ('{"id": null, "text": "x"}', "missing_id", '"id" is null'),
        ('{"id": "r1"}', "missing_text", 'no "text"'),
        ('{"id": "r1", "text": ["x"]}', "missing_text", '"text" is a list'),
        ('{"id": "r1", "text": "\\n"}', "missing_text", '"text" is empty'),
        ('{"id": "r1", "text": "ab\\ud800"}', "lone_surrogate", "ud800\\) at 2"),
        ('{"id": "\\udfff", "text": "x"}', "lone_surrogate", '"id" holds half'),
        ('{"id": "r1", "report": {}, "figures": [], "statements": []}', "reading", "a reading"),
    ],
)
def test_row_without_a_report_is_refused_by_its_line(raw, code, words):
    with pytest.raises(IngestError, match=words) as refused:
        parse_row(raw.encode(), "c.jsonl", 7, Given())
    assert (refused.value.code, refused.value.path, refused.value.line) == (code, "c.jsonl", 7)
    assert str(refused.value).startswith("c.jsonl, line 7: ")
    assert "; expected " in refused.value.message


def test_row_that_is_not_utf8_is_refused_by_its_byte():
    with pytest.raises(IngestError, match="byte 0xFF at offset 8") as refused:
        parse_row(b'{"id": "\xff"}', "c.jsonl", 2, Given())
    assert refused.value.code == "not_utf8"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": 5}, "unexpected_title"),
        ({"publisher": ["Skerry Wire"]}, "unexpected_publisher"),
        ({"agencies": [1]}, "unexpected_agencies"),
        ({"title": "a\ud800"}, "unexpected_title"),
    ],
)
def test_field_of_another_type_is_read_with_a_problem(fields, code):
    incoming = parse(**fields)
    assert incoming.report.text == TEXT
    assert [(problem.stage, problem.code) for problem in incoming.problems] == [("ingest", code)]


def test_title_with_half_a_character_can_be_written():
    assert parse(title="a\ud800b").report.title == "a\ufffdb"


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ({}, "2024-01-01"),
        ({"published": None}, "2024-01-01"),
        ({"published": ""}, "2024-01-01"),
        ({"published": "2024-03-12"}, "2024-03-12"),
        ({"published": "next week"}, "next week"),
        ({"published": 20240312}, "20240312"),
    ],
)
def test_own_date_stands_before_the_one_given_for_all(fields, published):
    assert parse(Given("2024-01-01"), **fields).report.published == published


def test_own_publisher_stands_before_the_one_given_for_all():
    given = Given(publisher="Skerry Wire")
    assert parse(given).report.publisher == "Skerry Wire"
    assert parse(given, publisher="Merrowin").report.publisher == "Merrowin"


@pytest.mark.parametrize(
    ("raw", "extra", "code"),
    [
        ('"dead": NaN', {"dead": None}, "not_a_number"),
        ('"post": 1790000000000000001', {"post": "1790000000000000001"}, "number_as_text"),
    ],
)
def test_odd_numbers_of_other_fields_are_kept_and_told(raw, extra, code):
    line = f'{{"id": "r1", "text": "x", {raw}}}'.encode()
    incoming = parse_row(line, "c.jsonl", 1, Given())
    assert incoming.provenance.extra == extra
    assert [problem.code for problem in incoming.problems] == [code]


def test_half_a_character_in_other_fields_can_be_stored():
    incoming = parse(**{"note\ud800": ["a\udfff"]})
    assert incoming.provenance.extra == {"note\ufffd": ["a\ufffd"]}


@pytest.mark.parametrize(
    ("url", "own", "extra"),
    [
        ("https://a.example/1", "https://a.example/1", {}),
        (7, "", {"url": 7}),
        ("", "", {"url": ""}),
    ],
)
def test_address_of_a_row_is_known_as_such(url, own, extra):
    found = parse(url=url).provenance
    assert (found.url, found.extra) == (own, extra)
