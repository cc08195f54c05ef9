import pytest

from accordingto.errors import IngestError
from accordingto.formats.reference import Dataset
from accordingto.formats.reference_files import read_reference
from tests.formats.references import ACLED, AIRWARS, GED, GED_EXTRACT, write_reference


@pytest.mark.parametrize(
    ("base", "dataset"), [(GED, "ged"), (ACLED, "acled"), (AIRWARS, "airwars")]
)
def test_dataset_is_recognised_and_every_original_column_is_kept(tmp_path, base, dataset):
    file = read_reference(write_reference(tmp_path / "a.csv", {}, base=base))
    assert file.dataset is Dataset(dataset)
    (event,) = file.events
    assert dict(event.columns) == base
    assert event.place.country == "Syria"


def test_extract_of_ged_is_read_below_its_line_of_credit():
    file = read_reference(GED_EXTRACT)
    assert (len(file.events), file.refused) == (8, ())
    convoy = next(event for event in file.events if event.id == "301214")
    assert (convoy.place.name, convoy.toll.best) == ("Urum al Kubra town", 21)
    assert "CC BY 4.0" in file.credit


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_of_spreadsheets_are_read(tmp_path, encoding, delimiter):
    path = tmp_path / "a.csv"
    write_reference(path, {"side_a": "Törvo"}, encoding=encoding, delimiter=delimiter)
    assert read_reference(path).events[0].sides[0] == "Törvo"


def test_bad_rows_are_told_by_line_and_the_rest_is_read(tmp_path):
    path = write_reference(
        tmp_path / "a.csv",
        {},
        {"id": "102", "date_start": "some day"},
        {"id": "103", "best": "a dozen"},
        {"id": "104", "latitude": "135"},
        {"id": "101"},
        {"id": "105", "latitude": "35,2"},
        {"id": "106", "date_prec": "9"},
    )
    with path.open("ab") as end:
        end.write(b'"107.0","1.0"\n')
    file = read_reference(path)
    assert [event.id for event in file.events] == ["101", "105"]
    assert file.events[1].place.lat == 35.2
    told = [str(error) for error in file.refused]
    assert [error.line for error in file.refused] == [3, 4, 5, 6, 8, 9]
    assert "date_start is 'some day'; expected a day" in told[0]
    assert "id 101 stands in line 2 already" in told[3]
    assert "2 cells in the row; expected 28" in told[5]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"PK\x03\x04rest", "a workbook or another packed file"),
        (b"%PDF-1.7", "a PDF document"),
        (b'{"id": 1}\n', "this is JSON"),
        (b"<!doctype html><p>x", "a page or an XML file"),
        (b"\x00\x01\x02\x03", "binary data"),
        ("id,best\n".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b"a,b\n1,2\n", 'headers "a", "b"'),
        (b"just a line of text\n", "headers"),
    ],
)
def test_file_of_another_kind_is_named_as_what_it_is(tmp_path, raw, found):
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    with pytest.raises(IngestError) as caught:
        read_reference(path)
    assert found in str(caught.value)
    assert "expected" in str(caught.value)


def test_header_without_rows_is_told(tmp_path):
    with pytest.raises(IngestError, match="no rows below its headers"):
        read_reference(write_reference(tmp_path / "a.csv"))


def test_file_that_is_not_there_and_a_folder_are_told(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(IngestError, match="cannot be read"):
            read_reference(path)
