import pytest

from accordingto.formats.added_columns import AddedColumn
from accordingto.formats.sheet_edits import SheetXml, letters_of
from accordingto.ingest.worksheets import column_of
from accordingto.ingest.xml_parts import BadPartError

COLUMN = AddedColumn("n", {2: "=1"})


def sheet(rows, before=""):
    return f"<worksheet>{before}<sheetData>{rows}</sheetData></worksheet>".encode()


def add(rows, column=COLUMN, old=frozenset(), **more):
    xml = SheetXml(sheet(rows, **more))
    xml.add(1, [column], old)
    return xml.written().decode()


def inline(place, words):
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def test_cells_are_added_behind_the_last_column_of_all():
    written = add('<row r="1"><c r="A1"/></row><row r="2"><c r="C2"/></row>')
    assert (
        written
        == sheet(
            f'<row r="1"><c r="A1"/>{inline("D1", "accordingto: n")}</row>'
            f'<row r="2"><c r="C2"/>{inline("D2", "=1")}</row>'
        ).decode()
    )


def test_row_without_a_cell_for_it_stays_byte_for_byte():
    row = '<row  r="3" ht="20" ><c r="A3"  t="n"><v>1</v></c></row >'
    assert row in add(f'<row r="1"><c r="A1"/></row>{row}')


def test_what_is_said_of_the_extent_goes():
    written = add('<row r="1" spans="1:1"><c r="A1"/></row>', before='<dimension ref="A1"/>')
    assert "spans" not in written
    assert "dimension" not in written


def test_names_keep_their_prefix():
    raw = b"<x:worksheet xmlns:x='u'><x:sheetData><x:row><x:c/></x:row></x:sheetData></x:worksheet>"
    xml = SheetXml(raw)
    xml.add(1, [COLUMN], frozenset())
    assert b'<x:c r="B1" t="inlineStr"><x:is><x:t ' in xml.written()


def test_columns_of_an_earlier_time_are_replaced():
    written = add('<row r="1"><c r="A1"/><c r="B1"><v>3</v></c></row>', old={1})
    assert (
        written == sheet(f'<row r="1"><c r="A1"/>{inline("B1", "accordingto: n")}</row>').decode()
    )


def test_formulas_become_text():
    xml = SheetXml(sheet('<row r="1"><c r="B1" s="7"><f>A1&amp;"x"</f><v>1</v></c></row>'))
    assert xml.disarm() == 1
    assert '<c r="B1" s="7" t="inlineStr"><is><t xml:space="preserve">=A1&amp;"x"</t>' in (
        xml.written().decode()
    )


def test_shared_formula_leaves_its_last_value():
    xml = SheetXml(sheet('<row r="1"><c r="B1"><f t="shared" si="0"/><v>1</v></c></row>'))
    assert xml.disarm() == 1
    assert xml.written() == sheet('<row r="1"><c r="B1"><v>1</v></c></row>')


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("<&>", "&lt;&amp;&gt;"),
        ("a\0b\ud800", "a\ufffdb\ufffd"),
        ("_x000A_", "_x005F_x000A_"),
        ("a\rb", "a_x000D_b"),
        ("x" * 40_000, "x" * 32_767),
    ],
)
def test_any_text_can_be_a_cell(words, written):
    found = add('<row r="2"><c r="A2"/></row>', AddedColumn("n", {2: words}))
    assert inline("B2", written) in found


@pytest.mark.parametrize(
    "raw",
    [
        "<worksheet/>".encode("utf-16"),
        b'<?xml version="1.0" encoding="ISO-8859-1"?><worksheet/>',
        b"<worksheet>",
        sheet('<row r="1"><c r="XFD1"/></row>'),
    ],
)
def test_sheet_that_cannot_be_edited_is_refused(raw):
    with pytest.raises(BadPartError):
        SheetXml(raw).add(1, [COLUMN], frozenset())


def test_columns_have_letters():
    assert all(column_of(letters_of(column)) == column for column in range(2000))
