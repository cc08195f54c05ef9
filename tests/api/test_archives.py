import pytest

from accordingto.api.archives import import_archives
from accordingto.errors import IngestError
from accordingto.ledger.archives import load_archives
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.verify import verify_ledger
from tests.ledger.incoming import TEXT, keep, make_incoming

URL = "https://merrowin.example/a"
HEAD = "Link,Archive status,Archive location,Archive date,Hash\r\n"
ROWS = (
    f"http://www.merrowin.example/a/,success,https://keep.example/1,2024-03-14,{'ab' * 32}\r\n"
    "https://merrowin.example/later,success,https://keep.example/2,2024-03-15,\r\n"
    "https://merrowin.example/failed,no archiver,,,\r\n"
    ",success,https://keep.example/3,,\r\n"
)


@pytest.fixture
def book(tmp_path):
    where = tmp_path / "war.ledger"
    with Ledger.open(where, Opening.MAKE) as ledger:
        keep(ledger, make_incoming(url=URL))
    path = tmp_path / "archive.csv"
    path.write_text(HEAD + ROWS, newline="")
    return where, path


def test_archives_are_tied_to_reports_by_their_addresses(book):
    where, path = book
    kept = import_archives(path, where, by="Odd")
    assert (kept.tied, kept.waiting, kept.sheet.rows) == (1, 1, 4)
    assert [one.why for one in kept.not_taken] == [
        "nothing was archived (no archiver)",
        "no address in it",
    ]
    with Ledger.open(where) as ledger, ledger.look() as connection:
        (said,) = load_archives(connection).of(URL)
        assert (said.archives, said.hashes) == (("https://keep.example/1",), ("ab" * 32,))
        assert load_archives(connection).of("") == ()
        assert list(verify_ledger(ledger)) == []


def test_a_report_that_comes_later_has_its_archive_too(book):
    where, path = book
    import_archives(path, where)
    later = "https://merrowin.example/later"
    with Ledger.open(where, Opening.CHANGE) as ledger:
        keep(ledger, make_incoming(f"{TEXT} Again.", given_id="r2", url=later))
    assert import_archives(path, where).tied == 2
    assert not import_archives(path, where).sheet.is_new


def test_only_the_newest_version_of_a_sheet_counts(book):
    where, path = book
    import_archives(path, where)
    path.write_text(HEAD + ROWS.replace("keep.example/1", "keep.example/9"), newline="")
    assert import_archives(path, where).sheet.version == 2
    with Ledger.open(where) as ledger, ledger.look() as connection:
        (said,) = load_archives(connection).of(URL)
    assert said.archives == ("https://keep.example/9",)


def test_another_table_is_refused(book, tmp_path):
    where, _ = book
    other = tmp_path / "cases.csv"
    other.write_text("case,killed\r\n1,12\r\n")
    with pytest.raises(IngestError, match="those of the Auto Archiver"):
        import_archives(other, where)
