import pytest

from accordingto.errors import IngestError
from accordingto.ingest.texts import check_format, clean_text, decode_text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Shells fell on Marvoy.", "Shells fell on Marvoy."),
        (b"\xef\xbb\xbfShells fell.", "Shells fell."),
        (b"Shells fell.\r\nNobody was hurt.\r\n", "Shells fell.\nNobody was hurt.\n"),
        (b"one\rtwo\n\n  three \xc2\xa0", "one\rtwo\n\n  three \u00a0"),
        ("Cafe\u0301 and \ufb01re".encode(), "Cafe\u0301 and \ufb01re"),
    ],
)
def test_text_is_kept_but_for_mark_and_line_ends(raw, text):
    assert decode_text(raw, "a.txt") == text


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (b"", "empty", "the file is empty"),
        (b" \n\t\n", "empty", "nothing but white space"),
        (b"\xef\xbb\xbf", "empty", "nothing but white space"),
        (b"rockets\0hit", "binary", "zero byte at offset 7"),
        (b"first line\ncaf\xe9", "not_utf8", "byte 0xE9 at offset 14, line 2"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(raw, code, words):
    with pytest.raises(IngestError, match=words) as refused:
        decode_text(raw, "a.txt")
    assert refused.value.code == code
    assert str(refused.value).startswith("a.txt: ")
    assert "; expected " in refused.value.message


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x05\x06", "an empty ZIP archive"),
        (b"Rar!\x1a\x07", "a RAR archive"),
        (b"\x89PNG", "a picture"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xff\xfeS\x00", "UTF-16"),
        (b"{\\rtf1 Shells fell.}", "RTF"),
        (b"<?xml version='1.0'?>", "XML"),
        (b"\x7fELF\0\0", "zero byte"),
    ],
)
def test_other_formats_are_named(head, what):
    with pytest.raises(IngestError, match=what) as refused:
        check_format(head, "a.txt")
    assert refused.value.code == "binary"


@pytest.mark.parametrize("head", [b"PKK fighters said", b"<b>Shells</b>", b"BZ, a town", b""])
def test_text_is_not_taken_for_another_format(head):
    check_format(head, "a.txt")


def test_cleaning_twice_changes_nothing_more():
    once = clean_text("\ufeffShells fell.\r\nNobody was hurt.")
    assert clean_text(once) == once
