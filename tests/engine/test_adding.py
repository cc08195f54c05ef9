import json
import random
from contextlib import closing
from threading import Thread

import pytest
from sqlalchemy import func, select, text

from accordingto.engine import adding
from accordingto.engine.adding import Added, add_all, foresee_all
from accordingto.engine.limits import NO_LIMITS, Limits
from accordingto.engine.retrying import retry_all
from accordingto.errors import IngestError, StoreError
from accordingto.ingest.inputs import Given, Skipped
from accordingto.ingest.mapping import TableMapping, TableOptions
from accordingto.ingest.reports import read_reports
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.publications import keep_publication
from accordingto.ledger.quarantine import count_held, iterate_held
from accordingto.ledger.readings import iterate_current
from accordingto.ledger.store_tables import arrivals, blobs, publications, readings, texts
from tests.engine.adding import ReadWithRules
from tests.ledger.conftest import make_clock
from tests.ledger.incoming import OTHER_TEXT, TEXT, make_incoming

GIVEN = Given()
READ = ReadWithRules()
NOISE = random.Random(7).randbytes(25_000)  # noqa: S311 -- nothing secret
"""Bytes that cannot be packed."""
JOBS = pytest.mark.parametrize("jobs", [1, 2])


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE, clock=make_clock()) as made:
        yield made


def add(ledger, items, jobs=1, work=READ, limits=NO_LIMITS):
    return list(add_all(items, ledger, work, given=GIVEN, jobs=jobs, limits=limits))


def told(results):
    return [
        str(one.news)
        if isinstance(one, Added)
        else getattr(one, "code", None) or type(one).__name__
        for one in results
    ]


def counts(ledger, *tables):
    with ledger.look() as connection:
        return [
            connection.execute(select(func.count()).select_from(table)).scalar() for table in tables
        ]


def held(ledger):
    with ledger.look() as connection:
        return list(iterate_held(connection))


def row(id_, text=TEXT, **more):
    return json.dumps({"id": id_, "published": "2024-03-14", "text": text} | more) + "\n"


def corpus(path, *rows):
    path.write_text("".join(rows))
    return read_reports([str(path)])


@JOBS
def test_reports_are_read_and_kept_in_their_order(ledger, jobs):
    items = [make_incoming(given_id=f"r{number}") for number in range(40)]
    assert told(add(ledger, items, jobs)) == ["new"] * 40
    with ledger.look() as connection:
        stored = list(iterate_current(connection))
    assert [one.reading.id for one in stored] == [f"r{number}" for number in range(40)]
    assert all(one.reading.figures for one in stored)
    assert counts(ledger, texts) == [1]


@JOBS
def test_adding_again_changes_nothing(ledger, jobs):
    items = [make_incoming(given_id=f"r{number}") for number in range(5)]
    add(ledger, items, jobs)
    tables = (publications, arrivals, readings, blobs, texts)
    before = counts(ledger, *tables)
    assert told(add(ledger, items, jobs)) == ["known already"] * 5
    assert counts(ledger, *tables) == before


def test_what_each_report_is_to_the_ledger(ledger):
    add(ledger, [make_incoming()])
    items = [
        make_incoming(),
        make_incoming(OTHER_TEXT),
        make_incoming(title="Marenna shelled"),
        make_incoming(publisher="Skerry Wire"),
        make_incoming(published=None, raw=b"other bytes"),
    ]
    expected = ["known already", "new version", "read anew", "new", "known already"]
    foreseen = told(foresee_all(items, ledger))
    before = counts(ledger, publications, arrivals, readings)
    assert before == [1, 1, 1]
    assert told(add(ledger, items)) == foreseen == expected
    assert counts(ledger, publications, arrivals, readings) == [3, 5, 4]


def test_one_report_twice_in_a_run_is_kept_once(ledger):
    items = [make_incoming()] * 3
    assert told(foresee_all(items, None)) == ["new", "known already", "known already"]
    assert told(add(ledger, items, 2)) == ["new", "known already", "known already"]
    assert counts(ledger, publications, arrivals, readings) == [1, 1, 1]


def test_report_that_was_kept_but_not_read_is_taken_up(ledger):
    with ledger.change() as connection:
        keep_publication(connection, make_incoming(), ledger.now())
    assert told(foresee_all([make_incoming()], ledger)) == ["read anew"]
    assert told(add(ledger, [make_incoming()])) == ["read anew"]
    assert counts(ledger, publications, readings) == [1, 1]


def test_what_was_passed_over_is_told_and_not_kept(ledger):
    assert told(add(ledger, [Skipped("a.png", "of a kind that is not read")])) == ["Skipped"]
    assert held(ledger) == []


@pytest.mark.parametrize("code", ["not_found", "no_report", "duplicate", "needs_fetch"])
def test_where_nothing_is_there_nothing_is_held(ledger, code):
    add(ledger, [IngestError("nothing", path="a.txt", code=code)])
    assert held(ledger) == []


def test_refused_row_is_held_with_its_bytes_and_the_rest_is_added(ledger, tmp_path):
    items = corpus(tmp_path / "c.jsonl", row("r1"), '{"id": "r2", "text": \n', row("r3"))
    assert told(add(ledger, items)) == ["new", "broken_json", "new"]
    (one,) = held(ledger)
    assert (one.stage, one.line, one.raw) == ("ingest", 2, b'{"id": "r2", "text": \n')
    assert one.path.endswith("c.jsonl")
    assert "broken JSON" in one.message


def test_refused_file_is_held_whole(ledger, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"Shells fell on \xff Marenna.")
    add(ledger, read_reports([str(path)]))
    assert [one.raw for one in held(ledger)] == [b"Shells fell on \xff Marenna."]


def test_refused_twice_is_held_once(ledger, tmp_path):
    for _ in range(2):
        add(ledger, corpus(tmp_path / "c.jsonl", "{broken\n"))
    (one,) = held(ledger)
    assert one.attempts == 2


@pytest.mark.parametrize(
    ("text", "code"), [("a\0b", "unstorable_text"), ("a\ud800", "unstorable_text")]
)
def test_text_that_no_store_keeps_is_held(ledger, text, code):
    incoming = make_incoming(text)
    assert told(foresee_all([incoming], ledger)) == told(add(ledger, [incoming])) == [code]
    assert [one.raw for one in held(ledger)] == [incoming.provenance.raw]


@JOBS
def test_report_that_cannot_be_read_is_kept_and_told(ledger, jobs):
    items = [make_incoming(given_id="r1"), make_incoming("They stumble.", given_id="r2")]
    assert told(add(ledger, items, jobs)) == ["new", "AccordingtoError"]
    assert counts(ledger, publications, readings) == [2, 1]
    (one,) = held(ledger)
    assert (one.stage, one.report_id, one.message) == ("read", "r2", "it stumbled")


def test_report_that_ends_its_worker_is_kept_and_the_rest_is_added(ledger):
    items = [make_incoming(given_id=f"r{number}") for number in range(60)]
    items[7] = make_incoming("Hopes die.", given_id="r7")
    assert told(add(ledger, items, 2)).count("new") == 59
    assert [(one.report_id, one.code) for one in held(ledger)] == [("r7", "worker_died")]
    assert counts(ledger, publications, readings) == [60, 59]


def test_retry_reads_what_could_not_be_read(ledger):
    incoming = make_incoming("They stumble.", extra={"b": 1, "a": [2]}, metadata={"byline": "O."})
    add(ledger, [incoming])
    assert told(add(ledger, retry_all(ledger))) == ["AccordingtoError"]
    assert held(ledger)[0].attempts == 2
    mended = ReadWithRules(mended=True)
    assert told(add(ledger, retry_all(ledger), work=mended)) == ["read anew"]
    assert held(ledger) == []
    assert counts(ledger, publications, arrivals, readings) == [1, 1, 1]


def test_adding_again_reads_what_could_not_be_read(ledger):
    add(ledger, [make_incoming("They stumble.")])
    add(ledger, [make_incoming("They stumble.")], work=ReadWithRules(mended=True))
    assert held(ledger) == []


def test_retry_of_what_is_still_bad_leaves_it(ledger, tmp_path):
    path = tmp_path / "c.jsonl"
    add(ledger, corpus(path, "{broken\n", row("r1")))
    path.unlink()
    assert told(add(ledger, retry_all(ledger))) == ["not_an_object"] or held(ledger)
    (one,) = held(ledger)
    assert (one.raw, one.path, one.line, one.attempts) == (b"{broken\n", str(path), 1, 2)


def test_retry_reads_from_bytes_what_is_no_longer_there(ledger, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    error = IngestError("refused by an older version", path=str(path), code="old")
    add(ledger, [error])
    path.unlink()
    assert told(add(ledger, retry_all(ledger))) == ["new"]
    assert held(ledger) == []
    with ledger.look() as connection:
        (stored,) = iterate_current(connection)
        assert connection.execute(select(arrivals.c.path)).scalar() == str(path)
    assert stored.reading.id == "a"


def table(folder):
    """A table that only a mapping can tell, and the tables' options that hold it."""
    path = folder / "t.csv"
    path.write_text(f"a,b\nr1,{TEXT.replace(',', ';')}\nr2,{OTHER_TEXT.replace(',', ';')}\n")
    mapping = TableMapping(columns={"id": "a", "text": "b"})
    return path, TableOptions(mapping)


@JOBS
@pytest.mark.parametrize("is_there", [True, False])
def test_table_that_can_be_read_now_leaves_the_quarantine(ledger, tmp_path, jobs, is_there):
    path, tables = table(tmp_path)
    assert told(add(ledger, read_reports([str(path)]))) == ["no_text_column"]
    raw = path.read_bytes()
    if not is_there:
        path.unlink()
    assert told(add(ledger, retry_all(ledger), jobs)) == ["no_text_column"]
    assert [one.raw for one in held(ledger)] == [raw]
    assert told(add(ledger, retry_all(ledger, tables), jobs)) == ["new", "new"]
    assert held(ledger) == []


def test_table_whose_rows_are_known_leaves_the_quarantine(ledger, tmp_path):
    path, tables = table(tmp_path)
    add(ledger, read_reports([str(path)]))
    add(ledger, read_reports([str(path)], tables=tables))
    assert told(add(ledger, retry_all(ledger, tables))) == ["known already"] * 2
    assert held(ledger) == []


def test_nothing_leaves_the_quarantine_before_it_is_kept(ledger, tmp_path):
    path, tables = table(tmp_path)
    add(ledger, read_reports([str(path)]))
    with closing(add_all(retry_all(ledger, tables), ledger, READ, given=GIVEN)) as results:
        assert next(results).news == "new"
    assert len(held(ledger)) == 1
    assert told(add(ledger, retry_all(ledger, tables))) == ["known already", "new"]
    assert held(ledger) == []


@pytest.mark.parametrize("is_there", [True, False])
def test_retry_can_be_foreseen(ledger, tmp_path, is_there):
    path, tables = table(tmp_path)
    add(ledger, read_reports([str(path)]))
    if not is_there:
        path.unlink()
    with Ledger.open(tmp_path / "war.ledger") as looked_at:
        assert told(foresee_all(retry_all(looked_at, tables), looked_at)) == ["new", "new"]
    assert len(held(ledger)) == 1


@pytest.mark.parametrize("name", ["a.html", "a.htm", "-"])
def test_retry_reads_a_page_from_its_bytes(ledger, name):
    raw = f"<p>{TEXT}</p>".encode()
    error = IngestError("refused by an older version", path=name, code="old")
    add(ledger, [error.holding(raw, "text/html")])
    assert told(add(ledger, retry_all(ledger))) == ["new"]
    with ledger.look() as connection:
        (stored,) = iterate_current(connection)
    assert stored.reading.id == name.partition(".")[0]
    assert stored.reading.report.text == TEXT


@pytest.mark.parametrize("name", ["a.txt", "c.jsonl"])
def test_retry_reads_what_was_mended_where_it_stood(ledger, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b'{"id": "r1", "text": "\xff Shells fell."}\n')
    add(ledger, read_reports([str(path)]))
    assert len(held(ledger)) == 1
    path.write_bytes(b'{"id": "r1", "text": "Shells fell."}\n')
    assert told(add(ledger, retry_all(ledger))) == ["new"]
    assert held(ledger) == []


def test_retry_resolves_the_mended_row_of_a_table_and_keeps_the_other(ledger, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("id,text\nr1,Shells fell.\nr2,\nr3,\n")
    add(ledger, read_reports([str(path)]))
    assert [one.line for one in held(ledger)] == [3, 4]
    path.write_text("id,text\nr1,Shells fell.\nr2,Bombs fell.\nr3,\n")
    assert sorted(told(add(ledger, retry_all(ledger)))) == ["known already", "missing_text", "new"]
    assert [one.line for one in held(ledger)] == [4]


def test_disk_without_room_stops_the_run_and_keeps_what_was_kept(ledger):
    items = [
        make_incoming(given_id=f"r{number}", raw=NOISE + bytes([number])) for number in range(9)
    ]
    with ledger.look() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
    results = []

    def fill():
        with closing(add_all(items, ledger, READ, given=GIVEN)) as found:
            for result in found:
                results.append(result)
                with ledger.change() as connection:
                    connection.execute(text(f"PRAGMA max_page_count = {pages + 10}"))

    with pytest.raises(StoreError, match="no room left"):
        fill()
    assert 0 < len(results) < 9
    assert counts(ledger, publications, readings) == [len(results)] * 2


def test_report_that_the_store_does_not_take_is_held_and_the_rest_is_added(ledger, monkeypatch):
    keep = adding.store_report

    def refuse(connection, incoming, *rest):
        if incoming.report.id == "r2":
            connection.execute(text("INSERT INTO nowhere VALUES (1)"))
        return keep(connection, incoming, *rest)

    monkeypatch.setattr(adding, "store_report", refuse)
    items = [make_incoming(given_id=f"r{number}") for number in (1, 2, 3)]
    assert told(add(ledger, items)) == ["new", "not_stored", "new"]
    assert counts(ledger, publications) == [2]
    assert [one.raw for one in held(ledger)] == [items[1].provenance.raw]


def test_two_that_add_at_once_are_both_whole(ledger):
    def add_some(first):
        with Ledger.open(ledger.name, Opening.CHANGE) as own:
            add(own, [make_incoming(given_id=f"r{n}") for n in range(first, first + 30)])

    threads = [Thread(target=add_some, args=(first,)) for first in (0, 15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts(ledger, publications, readings, texts) == [45, 45, 1]
    with ledger.look() as connection:
        assert count_held(connection) == 0


@JOBS
def test_report_that_hangs_is_held_and_added_once_it_can_be_read(ledger, jobs):
    texts = {"r1": TEXT, "r2": f"Do not hang. {TEXT}", "r3": OTHER_TEXT}
    items = [make_incoming(text, given_id=name) for name, text in texts.items()]
    assert told(add(ledger, items[:1], jobs)) == ["new"]
    assert told(add(ledger, items[1:2], jobs, limits=Limits(seconds=1))) == ["too_slow"]
    assert told(add(ledger, items[2:], jobs)) == ["new"]
    assert [one.code for one in held(ledger)] == ["too_slow"]
    again = retry_all(ledger)
    assert told(add(ledger, again, jobs, ReadWithRules(mended=True))) == ["read anew"]
    assert held(ledger) == []
    assert told(add(ledger, items, jobs)) == ["known already"] * 3
