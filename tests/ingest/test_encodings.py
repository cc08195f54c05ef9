import codecs
import tomllib
from importlib.resources import files

import pytest

from accordingto.ingest.encodings import decode_page
from accordingto.ingest.extracts import NotExtractedError

RUSSIAN = "Обстрел рынка"
WESTERN = "“Café”"


def declared(label, words, encoding):
    head = f'<html><head><meta charset="{label}"></head>'
    return (head + words).encode(encoding)


def decode(raw, charset=""):
    found = decode_page(raw, charset)
    return found.text.rpartition(">")[2], found.encoding, [note.code for note in found.notes]


@pytest.mark.parametrize(
    ("raw", "charset", "found"),
    [
        (RUSSIAN.encode(), "", (RUSSIAN, "utf-8", [])),
        (b"\xef\xbb\xbf" + RUSSIAN.encode(), "windows-1251", (RUSSIAN, "utf-8", [])),
        (b"\xff\xfe" + RUSSIAN.encode("utf-16-le"), "utf-8", (RUSSIAN, "utf-16-le", [])),
        (b"\xfe\xff" + RUSSIAN.encode("utf-16-be"), "", (RUSSIAN, "utf-16-be", [])),
        (RUSSIAN.encode("utf-16-le"), "UTF-16", (RUSSIAN, "utf-16-le", [])),
        (RUSSIAN.encode("cp1251"), "windows-1251", (RUSSIAN, "cp1251", [])),
        (declared("windows-1251", RUSSIAN, "cp1251"), "", (RUSSIAN, "cp1251", [])),
        (declared("koi8-r", RUSSIAN, "cp1251"), "windows-1251", (RUSSIAN, "cp1251", [])),
        (declared("ISO-8859-1", WESTERN, "cp1252"), "", (WESTERN, "cp1252", [])),
        (declared("utf-16", RUSSIAN, "utf-8"), "", (RUSSIAN, "utf-8", [])),
        (declared("iso-2022-jp", "東京", "iso2022-jp"), "", ("東京", "iso2022-jp", [])),
        (declared("gb2312", "北京", "gb18030"), "", ("北京", "gb18030", [])),
        (WESTERN.encode("cp1252"), "", (WESTERN, "cp1252", ["encoding_unknown"])),
        (declared("utf-8", WESTERN, "cp1252"), "", (WESTERN, "cp1252", ["encoding_differs"])),
        (declared("windows-1251", WESTERN, "utf-8"), "", (WESTERN, "utf-8", ["encoding_differs"])),
        (RUSSIAN.encode(), "latin-1", (RUSSIAN, "utf-8", [])),
        (b"plain", "utf-7", ("plain", "utf-8", [])),
    ],
)
def test_encoding_is_told_by_mark_bytes_header_and_page_in_this_order(raw, charset, found):
    assert decode(raw, charset) == found


def test_bytes_that_mean_nothing_are_replaced_and_told():
    raw = declared("utf-8", f"{RUSSIAN} \xff", "utf-8").replace("\xff".encode(), b"\xff")
    assert decode(raw) == (f"{RUSSIAN} \ufffd", "utf-8", ["bytes_replaced"])


@pytest.mark.parametrize(
    "label", ["utf-7", "idna", "punycode", "unicode_escape", "zip", "rot13", "?"]
)
def test_codec_that_is_no_encoding_of_the_web_is_not_believed(label):
    assert decode(declared(label, WESTERN, "cp1252"), label)[1] == "cp1252"


def test_name_of_a_script_is_no_declaration():
    raw = b'<script charset="windows-1251">x = "charset=koi8-r"</script>' + WESTERN.encode("cp1252")
    assert decode(raw)[1:] == ("cp1252", ["encoding_unknown"])


def test_binary_data_is_refused():
    with pytest.raises(NotExtractedError, match="2 zero bytes, the first at offset 3") as refused:
        decode_page(b"GIF\0\0")
    assert refused.value.code == "binary"


def test_few_zeros_in_a_page_are_replaced_and_told():
    raw = declared("windows-1251", f"{RUSSIAN}\0 " * 20, "cp1251") * 2
    text, encoding, codes = decode(raw.replace(b"\0", b"", 39))
    assert text.count("\ufffd") == 1
    assert (encoding, codes) == ("cp1251", ["bytes_replaced"])


def test_every_label_leads_to_a_codec_of_text():
    table = tomllib.loads((files("accordingto.ingest") / "encodings.toml").read_text("utf-8"))
    labels = [label for labels in table["codecs"].values() for label in labels]
    assert sorted(set(labels)) == sorted(labels)
    for codec in table["codecs"]:
        assert codecs.decode(codecs.encode("a", codec), codec) == "a"
