import pytest

from accordingto.api.checking import check
from accordingto.api.references import import_reference
from accordingto.errors import IngestError, StoreError
from accordingto.ingest.mapping import TableOptions
from accordingto.ingest.sheets import read_case_sheet
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.merging import merge
from accordingto.ledger.reference_sets import find_reference, list_references
from accordingto.ledger.sheets import store_sheet
from accordingto.ledger.verify import verify_ledger
from tests.formats.references import write_reference


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    with Ledger.open(where, Opening.MAKE):
        return where


@pytest.fixture
def ged(tmp_path):
    return write_reference(tmp_path / "ged241.csv", {})


def versions(path, name):
    with Ledger.open(path) as ledger, ledger.look() as connection:
        found = find_reference(connection, name)
        return found and found.version


def keep_cases(path, folder):
    """Keep somebody's own sheet of cases under the name of a reference set."""
    cases = folder / "cases.csv"
    cases.write_text("code,date,killed\nX1,2024-03-15,3\n")
    sheet = read_case_sheet(cases, TableOptions())
    with Ledger.open(path, Opening.CHANGE) as ledger, ledger.change() as connection:
        store_sheet(connection, "ged241", sheet, list(sheet.rows), ledger.now())


def test_reference_set_is_kept_and_named_by_check(path, ged):
    kept = import_reference(ged, path, by="Odd")
    assert (kept.name, kept.version, kept.is_new, len(kept.file.events)) == ("ged241", 1, True, 1)
    ged.unlink()
    made = check(ledger=path, against="ged241")
    assert [event.id for event in made.reference.events] == ["101"]
    assert made.reference.dataset == "ged"


def test_the_same_bytes_again_are_no_new_version_and_others_are(path, ged):
    import_reference(ged, path)
    assert not import_reference(ged, path).is_new
    ged = write_reference(ged, {"id": "102"})
    assert import_reference(ged, path).version == 2
    (event,) = check(ledger=path, against="ged241").reference.events
    assert event.id == "102"


def test_file_that_is_there_goes_before_a_name(path, ged, tmp_path, monkeypatch):
    import_reference(ged, path, name="here")
    monkeypatch.chdir(tmp_path)
    write_reference(tmp_path / "here", {"id": "7"})
    assert [one.id for one in check(ledger=path, against="here").reference.events] == ["7"]


def test_name_that_is_not_there_is_told_with_those_that_are(path, ged):
    import_reference(ged, path)
    with pytest.raises(IngestError, match="reference set of the ledger: 'ged241'"):
        check(ledger=path, against="ged242")


def test_what_is_of_no_dataset_is_refused_and_not_kept(path, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(IngestError, match="expected those of UCDP GED"):
        import_reference(other, path)
    with pytest.raises(IngestError, match=r"cannot be read \(No such file"):
        import_reference(tmp_path / "none.csv", path)
    with Ledger.open(path) as ledger, ledger.look() as connection:
        assert list_references(connection) == []


def test_sheet_of_cases_of_that_name_is_not_replaced(path, ged, tmp_path):
    keep_cases(path, tmp_path)
    with pytest.raises(StoreError, match="is a sheet of cases"):
        import_reference(ged, path)


def test_sheet_of_cases_that_took_the_name_later_hides_no_reference(path, ged, tmp_path):
    import_reference(ged, path)
    keep_cases(path, tmp_path)
    assert versions(path, "ged241") == 1
    assert check(ledger=path, against="ged241").reference.dataset == "ged"


def test_reference_set_is_verified_and_merged_with_the_rest(path, ged, tmp_path):
    import_reference(ged, path)
    with (
        Ledger.open(path) as source,
        Ledger.open(tmp_path / "other.ledger", Opening.MAKE) as into,
    ):
        assert list(verify_ledger(source)) == []
        assert merge(into, source).sheets == 1
        assert merge(into, source).sheets == 0
    assert versions(tmp_path / "other.ledger", "ged241") == 1
