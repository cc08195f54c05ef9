from dataclasses import replace

import openpyxl
import pytest
from sqlalchemy import select, text

from accordingto.errors import AccordingtoError, IngestError, StoreError
from accordingto.ingest.inputs import Given
from accordingto.ingest.sheets import read_case_sheet
from accordingto.ledger import engines, redaction, scrubbing
from accordingto.ledger.doctor import Health, examine_ledger
from accordingto.ledger.entries import iterate_entries, store_entry
from accordingto.ledger.filters import NO_FILTERS
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.listing import Page
from accordingto.ledger.listings import Listing
from accordingto.ledger.private_persons import ONLY_SHOWN, Rule
from accordingto.ledger.publications import Need, find_need
from accordingto.ledger.quarantine import hold_refused
from accordingto.ledger.readings import iterate_current
from accordingto.ledger.redaction import Decided, erase, finish_erasing, read_withheld, withhold
from accordingto.ledger.sheets import store_sheet
from accordingto.ledger.shown import iterate_rows
from accordingto.ledger.store_tables import texts, tombstones
from accordingto.ledger.verify import verify_ledger
from tests.ingest.forms import enter
from tests.ledger.books_of_war import FETCHED
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming, read, read_by

TEXT = (
    "Shelling killed Ada Varn, 31, in Marenna on Friday, residents said. Varn was a nurse; "
    "at least 12 people died. Ada\nVarn's son Odd Varn, 9, was wounded, the Skerry Wire said."
)
ADA = make_incoming(
    TEXT,
    title="Nurse ADA VARN killed in Marenna",
    given_id="",
    url="https://merrowin.example/ada-varn-killed",
    fetched=replace(FETCHED, url="https://merrowin.example/ada-varn-killed"),
    metadata={"byline": "Ina Vell", "keywords": "Ada Varn"},
    extra={"Ada Varn": ["x", {"who": "Ada V\u200barn"}]},
    raw=f"<html>{TEXT}</html>",
)
OTHER = make_incoming("An air strike on Dorrash wounded 3 medics, residents said.", given_id="r2")
NAME = Decided(names=("Ada Varn",), reviewer="Odd", why="asked for by her family")


def fill(ledger):
    keep(ledger, ADA, read_by(ADA, "0.1"))
    keep(ledger, ADA)
    keep(ledger, OTHER)
    decide(ledger, "accept", text=ADA.report.sha256)
    decide(ledger, "note", text=ADA.report.sha256, kind="statement", why="Ada Varn's sister says")
    decide(ledger, "accept", text=OTHER.report.sha256)
    with ledger.change() as connection:
        broken = IngestError("broken: Ada Varn", path="ada-varn.txt", code="broken")
        hold_refused(connection, broken, Given(None, "Ada Varn"), None, ledger.now())
        hold_refused(connection, broken, Given(None, ""), b"{Ada Varn", ledger.now())
    return ledger


@pytest.fixture
def full(ledger):
    return fill(ledger)


def held(path, *words):
    """Which of these words stand in any file of a ledger."""
    found = set()
    for file in path.parent.glob(f"{path.name}*"):
        data = file.read_bytes().lower()
        found |= {word for word in words if word.lower().encode() in data}
    return found


def whole(ledger):
    return [str(fault) for fault in verify_ledger(ledger)] == []


def test_name_is_in_no_file_of_the_ledger(sqlite):
    path = sqlite.address.path
    fill(sqlite)
    assert held(path, "varn", "Ada Varn") == {"varn", "Ada Varn"}
    erased = erase(sqlite, NAME)
    assert (erased.texts, erased.publications) == (1, 1)
    assert held(path, "varn", "ada varn") == set()
    assert path.with_name(f"{path.name}-wal").stat().st_size < 100_000
    assert held(path, "dorrash", "nurse")


def test_ledger_verifies_after_erasing(full):
    erase(full, NAME)
    assert list(map(str, verify_ledger(full))) == []
    assert {one.name for one in examine_ledger(full) if one.health is Health.FAULT} == set()


def test_text_keeps_its_length_and_the_rest_of_its_words(full):
    erase(full, NAME)
    with full.look() as connection:
        [now] = connection.scalars(select(texts.c.text).where(texts.c.text.like("%nurse%")))
        [stone] = connection.execute(select(tombstones).where(tombstones.c.kind == "text")).all()
    assert len(now) == len(TEXT)
    assert now.startswith(
        "Shelling killed ███ ████, 31, in Marenna on Friday, residents said. ████"
    )
    assert "███\n████'s son Odd ████, 9" in now
    assert stone.sha256 == ADA.report.sha256
    assert stone.spans.startswith("[[16,24],")
    assert stone.reason == "asked for by her family"


def test_readings_say_what_they_said_but_for_the_name(full):
    erase(full, NAME)
    with full.look() as connection:
        first, second = iterate_current(connection)
    before = read(ADA)
    assert [one.low for one in first.reading.figures] == [one.low for one in before.figures]
    assert first.reading.people[0].name == "███ ████"
    assert second.reading.figures == read(OTHER).figures


def test_name_is_found_by_no_search(full):
    asked = "SELECT count(*) FROM search_words WHERE {}"
    asked = asked.format(
        "search_words MATCH :w" if full.is_sqlite else "words @> ARRAY[CAST(:w AS text)]"
    )
    found = []
    for word in ("varn", "varn", "dorrash"):
        with full.look() as connection:
            found.append(connection.execute(text(asked), {"w": word}).scalar())
        if len(found) == 1:
            erase(full, NAME)
    assert found[0]
    assert not found[1]
    assert found[2]


def test_decisions_that_saw_the_name_hold_for_nothing_and_others_hold(full):
    erased = erase(full, NAME)
    assert erased.contents >= 1
    with full.look() as connection:
        asked = text("SELECT count(*) FROM decision_contents WHERE content IS NULL")
        assert connection.execute(asked).scalar() == erased.contents
        assert connection.execute(text("SELECT count(*) FROM decisions")).scalar() == 3
        statuses = text("SELECT status FROM reviews WHERE status = 'accepted'")
        assert connection.execute(statuses).scalars().all()


def test_erasing_again_and_another_name_of_the_same_text(full):
    erase(full, NAME)
    assert erase(full, NAME).texts == 0
    assert whole(full)
    erase(full, replace(NAME, names=("Odd Berran", "Marenna")))
    assert whole(full)


def test_what_was_erased_does_not_come_in_again(full):
    erase(full, NAME)
    elsewhere = replace(ADA, provenance=replace(ADA.provenance, url="https://other.example/"))
    with full.look() as connection:
        assert find_need(connection, ADA) is Need.NOTHING
        assert find_need(connection, elsewhere) is Need.NOTHING
        assert find_need(connection, OTHER) is Need.NOTHING
        new = make_incoming("Something else.", given_id="r9")
        assert find_need(connection, new) is Need.READING_OF_NEW


def test_texts_that_differ_in_the_name_alone_become_one(full):
    for number, name in enumerate(("Eda Vern", "Ida Virn")):
        keep(full, make_incoming(f"{name} was shot in Marenna.", given_id=f"v{number}"))
    erased = erase(full, replace(NAME, names=("Eda Vern", "Ida Virn")))
    assert erased.publications == 2
    with full.look() as connection:
        shot = select(texts.c.text).where(texts.c.text.like("%was shot%"))
        assert connection.scalars(shot).all() == ["███ ████ was shot in Marenna."]
    assert whole(full)


def test_protected_source_of_an_entry_is_erased(sqlite):
    secret = {"name": "Ilvar Dreshko", "protect": True, "role": "nurse"}
    with sqlite.change() as connection:
        store_entry(connection, enter(id="call-1", source=secret), sqlite.now())
    erase(sqlite, replace(NAME, names=("Ilvar Dreshko",)))
    with sqlite.look() as connection:
        assert [entry.source_name for entry in iterate_entries(connection)] == [None]
    assert held(sqlite.address.path, "dreshko") == set()
    assert whole(sqlite)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_name_in_a_sheet_is_erased_with_its_file(sqlite, tmp_path, form):
    path = tmp_path / f"s.{form}"
    if form == "csv":
        path.write_text("Code,Date,Town,Killed (min),Note\nS-1,2016-09-23,Dorrash,1,Ada Varn\n")
    else:
        book = openpyxl.Workbook()
        book.active.append(["Code", "Date", "Town", "Killed (min)", "Note"])
        book.active.append(["S-1", "2016-09-23", "Dorrash", 1, "Ada Varn"])
        book.save(path)
    sheet = read_case_sheet(path)
    with sqlite.change() as connection:
        store_sheet(connection, "ours", sheet, list(sheet.rows), sqlite.now())
    assert erase(sqlite, NAME).blobs == 1
    with sqlite.look() as connection:
        [cells] = connection.execute(text("SELECT cells FROM sheet_rows")).scalars()
        [left] = connection.execute(text("SELECT count(bytes) FROM blobs")).scalars()
    assert "███ ████" in cells
    assert "Dorrash" in cells
    assert left == 0
    assert whole(sqlite)


def test_rule_erases_the_names_it_finds(full):
    with full.look() as connection:
        asked = text("SELECT name, age FROM people ORDER BY name")
        assert ("Ada Varn", 31) in [tuple(row) for row in connection.execute(asked)]
    erase(full, Decided(rules=(Rule.PRIVATE,), reviewer="Odd", why="policy"))
    with full.look() as connection:
        assert not connection.execute(text("SELECT 1 FROM people WHERE name = 'Ada Varn'")).all()
    assert whole(full)


def test_log_that_cannot_be_emptied_is_told_and_emptied_later(sqlite, monkeypatch):
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0)
    fill(sqlite)
    with Ledger.open(sqlite.name) as other, other.look() as connection:
        connection.execute(text("SELECT count(*) FROM texts")).scalar()
        with pytest.raises(StoreError) as error:
            erase(sqlite, NAME)
    assert error.value.code == "busy"
    told = {one.name for one in examine_ledger(sqlite) if one.health is Health.FAULT}
    assert told == {"erasing"}
    assert finish_erasing(sqlite)
    assert not finish_erasing(sqlite)
    assert held(sqlite.address.path, "varn") == set()
    assert whole(sqlite)


def test_nothing_is_erased_when_it_fails_half_way(full, monkeypatch):
    def fail(*_):
        raise StoreError("full", ledger="x", code="full")

    monkeypatch.setattr(redaction, "rebuild", fail)
    with pytest.raises(StoreError):
        erase(full, NAME)
    assert whole(full)
    with full.look() as connection:
        assert not connection.execute(select(tombstones)).all()
        assert not scrubbing.is_pending(connection)


def names(ledger, sha256=""):
    with ledger.look() as connection:
        return read_withheld(connection).names_in(sha256)


def test_name_is_withheld_and_shown_again(full):
    assert names(full) == set()
    assert withhold(full, NAME).everywhere == {"Ada Varn"}
    assert names(full) == {"Ada Varn"}
    withhold(full, replace(NAME, names=("ADA  VARN",), why="public"), is_shown_again=True)
    assert names(full) == set()
    withhold(full, NAME)
    assert names(full) == {"Ada Varn"}
    assert whole(full)


def test_rule_withholds_what_comes_later_too(full):
    withhold(full, Decided(rules=(Rule.PRIVATE,), reviewer="Odd", why="policy"))
    assert "Ada Varn" in names(full)
    later = make_incoming("Shelling killed Ilvar Dreshko, 40, in Marenna.", given_id="r3")
    keep(full, later)
    assert "Ilvar Dreshko" in names(full)


def test_name_that_is_erased_is_not_kept_as_withheld(sqlite):
    fill(sqlite)
    withhold(sqlite, NAME)
    erase(sqlite, NAME)
    assert names(sqlite) == set()
    assert held(sqlite.address.path, "varn") == set()


@pytest.mark.parametrize(
    "wrong",
    [
        {"names": ()},
        {"names": ("A",)},
        {"names": ("!!",)},
        {"why": " "},
        {"why": "Varn's family asked"},
        {"reviewer": ""},
    ],
)
def test_what_cannot_be_carried_out_is_refused(sqlite, wrong):
    decided = replace(NAME, **wrong)
    for carry_out in (withhold, erase):
        with pytest.raises(AccordingtoError):
            carry_out(sqlite, decided)


def test_decision_to_show_lifts_what_is_withheld_by_itself(full):
    public = Decided(
        names=("ADA  VARN",), rules=(Rule.FACILITIES,), reviewer="Odd", why="in all the news"
    )
    lifted = withhold(full, public, is_shown_again=True).lifted
    assert lifted.has("Ada Varn")
    assert not lifted.has("Odd Varn")
    assert lifted.rules == {Rule.FACILITIES}
    with full.look() as connection:
        rows = iterate_rows(connection, Listing.REPORTS, NO_FILTERS, Page())
        assert {row.report.lifted for row in rows} == {lifted}
    again = withhold(full, replace(public, why="no longer")).lifted
    assert not again.has("Ada Varn")
    assert not again.rules
    assert whole(full)


@pytest.mark.parametrize("rule", sorted(ONLY_SHOWN))
def test_rule_that_asks_what_is_shown_erases_nothing(full, rule):
    with pytest.raises(AccordingtoError, match=rf"--erase --rule {rule}: expected --name"):
        erase(full, Decided(rules=(rule,), reviewer="Odd", why="asked for"))
    assert whole(full)
    withhold(full, Decided(rules=(rule,), reviewer="Odd", why="policy"))
    assert names(full) == set()
