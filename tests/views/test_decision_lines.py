from dataclasses import replace

from accordingto.records.judgements import Change, Operation
from accordingto.views.decision_lines import (
    describe_changes,
    describe_fields,
    describe_record,
    differing_fields,
)
from tests.ledger.books import Book
from tests.records.judgements import READING

FIGURE, INCIDENT = READING.figures[0], READING.incidents[0]


def plain(words):
    return words


def test_fields_that_differ_are_named_by_their_paths():
    assert differing_fields(FIGURE, FIGURE) == []
    assert differing_fields(FIGURE, replace(FIGURE, low=3, high=3)) == ["low", "high"]
    place = replace(INCIDENT.place, name="Deir Varn", country=None)
    moved = replace(INCIDENT, place=place)
    assert differing_fields(INCIDENT, moved)[0] == "place.name"
    assert differing_fields(INCIDENT, replace(INCIDENT, place=None)) == ["place"]


def test_fields_are_told_with_what_they_held_before():
    corrected = replace(FIGURE, low=3)
    (told,) = describe_fields(FIGURE, corrected, ["low"], plain)
    assert told == f"low {FIGURE.low} → 3"
    moved = replace(INCIDENT, place=replace(INCIDENT.place, name="Deir Varn"))
    (told,) = describe_fields(INCIDENT, moved, ["place.name"], plain)
    assert told == f"place.name {INCIDENT.place.name} → Deir Varn"


def test_names_are_hidden_in_what_is_told():
    moved = replace(INCIDENT, place=replace(INCIDENT.place, name="Lina's house"))
    (told,) = describe_fields(INCIDENT, moved, ["place.name"], lambda _: "[hidden]")
    assert told == "place.name [hidden] → [hidden]"


def test_changes_of_a_correction_are_told():
    change = Change(field="low", value=3)
    entry = Book().decide("correct", FIGURE.id, change)
    assert list(describe_changes(entry.judgement, plain)) == [f"low {FIGURE.low} → 3"]
    taken = Change(field="blame.0", operation=Operation.REMOVE)
    entry = Book().decide("correct", INCIDENT.id, taken) if INCIDENT.blame else None
    assert entry is None or next(iter(describe_changes(entry.judgement, plain))).startswith("blame")


def test_record_is_told_by_what_tells_it_from_others():
    told = describe_record(FIGURE, plain)
    assert told.startswith(f"{FIGURE.state} {FIGURE.low}")
    assert f"“{FIGURE.evidence.text}”" in told
