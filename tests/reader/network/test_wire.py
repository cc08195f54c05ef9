import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import ConfigurationError
from accordingto.reader.network.wire import join_fields, read_number, split_fields, write_number

FIELDS = st.lists(
    st.tuples(st.integers(1, 500), st.one_of(st.integers(0, 2**64 - 1), st.binary(max_size=300)))
)


@given(FIELDS)
def test_fields_come_back_as_they_were(fields):
    assert split_fields(join_fields(fields)) == fields


@pytest.mark.parametrize(
    ("number", "raw"), [(0, b"\0"), (127, b"\x7f"), (128, b"\x80\1"), (300, b"\xac\2")]
)
def test_numbers_are_written_by_sevens(number, raw):
    assert write_number(number) == raw
    assert read_number(b"?" + raw, 1) == (number, 1 + len(raw))


@pytest.mark.parametrize("raw", [b"\x0a\x05abc", b"\x0a", b"\x80", b"\x0d\0\0\0\0"])
def test_message_cut_short_or_of_another_form_is_told(raw):
    with pytest.raises(ConfigurationError, match="cut short, or of a form"):
        split_fields(raw)
