"""Claims of a toll folded for reading."""

from dataclasses import replace

import pytest

from accordingto.records.tolls import Standing
from accordingto.records.values import Basis, Bound
from accordingto.views.case_folding import fold_toll
from tests.corroboration.casebook import day, figure, make_digest, speaker
from tests.views.cases import MINISTRY, OBSERVATORY, contested, found_of, observatory


def folded(*digests):
    found = found_of(*digests)
    (case,) = found.cases()
    return [fold_toll(toll) for toll in case.figures.tolls]


def claims_in(toll):
    tellings = [one for value in toll.figures for one in value.tellings] + list(toll.vague)
    told = [claim for one in tellings for claim in (*one.claims, *one.repeated, *one.earlier)]
    return [*told, *toll.loose, *toll.apart]


def test_every_claim_is_in_exactly_one_place():
    (toll,) = folded(*contested())
    assert len(toll.toll.claims) == 5
    assert sorted(claim.ref for claim in claims_in(toll)) == sorted(
        claim.ref for claim in toll.toll.claims
    )


def test_one_voice_in_two_reports_is_told_once():
    one = make_digest("r1", OBSERVATORY, observatory(14))
    other = make_digest("r2", OBSERVATORY, observatory(14), publisher="Post")
    (toll,) = folded(one, other)
    (telling,) = toll.figures[0].tellings
    assert [claim.ref.report for claim in telling.claims] == ["r1", "r2"]


def test_what_a_voice_said_before_stands_with_what_replaced_it():
    (toll,) = folded(*contested())
    (telling,) = next(one for one in toll.figures if one.low == 19).tellings
    assert [claim.low for claim in telling.earlier] == [14, 14]


def test_own_words_that_repeat_a_speaker_stand_below_the_speaker():
    own = figure(14, record="own", basis=Basis.OWN_VOICE)
    (toll,) = folded(make_digest("r1", OBSERVATORY, observatory(14), own))
    (telling,) = toll.figures[0].tellings
    assert telling.first.name == "Tarn Observatory for Rights"
    assert [claim.standing for claim in telling.repeated] == [Standing.RESTATED]


def test_vague_words_are_no_figure():
    vague = figure(24, None, bound=Bound.VAGUE, words="dozens", speaker="min")
    (toll,) = folded(make_digest("r1", MINISTRY, vague))
    assert not toll.figures
    assert [one.first.words for one in toll.vague] == ["dozens"]


def test_figures_that_more_voices_give_come_first():
    third = make_digest("r3", MINISTRY, figure(6, speaker="min"))
    hospital = speaker("hos", "Hospital of Marenna")
    fourth = make_digest("r4", hospital, figure(19, speaker="hos"), publisher="Post")
    one = make_digest("r1", OBSERVATORY, observatory(19), publisher="Ledger")
    (toll,) = folded(one, third, fourth)
    assert [value.low for value in toll.figures] == [19, 6]


def test_voice_with_two_standing_figures_is_marked_at_both():
    one = make_digest("r1", OBSERVATORY, observatory(14, words="14 dead"))
    other = make_digest("r2", OBSERVATORY, observatory(17, words="17 dead"), publisher="Post")
    (toll,) = folded(one, other)
    also = {value.low: value.tellings[0].also for value in toll.figures}
    assert also == {14: ("17 dead",), 17: ("14 dead",)}


def test_voices_that_hang_together_share_a_letter():
    hospital = speaker("hos", "Hospital of Marenna")
    also = figure(14, speaker="hos", record="also")
    both = make_digest("r1", OBSERVATORY, hospital, observatory(14), also)
    other = make_digest("r2", MINISTRY, figure(14, speaker="min"), publisher="Post")
    (toll,) = folded(both, other)
    letters = {one.first.name: one.letter for one in toll.figures[0].tellings}
    assert letters["Tarn Observatory for Rights"] == letters["Hospital of Marenna"] == "a"
    assert letters["Health Ministry of Ossen"] == ""


@pytest.mark.parametrize("said", [None, day(2)])
def test_claims_that_replace_each_other_in_a_circle_are_kept_loose(said):
    (toll,) = folded(
        make_digest("r1", OBSERVATORY, observatory(14), observatory(15, said=said, record="b"))
    )
    one, other = toll.toll.claims
    circle = (
        replace(one, standing=Standing.SUPERSEDED, replaced_by=other.ref),
        replace(other, standing=Standing.SUPERSEDED, replaced_by=one.ref),
    )
    found = fold_toll(replace(toll.toll, claims=circle, values=()))
    assert len(found.loose) == 2
    assert not found.is_told
