from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from accordingto.ledger.columns import MOST
from accordingto.ledger.exploding import explode
from accordingto.ledger.record_tables import (
    RECORD_TABLES,
    actors,
    agreements,
    blame,
    figures,
    incidents,
    people,
    places,
    roles,
    statements,
    subjects,
)
from tests.builders import read
from tests.ledger.books_of_war import RICH, TEXT

READING = read(RICH, title="Five killed in Dorrash")


def test_every_record_has_a_row():
    rows = explode(READING)
    assert len(rows[figures]) == len(READING.figures) + len(READING.headline.figures)
    assert len(rows[statements]) == len(READING.statements)
    assert len(rows[incidents]) == len(READING.incidents) + len(READING.headline.incidents)
    assert len(rows[agreements]) == len(READING.agreements)
    assert len(rows[actors]) == len(READING.actors)
    assert [row["name"] for row in rows.get(people, [])] == [
        person.name for person in READING.people
    ]


def test_rows_are_numbered_and_have_every_column_of_their_table():
    for table, rows in explode(READING).items():
        assert [row["seq"] for row in rows] == list(range(len(rows)))
        columns = {column.name for column in table.c} - {"id", "reading_id"}
        assert all(row.keys() == columns for row in rows)
        assert table in RECORD_TABLES


def test_figure_says_who_says_it():
    (figure,) = read(TEXT).figures
    (row,) = explode(read(TEXT))[figures]
    assert (row["low"], row["high"], row["bound"]) == (12, None, "min")
    assert (row["source"], row["source_actor"]) == ("residents", figure.source.actor)
    assert (row["span_start"], row["span_end"]) == figure.evidence.span
    assert row["words"] == figure.evidence.text


def test_headline_comes_after_the_text_and_is_marked():
    rows = explode(READING)[figures]
    assert [row["in_headline"] for row in rows] == [0] * len(READING.figures) + [1]


def test_blame_tells_alternatives_from_joint_doers():
    rows = [row for row in explode(READING)[blame] if row["mode"] != "denied"]
    groups = [row["alternative"] for row in rows]
    assert [row["actor"] for row in rows] == ["army", "Dorrash Front"]
    assert groups == [0, 0]


def test_best_place_is_marked():
    rows = explode(READING)[places]
    assert [row["is_best"] for row in rows].count(1) == len(
        [incident for incident in READING.incidents if incident.place]
    )


def test_roles_hold_the_lists_of_records():
    rows = explode(READING)[roles]
    named = {(row["kind"], row["role"], row["words"]) for row in rows}
    assert ("incident", "actor", "army") in named
    assert any(kind == "agreement" and role == "broker" for kind, role, _ in named)


def test_subjects_lead_to_records():
    ids = {row["record"] for row in explode(READING)[incidents] + explode(READING)[figures]}
    ids |= {row["record"] for row in explode(READING)[agreements]}
    assert {row["record"] for row in explode(READING)[subjects]} <= ids


@given(st.integers(-(2**70), 2**70))
def test_numbers_beyond_what_a_column_holds_become_the_largest(number):
    reading = read(TEXT)
    huge = replace(reading, figures=(replace(reading.figures[0], low=number),))
    (row,) = explode(huge)[figures]
    assert row["low"] == max(-MOST, min(number, MOST))


def test_rows_say_nothing_that_no_store_keeps():
    reading = read(TEXT)
    odd = replace(reading, figures=(replace(reading.figures[0], label="zero \0 half \ud800"),))
    (row,) = explode(odd)[figures]
    assert row["label"] == "zero \ufffd half \ufffd"


def test_same_reading_gives_the_same_rows():
    assert explode(READING) == explode(read(RICH, title="Five killed in Dorrash"))
