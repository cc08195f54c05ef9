import zipfile
from io import BytesIO

import pytest

from accordingto.ingest import xml_parts
from accordingto.ingest.xml_parts import BadPartError, Package, join_part, read_xml
from tests.ingest.workbook_parts import pack


class Nothing:
    def start(self, name, attributes):
        pass

    def text(self, words):
        pass

    def end(self, name):
        pass


def read(raw, name="a.xml"):
    read_xml(Package(BytesIO(raw)).pieces(name), Nothing())


def refuse(raw):
    with pytest.raises(BadPartError) as refused:
        read(raw)
    return refused.value.code


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/evil.dtd">',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1/evil.dtd"> %p;]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_read(declaration, encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<a>&x;&l9;</a>'
    assert refuse(pack({"a.xml": text.encode(encoding)})) == "xml_attack"


def test_nesting_without_end_is_refused():
    assert refuse(pack({"a.xml": "<a>" * 200_000})) == "xml_attack"


def test_bomb_is_refused_by_what_it_declares():
    assert refuse(pack({"a.xml": b"<a>" + b" " * (20 << 20) + b"</a>"})) == "bomb"


def test_part_that_lies_about_its_size_is_never_unpacked_beyond_it():
    raw = bytearray(pack({"a.xml": b"<a>" + b"x" * 100_000 + b"</a>"}))
    directory = raw.rindex(b"PK\x01\x02")
    raw[directory + 24 : directory + 28] = (50).to_bytes(4, "little")
    package = Package(BytesIO(bytes(raw)))
    with pytest.raises(BadPartError, match="damaged"):
        list(package.pieces("a.xml"))


def test_xml_in_which_nothing_ends_is_not_held(monkeypatch):
    monkeypatch.setattr(xml_parts, "_MAX_TOKEN", 1000)
    assert refuse(pack({"a.xml": b"<a><!--" + b"xy" * 100_000 + b"--></a>"})) == "bomb"


def test_archive_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(xml_parts, "MAX_PARTS", 2)
    assert refuse(pack(dict.fromkeys("abc", "x"))) == "bomb"


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 17])
def test_what_is_no_archive_is_refused(raw):
    assert refuse(raw) == "broken_xlsx"


@pytest.mark.parametrize("content", [b"<a", b"\xff\xfe<", b"", b"<a></b>"])
def test_broken_xml_is_refused(content):
    assert refuse(pack({"a.xml": content})) == "broken_xlsx"


def test_part_packed_in_an_odd_way_is_refused():
    assert refuse(pack({"a.xml": "<a/>"}, zipfile.ZIP_LZMA)) == "broken_xlsx"


def test_part_with_a_password_is_told():
    raw = bytearray(pack({"a.xml": "<a/>"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + offset] |= 1
    assert refuse(bytes(raw)) == "encrypted"


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("sheet1.xml", "xl/sheet1.xml"),
        ("/xl/a.xml", "xl/a.xml"),
        ("../../../../etc/passwd", "etc/passwd"),
    ],
)
def test_part_that_another_points_at_stays_inside_the_archive(target, name):
    assert join_part("xl/workbook.xml", target) == name
