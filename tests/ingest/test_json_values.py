import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.json_values import (
    MAX_DEPTH,
    UnreadableJsonError,
    mend_surrogates,
    parse_loose_json,
)
from accordingto.records.canonical import canonical_bytes

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(PLAIN)
def test_plain_json_is_read_as_it_stands(value):
    assert parse_loose_json(json.dumps(value)) == (value, {})


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ('{"dead": NaN}', {"dead": None}, "not_a_number"),
        ("[Infinity, -Infinity]", [None, None], "not_a_number"),
        ("1790000000000000001", "1790000000000000001", "number_as_text"),
        ("-9007199254740992", "-9007199254740992", "number_as_text"),
        ("[1e999]", ["1e999"], "number_as_text"),
        ("9007199254740991", 9007199254740991, None),
    ],
)
def test_odd_numbers_are_kept_and_told(text, value, code):
    found, notes = parse_loose_json(text)
    assert found == value
    assert list(notes) == ([code] if code else [])
    canonical_bytes(found)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('{"id": "a", "id": "b"}', "duplicate_key", 'the name "id" stands twice'),
        ('{"a": {"x": 1, "x": 1}}', "duplicate_key", '"x" stands twice'),
        ("9" * 1001, "broken_json", "a number too long: 1,001 digits"),
        ("9" * 100_000, "broken_json", "a number too long"),
        ("[" * 91 + "]" * 91, "broken_json", "nested too deeply"),
        ("[" * 99_999, "broken_json", "nested too deeply"),
        ('{"a":' * 99_999, "broken_json", "nested too deeply"),
        ('{"a": ', "broken_json", "column 7"),
    ],
)
def test_unclear_json_is_refused(text, code, words):
    with pytest.raises(UnreadableJsonError, match=words) as refused:
        parse_loose_json(text)
    assert refused.value.code == code


def test_ninety_levels_have_a_canonical_form_inside_a_row():
    value, _ = parse_loose_json("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    canonical_bytes({"extra": {"column": value}})


def test_half_a_surrogate_pair_is_replaced_wherever_it_stands():
    mended = mend_surrogates({"a\ud800": ["b\udfff", {"c": "whole \U0001f6d1"}]})
    assert mended == {"a\ufffd": ["b\ufffd", {"c": "whole \U0001f6d1"}]}
