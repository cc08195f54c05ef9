"""How many reports were read, of which days and from whom."""

from datetime import date

from accordingto.ledger import coverage
from accordingto.ledger.coverage import (
    Failed,
    OnDay,
    Told,
    count_failures,
    count_undated,
    known_days,
    read_coverage,
)
from accordingto.ledger.rows import add_row
from accordingto.ledger.store_tables import quarantine
from tests.ledger.incoming import keep, make_incoming

DAYS = (date(2024, 3, 1), date(2024, 3, 31))
SHELLING = "Shelling killed 14 people in Marenna on 15 March 2024."


def fill(ledger):
    quiet = "The council met on Friday to talk about the harvest."
    for number, (words, day, publisher) in enumerate(
        (
            (SHELLING, "2024-03-16", "Skerry Wire"),
            (quiet, "2024-03-16", "Merrowin Post"),
            (quiet + " It ended late.", "2024-03-20", "Merrowin Post"),
        )
    ):
        incoming = make_incoming(words, given_id=f"r{number}", published=day, publisher=publisher)
        keep(ledger, incoming)


def test_reports_are_counted_by_day_and_publisher_and_those_that_tell_of_something(ledger):
    fill(ledger)
    with ledger.look() as connection:
        found = read_coverage(connection, *DAYS, 10)
        assert known_days(connection) == ("2024-03-16", "2024-03-20")
        assert count_undated(connection) == 0
    assert found.days == (OnDay("2024-03-16", 2), OnDay("2024-03-20", 1))
    assert found.telling == (OnDay("2024-03-16", 1),)
    assert found.publishers == (
        Told("Merrowin Post", "2024-03-16", 1),
        Told("Merrowin Post", "2024-03-20", 1),
        Told("Skerry Wire", "2024-03-16", 1),
    )
    assert sum(number for _, number in found.languages) == found.reports == 3


def test_of_too_many_reports_only_days_are_told(ledger, monkeypatch):
    fill(ledger)
    monkeypatch.setattr(coverage, "MOST_LOOKED_AT", 2)
    with ledger.look() as connection:
        found = read_coverage(connection, *DAYS, 7)
    assert found.days == (OnDay("2024-03", 3),)
    assert (found.telling, found.publishers, found.countries) == (None, None, None)


def test_an_empty_ledger_knows_no_days(ledger):
    with ledger.look() as connection:
        assert known_days(connection) == (None, None)
        assert read_coverage(connection, *DAYS, 10).reports == 0
        assert count_failures(connection) == ()


def test_what_is_in_quarantine_is_counted_by_where_it_failed(ledger):
    plain = {
        "stage": "read", "path": "a.txt", "report_id": "r", "code": "too_long", "message": "",
        "given": "{}", "attempts": 1, "first_at": "2024", "last_at": "2024",
    }  # fmt: skip
    with ledger.change() as connection:
        add_row(connection, quarantine, plain | {"key": "1"})
        add_row(connection, quarantine, plain | {"key": "2"})
        add_row(connection, quarantine, plain | {"key": "3", "resolved_at": "2024"})
        assert count_failures(connection) == (Failed("read", "too_long", 2),)
