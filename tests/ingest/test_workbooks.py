from datetime import date, datetime, time
from io import BytesIO

import openpyxl
import pytest

from accordingto.ingest.workbooks import Workbook, unescape
from accordingto.ingest.worksheets import read_rows
from accordingto.ingest.xml_parts import BadPartError
from tests.ingest.workbook_parts import PARTS, make_sheet, make_workbook, pack, save


def values(raw, sheet=0):
    workbook = Workbook(BytesIO(raw))
    return [row.cells for row in read_rows(workbook, workbook.sheets[sheet])]


def test_values_have_the_types_that_the_spreadsheet_shows():
    moment = datetime(2016, 9, 23, 14, 30)  # noqa: DTZ001 -- spreadsheets know no zone
    row = ["обстрел", 12, 1.5, True, moment.date(), moment, time(8, 15)]
    assert values(make_workbook(row)) == [
        ("обстрел", 12, 1.5, True, "2016-09-23", "2016-09-23T14:30:00", "08:15:00")
    ]


def test_days_of_a_workbook_from_an_old_macintosh_are_right():
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    workbook.active.append([date(2016, 9, 23)])
    assert values(save(workbook)) == [("2016-09-23",)]


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("dd/mm/yyyy", "2016-09-23"),
        ("[$-409]mmm d, yyyy;@", "2016-09-23"),
        ("[h]:mm", "2016-09-23"),
        ('0" days"', 42636),
        ("#,##0.00_);[Red]", 42636),
        ("General", 42636),
    ],
)
def test_number_format_tells_days_from_numbers(form, value):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = 42636
    workbook.active["A1"].number_format = form
    assert values(save(workbook)) == [(value,)]


def test_sheets_are_named_and_hidden_ones_marked():
    workbook = openpyxl.Workbook()
    workbook.active.title = "Öffentlich"
    workbook.create_sheet("b").sheet_state = "veryHidden"
    sheets = Workbook(BytesIO(save(workbook))).sheets
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
        ("Öffentlich", False),
        ("b", True),
    ]


def test_rich_text_is_joined_and_its_reading_aid_left_out():
    shared = "<sst><si><r><t>Shells </t></r><r><t>fell</t></r><rPh><t>x</t></rPh></si></sst>"
    raw = make_sheet(
        '<row><c t="s"><v>0</v></c>'
        '<c t="inlineStr"><is><t>on</t><rPh><t>y</t></rPh></is></c></row>',
        **{"xl/sharedStrings.xml": shared},
    )
    assert values(raw) == [("Shells fell", "on")]


def test_words_that_are_not_there_are_told():
    with pytest.raises(BadPartError, match="number 7"):
        values(make_sheet('<row><c t="s"><v>7</v></c></row>', **{"xl/sharedStrings.xml": "<sst/>"}))


@pytest.mark.parametrize(
    "parts", [{"a.txt": "x"}, {**PARTS, "xl/workbook.xml": "<workbook><sheets/></workbook>"}]
)
def test_archive_that_is_no_workbook_is_refused(parts):
    with pytest.raises(BadPartError):
        Workbook(BytesIO(pack(parts)))


@pytest.mark.parametrize(
    ("words", "plain"), [("a_x000D_b", "a\rb"), ("_xD83D__xDE00_", "😀"), ("_xD800_", "\ufffd")]
)
def test_escaped_characters_are_read(words, plain):
    assert unescape(words) == plain
