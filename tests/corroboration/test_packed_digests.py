"""Digests of which most is packed."""

from accordingto.corroboration.condensing import condense
from accordingto.corroboration.packed_digests import PackedDigests
from evaluation.invented_war import War
from evaluation.inventing import invent_reports

DIGESTS = [
    condense(one.reading, f"k{number}")
    for number, one in enumerate(invent_reports(War.of(1), 1, 12, days=3))
]


def test_what_was_packed_comes_back_whole():
    packed = PackedDigests(reversed(DIGESTS))
    assert list(packed.values()) == sorted(DIGESTS, key=lambda one: one.key)
    assert any(one.figures and one.blame and one.statements for one in packed.values())


def test_bare_digests_hold_nothing_that_was_said_but_those_that_are_named():
    packed = PackedDigests(DIGESTS)
    bare = list(packed.bare(but={"k3"}))
    assert [one.key for one in bare] == list(packed)
    assert [one.key for one in bare if one.figures] == ["k3"]
    assert [one.accounts for one in bare] == [one.accounts for one in packed.values()]


def test_of_reports_with_one_key_the_last_stands():
    assert len(PackedDigests([DIGESTS[0], DIGESTS[0]])) == 1
