"""Digests of which most is packed."""

from dataclasses import replace

from accordingto.corroboration.condensing import condense
from accordingto.corroboration.linking import in_order
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
    assert [one.key for one in bare if one.accounts] == ["k3"]


def test_sketches_and_speakers_come_one_report_at_a_time():
    packed, whole = PackedDigests(DIGESTS), sorted(DIGESTS, key=lambda one: one.key)
    assert [one.sketch for one in packed.sketched()] == [one.sketch for one in whole]
    assert [one.speakers for one in packed.speaking()] == [one.speakers for one in whole]
    assert dict(packed.speakers) == {one.key: one.speakers for one in whole}
    bare = next(packed.bare())
    assert (bare.sketch, bare.speakers) == (None, ())


def test_accounts_come_one_report_at_a_time():
    packed, whole = PackedDigests(DIGESTS), sorted(DIGESTS, key=lambda one: one.key)
    accounts = list(packed.accounts(but=set(packed)))
    assert accounts == [one for digest in whole for one in digest.accounts]
    assert not packed.head("k3").accounts


def test_accounts_of_a_report_come_by_where_they_begin():
    first = max(DIGESTS, key=lambda one: len(one.accounts))
    assert len(first.accounts) > 1
    turned = replace(first, accounts=tuple(in_order(first.accounts))[::-1])
    packed = PackedDigests([turned])
    assert list(packed.accounts(but={first.key})) == in_order(first.accounts)
    assert packed[first.key].accounts == turned.accounts


def test_quotes_are_left_out_but_of_reports_that_are_named_and_come_back():
    packed, whole = PackedDigests(DIGESTS), sorted(DIGESTS, key=lambda one: one.key)
    light = list(packed.accounts(but={"k3"}))
    assert {one.report for one in light if one.quote} == {"k3"}
    assert packed.with_quotes(light) == tuple(one for digest in whole for one in digest.accounts)


def test_accounts_of_one_id_keep_their_own_quotes():
    digest = max(DIGESTS, key=lambda one: len(one.accounts))
    odd = tuple(replace(one, record="same", quote=f"{one.start}") for one in digest.accounts)
    packed = PackedDigests([replace(digest, accounts=odd)])
    assert packed[digest.key].accounts == odd
    assert packed.with_quotes(packed.accounts()) == tuple(in_order(odd))


def test_quote_with_half_a_character_comes_back():
    (one,) = (one for one in DIGESTS if one.key == "k3")
    odd = tuple(replace(account, quote="nine \ud83d killed") for account in one.accounts)
    packed = PackedDigests([replace(one, accounts=odd)])
    assert packed["k3"].accounts == packed.with_quotes(packed.accounts()) == odd


def test_reports_that_tell_of_steps_are_known():
    told = {one.key for one in DIGESTS if one.steps}
    assert set(PackedDigests(DIGESTS).with_steps) == told
    assert 0 < len(told) < len(DIGESTS)


def test_report_without_text_has_no_sketch():
    packed = PackedDigests([replace(DIGESTS[0], sketch=None)])
    assert next(packed.sketched()).sketch is None


def test_of_reports_with_one_key_the_last_stands():
    assert len(PackedDigests([DIGESTS[0], DIGESTS[0]])) == 1
