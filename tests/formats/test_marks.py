import pytest

from accordingto.errors import IngestError
from accordingto.formats.marks import Whereabouts, locate, parse_label, parse_time, read_json
from accordingto.records.kinds import RecordKind
from accordingto.report import Span

TEXT = "Shells killed 12 in Marenna. Later 12 more died, 𝒟rs said: 12 in all."


def at(**said):
    return locate(TEXT, Whereabouts(**said))


def test_words_stand_where_offsets_say():
    assert at(start=14, end=16, quote="12") == Span(14, 16)
    assert at(start=14, end=16) == Span(14, 16)


def test_offsets_in_halves_of_characters_are_taken_where_the_words_prove_them():
    place = TEXT.rindex("12 in all")
    assert at(start=place + 1, end=place + 3, quote="12") == Span(place, place + 2)


def test_words_that_stand_once_need_no_offsets():
    assert at(quote="12 more") == Span(35, 42)
    assert at(start=1, end=8, quote="12 more") == Span(35, 42)
    assert at(quote="12", prefix="killed ", suffix=" in") == Span(14, 16)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"quote": "12"}, "several places"),
        ({"quote": "13", "start": 14, "end": 16}, "nor anywhere else"),
        ({"start": 14, "end": 9_999}, "expected a range within"),
        ({"start": -4, "end": 2}, "expected a range within"),
        ({"start": 9, "end": 9}, "expected a range within"),
        ({}, "neither words"),
        ({"quote": "12", "prefix": "injured "}, "nor anywhere else"),
    ],
)
def test_what_is_not_known_is_said_and_never_guessed(said, why):
    assert why in at(**said)


@pytest.mark.parametrize(
    ("label", "kind", "fields"),
    [
        ("figure", RecordKind.FIGURE, {}),
        ("Figures", RecordKind.FIGURE, {}),
        ("Incident: air strike", RecordKind.INCIDENT, {"kind": "air_strike"}),
        (
            "statement:claims_responsibility",
            RecordKind.STATEMENT,
            {"stance": "claims_responsibility"},
        ),
    ],
)
def test_labels_are_kinds_with_a_value(label, kind, fields):
    found = parse_label(label)
    assert (found.kind, found.fields) == (kind, fields)


@pytest.mark.parametrize(
    "label", ["", "killed", "figure:slain", "actor", "person", ":", "figure:x:y"]
)
def test_other_labels_stand_for_nothing(label):
    assert parse_label(label) is None


def test_a_user_says_what_labels_stand_for():
    assert parse_label("Deaths", {"Deaths": "figure:killed"}).fields == {"state": "killed"}


@pytest.mark.parametrize(
    "value", [None, 7, "soon", "2024-13-01T00:00:00Z", "9" * 50, "２０２４-01-01"]
)
def test_what_is_no_time_is_none(value):
    assert parse_time(value) is None


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"{", "broken JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b"", "broken JSON"),
    ],
)
def test_a_file_that_is_no_json_is_refused(tmp_path, raw, why):
    path = tmp_path / "marks.json"
    path.write_bytes(raw)
    with pytest.raises(IngestError, match=why):
        read_json(path)
    with pytest.raises(IngestError, match="cannot be opened"):
        read_json(tmp_path)


def test_a_file_beyond_all_measure_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("accordingto.formats.marks.MAX_BYTES", 10)
    path = tmp_path / "marks.json"
    path.write_text('"' + "x" * 20 + '"')
    with pytest.raises(IngestError, match="more than 10 bytes"):
        read_json(path)
