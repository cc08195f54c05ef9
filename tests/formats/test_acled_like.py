from datetime import date

import pytest

from accordingto.formats.acled_like import AcledLike, acled_row
from accordingto.formats.reference import DayPrecision, PlacePrecision
from accordingto.formats.reference_files import read_reference
from accordingto.records.values import ActorKind, BlameMode, Certainty, Kind, Stance, Who
from tests.corroboration.accounts import FRIDAY, make_spot
from tests.corroboration.casebook import blame, figure, speaker, statement
from tests.formats.exported import MINISTRY, OBSERVATORY, case_of, nowhere, told, write

HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)


def contested():
    """An observatory and a ministry that disagree about whom, how many, and who did it."""
    claims = (
        OBSERVATORY,
        figure(19, speaker="obs", words="19 people"),
        blame("the army", speaker="obs"),
    )
    others = (
        MINISTRY,
        figure(6, speaker="min", words="Six people"),
        blame("the Ossen Brigade", speaker="min"),
        statement(Stance.DENIES, "the army fired", ["r2-1"], speaker="min"),
    )
    return told(*claims), told(*others, report="r2", publisher="State; Press")


def row_of(*digests, **fields):
    made = acled_row(case_of(*digests, **fields))
    assert not isinstance(made, str), made
    return made


def why_not(**changes):
    made = acled_row(case_of(told(OBSERVATORY, figure(12, speaker="obs"), **changes)))
    assert isinstance(made, str), made
    return made


def test_row_has_day_type_place_and_lowest_number():
    made = row_of(*contested(), withheld=False)
    assert (made["event_date"], made["year"], made["time_precision"]) == ("2024-03-15", 2024, 1)
    assert (made["disorder_type"], made["event_type"], made["sub_event_type"]) == (
        "Political violence",
        "Explosions/Remote violence",
        "Air/drone strike",
    )
    assert (made["location"], made["admin1"], made["geo_precision"]) == ("Marenna", "Ossen", 1)
    assert (made["latitude"], made["longitude"]) == (10.0, 20.0)
    assert made["fatalities"] == 6
    assert made["source"] == "The Tarn Courier;State, Press"


def test_dispute_stands_in_the_notes_with_everybody_who_says_so():
    notes = row_of(*contested())["notes"]
    assert (
        "Killed: “Six people” (Health Ministry of Ossen, 2024-03-16); "
        "“19 people” (Tarn Observatory for Rights, 2024-03-16) [contested]." in notes
    )
    assert "the army (accused by Tarn Observatory for Rights)" in notes
    assert "Health Ministry of Ossen denies: “the army fired”" in notes
    assert "Grade: contested (suggested by airwars-like/1); no finding." in notes
    assert notes.endswith("Fatalities by acled-like/1: 6, the lowest number that is given.")


def test_blame_is_no_direction_and_names_its_accusers():
    made = row_of(*contested())
    assert made["actor1"] == (
        "the army (accused by Tarn Observatory for Rights); "
        "the Ossen Brigade (accused by Health Ministry of Ossen)"
    )
    assert "actor2" not in made


def test_table_has_the_columns_of_acled_and_a_reader_of_packages_accepts_it(tmp_path):
    written = write(AcledLike(), tmp_path / "out", case_of(*contested()))
    assert ",".join(written.header("acled_like.csv")) == HEADER
    assert HEADER.count(",") == 30
    assert written.faults() == []
    (row,) = written.rows("acled_like.csv")
    empty = "assoc_actor_1,inter1,actor2,inter2,interaction,region,source_scale,timestamp"
    assert not any(row[name] for name in empty.split(","))


def test_nobody_told_to_be_killed_is_no_nought():
    assert row_of(told(OBSERVATORY))["fatalities"] is None


@pytest.mark.parametrize(
    ("last", "code", "day"),
    [(16, 2, 15), (21, 2, 18), (31, 3, 23)],
)
def test_several_days_stand_under_the_one_in_the_middle(last, code, day):
    account = {"date_from": FRIDAY, "date_to": date(2024, 3, last)}
    made = row_of(told(OBSERVATORY, account=account))
    assert (made["event_date"], made["time_precision"]) == (f"2024-03-{day}", code)
    assert f"Its days: 2024-03-15 to 2024-03-{last}; event_date is their middle." in made["notes"]


def test_district_has_no_point():
    spot = make_spot("Ossen South", lat=None, lon=None, where_prec=3)
    made = row_of(told(OBSERVATORY, spot=spot))
    assert (made["geo_precision"], made["latitude"], made["longitude"]) == (2, None, None)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"account": {"date_from": None, "date_to": None}}, "no report tells the day"),
        ({"account": {"date_to": date(2024, 5, 15)}}, "nothing vaguer than a month"),
        ({"account": {"spot": None}}, "its place is not told"),
        ({"spot": nowhere(country="XX")}, "told as “Nirgal”; ACLED records nothing vaguer"),
        ({"account": {"kind": Kind.SIEGE}}, "a siege is no type"),
        ({"account": {"kind": Kind.DISPLACEMENT}}, "displacement is no type"),
        ({"account": {"certainty": Certainty.DENIED}}, "it did not happen"),
    ],
)
def test_case_that_acled_does_not_record_is_left_out_with_the_reason(changes, why):
    assert why in why_not(**changes)


def test_type_that_reports_leave_open_stays_empty_and_says_so():
    made = row_of(told(OBSERVATORY, account={"kind": Kind.SHOOTING}))
    assert (made["event_type"], made["sub_event_type"]) == ("", "")
    assert "depends on who was hit" in made["notes"]


def test_attack_on_civilians_is_civilian_targeting():
    killed = figure(3, speaker="obs", who=Who.CIVILIAN)
    made = row_of(told(OBSERVATORY, killed, account={"kind": Kind.EXECUTION}))
    assert made["civilian_targeting"] == "Civilian targeting"


def test_unnamed_source_and_a_claim_of_responsibility_are_told_as_such():
    activists = speaker("act", "activists", kind=ActorKind.UNNAMED)
    own = blame("the Ossen Brigade", BlameMode.OWN_CLAIM, speaker="act")
    made = row_of(told(activists, figure(4, speaker="act", words="four people"), own))
    assert "Killed: “four people” (activists (unnamed), 2024-03-16)." in made["notes"]
    assert made["actor1"] == "the Ossen Brigade (own claim, by activists (unnamed))"


def test_formula_in_the_words_of_a_report_is_text(tmp_path):
    digest = told(OBSERVATORY, blame("=cmd()", speaker="obs"), publisher="+Post")
    written = write(AcledLike(), tmp_path / "out", case_of(digest))
    (row,) = written.rows("acled_like.csv")
    assert (row["actor1"][:2], row["source"]) == ("'=", "'+Post")


def test_own_reader_of_acled_reads_it_back(tmp_path):
    write(AcledLike(), tmp_path / "out", case_of(*contested()))
    (event,) = read_reference(tmp_path / "out" / "acled_like.csv").events
    assert (event.toll.best, event.kinds) == (6, (Kind.AIR_STRIKE,))
    assert (event.days.precision, event.place.precision) == (
        DayPrecision.DAY,
        PlacePrecision.EXACT,
    )
