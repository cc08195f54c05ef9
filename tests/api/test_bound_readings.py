import pickle
from dataclasses import replace

import pytest

import accordingto as ato
from accordingto.api.bound_readings import tabulate_readings
from accordingto.api.bound_records import Actor, Figure
from accordingto.errors import FilterError, InvalidRecordError
from accordingto.records.codec import to_json
from tests.api.told import STRIKE, read

READING = read(STRIKE, title="Three killed in Sarnholt")


def test_a_reading_holds_what_its_record_holds():
    record = READING.record
    assert READING.id == record.id
    assert READING.report is record.report
    assert READING.problems == record.problems
    for kind in ("figures", "statements", "incidents", "agreements", "actors", "people"):
        assert tuple(one.record for one in getattr(READING, kind)) == getattr(record, kind)
    assert [one.record for one in READING.headline.figures] == [*record.headline.figures]


def test_a_reading_goes_through_json_and_pickle():
    line = READING.to_json()
    assert line == to_json(READING.record)
    assert ato.Reading.from_json(line) == READING
    assert "text" not in READING.to_dict(with_text=False)["report"]
    again = pickle.loads(pickle.dumps(READING))  # noqa: S301 -- our own
    assert again == READING
    assert hash(again) == hash(READING)
    assert again != READING.record
    with pytest.raises(InvalidRecordError):
        ato.Reading.from_json("{}")


def test_a_headline_finds_actors_of_the_text():
    reading = read("Residents said shelling killed 3.", title="Residents: 3 killed in Sarnholt")
    actor = reading.actors[0]
    assert reading.headline.find(actor.id, Actor) == actor
    assert reading.headline.find(actor.id, Figure) is None
    assert reading.find(None, Actor) is None


def test_an_id_that_is_not_there_is_none():
    (figure,) = READING.record.figures[:1]
    lost = replace(READING.record, figures=(replace(figure, incident="0" * 16),), incidents=())
    assert ato.Reading(lost).figures[0].incident is None


def test_it_is_shown_in_a_line_and_on_a_page():
    assert repr(READING).startswith(f"<Reading {READING.id!r}: 3 figures, ")
    assert "at least 31 killed" in READING.to_text()
    assert READING.to_html().startswith("<!doctype html>")
    assert READING._repr_html_().startswith('<div class="accordingto">')


def test_tables_hold_the_records_of_text_and_headline():
    table = tabulate_readings([READING, READING], "figures")
    assert len(table.rows) == 2 * (len(READING.figures) + len(READING.headline.figures))
    assert len(READING.to_pandas()) == READING.to_arrow().num_rows == READING.to_polars().height
    with pytest.raises(FilterError, match="expected one of figures, statements"):
        tabulate_readings([READING], "deaths")
