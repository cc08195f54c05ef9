"""How far reviewers agree who decided apart."""

from datetime import timedelta

import pytest

from accordingto.ledger.agreement import ALL, find_doubles, measure_agreement
from accordingto.ledger.deciding import Intent
from accordingto.ledger.decisions import add_judgement, find_entries
from accordingto.ledger.reviewing import refresh_reviews
from accordingto.records.judgements import Change, Decision
from tests.ledger.desks import desks_of, undo
from tests.ledger.incoming import keep, make_incoming
from tests.records.judgements import NOON

TEXT = (
    "Shelling killed 3 people in Marenna on 15 March 2024. Residents said that 12 people were "
    "injured in Dorrash. A medic said 4 soldiers were killed in Skerry on 16 March 2024."
)


class Room:
    """Reviewers at one report; each decision a second after the one before."""

    def __init__(self, book):
        self.book, self.time = book, NOON
        keep(book, make_incoming(TEXT, published="2024-03-21"))
        self.text = make_incoming(TEXT).report.sha256
        with book.look() as connection:
            (desk,) = desks_of(connection, self.text)
        self.figures = [one.record.id for one in desk.carried.records if one.kind == "figure"]

    def say(self, reviewer, number, decision, *, blind=True, changes=()):
        self.time += timedelta(seconds=1)
        intent = Intent(
            decision=Decision(decision),
            reviewer=reviewer,
            time=self.time,
            why="so",
            blind=blind,
            changes=tuple(Change(field=name, value=value) for name, value in changes),
        )
        with self.book.change() as connection:
            (desk,) = desks_of(connection, self.text)
            made = add_judgement(connection, desk.decide(intent, self.figures[number]))
            refresh_reviews(connection, [self.text])
        return made

    def measured(self):
        with self.book.look() as connection:
            found = measure_agreement(find_doubles(connection))
        return {(one.kind, one.one, one.other): one for one in found}


@pytest.fixture
def room(ledger):
    return Room(ledger)


def test_only_what_was_decided_apart_is_compared(room):
    room.say("Odd", 0, "accept", blind=False)
    room.say("Ana", 0, "accept", blind=False)
    assert room.measured() == {}
    room.say("Odd", 1, "accept", blind=False)
    room.say("Ana", 1, "reject")
    (every, *_) = room.measured().values()
    assert (every.records, every.alike, every.raw) == (1, 0, 0)


def test_agreement_is_told_by_kind_and_pair_with_its_number(room):
    for number, (odd, ana) in enumerate((("accept",) * 2, ("reject",) * 2, ("accept", "reject"))):
        room.say("Odd", number, odd, blind=False)
        room.say("Ana", number, ana)
    found = room.measured()
    assert set(found) == {
        (kind, *pair) for kind in (ALL, "figure") for pair in ((ALL, ALL), ("Ana", "Odd"))
    }
    assert {(one.records, one.alike) for one in found.values()} == {(3, 2)}
    assert {round(one.kappa, 3) for one in found.values()} == {0.4}


def test_two_corrections_are_alike_when_the_records_are(room):
    for reviewer in ("Odd", "Ana"):
        room.say(reviewer, 0, "correct", changes=[("low", 4), ("high", 4)])
    room.say("Odd", 1, "correct", changes=[("high", 20)])
    room.say("Ana", 1, "correct", changes=[("high", 30)])
    found = room.measured()[ALL, ALL, ALL]
    assert (found.records, found.alike) == (2, 1)


def test_chance_alone_gives_no_kappa(room):
    for reviewer in ("Odd", "Ana"):
        room.say(reviewer, 0, "accept")
    assert room.measured()[ALL, ALL, ALL].kappa is None


def test_what_settles_a_dispute_or_was_undone_does_not_count(room):
    room.say("Odd", 0, "accept", blind=False)
    ana = room.say("Ana", 0, "reject")
    room.say("Eva", 0, "accept", blind=False)
    found = room.measured()
    assert (ALL, "Ana", "Odd") in found
    assert len(found) == 4
    with room.book.look() as connection:
        assert find_entries(connection, ana.hash)
    undo(room.book, ana, reviewer="Ana")
    assert room.measured() == {}


def test_last_decision_of_each_counts(room):
    room.say("Odd", 0, "accept")
    room.say("Ana", 0, "reject")
    room.say("Ana", 0, "accept")
    assert room.measured()[ALL, "Ana", "Odd"].alike == 1
