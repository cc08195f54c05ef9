from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.formats.ged_like import GedLike, ged_row
from accordingto.formats.reference import DayPrecision, PlacePrecision
from accordingto.formats.reference_files import read_reference
from accordingto.records.values import ActorKind, BlameMode, Bound, Certainty, Kind, Scope, Who
from tests.corroboration.accounts import FRIDAY, make_spot
from tests.corroboration.casebook import blame, day, figure, speaker
from tests.formats.exported import (
    ACCEPTED,
    MINISTRY,
    OBSERVATORY,
    case_of,
    nowhere,
    told,
    write,
)

HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,"
    "low,gwnoa,gwnob"
)
MAPPED_BY_USERS = (
    "relid,active_year,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_b_dset_id,side_b_new_id,"
    "side_b,country_id,region,event_clarity,gwnoa,gwnob,deaths_a,deaths_b"
)


def row_of(*digests, **fields):
    """The row of a case, which fits."""
    made = ged_row(case_of(*digests, **fields))
    assert not isinstance(made, str), made
    return made


def why_not(*digests, **fields):
    """Why a case does not fit."""
    made = ged_row(case_of(*digests, **fields))
    assert isinstance(made, str), made
    return made


def observed(low=12, high=-1, **fields):
    return figure(low, high, speaker="obs", **fields)


def test_row_has_day_place_toll_and_who_says_so():
    made = row_of(told(OBSERVATORY, observed(), title="Strike hits Marenna"))
    assert made["year"] == 2024
    assert (made["date_start"], made["date_end"], made["date_prec"]) == (
        "2024-03-15",
        "2024-03-15",
        1,
    )
    assert (made["where_coordinates"], made["adm_1"], made["adm_2"]) == (
        "Marenna",
        "Ossen",
        "Ossen South",
    )
    assert (made["latitude"], made["longitude"], made["where_prec"]) == (10.0, 20.0, 1)
    assert made["geom_wkt"] == "POINT (20.0 10.0)"
    assert (made["low"], made["best"], made["high"]) == (12, 12, 12)
    assert made["source_original"] == "Tarn Observatory for Rights"
    assert made["source_article"] == '"The Tarn Courier,2024-03-16,Strike hits Marenna"'


def test_table_has_the_columns_of_ged_and_leaves_those_empty_that_users_map(tmp_path):
    case = case_of(told(OBSERVATORY, observed(), blame("the army", speaker="obs")))
    written = write(GedLike(), tmp_path / "out", case)
    assert ",".join(written.header("ged_like.csv")) == HEADER
    assert HEADER.count(",") == 48
    (row,) = written.rows("ged_like.csv")
    assert not any(row[name] for name in MAPPED_BY_USERS.split(","))
    assert row["id"] == case.code
    assert written.faults() == []


def test_two_sides_tolls_stay_two_and_the_range_is_that_of_the_rule():
    ministry = told(MINISTRY, figure(6, speaker="min"), report="r2", publisher="State Press")
    made = row_of(told(OBSERVATORY, observed(19)), ministry)
    assert (made["low"], made["best"], made["high"]) == (6, 6, 19)
    assert made["number_of_sources"] == 2
    assert made["source_original"] == "Health Ministry of Ossen; Tarn Observatory for Rights"


def test_dead_are_civilians_only_where_all_who_give_the_best_figure_say_so():
    civilians = row_of(told(OBSERVATORY, observed(who=Who.CIVILIAN)))
    assert (civilians["deaths_civilians"], "deaths_unknown" in civilians) == (12, False)
    fighters = row_of(told(OBSERVATORY, observed(who=Who.COMBATANT)))
    assert (fighters["deaths_unknown"], "deaths_civilians" in fighters) == (12, False)


@pytest.mark.parametrize(
    ("low", "high", "told_as"),
    [(70, None, "70 or more; best 70"), (20, 30, "20 to 30; best 20")],
)
def test_open_ends_stand_in_the_notes(tmp_path, low, high, told_as):
    written = write(GedLike(), tmp_path / "out", case_of(told(OBSERVATORY, observed(low, high))))
    (row,) = written.rows("ged_like.csv")
    assert (row["low"], row["high"]) == (str(low), str(high or low))
    (notes,) = written.rows("ged_like_notes.csv")
    assert notes["id"] == row["id"]
    assert f"Deaths by ucdp-like/1: {told_as}." in notes["notes"]


def test_event_known_to_a_district_has_a_code_and_no_point():
    spot = make_spot("Ossen South", lat=None, lon=None, where_prec=3)
    made = row_of(told(OBSERVATORY, observed(), spot=spot))
    assert made["where_prec"] == 3
    empty = [made[name] for name in ("latitude", "longitude", "geom_wkt", "priogrid_gid")]
    assert empty == [None] * 4


def test_point_of_a_place_known_more_loosely_than_25_km_is_not_given():
    made = row_of(told(OBSERVATORY, observed(), spot=make_spot("Ossen", where_prec=4)))
    assert (made["where_prec"], made["latitude"]) == (4, None)


def test_name_that_no_gazetteer_has_is_placed_in_its_country():
    made = row_of(told(OBSERVATORY, observed(), spot=nowhere(country="XX")))
    assert (made["where_prec"], made["where_coordinates"], made["country"]) == (6, "Nirgal", "XX")
    assert made["latitude"] is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"account": {"date_from": None, "date_to": None}}, "no report tells the day"),
        ({"account": {"date_to": None}}, "one end of its days alone"),
        ({"account": {"date_from": date(2022, 1, 1)}}, "805 days"),
        ({"account": {"spot": None}}, "its place is not told"),
        ({"spot": nowhere()}, "told as “Nirgal”, in no country that is known"),
        ({"account": {"certainty": Certainty.DENIED}}, "it did not happen"),
    ],
)
def test_case_without_a_day_a_country_or_an_event_is_left_out_with_the_reason(changes, why):
    assert why in why_not(told(OBSERVATORY, observed(), **changes))


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ((), "nobody gives a figure"),
        ((observed(0),), "nobody is told to have been killed"),
        ((observed(None, 30),), "no figure has a lower end"),
        ((observed(300, scope=Scope.CUMULATIVE),), "nobody gives a figure"),
        (
            (observed(12, who=Who.CIVILIAN), figure(9, speaker="min", who=Who.COMBATANT)),
            "nobody gives a total",
        ),
    ],
)
def test_case_without_a_toll_by_the_rule_is_left_out_with_the_reason(claims, why):
    assert why in why_not(told(OBSERVATORY, MINISTRY, *claims))


@pytest.mark.parametrize(
    ("last", "code"),
    [(15, 1), (16, 2), (20, 2), (21, 3), (22, 4), (31, 4)],
)
def test_days_have_the_codes_of_ged(last, code):
    account = {"date_from": FRIDAY, "date_to": date(2024, 3, last)}
    made = row_of(told(OBSERVATORY, observed(), account=account))
    assert (made["date_prec"], made["date_end"]) == (code, f"2024-03-{last}")


def test_blame_stands_with_its_mode_and_its_accusers_and_a_denial_is_no_blame():
    made = row_of(
        told(
            OBSERVATORY,
            MINISTRY,
            observed(),
            blame("the army", speaker="obs"),
            blame("the Ossen Brigade", BlameMode.SUSPECTED, speaker="min"),
            blame("the navy", BlameMode.DENIED, speaker="min"),
        )
    )
    assert made["side_a"] == (
        "the army (accused by Tarn Observatory for Rights); "
        "the Ossen Brigade (suspected by Health Ministry of Ossen)"
    )


def test_case_told_of_by_one_unnamed_source_alone_says_so():
    activists = speaker("act", "activists", kind=ActorKind.UNNAMED)
    made = row_of(told(activists, figure(4, speaker="act")))
    assert (made["source_original"], made["number_of_sources"]) == ("activists (unnamed)", 1)


def test_what_a_report_says_itself_is_marked_as_its_own_words():
    made = row_of(told(figure(4)))
    assert made["source_original"] == "The Tarn Courier (in its own words)"


def test_copies_of_one_story_are_one_source():
    copies = [
        told(OBSERVATORY, observed(), report=f"r{number}", publisher=f"Paper {number}")
        for number in range(5)
    ]
    made = row_of(*copies)
    assert made["number_of_sources"] == 1
    assert made["source_office"] == "Paper 0;Paper 1;Paper 2;Paper 3;Paper 4"


def test_word_without_a_number_has_the_floor_of_the_rule():
    made = row_of(told(OBSERVATORY, observed(24, None, bound=Bound.VAGUE, words="dozens")))
    assert (made["low"], made["best"], made["high"]) == (24, 24, 24)


@pytest.mark.parametrize(
    ("fields", "status"),
    [({}, "not reviewed"), ({"review": ACCEPTED}, "reviewed")],
)
def test_status_says_whether_a_person_stands_for_it(fields, status):
    assert row_of(told(OBSERVATORY, observed()), **fields)["code_status"] == status


def test_formula_in_a_title_is_text_and_semicolons_part_no_title(tmp_path):
    digest = told(OBSERVATORY, observed(), title='=HYPERLINK("x");two', publisher="@Post")
    written = write(GedLike(), tmp_path / "out", case_of(digest))
    (row,) = written.rows("ged_like.csv")
    assert row["source_headline"] == '\'=HYPERLINK("x"),two'
    assert row["source_office"] == "'@Post"
    assert row["source_article"].count(";") == 0


def test_report_without_title_publisher_or_day_keeps_its_place_in_the_lists():
    digest = told(OBSERVATORY, observed(), publisher="", published=None, given=None)
    made = row_of(digest)
    assert made["source_article"] == '"publisher not given,date not given,no title"'


def test_other_days_places_and_kinds_are_told_in_the_notes(tmp_path):
    other = told(
        OBSERVATORY,
        observed(),
        report="r2",
        publisher="Hill Wire",
        account={"kind": Kind.SHELLING},
    )
    written = write(GedLike(), tmp_path / "out", case_of(told(OBSERVATORY, observed()), other))
    (notes,) = written.rows("ged_like_notes.csv")
    assert "Other kinds told: " in notes["notes"]


def test_own_reader_of_ged_reads_it_back(tmp_path):
    days = {"date_from": FRIDAY, "date_to": day(1)}
    fitting = case_of(told(OBSERVATORY, observed(), title="One; two", account=days))
    without = case_of(told(report="r9"))
    written = write(GedLike(), tmp_path / "out", fitting, without)
    (event,) = read_reference(tmp_path / "out" / "ged_like.csv").events
    assert (event.toll.low, event.toll.best, event.toll.high) == (12, 12, 12)
    assert event.days.precision is DayPrecision.DAYS
    assert event.place.precision is PlacePrecision.EXACT
    assert [source.headline for source in event.sources] == ["One, two"]
    assert event.origins == ("Tarn Observatory for Rights",)
    assert [one.what for one in written.left] == [without.code]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60) | st.none(),
            st.integers(0, 40) | st.none(),
            st.sampled_from(("obs", "min")),
            st.sampled_from((Who.UNKNOWN, Who.CIVILIAN)),
        ),
        max_size=5,
    )
)
def test_best_lies_between_low_and_high_and_deaths_add_up_to_it(told_of):
    claims = [
        figure(
            low,
            more if low is None or more is None else low + more,
            speaker=by,
            who=who,
            record=f"f{number}",
        )
        for number, (low, more, by, who) in enumerate(told_of)
    ]
    made = ged_row(case_of(told(OBSERVATORY, MINISTRY, *claims)))
    if isinstance(made, str):
        return
    given_numbers = {n for one in claims for n in (one.low, one.high) if n is not None}
    assert made["low"] <= made["best"] <= made["high"]
    assert {made["low"], made["best"], made["high"]} <= given_numbers
    parts = [made.get(f"deaths_{whose}") for whose in ("civilians", "unknown")]
    assert [n for n in parts if n is not None] == [made["best"]]
