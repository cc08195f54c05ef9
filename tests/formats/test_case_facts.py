from dataclasses import replace
from datetime import date

import pytest

from accordingto.formats.case_facts import days_of, is_denied, place_of
from accordingto.records.days import Days
from accordingto.records.incidents import SourcedDays
from accordingto.records.values import Certainty
from tests.corroboration.accounts import FRIDAY, make_spot
from tests.formats.exported import OBSERVATORY, case_of, nowhere, told


def test_days_that_a_report_gives_roughly_are_no_one_day():
    rough = Days(
        date_from=FRIDAY,
        date_to=FRIDAY,
        precision_ucdp=3,
        precision_acled=2,
        edtf="2024-03-15~",
    )
    bundle = case_of(told(OBSERVATORY))
    (note,) = bundle.incidents
    days = (SourcedDays(value=rough, source=None),)
    note = replace(note, record=replace(note.record, days=days))
    made = days_of(replace(bundle, incidents=(note,)))
    assert (made.ucdp, made.acled, made.count) == (3, 2, 1)


@pytest.mark.parametrize(
    ("last", "middle"),
    [(date(2024, 3, 15), 15), (date(2024, 3, 16), 15), (date(2024, 3, 17), 16)],
)
def test_middle_of_several_days_is_the_earlier_of_two(last, middle):
    made = days_of(case_of(told(account={"date_to": last})))
    assert made.middle == date(2024, 3, middle)


def test_year_is_no_event_of_acled():
    account = {"date_from": date(2024, 1, 1), "date_to": date(2024, 12, 31)}
    made = days_of(case_of(told(account=account)))
    assert (made.ucdp, made.acled) == (5, None)


def test_place_that_most_texts_give_has_its_district_and_what_loosens_it():
    made = place_of(case_of(told(spot=make_spot(qualifier="outskirts of", where_prec=2))))
    assert (made.told, made.admin2, made.geo_precision) == (
        "outskirts of Marenna",
        "Ossen South",
        2,
    )


def test_place_in_no_country_has_no_code():
    made = place_of(case_of(told(spot=nowhere())))
    assert (made.where_prec, made.geo_precision, made.point) == (None, None, None)


def test_place_that_is_withheld_keeps_its_district_and_no_point():
    spot = make_spot("Marenna [exact place withheld]", lat=None, lon=None, where_prec=3)
    made = place_of(case_of(told(spot=spot), withheld=True))
    assert (made.admin2, made.point, made.where_prec) == ("Ossen South", None, 3)


def test_event_is_denied_only_when_every_report_denies_it():
    denied = {"certainty": Certainty.DENIED}
    other = told(report="r2", publisher="Hill Wire")
    assert is_denied(case_of(told(account=denied)))
    assert not is_denied(case_of(told(account=denied), other))
