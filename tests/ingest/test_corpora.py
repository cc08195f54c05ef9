import json
import tracemalloc
from io import BytesIO

import pytest

from accordingto.errors import ConfigurationError, IngestError
from accordingto.ingest import corpora
from accordingto.ingest.corpora import (
    needs_mapping,
    read_csv_corpus,
    read_jsonl_corpus,
    read_workbook_corpus,
)
from accordingto.ingest.inputs import Given, Incoming, Skipped
from accordingto.ingest.mapping import TableKind, TableMapping, TableOptions
from tests.ingest.workbook_parts import make_sheet, make_workbook, save

GIVEN = Given()
TEXT = "Shells fell on Marvoy."


def csv_items(text, **options):
    return list(read_csv_corpus(BytesIO(text.encode()), "t.csv", GIVEN, TableOptions(**options)))


def jsonl_items(*rows, **options):
    lines = [json.dumps(row).encode() + b"\n" for row in rows]
    return list(read_jsonl_corpus(lines, "t.jsonl", GIVEN, TableOptions(**options)))


def reports(items):
    return [(item.report.id, item.report.text) for item in items if isinstance(item, Incoming)]


def codes(items):
    return [(item.code, item.line) for item in items if isinstance(item, IngestError)]


def test_table_is_read_by_a_guess_that_is_shown():
    seen = []
    items = csv_items(f"Doc ID,Body,Region\n7,{TEXT},North\n", on_table=seen.append)
    assert reports(items) == [("7", TEXT)]
    assert items[0].provenance.extra == {"Region": "North"}
    [table] = seen
    assert (table.is_guess, dict(table.mapping.columns)) == (True, {"id": "Doc ID", "text": "Body"})


def test_bad_rows_are_refused_and_the_rest_is_read():
    items = csv_items(f'id,text\n1,{TEXT}\n2,\n3,"x\n4,a,b\n5,{TEXT}\n')
    assert reports(items) == [("1", TEXT), ("5", TEXT)]
    assert codes(items) == [("missing_text", 3), ("broken_csv", 4), ("broken_csv", 5)]
    refused = [item for item in items if isinstance(item, IngestError)]
    assert [item.raw for item in refused] == [b"2,\n", b'3,"x\n', b"4,a,b\n"]
    assert {item.media_type for item in refused} == {"text/csv-row"}


def test_mapping_of_the_user_stands_before_the_guess():
    mapping = TableMapping(columns={"title": "text", "text": "comment"})
    items = csv_items("id,text,comment\n1,Shells,fell\n", mapping=mapping)
    assert (items[0].report.title, items[0].report.text) == ("Shells", "fell")
    assert items[0].provenance.extra == {"id": "1"}


def test_column_that_is_not_there_is_told():
    mapping = TableMapping(columns={"text": "Body"})
    with pytest.raises(IngestError, match=r'no column "Body".* among "id", "text"') as refused:
        csv_items("id,text\n1,a\n", mapping=mapping)
    assert refused.value.code == "no_column"


def test_table_without_a_text_is_refused_after_it_was_shown():
    seen = []
    with pytest.raises(IngestError, match='among "a", "b"; expected one') as refused:
        csv_items("a,b\n1,2\n", on_table=seen.append)
    assert refused.value.code == "no_text_column"
    assert seen[0].names == ("a", "b")


def test_table_of_titles_alone_is_read_when_the_mapping_says_so():
    mapping = TableMapping(columns={"title": "Headline"})
    [item] = csv_items("Headline\nShells fell\n", mapping=mapping)
    assert (item.report.title, item.report.text) == ("Shells fell", "")


def test_mapping_of_cases_is_no_mapping_of_reports():
    with pytest.raises(ConfigurationError, match="accordingto import"):
        csv_items("id,text\n", mapping=TableMapping(rows=TableKind.CASES))


def test_first_sheet_of_a_workbook_is_read_and_the_others_are_told():
    import openpyxl  # noqa: PLC0415 -- the one test with two sheets

    workbook = openpyxl.Workbook()
    workbook.active.append(["id", "text", "dead"])
    workbook.active.append([7, TEXT, 12])
    workbook.create_sheet("b\u202e")
    items = list(read_workbook_corpus(BytesIO(save(workbook)), "t.xlsx", GIVEN))
    assert reports(items) == [("7", TEXT)]
    assert items[1].provenance.extra == {"dead": 12}
    assert isinstance(items[0], Skipped)
    assert items[0].path == 't.xlsx, sheet "b[U+202E]"'


def test_what_is_wrong_with_a_workbook_holds_all_of_it():
    def held(raw):
        items = read_workbook_corpus(BytesIO(raw), "t.xlsx", GIVEN)
        try:
            return [item.raw if isinstance(item, IngestError) else item.line for item in items]
        except IngestError as error:
            return [error.raw]

    begin = '<row r="1"><c t="str"><v>text</v></c></row><row r="2"><c t="str"><v>a</v></c></row>'
    broken = make_sheet(f'{begin}<row r="1"/>')
    for raw in (b"PK", make_workbook(["a", "b"]), make_sheet("<a>" * 200)):
        assert held(raw) == [raw]
    assert held(broken) == [2, broken]
    assert held(make_workbook(["text"], ["a"], [None], ["\t"])) == [2, b'{"text": "\\t"}']


def test_workbook_larger_than_is_held_is_not_held(monkeypatch):
    monkeypatch.setattr(corpora, "MOST_HELD", 10)
    with pytest.raises(IngestError) as refused:
        list(read_workbook_corpus(BytesIO(b"x" * 11), "t.xlsx", GIVEN))
    assert refused.value.raw is None


def test_workbook_and_csv_of_the_same_reports_are_the_same():
    rows = [["id", "text"], ["r1", TEXT]]
    [one] = read_workbook_corpus(BytesIO(make_workbook(*rows)), "t.xlsx", GIVEN)
    [two] = csv_items("\n".join(map(",".join, rows)))
    assert one.report == two.report


@pytest.mark.parametrize(
    ("row", "needs"),
    [
        ({"id": "a", "text": "b"}, False),
        ({"id": "a", "body": "b"}, True),
        ({"text": "b"}, True),
        ({"id": "a"}, False),
        ({"id": "a", "report": {}, "text": ""}, False),
        (["a"], False),
    ],
)
def test_fields_with_other_names_need_a_mapping(row, needs):
    assert needs_mapping(json.dumps(row).encode()) is needs


def test_jsonl_is_read_by_a_guess_from_its_first_row():
    items = jsonl_items({"body": TEXT, "n": 1}, {"id": "r2", "body": "b"}, ["x"], {"id": "r4"})
    assert [text for _, text in reports(items)] == [TEXT, "b"]
    assert reports(items)[1][0] == "r2"
    assert items[0].provenance.extra == {"n": 1}
    assert codes(items) == [("not_an_object", 3), ("missing_text", 4)]
    assert next(item.raw for item in items if isinstance(item, IngestError)) == b'["x"]\n'


def test_jsonl_is_read_by_the_mapping_of_the_user():
    mapping = TableMapping(columns={"text": "id", "id": "text"})
    assert reports(jsonl_items({"id": TEXT, "text": "r1"}, mapping=mapping)) == [("r1", TEXT)]


class EndlessTable:
    """A table that never ends."""

    def __init__(self):
        self.begin = b"id,text\n"

    def read(self, size):
        begin, self.begin = self.begin[:size], self.begin[size:]
        return begin

    def readline(self, _):
        begin, self.begin = self.begin, b""
        return begin or b"r1,Shells fell.\n"


def test_table_is_read_only_as_far_as_asked():
    items = read_csv_corpus(EndlessTable(), "t.csv", GIVEN)
    assert [next(items).line for _ in range(3)] == [2, 3, 4]


class Rows:
    """A table of so many rows, of which none is kept."""

    def __init__(self, count):
        self.left, self.begin = count, b"id,text,region\n"

    def read(self, size):
        begin, self.begin = self.begin[:size], self.begin[size:]
        return begin

    def readline(self, _):
        begin, self.begin = self.begin, b""
        self.left -= not begin
        return begin or (b"r%d,Shells fell.,North\n" % self.left if self.left >= 0 else b"")


def test_memory_does_not_grow_with_the_table():
    def peak(count):
        tracemalloc.start()
        assert sum(1 for _ in read_csv_corpus(Rows(count), "t.csv", GIVEN)) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(4000) < peak(400) + 50_000
