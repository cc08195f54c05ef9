import re
from dataclasses import replace
from datetime import date

import pytest

from accordingto.errors import JudgementError
from accordingto.records.changes import apply_changes, check_words, mentions_in, record_to_plain
from accordingto.records.judgements import Change, Operation
from accordingto.records.kinds import RecordKind, records_of
from tests.builders import read

TEXT = (
    "Shelling by the army hit Marenna on Friday, killing 12 people, residents said. "
    "The rebels blamed the militia for a bomb in Homs on Thursday. Ada Varn, 31, was killed. "
    "A ceasefire took effect on Monday."
)
READING = read(TEXT)
FIGURE, INCIDENT = READING.figures[0], READING.incidents[0]


def change(field, value=None, operation=Operation.SET):
    return Change(field=field, operation=operation, value=value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("low", 3),
        ("high", None),
        ("state", "injured"),
        ("approximate", True),
        ("source", {"start": 63, "end": 72, "text": "residents", "actor": None}),
        ("role", "bakers"),
        ("covers", {"from": "2024-01-01", "to": None, "area": "Homs"}),
        ("via", [{"start": 0, "end": 8, "text": "Shelling", "actor": None}]),
    ],
)
def test_any_field_can_be_changed(field, value):
    changed = apply_changes(FIGURE, [change(field, value)])
    assert record_to_plain(changed) == record_to_plain(FIGURE) | {field: value}


@pytest.mark.parametrize("kind", RecordKind)
def test_every_field_of_every_kind_but_the_id_is_open_to_a_correction(kind):
    listed = next((listed for listed in records_of(READING) if listed.kind is kind), None)
    if listed is None:
        pytest.fail(f"the text has no {kind}")
    for name, value in record_to_plain(listed.record).items():
        if name != "id":
            assert apply_changes(listed.record, [change(name, value)]) == listed.record


def test_part_of_a_field_can_be_changed():
    changed = apply_changes(
        INCIDENT, [change("place.country", "SY"), change("date_from", "2024-03-07")]
    )
    assert changed.place.country == "SY"
    assert changed.date_from == date(2024, 3, 7)
    assert changed.place.name == INCIDENT.place.name


BLAME = {
    "actor": {"start": 83, "end": 89, "text": "rebels"},
    "mode": "accused",
    "source": None,
}


def test_blame_can_be_added_and_its_plain_view_follows():
    changed = apply_changes(INCIDENT, [change("blame", BLAME, Operation.ADD)])
    assert [(b.actor.text, b.mode.value) for b in changed.blame][-1] == ("rebels", "accused")
    assert [m.text for m in changed.actors][-1] == "rebels"


def test_who_is_only_denied_is_not_in_the_plain_view():
    denied = BLAME | {"mode": "denied"}
    changed = apply_changes(INCIDENT, [change("blame", denied, Operation.ADD)])
    assert changed.actors == INCIDENT.actors


def test_blame_can_be_taken_away():
    with_two = apply_changes(INCIDENT, [change("blame", BLAME, Operation.ADD)])
    changed = apply_changes(
        with_two, [change(f"blame.{len(with_two.blame) - 1}", None, Operation.REMOVE)]
    )
    assert changed == INCIDENT


def test_record_that_nobody_changes_is_not_weighed():
    backwards = replace(FIGURE, low=12, high=3)
    assert apply_changes(backwards, []) == backwards
    with pytest.raises(JudgementError, match="expected low <= high"):
        apply_changes(backwards, [change("role", "bakers")])


def test_changes_hold_in_their_order_and_leave_the_change_itself_alone():
    added = change("blame", BLAME, Operation.ADD)
    last = f"blame.{len(INCIDENT.blame)}.mode"
    changed = apply_changes(INCIDENT, [added, change(last, "suspected")])
    assert changed.blame[-1].mode == "suspected"
    assert added.value["mode"] == "accused"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (change("lows", 1), "no field 'lows'; expected one of id, evidence"),
        (change("id", "0" * 16), "names the record"),
        (change("state", "dead"), "figure: state: Input should be 'killed'"),
        (change("low", -1), "greater than or equal to 0"),
        (change("low", "many"), "valid integer"),
        (change("low", 99), "low 99 and high 12; expected low <= high"),
        (change("evidence", None), "evidence"),
        (change("low.x", 1), "figure.low is 12, without fields"),
        (change("via.7", 1), "has no entry '7'"),
        (change("via.²", 1), "has no entry"),
        (change("via." + "9" * 5000, 1), "has no entry"),
        (change("low", 1, Operation.ADD), "no list"),
        (change("low", None, Operation.REMOVE), "no entry of a list"),
        (change("evidence.start", 50_000), "start 50000 and end"),
        (change("", 1), "no field ''"),
        (change("__class__", 1), "no field '__class__'"),
    ],
)
def test_wrong_change_is_refused_with_what_was_expected(wrong, message):
    with pytest.raises(JudgementError, match=re.escape(message)):
        apply_changes(FIGURE, [wrong])


def test_words_of_a_correction_must_stand_in_the_text():
    check_words(INCIDENT, TEXT)
    moved = apply_changes(FIGURE, [change("source", {"start": 0, "end": 8, "text": "the army"})])
    with pytest.raises(JudgementError, match="the report has 'Shelling', not 'the army'"):
        check_words(moved, TEXT)
    empty = apply_changes(FIGURE, [change("source", {"start": 5, "end": 5, "text": ""})])
    with pytest.raises(JudgementError, match="at least one"):
        check_words(empty, TEXT)


def test_every_mention_of_every_record_is_found():
    kinds = {listed.kind for listed in records_of(READING)}
    assert {RecordKind.FIGURE, RecordKind.INCIDENT, RecordKind.ACTOR} <= kinds
    for listed in records_of(READING):
        assert all(TEXT[m.start : m.end] == m.text for m in mentions_in(listed.record))
    assert len(list(mentions_in(INCIDENT))) >= 4
