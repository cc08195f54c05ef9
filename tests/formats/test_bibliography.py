import csv
import json

import pytest
import rispy

from accordingto.api.archives import import_archives
from accordingto.api.exporting import export
from tests.formats.exchanges import FAR, URL, exchange_ledger
from tests.ledger.incoming import make_incoming
from tests.ledger.warehouse import NAMED

ARCHIVE = "https://keep.example/1.html"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The files of a ledger of which one page was archived."""
    home = tmp_path_factory.mktemp("bib")
    where = exchange_ledger(home)
    table = home / "archive.csv"
    table.write_text(
        f"link,archive location,archive date,hash\n{URL},{ARCHIVE},2024-03-18,{'ab' * 32}\n"
    )
    import_archives(table, where)
    export("bibliography", where, home / "out", include_unreviewed=True, log=False)
    return home / "out"


@pytest.fixture(scope="module")
def table(folder):
    """The rows of the table."""
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row_of(table, text):
    sha256 = make_incoming(text).report.sha256
    return next(row for row in table if row["text_sha256"] == sha256)


def test_every_report_is_in_every_file(folder, table):
    keys = [row["publication"][:16] for row in table]
    items = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    with (folder / "sources.ris").open(encoding="utf-8") as file:
        entries = rispy.load(file)
    assert [one["id"] for one in items] == [one["id"] for one in entries] == keys
    assert len(keys) == 6
    assert (folder / "sources.txt").read_text(encoding="utf-8").count("text SHA-256") == 6


def test_what_citation_managers_read_is_what_is_known(folder):
    items = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    sha256 = make_incoming(FAR).report.sha256
    item = next(one for one in items if sha256 in one["note"])
    assert (item["type"], item["title"]) == ("article-newspaper", "A <b>far</b> town")
    assert (item["container-title"], item["archive_location"]) == ("Merrowin Post", ARCHIVE)
    assert item["issued"] == {"date-parts": [[2024, 3, 14]]}
    assert "accessed" not in item  # it came as a file; nobody looked at the page
    assert f"archive {'ab' * 32}" in item["note"]


def test_another_reader_of_ris_finds_the_same(folder):
    with (folder / "sources.ris").open(encoding="utf-8") as file:
        entries = rispy.load(file)
    one = next(entry for entry in entries if entry["title"].startswith("A <b>far"))
    assert (one["type_of_reference"], one["secondary_title"]) == ("NEWS", "Merrowin Post")
    assert (one["year"], one["date"]) == ("2024", "2024/03/14")
    assert one["urls"] == [URL]
    assert one["file_attachments2"] == ARCHIVE
    assert any("text SHA-256" in note for note in one["notes"])


def test_the_table_has_hashes_and_archives(table):
    row = row_of(table, FAR)
    assert (row["archives"], row["archive_hashes"], row["archived_at"]) == (
        ARCHIVE,
        "ab" * 32,
        "2024-03-18",
    )
    assert len(row["file_sha256"]) == 64
    assert (row["fetched_at"], row["published"]) == ("", "2024-03-14")


def test_names_are_withheld(folder):
    for name in ("sources.json", "sources.ris", "sources.csv", "sources.txt"):
        assert "Harrow" not in (folder / name).read_text(encoding="utf-8")
    assert "Harrow" in NAMED
