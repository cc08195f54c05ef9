import shutil
import sqlite3
from collections import namedtuple

import pytest
from sqlalchemy import delete, insert, text, update

from accordingto.corroboration.casebook import corroborate_pending
from accordingto.ledger import doctor
from accordingto.ledger.doctor import Health, examine_ledger, examine_program
from accordingto.ledger.store_tables import about, blobs
from tests.ledger.books_of_war import fill
from tests.ledger.incoming import keep, make_incoming

Room = namedtuple("Room", "free")


def found(ledger, **options):
    return {finding.name: finding for finding in examine_ledger(ledger, **options)}


def faults(ledger):
    return {name for name, one in found(ledger).items() if one.health is Health.FAULT}


def test_ledger_that_is_well_has_no_faults(ledger):
    keep(ledger, make_incoming())
    assert "1 readings are not corroborated" in found(ledger)["cases"].told
    corroborate_pending(ledger)
    told = found(ledger)
    assert {one.health for one in told.values()} == {Health.WELL}
    assert "1 by rules" in told["reader"].told


def test_what_waits_is_noted(ledger):
    fill(ledger, samples=1)
    told = found(ledger)
    assert told["quarantine"].health is told["readings"].health is Health.NOTE
    assert "1 of 6 publications" in told["readings"].told
    assert "4 in it" in told["quarantine"].told
    assert not faults(ledger)


def test_bytes_that_are_gone_are_a_fault(ledger):
    keep(ledger, make_incoming())
    with ledger.change() as connection:
        connection.execute(update(blobs).values(bytes=None))
    assert faults(ledger) >= {"bytes"}


def test_search_index_that_is_behind_is_a_fault(ledger):
    keep(ledger, make_incoming())
    with ledger.change() as connection:
        connection.execute(text("UPDATE search_rows SET toll = 99 WHERE what = 'figure'"))
    assert faults(ledger) == {"search index"}
    assert "search index" not in found(ledger, is_quick=True)


def test_erasing_that_did_not_end_is_a_fault(ledger):
    with ledger.change() as connection:
        connection.execute(insert(about), {"name": doctor.PENDING, "value": "2024"})
    assert faults(ledger) == {"erasing"}
    with ledger.change() as connection:
        connection.execute(delete(about).where(about.c.name == doctor.PENDING))
    assert not faults(ledger)


@pytest.mark.parametrize(("free", "health"), [(1, Health.FAULT), (doctor.LITTLE_ROOM, Health.WELL)])
def test_disk_that_is_nearly_full_is_a_fault(sqlite, monkeypatch, free, health):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Room(free))
    assert found(sqlite)["disk"].health is health


def test_long_write_ahead_log_is_noted(sqlite, monkeypatch):
    monkeypatch.setattr(doctor, "LONG_WAL", 0)
    keep(sqlite, make_incoming())
    assert found(sqlite)["write-ahead log"].health is Health.NOTE


def test_reference_that_leads_nowhere_is_a_fault(sqlite):
    keep(sqlite, make_incoming())
    with sqlite3.connect(sqlite.address.path) as raw:
        raw.execute("UPDATE arrivals SET blob_id = 999")
    assert "database" in faults(sqlite)


def test_program_is_told():
    assert [one.name for one in examine_program()] == ["program", "SQLite"]


def test_old_sqlite_is_a_fault(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 31, 0))
    assert [one.health for one in examine_program()][-1] is Health.FAULT
