from sqlalchemy import select

from accordingto.ledger.keeping import keep_reading
from accordingto.ledger.readings import find_reading, iterate_current, readings_of
from accordingto.ledger.record_tables import figures
from tests.ledger.incoming import OTHER_TEXT, keep, make_incoming, read, read_by


def current(ledger):
    with ledger.look() as connection:
        return list(iterate_current(connection))


def test_reading_comes_back_as_it_was(ledger):
    incoming = make_incoming(title="Marenna shelled")
    keep(ledger, incoming)
    (stored,) = current(ledger)
    assert stored.reading == read(incoming)
    assert stored.text_sha256 == incoming.report.sha256
    assert (stored.reader, stored.model_hash) == ("rules", "")


def test_reading_of_a_new_version_is_current_and_the_old_one_is_beside_it(ledger):
    incoming = make_incoming()
    kept = keep(ledger, incoming)
    keep(ledger, incoming, read_by(incoming, "9.9"))
    assert [stored.version for stored in current(ledger)] == ["9.9"]
    with ledger.look() as connection:
        versions = [stored.version for stored in readings_of(connection, kept.publication_id)]
    assert versions == [read(incoming).report.reader.version, "9.9"]


def test_same_reader_adds_nothing(ledger):
    incoming = make_incoming()
    kept = keep(ledger, incoming)
    with ledger.change() as connection:
        assert not keep_reading(connection, kept, read(incoming), ledger.now())
    assert len(current(ledger)) == 1


def test_readings_come_in_the_order_of_their_publications(ledger):
    for number, text in enumerate((OTHER_TEXT, "Nothing happened.", make_incoming().report.text)):
        keep(ledger, make_incoming(text, given_id=f"r{number}"))
    assert [stored.reading.id for stored in current(ledger)] == ["r0", "r1", "r2"]


def test_records_are_rows_that_name_their_reading(ledger):
    keep(ledger, make_incoming())
    (stored,) = current(ledger)
    with ledger.look() as connection:
        rows = connection.execute(select(figures)).all()
        assert find_reading(connection, stored.id) == stored
        assert find_reading(connection, stored.id + 1) is None
    (figure,) = stored.reading.figures
    assert [(row.reading_id, row.record, row.low, row.words) for row in rows] == [
        (stored.id, figure.id, 12, figure.evidence.text)
    ]
