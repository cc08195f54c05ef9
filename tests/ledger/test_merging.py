import json
from dataclasses import replace

import pytest
from sqlalchemy import func, select, text

from accordingto.errors import IngestError, StoreError
from accordingto.ingest.inputs import Given
from accordingto.ingest.sheets import read_case_sheet
from accordingto.ledger import merging
from accordingto.ledger.entries import store_entry
from accordingto.ledger.entry_tables import sheet_rows, sheets
from accordingto.ledger.keeping import keep_reading
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.merging import merge
from accordingto.ledger.publications import keep_publication
from accordingto.ledger.quarantine import hold_refused, resolve_bytes
from accordingto.ledger.redaction import Decided, erase, read_withheld, withhold
from accordingto.ledger.schema import metadata
from accordingto.ledger.sheets import store_sheet
from accordingto.ledger.verify import verify_ledger
from tests.ingest.forms import enter
from tests.ledger.books_of_war import fill
from tests.ledger.desks import decide
from tests.ledger.incoming import OTHER_TEXT, keep, make_incoming, read, read_by
from tests.ledger.test_sheets import SHEET

PAGE = "https://merrowin.example/a"
OURS = {"id", "about", "publication_id", "text_id", "blob_id", "warc_blob_id", "reading_id"}
OURS |= {"arrival_id", "decision_id", "entry_id", "sheet_id", "row_id"}


@pytest.fixture
def there(tmp_path):
    with Ledger.open(tmp_path / "there.ledger", Opening.MAKE) as made:
        yield made


def content(ledger):
    """All that a ledger holds, whatever the rows are called."""
    with ledger.look() as connection:
        return {
            table.name: sorted(
                json.dumps({k: v for k, v in row.items() if k not in OURS}, default=repr)
                for row in connection.execute(select(table)).mappings()
                # What stood for less than a day is left over from making rows anew.
                if table.name != "search_rows" or row["known_from"] != row["known_to"]
            )
            for table in metadata.sorted_tables
            if table.name != "about"
        }


def whole(ledger):
    return list(verify_ledger(ledger)) == []


def count(ledger, table):
    with ledger.look() as connection:
        return connection.execute(select(func.count()).select_from(text(table))).scalar()


def test_empty_ledger_becomes_what_the_other_is(ledger, there):
    fill(there, samples=2)
    decide(there, why="seen in print")
    merged = merge(ledger, there)
    assert (merged.publications, merged.known, merged.quarantined) == (7, 0, 4)
    assert merged.decisions.added == 1
    assert content(ledger) == content(there)
    assert whole(ledger)


def test_rows_to_search_by_are_made_once(ledger, there):
    fill(there, samples=2)
    for _ in range(2):
        merge(ledger, there)
        assert count(ledger, "search_rows") == count(there, "search_rows")


def test_merging_again_changes_nothing(ledger, there):
    fill(there, samples=2)
    merge(ledger, there)
    before = content(ledger)
    again = merge(ledger, there)
    assert (again.publications, again.known, again.arrivals, again.readings) == (0, 7, 0, 0)
    assert (again.quarantined, again.decisions.added, again.sheets) == (0, 0, 0)
    assert content(ledger) == before


def both(tmp_path, *plays):
    """Two ledgers, each filled by its own, merged into each other in either order."""
    made = []
    for order in ((0, 1), (1, 0)):
        pair = []
        for number, play in enumerate(plays):
            name = tmp_path / f"{order[0]}{number}.ledger"
            pair.append(Ledger.open(name, Opening.MAKE))
            play(pair[-1], number)
        merge(pair[order[0]], pair[order[1]])
        made.append(pair[order[0]])
    return made


def at(ledger, day, *incoming, version=None):
    """Keep reports as if on a day."""
    now = f"2024-03-{day:02}T12:00:00.000000Z"
    with ledger.change() as connection:
        for one in incoming:
            kept = keep_publication(connection, one, now)
            reading = read(one) if version is None else read_by(one, version)
            keep_reading(connection, kept, reading, now)
    return now


def refuse(ledger, day, raw=b"{broken", code="broken"):
    error = IngestError("broken", path=f"c{day}.jsonl", line=3, code=code)
    with ledger.change() as connection:
        hold_refused(connection, error, Given(None, ""), raw, f"2024-03-{day:02}T12:00:00Z")


def test_order_of_merging_does_not_matter(tmp_path):
    def play(ledger, number):
        shared = make_incoming(title="Twelve killed")
        at(ledger, 15 - number, shared)
        at(ledger, 16 + number, make_incoming(f"Version {number}.", url=PAGE))
        at(ledger, 18, replace(shared, path=f"p{number}"), version=f"{number}.1")
        at(ledger, 19, make_incoming(OTHER_TEXT, given_id=f"own{number}"))
        refuse(ledger, 20 + number)
        refuse(ledger, 20, raw=b"[%d" % number)
        if number:
            with ledger.change() as connection:
                resolve_bytes(connection, b"{broken", "2024-03-30T12:00:00Z")

    one, other = both(tmp_path, play, play)
    assert content(one) == content(other)
    assert whole(one)
    assert whole(other)
    with one.look() as connection:
        asked = text("SELECT version FROM publications WHERE url = :u ORDER BY added_at")
        assert connection.execute(asked, {"u": PAGE}).scalars().all() == [1, 2]
        shown = text("SELECT reader_version FROM reports WHERE report_id = 'r1' AND title <> ''")
        assert connection.execute(shown).scalars().all() == [
            max("0.1", "1.1", key=lambda version: version_hash(one, version))
        ]
    for ledger in (one, other):
        ledger.close()


def version_hash(ledger, version):
    asked = text(
        "SELECT b.sha256 FROM readings r JOIN blobs b ON b.id = r.blob_id WHERE version=:v"
    )
    with ledger.look() as connection:
        return connection.execute(asked, {"v": version}).scalar()


def test_decisions_hold_for_what_came_over(ledger, there):
    keep(ledger, make_incoming())
    keep(there, make_incoming())
    decide(ledger, "accept", kind="incident")
    decide(there, "accept", reviewer="Ada")
    merged = merge(ledger, there)
    assert (merged.publications, merged.known, merged.decisions.added) == (0, 1, 1)
    assert count(ledger, "reviews") == 2
    assert whole(ledger)


def test_readings_of_one_reader_that_differ_are_counted_and_stay(ledger, there):
    one = make_incoming()
    keep(ledger, one)
    keep(there, one, replace(read(one), figures=()))
    before = content(ledger)
    assert merge(ledger, there).differing == 1
    assert content(ledger)["figures"] == before["figures"]
    assert whole(ledger)


def test_entries_and_sheets_come_over(ledger, there, tmp_path):
    path = tmp_path / "s.csv"
    path.write_text(SHEET, encoding="utf-8")
    sheet = read_case_sheet(path)
    secret = {"name": "Ilvar Dreshko", "protect": True, "role": "nurse"}
    form = enter(id="call-1", source=secret, media=[{"sha256": "ab" * 32, "note": "a crater"}])
    with there.change() as connection:
        store_sheet(connection, "ours", sheet, list(sheet.rows), there.now(), "Mira")
        store_entry(connection, form, there.now())
    merged = merge(ledger, there)
    assert (merged.sheets, merged.entries) == (1, 1)
    assert merge(ledger, there).sheets == 0
    assert content(ledger) == content(there)
    assert count(ledger, sheets.name) == 1
    assert count(ledger, sheet_rows.name) == 3


def test_nothing_is_taken_from_a_ledger_that_is_not_as_it_was_kept(ledger, there):
    keep(there, make_incoming())
    with there.change() as connection:
        connection.execute(text("UPDATE arrivals SET title = 'Another'"))
    with pytest.raises(StoreError, match="took nothing") as error:
        merge(ledger, there)
    assert error.value.code == "damaged"
    assert count(ledger, "publications") == 0


def test_ledger_is_not_merged_into_itself(sqlite):
    with Ledger.open(sqlite.name) as same, pytest.raises(StoreError, match="the ledger itself"):
        merge(sqlite, same)


def test_merge_that_was_stopped_is_finished_by_merging_again(ledger, there, monkeypatch):
    monkeypatch.setattr(merging, "_TOGETHER", 2)
    fill(there, samples=2)
    decide(there)

    def stop(told):
        if told.startswith("4 of"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge(ledger, there, stop)
    assert count(ledger, "publications") == 4
    assert whole(ledger)
    merge(ledger, there)
    assert content(ledger) == content(there)
    assert whole(ledger)


ADA = "Shelling killed Ada Varn, 31, in Marenna on Friday, residents said."
ERASING = Decided(names=("Ada Varn",), reviewer="Odd", why="asked for")


def test_what_was_erased_there_is_erased_here(ledger, there):
    for one in (ledger, there):
        keep(one, make_incoming(ADA))
        keep(one, make_incoming("Ada Varn was a nurse in Marenna.", given_id=one.name[-3:]))
    erase(there, ERASING)
    merged = merge(ledger, there)
    assert merged.erased == 2
    assert "Varn" not in str(content(ledger))
    assert whole(ledger)
    again = merge(ledger, there)
    assert (again.erased, again.publications, again.left) == (0, 0, 0)


def test_what_was_erased_here_does_not_come_back(ledger, there):
    keep(ledger, make_incoming(ADA))
    keep(there, make_incoming(ADA))
    keep(there, make_incoming(OTHER_TEXT, given_id="r2"))
    erase(ledger, ERASING)
    merged = merge(ledger, there)
    assert (merged.left, merged.publications) == (1, 1)
    assert "Varn" not in str(content(ledger))
    assert whole(ledger)


def test_erased_publication_comes_over_as_it_is(ledger, there):
    keep(there, make_incoming(ADA))
    erase(there, ERASING)
    assert merge(ledger, there).publications == 1
    here, other = content(ledger), content(there)
    # Of the reading before it was erased, a row with nothing in it stays there.
    assert set(here.pop("blobs")) < set(other.pop("blobs"))
    assert here == other
    assert whole(ledger)


def test_text_of_which_different_names_were_erased_stays_as_it_is(ledger, there):
    for one, name in ((ledger, "Ada Varn"), (there, "Marenna")):
        keep(one, make_incoming(ADA))
        erase(one, replace(ERASING, names=(name,)))
    before = content(ledger)["texts"]
    assert merge(ledger, there).left == 1
    assert content(ledger)["texts"] == before
    assert whole(ledger)


def test_decisions_on_withheld_names_come_over(ledger, there):
    withhold(there, ERASING)
    assert merge(ledger, there).withheld == 1
    assert merge(ledger, there).withheld == 0
    with ledger.look() as connection:
        assert read_withheld(connection).everywhere == {"Ada Varn"}
