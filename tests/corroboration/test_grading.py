"""Grades are suggestions; people decide."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.corroboration.blaming import blame_for
from accordingto.corroboration.grading import (
    RULE,
    current_grade,
    decide,
    regrade,
    suggest_grade,
)
from accordingto.corroboration.reconciliation import reconcile
from accordingto.gazetteer.names import fold_name
from accordingto.records.grades import Grade, GradeFlag, GradeHistory
from accordingto.records.values import ActorKind, BlameMode, Category, Kind, State, Who
from tests.corroboration.accounts import make_account
from tests.corroboration.casebook import blame, figure, make_case, make_digest, speaker

ARMY, REBELS = "the Maresian army", "the Dorvanian rebels"


def grade(*digests):
    case = make_case(*digests)
    return suggest_grade(case, reconcile(case), blame_for(case))


def said(by: str, *claims, **fields):
    counted = figure(12, speaker=by, who=Who.CIVILIAN, **fields)
    return make_digest(f"r-{by}", counted, *claims)


def test_one_voice_is_weak_however_often_it_is_printed():
    told = [
        make_digest(f"r{n}", figure(12, speaker="Tarn Watch"), blame(ARMY, speaker="Tarn Watch"))
        for n in range(9)
    ]
    found = grade(*told)
    assert (found.grade, found.rule, found.voices.named) == (Grade.WEAK, RULE, 1)
    assert "1 independent voice with a name" in found.reasons[0]


def test_two_voices_and_a_belligerent_are_fair():
    found = grade(said("Tarn Watch", blame(ARMY, speaker="Tarn Watch")), said("Ossen Relief"))
    assert found.grade is Grade.FAIR
    assert f"{ARMY} is held responsible" in found.reasons


def test_two_voices_without_a_belligerent_are_weak():
    told = []
    for by in ("Tarn Watch", "Ossen Relief"):
        account = make_account(f"r-{by}", kind=Kind.OTHER)
        told.append(make_digest(f"r-{by}", figure(12, speaker=by), account=account))
    found = grade(*told)
    assert found.grade is Grade.WEAK
    assert "no voice tells of a belligerent's action" in found.reasons


def test_air_strike_is_a_belligerents_action():
    assert grade(said("Tarn Watch"), said("Ossen Relief")).grade is Grade.FAIR


def test_unnamed_voices_make_no_grade_and_are_flagged():
    found = grade(
        said("Tarn Watch"),
        make_digest(
            "r2",
            figure(12, speaker="x", who=Who.CIVILIAN),
            speaker("x", "a resident", kind=ActorKind.UNNAMED),
        ),
    )
    assert found.grade is Grade.WEAK
    assert GradeFlag.UNNAMED_VOICES in found.flags


def rival(one: str, other: str):
    told = said("Tarn Watch", blame(one, speaker="Tarn Watch"))
    return grade(told, said("Ossen Relief", blame(other, speaker="Ossen Relief")))


def test_rival_attributions_are_contested():
    found = rival(ARMY, REBELS)
    assert found.grade is Grade.CONTESTED
    assert f"{ARMY} and {REBELS}" in found.reasons[0]


def test_mere_denial_is_a_flag():
    army = speaker("army", ARMY, category=Category.MILITARY)
    denial = blame(ARMY, BlameMode.DENIED, speaker="army", actor="army")
    told = said("Tarn Watch", blame(ARMY, speaker="Tarn Watch")), said("Ossen Relief")
    found = grade(*told, make_digest("r3", denial, army))
    assert found.grade is Grade.FAIR
    assert found.flags == (GradeFlag.DENIED,)


def test_tolls_that_differ_are_a_flag():
    told = said("Tarn Watch"), make_digest("r2", figure(30, speaker="b", who=Who.CIVILIAN))
    assert GradeFlag.TOLLS_DIFFER in grade(*told).flags


@pytest.mark.parametrize(
    "told",
    [
        make_digest("r1", figure(12, who=Who.COMBATANT)),
        make_digest("r1", figure(0)),
        make_digest("r1", figure(12, state=State.DETAINED)),
        make_digest("r1", figure(12), account=make_account("r1", kind=Kind.ARMED_CLASH)),
        make_digest("r1"),
    ],
    ids=["fighters", "nobody", "detained", "people in a clash", "no figure"],
)
def test_what_is_no_civilian_harm_has_no_grade(told):
    found = grade(told)
    assert found.grade is None
    assert found.reasons


def test_civilians_killed_in_a_clash_are_graded():
    account = make_account("r1", kind=Kind.ARMED_CLASH)
    assert grade(make_digest("r1", figure(3, who=Who.CIVILIAN), account=account)).grade


@pytest.mark.parametrize(("one", "other"), [(ARMY, REBELS), (ARMY, ARMY), (REBELS, REBELS)])
def test_swapping_parties_changes_no_grade(one, other):
    swapped = {ARMY: REBELS, REBELS: ARMY}
    assert rival(one, other).grade is rival(swapped[one], swapped[other]).grade
    named = rival("the Maresian army", "the Dorvanian army").grade
    assert named is rival("the Dorvanian army", "the Maresian army").grade


PARTIES = ("the Maresian army", "the Dorvanian army", "Maresian rebels", "Dorvanian rebels")
SWAPPED = {
    "Maresian": "Dorvanian",
    "Dorvanian": "Maresian",
}


def swap(name: str) -> str:
    return " ".join(SWAPPED.get(word, word) for word in name.split())


def told_by(rows, name):
    """One report a row: who says how many, and who did it; `name` renames the parties."""
    digests = []
    for n, (by, low, whom, mode, kind) in enumerate(rows):
        who = speaker("x", name(by), category=Category.MILITARY)
        told = figure(low, speaker="x", who=Who.CIVILIAN), blame(name(whom), mode, speaker="x")
        account = make_account(f"r{n}", kind=kind, targets=(fold_name(name(by)),))
        digests.append(make_digest(f"r{n}", *told, who, account=account))
    return make_case(*digests)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(PARTIES),
            st.integers(0, 9),
            st.sampled_from(PARTIES),
            st.sampled_from(list(BlameMode)),
            st.sampled_from((Kind.AIR_STRIKE, Kind.ARMED_CLASH)),
        ),
        max_size=5,
    )
)
def test_swapping_parties_changes_no_grade_no_flag_and_no_stake(rows):
    found = []
    for case in (told_by(rows, str), told_by(rows, swap)):
        tolls, blamed = reconcile(case), blame_for(case)
        suggested = suggest_grade(case, tolls, blamed)
        stakes = sorted((c.ref, c.stake.stake) for t in tolls.tolls for c in t.claims)
        found.append((suggested.grade, suggested.flags, len(blamed.rivals), stakes))
    assert found[0] == found[1]


def test_new_evidence_adds_to_the_history_and_the_same_adds_nothing():
    weak, fair = grade(said("Tarn Watch")), grade(said("Tarn Watch"), said("Ossen Relief"))
    history = regrade(regrade(GradeHistory(), weak), weak)
    assert len(history.entries) == 1
    later = regrade(history, fair)
    assert [one.grade for one in later.entries] == [Grade.WEAK, Grade.FAIR]
    current = current_grade(later)
    assert current
    assert current.by == RULE


def test_person_decides_and_no_rule_undoes_it():
    history = decide(GradeHistory(), "ana", Grade.CONFIRMED, "the army accepted it")
    later = regrade(history, grade(said("Tarn Watch")))
    current = current_grade(later)
    assert current
    assert (current.grade, current.by) == (Grade.CONFIRMED, "person:ana")
    back = current_grade(decide(later, "ana", None, "withdrawn"))
    assert back
    assert back.grade is Grade.WEAK


def test_published_case_is_not_graded_again():
    history = replace(regrade(GradeHistory(), grade(said("Tarn Watch"))), is_published=True)
    assert regrade(history, grade(said("Tarn Watch"), said("Ossen Relief"))) is history


def test_case_without_history_has_no_grade():
    assert current_grade(GradeHistory()) is None
