import pytest

from accordingto.formats.airwars_like import AirwarsLike, airwars_row, strike_status
from accordingto.formats.reference_files import read_reference
from accordingto.records.values import Age, BlameMode, Kind, Scope, Stance, State, Who
from tests.corroboration.accounts import make_spot
from tests.corroboration.casebook import blame, day, figure, speaker, statement
from tests.formats.exported import MINISTRY, OBSERVATORY, case_of, told, write

ARMY = speaker("army", "the Army of Ossen")
GROUPS = (
    "civilian_non_combatants",
    "children",
    "women",
    "men",
    "belligerents",
    "member_of_armed_forces",
    "persons_directly_participating_in_hostilities",
    "civilian_role_in_military",
)


def observed(low, high=-1, **fields):
    record = f"f-{low}-{high}-{fields.get('age', '')}-{fields.get('state', '')}"
    return figure(low, high, speaker="obs", record=record, **fields)


def row_of(*digests, **fields):
    made = airwars_row(case_of(*digests, **fields))
    assert not isinstance(made, str), made
    return made


def ends(made, group, state="killed"):
    return made.get(f"{group}_{state}_min"), made.get(f"{group}_{state}_max")


def test_each_group_has_its_least_and_most():
    made = row_of(
        told(
            OBSERVATORY,
            observed(12, who=Who.CIVILIAN),
            observed(3, age=Age.CHILDREN, who=Who.CIVILIAN),
            observed(30, state=State.INJURED),
        ),
        told(MINISTRY, figure(6, speaker="min"), report="r2", publisher="State Press"),
    )
    assert ends(made, "civilian_non_combatants") == (6, 12)
    assert ends(made, "children") == (3, 3)
    assert ends(made, "civilian_non_combatants", "injured") == (30, 30)
    assert ends(made, "women") == (None, None)


@pytest.mark.parametrize(
    ("low", "high", "expected", "words"),
    [(12, None, (12, None), "12 or more"), (None, 30, (None, 30), "30 or fewer")],
)
def test_end_that_a_claim_leaves_open_is_empty_and_told(low, high, expected, words):
    made = row_of(told(OBSERVATORY, observed(low, high)))
    assert ends(made, "civilian_non_combatants") == expected
    assert f"Civilians killed by airwars-like/1: {words}." in made["summary"]


def test_table_has_the_columns_of_airwars(tmp_path):
    written = write(AirwarsLike(), tmp_path / "out", case_of(told(OBSERVATORY, observed(12))))
    header = written.header("airwars_like.csv")
    blocks = [
        f"{group}_{state}_{end}"
        for group in GROUPS
        for state in ("killed", "injured")
        for end in ("min", "max")
    ]
    assert header[-32:] == blocks
    assert ",".join(header[:7]) == "post_id,permalink,code,previous_codes,date_type,date,date_end"
    assert written.faults() == []


def test_sources_sheet_has_every_report(tmp_path):
    second = told(OBSERVATORY, observed(12), report="r2", publisher="Hill Wire")
    case = case_of(told(OBSERVATORY, observed(12)), second)
    rows = write(AirwarsLike(), tmp_path / "out", case).rows("airwars_like_sources.csv")
    assert [(row["code"], row["name"], row["date"], row["url"]) for row in rows] == [
        (case.code, "The Tarn Courier", "2024-03-16", "https://news.example/r1"),
        (case.code, "Hill Wire", "2024-03-16", "https://news.example/r2"),
    ]


def test_belligerents_stand_with_how_and_by_whom_and_with_what_they_say(tmp_path):
    case = case_of(
        told(
            OBSERVATORY,
            ARMY,
            observed(12),
            blame("the army", speaker="obs", actor="army"),
            blame("the army", BlameMode.DENIED, speaker="army", actor="army"),
            statement(Stance.DENIES, "it had fired", ["r1-1"], speaker="army"),
        )
    )
    rows = write(AirwarsLike(), tmp_path / "out", case).rows("airwars_like_belligerents.csv")
    assert [(row["type"], row["assessment"]) for row in rows] == [
        ("accused", "Army of Ossen (accused by Tarn Observatory for Rights)"),
        ("denied", "Army of Ossen (denied by Army of Ossen)"),
    ]
    assert all("it had fired" in row["civcas_statements"] for row in rows)
    assert not any(row["deaths_conceded_min"] for row in rows)


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ((blame("the army", speaker="obs"),), "Single source claim"),
        (
            (blame("the army", BlameMode.OWN_CLAIM, speaker="army", actor="army"),),
            "Declared strike",
        ),
        ((blame("the army", BlameMode.OWN_CLAIM, speaker="obs"),), "Single source claim"),
    ],
)
def test_strike_is_declared_only_by_whoever_did_it(claims, status):
    case = case_of(told(OBSERVATORY, ARMY, observed(12), *claims))
    assert strike_status(case) == status


def test_two_voices_make_a_likely_strike_and_rivals_a_contested_one():
    ministry = (MINISTRY, figure(12, speaker="min"))
    ours = told(OBSERVATORY, observed(12), blame("the Ossen rebels", speaker="obs"))
    others = told(*ministry, report="r2", publisher="State Press")
    assert strike_status(case_of(ours, others)) == "Likely strike"
    rival = blame("the army of Ossen", speaker="min")
    rivals = told(*ministry, rival, report="r2", publisher="State Press")
    case = case_of(ours, rivals)
    assert (strike_status(case) == "Contested strike") is bool(case.case.blame.rivals)


@pytest.mark.parametrize(
    ("claims", "account", "why"),
    [
        ((), {}, "no standing figure tells of civilians"),
        ((observed(9, who=Who.COMBATANT),), {"kind": Kind.ARMED_CLASH}, "no harm to civilians"),
        ((observed(9),), {"date_from": None, "date_to": None}, "no report tells the day"),
        ((observed(0),), {}, "no harm to civilians"),
        ((observed(900, scope=Scope.CUMULATIVE),), {}, "no standing figure"),
    ],
)
def test_case_without_harm_to_civilians_or_a_day_is_left_out_with_the_reason(claims, account, why):
    made = airwars_row(case_of(told(OBSERVATORY, *claims, account=account)))
    assert isinstance(made, str)
    assert why in made


def test_grade_says_that_a_rule_suggests_it():
    made = row_of(told(OBSERVATORY, observed(12)))
    assert made["civilian_harm_status_label"] == "weak (suggested by airwars-like/1)"


def test_place_without_a_point_is_told_as_loosely_as_it_is_known():
    spot = make_spot("Ossen", lat=None, lon=None, where_prec=4)
    made = row_of(told(OBSERVATORY, observed(12), spot=spot), withheld=True)
    assert (made["geolocated"], made["latitude"]) == ("No", None)
    assert made["geolocation_accuracy_label"] == "Province/governorate"
    assert "Its exact place is withheld." in made["summary"]


def test_own_reader_of_airwars_reads_it_back(tmp_path):
    account = {"date_to": day(1)}
    case = case_of(told(OBSERVATORY, observed(12, 15), account=account))
    write(AirwarsLike(), tmp_path / "out", case)
    (event,) = read_reference(tmp_path / "out" / "airwars_like.csv").events
    assert (event.id, event.toll.low, event.toll.high) == (case.code, 12, 15)
    assert (event.days.first, event.days.last) == (day(0), day(1))
    assert event.grading == "weak (suggested by airwars-like/1)"
