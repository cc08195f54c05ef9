import pytest

from accordingto.errors import IngestError
from accordingto.ingest.inputs import Given
from accordingto.ingest.mapped_rows import report_of_row
from accordingto.ingest.mapping import DateOrder, TableMapping
from accordingto.ingest.tables import TableRow

NAMES = ("id", "text", "title", "published", "publisher", "url", "agencies")
MAPPING = TableMapping(columns={name: name.upper() for name in NAMES})
NOTHING = Given()


def read(mapping=MAPPING, given=NOTHING, **values):
    row = TableRow(number=7, values=values, raw=b"raw", media_type="text/csv-row")
    return report_of_row(row, mapping, "t.csv", given)


def test_every_column_reaches_the_report():
    incoming = read(
        ID="A-1",
        TEXT="Shells fell.",
        TITLE="Shells",
        PUBLISHED="2024-03-12",
        PUBLISHER="Skerry Wire",
        URL=" https://a.example/1 ",
        AGENCIES="SNA; Merrowin",
    )
    report = incoming.report
    assert (report.id, incoming.given_id, report.text) == ("A-1", "A-1", "Shells fell.")
    assert (report.title, report.published) == ("Shells", "2024-03-12")
    assert (report.publisher, report.agencies) == ("Skerry Wire", ("SNA", "Merrowin"))
    assert incoming.provenance.url == "https://a.example/1"
    assert (incoming.path, incoming.line, incoming.problems) == ("t.csv", 7, ())


def test_other_columns_are_kept_intact_typed_and_in_their_order():
    values = {"b": 1, "TEXT": "x", "a": 2.5, "c\u202e": True, "d": ["e", {"f": None}]}
    extra = read(**values).provenance.extra
    assert list(extra.items()) == [(name, values[name]) for name in values if name != "TEXT"]


def test_row_without_an_id_is_named_by_what_it_says():
    one, same, other = (read(TEXT="x", PUBLISHER=publisher) for publisher in "aab")
    assert one.report.id == same.report.id != other.report.id
    assert len(one.report.id) == 16
    assert one.given_id == ""


@pytest.mark.parametrize(
    ("cell", "words"), [(12, "12"), (1.5, "1.5"), (20240312.0, "20240312"), ("a\r\nb", "a\nb")]
)
def test_cells_that_are_no_text_are_written_as_such(cell, words):
    assert read(TEXT="x", TITLE=cell).report.title == words


@pytest.mark.parametrize("cell", [True, ["a"], {"a": 1}])
def test_cell_that_cannot_be_text_is_left_out_and_told(cell):
    incoming = read(TEXT="x", TITLE=cell)
    assert incoming.report.title == ""
    assert [problem.code for problem in incoming.problems] == ["unexpected_title"]


def test_row_with_nothing_but_a_title_has_no_text():
    report = read(TITLE="Shelling kills 12 in Homs", TEXT="  ").report
    assert (report.text, report.title) == ("", "Shelling kills 12 in Homs")


@pytest.mark.parametrize("values", [{}, {"TEXT": " "}, {"TEXT": None, "TITLE": ""}])
def test_row_without_text_and_title_is_refused(values):
    with pytest.raises(IngestError, match='nothing in "TEXT" and "TITLE"') as refused:
        read(**values)
    assert (refused.value.code, refused.value.line) == ("missing_text", 7)


def test_what_is_given_for_all_stands_where_the_row_says_nothing():
    given = Given("2024-01-01", "Skerry Wire")
    report = read(given=given, TEXT="x").report
    assert (report.published, report.publisher) == ("2024-01-01", "Skerry Wire")


def test_order_of_day_and_month_is_that_of_the_mapping():
    mapping = TableMapping(columns=MAPPING.columns, dates=DateOrder.DAY_FIRST)
    assert read(mapping, TEXT="x", PUBLISHED="03/04/2016").report.published == "2016-04-03"
