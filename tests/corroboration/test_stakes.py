"""On whose side a speaker stands."""

import pytest

from accordingto.corroboration.stakes import Stakes
from accordingto.records.tolls import Stake
from accordingto.records.values import ActorKind, BlameMode, Category, Who
from tests.corroboration.accounts import make_account
from tests.corroboration.casebook import blame, figure, make_case, make_digest, speaker

ARMY = blame("the Maresian army", speaker="Tarn Watch")


def stake_of(who, *claims, targets=()):
    account = make_account("r1", targets=targets)
    return Stakes(make_case(make_digest("r1", who, *claims, account=account))).of("r1", who.id)


def officer(name: str):
    return speaker("x", name, category=Category.MILITARY)


@pytest.mark.parametrize(
    ("who", "claims"),
    [
        (officer("the Maresian army"), [ARMY]),
        (officer("Maresia's Ministry of Defence"), [ARMY]),
        (officer("Colonel Dann"), [blame("the army", actor="x")]),
        (officer("Tarn Front"), [blame("gunmen", BlameMode.OWN_CLAIM, speaker="x")]),
    ],
)
def test_side_of_who_is_blamed(who, claims):
    found = stake_of(who, *claims)
    assert found.stake is Stake.PERPETRATORS_SIDE
    assert found.why


def test_side_of_who_was_hit():
    fighters = speaker("x", "Tarn Front", category=Category.ARMED_GROUP)
    assert stake_of(fighters, ARMY, targets=("tarn front",)).stake is Stake.VICTIMS_SIDE
    mourning = figure(9, speaker="x", label="martyrs")
    assert stake_of(fighters, mourning).stake is Stake.VICTIMS_SIDE
    resident = speaker("x", "residents", category=Category.RESIDENT)
    assert stake_of(resident, figure(9, who=Who.CIVILIAN)).stake is Stake.VICTIMS_SIDE
    assert stake_of(resident, figure(9)).stake is Stake.UNKNOWN


@pytest.mark.parametrize("category", [Category.MONITOR, Category.MEDICAL, Category.RESCUE])
def test_who_watches_and_heals_is_a_third_party_whatever_their_name(category):
    who = speaker("x", "Maresian Observatory of the Army", category=category)
    assert stake_of(who, ARMY).stake is Stake.THIRD_PARTY


@pytest.mark.parametrize(
    ("claim", "stake"),
    [
        (blame("Tarn Watch", BlameMode.DENIED, actor="x", speaker="y"), Stake.THIRD_PARTY),
        (blame("Tarn Watch", BlameMode.SUSPECTED, actor="x", speaker="x"), Stake.THIRD_PARTY),
        (blame("Tarn Watch", BlameMode.DENIED, actor="x", speaker="x"), Stake.PERPETRATORS_SIDE),
        (blame("Tarn Watch", BlameMode.ACCUSED, actor="x", speaker="y"), Stake.PERPETRATORS_SIDE),
    ],
)
def test_denial_by_others_and_blame_of_oneself_put_nobody_on_a_side(claim, stake):
    assert stake_of(speaker("x", "Tarn Watch"), claim).stake is stake


def test_monitor_that_tells_of_a_claim_claims_nothing():
    watch = speaker("x", "Tarn Watch")
    assert stake_of(watch, blame("gunmen", BlameMode.OWN_CLAIM, speaker="x")).stake is (
        Stake.THIRD_PARTY
    )


def test_party_that_is_read_as_claiming_anothers_deed_claims_nothing():
    council = speaker("x", "Tarn National Council", category=Category.OPPOSITION)
    claim = blame("Dorvanian jets", BlameMode.OWN_CLAIM, speaker="x")
    assert stake_of(council, claim).stake is Stake.UNKNOWN


def test_both_sides_leave_it_unknown():
    found = stake_of(officer("Tarn Front"), blame("Tarn Front"), targets=("tarn front",))
    assert found.stake is Stake.UNKNOWN
    assert "both sides" in found.why


@pytest.mark.parametrize(
    "who",
    [
        officer("the Dorvanian army"),
        speaker("x", "a source", kind=ActorKind.UNNAMED, category=None),
        speaker("x", "Ilo Senn", category=None),
    ],
)
def test_unknown_stays_unknown(who):
    assert stake_of(who, ARMY).stake is Stake.UNKNOWN


def test_own_voice_has_no_stake_told():
    assert Stakes(make_case(make_digest("r1", ARMY))).of("r1", None).stake is Stake.UNKNOWN
