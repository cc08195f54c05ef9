from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import ConfigurationError
from accordingto.ingest import lines as lines_module
from accordingto.ingest.lines import (
    BadLine,
    Line,
    LineReader,
    Resumed,
    check_encoding,
    iterate_lines,
)

# Characters whose UTF-16 holds the byte of a line feed, in its first or its second half.
TRICKY = st.text(st.sampled_from('a\n\r,"é\u0a00\u0a0a\u010a\u0d0a\U0001f6d1'), max_size=12)


def read(raw, encoding=None):
    return list(LineReader(BytesIO(raw), "t.csv", encoding))


def texts(raw, encoding=None):
    return [line.text for line in read(raw, encoding)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lines_keep_their_ends_in_every_encoding(encoding):
    raw = "id,text\r\n1,Überfall\n2,ok".encode(encoding)
    assert texts(raw) == ["id,text\r\n", "1,Überfall\n", "2,ok"]


@given(TRICKY, st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_lines_of_utf_16_end_where_those_of_utf_8_do(text, encoding):
    mark = "\ufeff".encode(encoding)
    found = read(mark + text.encode(encoding))
    assert [line.text for line in found] == texts(text.encode())
    assert b"".join(line.raw for line in found) == text.encode(encoding)


def test_line_that_is_not_utf_8_is_read_as_windows_1252_and_marked():
    first, second = read(b"id,text\n" + "1,Überfall – “heute”\n".encode("cp1252"))
    assert (first.is_fallback, second.is_fallback) == (False, True)
    assert second.text == "1,Überfall – “heute”\n"


def test_line_that_is_neither_is_refused_and_the_rest_is_read():
    bad, good = read(b"a\x81b\nc\n")
    assert isinstance(bad, BadLine)
    assert (bad.error.code, bad.error.line) == ("not_utf8", 1)
    assert "byte 0x81 at offset 1 of the line" in str(bad.error)
    assert good == Line(2, b"c\n", "c\n")


def test_encoding_can_be_said():
    assert texts("1,обстрел\n".encode("windows-1251"), "windows-1251") == ["1,обстрел\n"]
    [bad] = read(b"\xff\n", "utf-8")
    assert bad.error.code == "not_utf8"


@pytest.mark.parametrize("name", ["klingon", "utf-16", "utf-7x", "rot13", "hex", "cp037"])
def test_encoding_whose_lines_cannot_be_found_is_refused(name):
    with pytest.raises(ConfigurationError, match="expected one such as utf-8"):
        check_encoding(name)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(encoding):
    assert texts("id,text\n1,é\n".encode(encoding)) == ["id,text\n", "1,é\n"]
    assert texts("id,text\n".encode(encoding), "cp1252")[0].count("\0") == 7 + (encoding[-2] == "b")
    assert texts(b"\0\0\0\0") == ["\0\0\0\0"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("length", range(8, 13))
def test_line_too_long_is_passed_over_and_held(monkeypatch, encoding, length):
    monkeypatch.setattr(lines_module, "MAX_LINE", 16)
    monkeypatch.setattr(lines_module, "_PIECE", 3)
    mark = "" if encoding == "utf-8" else "\ufeff"
    text = f"{mark}ok\n{'é' * 3 * length}\nalso\n"
    first, bad, last = read(text.encode(encoding))
    assert (first.text, last.text, last.number) == ("ok\n", "also\n", 3)
    assert (bad.error.code, bad.number) == ("too_long", 2)
    line = f"{'é' * 3 * length}\n".encode(encoding)
    assert (bad.size, bad.error.raw) == (len(line), line)


class Gigabyte:
    """A stream of a line that never seems to end."""

    def __init__(self):
        self.left, self.largest = 1 << 30, 0

    def read(self, size):
        return self.readline(size)

    def readline(self, size):
        self.largest = max(self.largest, size)
        size = min(size, self.left)
        self.left -= size
        return b"x" * size


def test_line_of_a_gigabyte_is_read_piece_by_piece_and_not_held(monkeypatch):
    monkeypatch.setattr(lines_module, "MAX_LINE", 1 << 20)
    monkeypatch.setattr(lines_module, "MOST_HELD", 1 << 21)
    stream = Gigabyte()
    [bad] = LineReader(stream, "t.csv")
    assert bad.size == 1 << 30
    assert bad.error.raw is None
    assert stream.largest <= (1 << 20) + 1


@pytest.mark.parametrize("cut", [0, 3, 4, 9])
def test_no_more_of_a_line_of_a_corpus_is_handed_on_than_is_held(monkeypatch, cut):
    monkeypatch.setattr(lines_module, "MOST_HELD", 5)
    monkeypatch.setattr(lines_module, "_PIECE", 3)
    raw = b"abc\nabcdefghijk\nabcde\nabcd\nabcdef"
    found = list(iterate_lines(raw[:cut], BytesIO(raw[cut:])))
    assert found == [b"abc\n", b"abcdef", b"abcde\n", b"abcd\n", b"abcdef"]


def test_lines_given_back_are_read_again():
    reader = LineReader(BytesIO(b"a\nb\nc\n"), "t.csv")
    first, second = reader.read(), reader.read()
    reader.give_back([first, second])
    assert [line.number for line in reader] == [1, 2, 3]


@pytest.mark.parametrize("size", [1, 3, 4, 100])
def test_stream_goes_on_where_its_beginning_ends(size):
    def pieces(stream, read):
        return iter(lambda: getattr(stream, read)(size), b"")

    raw = b"ab\ncd\nefg\n"
    for read in ("read", "readline"):
        for cut in range(5):
            resumed = Resumed(raw[:cut], BytesIO(raw[cut:]))
            assert b"".join(pieces(resumed, read)) == raw
    assert list(pieces(Resumed(b"ab", BytesIO(b"c\nd")), "readline")) == list(
        pieces(BytesIO(b"abc\nd"), "readline")
    )
