import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import InvalidRecordError
from accordingto.records import canonical
from accordingto.records.canonical import canonical_bytes, parse_canonical, parse_json

NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(VALUES)
def test_value_survives_and_its_bytes_are_their_own_canonical_form(value):
    raw = canonical_bytes(value)
    assert parse_canonical(raw) == value
    assert canonical_bytes(json.loads(raw)) == raw


@given(VALUES)
def test_the_quick_way_writes_what_the_slow_way_writes(value):
    slow = "".join(canonical._write(value, 0)).encode("utf-8", "backslashreplace")
    assert canonical_bytes(value) == slow


@pytest.mark.parametrize(
    "value", [1e-6, 9.9e-5, 1e-4, 1e15, 123456789012345.6, 1.0, -0.0, 0.1, "\ud800"]
)
def test_the_quick_way_leaves_what_it_cannot_write_to_the_slow_way(value):
    for whole in (value, [value], {"a": value}, {str(value): 1, "\U0001f600": 2, "\ufb33": 3}):
        slow = "".join(canonical._write(whole, 0)).encode("utf-8", "backslashreplace")
        assert canonical_bytes(whole) == slow


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 9)))
def test_order_of_names_does_not_matter(value):
    assert canonical_bytes(dict(reversed(value.items()))) == canonical_bytes(value)


# Appendix B of RFC 8785: bits of a double, and how it is written.
@pytest.mark.parametrize(
    ("bits", "written"),
    [
        ("0000000000000000", "0"),
        ("8000000000000000", "0"),
        ("0000000000000001", "5e-324"),
        ("8000000000000001", "-5e-324"),
        ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
        ("3eb0c6f7a0b5ed8d", "0.000001"),
        ("41b3de4355555553", "333333333.3333332"),
        ("41b3de4355555557", "333333333.33333343"),
        ("becbf647612f3696", "-0.0000033333333333333333"),
        ("43143ff3c1cb0959", "1424953923781206.2"),
    ],
)
def test_numbers_are_written_as_ecmascript_writes_them(bits, written):
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical_bytes(number) == written.encode()


def test_names_stand_in_the_order_of_utf16_code_units():
    # The example of RFC 8785, section 3.2.3.
    names = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    written = canonical_bytes(dict.fromkeys(names, 0)).decode()
    assert list(json.loads(written)) == ["\r", "1", "\x80", "ö", "€", "😀", "\ufb33"]


def test_unicode_is_kept_and_not_normalised():
    assert canonical_bytes(["é", "e\u0301", "حلب"]) == '["é","e\u0301","حلب"]'.encode()


def test_only_needed_escapes_are_written():
    assert canonical_bytes('\x00\b\t\n\f\r"\\/\x7f') == rb'"\u0000\b\t\n\f\r\"\\/' + b'\x7f"'


def test_lone_surrogate_is_escaped_and_comes_back():
    assert canonical_bytes("\ud800") == rb'"\ud800"'
    assert parse_canonical(rb'"\ud800"') == "\ud800"


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        2**53,
        2.0**53,
        1e21,
        -(2**53),
        {1: 2},
        b"x",
        {"a": {1, 2}},
        [object()],
    ],
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(InvalidRecordError, match="expected"):
        canonical_bytes(value)


@pytest.mark.parametrize(
    "raw",
    [
        b"NaN",
        b"-Infinity",
        b"[1e999]",
        b'{"a":1,"a":2}',
        b"9007199254740992",
        b"1" * 100_000,
        b"[" * 200 + b"]" * 200,
        b"[" * 1_000_000,
        b"{",
        b"\xff",
        b"",
    ],
)
def test_hostile_json_is_refused_with_one_clear_line(raw):
    with pytest.raises(InvalidRecordError, match="expected") as refused:
        parse_json(raw)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize("raw", [b'{"b":1,"a":2}', b"[1, 2]", b"1.0", b'"\\u0041"', b"\n1"])
def test_another_form_of_a_value_is_not_canonical(raw):
    with pytest.raises(InvalidRecordError, match="byte for byte"):
        parse_canonical(raw)
