import zipfile
from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from accordingto.errors import IngestError
from accordingto.formats.added_columns import AddedColumn
from accordingto.formats.xlsx_sheets import give_back_xlsx
from tests.ingest.workbook_parts import make_workbook, pack, save

COLUMN = AddedColumn("reports", {2: "=cmd|'/c calc'!A0"})
ROWS = (["Code", "Killed"], ["S-1", 12], ["Sum", "=SUM(B2:B2)"])


def give_back(raw, added=(COLUMN,), sheet="Cases", header_row=1, keep_formulas=False):
    return give_back_xlsx(raw, sheet, header_row, added, keep_formulas=keep_formulas)


def load(raw, sheet="Cases"):
    return openpyxl.load_workbook(BytesIO(raw))[sheet]


def rows(raw):
    return [list(row) for row in load(raw).iter_rows(values_only=True)]


def test_columns_are_added_as_text_that_is_not_run():
    given = give_back(make_workbook(*ROWS))
    assert rows(given.raw)[:2] == [
        ["Code", "Killed", "accordingto: reports"],
        ["S-1", 12, "=cmd|'/c calc'!A0"],
    ]
    assert load(given.raw)["C2"].data_type == "s"


def test_formulas_become_text_and_are_counted():
    given = give_back(make_workbook(*ROWS))
    assert given.formulas == 1
    assert load(given.raw)["B3"].data_type == "s"
    assert load(given.raw)["B3"].value == "=SUM(B2:B2)"


def test_formulas_stay_live_where_the_user_wants_them():
    given = give_back(make_workbook(*ROWS), keep_formulas=True)
    assert given.formulas == 0
    assert load(given.raw)["B3"].data_type == "f"


def test_everything_else_stays_as_it_was():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Cases"
    for row in ROWS[:2]:
        sheet.append(row)
    sheet["A2"].fill = PatternFill("solid", fgColor="FF0000")
    sheet["A2"].comment = Comment("checked", "Mira")
    sheet.column_dimensions["A"].width = 40
    workbook.create_sheet("Notes").append(["=1+1", "own"])
    raw = save(workbook)
    given = give_back(raw, keep_formulas=True).raw
    before, after = zipfile.ZipFile(BytesIO(raw)), zipfile.ZipFile(BytesIO(given))
    assert before.namelist() == after.namelist()
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {"xl/worksheets/sheet1.xml"}
    assert load(given)["A2"].fill.fgColor.rgb == "00FF0000"
    assert load(given)["A2"].comment.text == "checked"


def test_formulas_of_other_sheets_become_text_too():
    workbook = openpyxl.Workbook()
    workbook.active.title = "Cases"
    workbook.active.append(["Code"])
    workbook.create_sheet("Notes").append(["=1+1"])
    given = give_back(save(workbook), [])
    assert given.formulas == 1
    assert load(given.raw, "Notes")["A1"].data_type == "s"


def test_list_of_cells_to_calculate_goes_with_the_formulas():
    parts = {}
    with zipfile.ZipFile(BytesIO(make_workbook(*ROWS))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    parts["xl/calcChain.xml"] = b"<calcChain/>"
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="c" Type="{kind}" Target="calcChain.xml"/></Relationships>'.encode(),
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>'
    )
    with zipfile.ZipFile(BytesIO(give_back(pack(parts)).raw)) as archive:
        assert "xl/calcChain.xml" not in archive.namelist()
        for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
            assert b"alcChain" not in archive.read(name)


def test_columns_of_an_earlier_time_are_replaced():
    once = give_back(make_workbook(*ROWS)).raw
    twice = give_back(once, [AddedColumn("reports", {2: "9"})]).raw
    assert rows(twice)[:2] == [["Code", "Killed", "accordingto: reports"], ["S-1", 12, "9"]]


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", pack({"a": "b"})])
def test_what_is_no_workbook_is_refused(raw):
    with pytest.raises(IngestError):
        give_back(raw)


def test_sheet_without_its_headers_is_refused():
    with pytest.raises(IngestError, match="without its row of headers"):
        give_back(make_workbook(*ROWS), header_row=99)
