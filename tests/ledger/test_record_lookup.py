from dataclasses import replace

import pytest

from accordingto.errors import JudgementError
from accordingto.ledger.record_lookup import find_record, find_records
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.records.kinds import records_of
from tests.ledger.desks import TEXT, decide
from tests.ledger.incoming import OTHER_TEXT, keep, make_incoming, read, read_by
from tests.ledger.plans import gone_through, plan_of

READING = read(make_incoming())


def find(ledger, start, publication=""):
    with ledger.look() as connection:
        return find_record(connection, start, publication)


@pytest.mark.parametrize("listed", list(records_of(READING)), ids=lambda listed: listed.kind)
def test_record_of_any_kind_is_found_by_the_start_of_its_id(ledger, listed):
    keep(ledger, make_incoming())
    found = find(ledger, listed.record.id[:8])
    assert (found.record, found.kind) == (listed.record.id, listed.kind)
    assert (found.report, found.text_sha256) == ("r1", TEXT)
    assert find(ledger, listed.record.id) == found


def test_start_of_no_record_is_told(ledger):
    keep(ledger, make_incoming())
    with pytest.raises(JudgementError, match="no record of a current reading begins with 'ffff'"):
        find(ledger, "ffff")


@pytest.mark.parametrize("start", ["", "abc", "ABCD", "%%%%", "zzzz", "abcd' OR 1=1", "a" * 65])
def test_what_cannot_be_an_id_is_refused(ledger, start):
    with pytest.raises(JudgementError, match="no start of an id; expected 4 or more"):
        find(ledger, start)


def test_start_of_several_records_is_told_with_all_of_them(ledger):
    twin = replace(READING.figures[0], id=READING.figures[0].id[:8] + "0" * 8, low=3)
    keep(ledger, make_incoming(), replace(READING, figures=(READING.figures[0], twin)))
    with pytest.raises(JudgementError, match=r"begins more than one record: .*type more") as told:
        find(ledger, twin.id[:8])
    assert f"{twin.id} (figure of 'r1')" in str(told.value)
    assert find(ledger, twin.id[:9]).record == twin.id


def test_publications_of_one_text_share_their_records(ledger):
    keep(ledger, make_incoming())
    keep(ledger, make_incoming(publisher="Skerry Wire"))
    with ledger.look() as connection:
        assert len(find_records(connection, READING.figures[0].id)) == 2
    assert find(ledger, READING.figures[0].id).report == "r1"


def test_title_over_two_texts_has_to_be_told_apart(ledger):
    for number, text in enumerate(("Calm.", "Calm again.")):
        keep(ledger, make_incoming(text, given_id=f"r{number}", title="Mayor: 12 killed"))
    (figure,) = read(make_incoming("Calm.", title="Mayor: 12 killed")).headline.figures
    with ledger.look() as connection:
        first, second = find_records(connection, figure.id)
    with pytest.raises(JudgementError, match="stands over several texts; say which with --pub"):
        find(ledger, figure.id)
    assert find(ledger, figure.id, second.publication[:12]) == second
    assert first.text_sha256 != second.text_sha256


def test_records_of_earlier_readings_are_not_found_unless_they_are_kept(ledger):
    incoming = make_incoming()
    keep(ledger, incoming)
    figure, statement = READING.figures[0].id, READING.statements[0].id
    decide(ledger)
    gone = {"figures": (), "statements": ()}
    later = read_by(incoming, "9.9")
    fields = {name: getattr(later, name) for name in later.__slots__} | gone
    keep(ledger, incoming, type(later)(**fields))
    with ledger.change() as connection:
        refresh_reviews(connection, [TEXT])
    assert find(ledger, figure).record == figure
    with pytest.raises(JudgementError, match="no record"):
        find(ledger, statement)


def test_record_that_was_rejected_is_found(ledger):
    keep(ledger, make_incoming())
    for listed in records_of(READING):
        decide(ledger, "reject", kind=listed.kind, why="no")
        assert find(ledger, listed.record.id[:8]).kind == listed.kind


def test_no_table_is_gone_through_from_end_to_end(ledger):
    keep(ledger, make_incoming())
    with ledger.look() as connection:
        plan = plan_of(connection, lambda: find_records(connection, READING.figures[0].id[:8]))
    assert gone_through(plan) == set()
    for index in ("ix_search_rows_record", "ix_people_record", "ix_reviews_record"):
        assert any(index in line for line in plan), index


def test_ids_of_other_reports_are_not_mixed_up(ledger):
    keep(ledger, make_incoming())
    keep(ledger, make_incoming(OTHER_TEXT, given_id="r2"))
    other = read(make_incoming(OTHER_TEXT)).figures[0].id
    assert find(ledger, other).report == "r2"
