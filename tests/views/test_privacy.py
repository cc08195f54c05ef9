from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ledger.private_persons import Rule
from accordingto.ledger.redaction import Lifted
from accordingto.records.cases import CaseAccount, CaseOutline, ToldPlace
from accordingto.records.values import Age, State
from accordingto.views.privacy import Mask, hide_in_quote, mask_for, withhold_in, withhold_names
from tests.views.readings import Sketch, market


def test_name_is_found_across_hyphens_and_line_ends_and_in_any_case() -> None:
    mask = Mask.of(["Omar al-Sell"])
    assert mask.hide("OMAR\nAL-SELL and Omar al-Sellan") == "[name withheld] and Omar al-Sellan"


def test_longest_name_wins() -> None:
    mask = Mask.of(["Omar", "Omar Sell"])
    assert mask.hide("Omar Sell, Omar") == "[name withheld], [name withheld]"


def test_child_is_known_by_age_by_role_or_by_the_figure() -> None:
    sketch = Sketch("Ana Bel Cim Dor Eli")
    six = sketch.figure("Ana", 6, 6, age=Age.CHILDREN)
    sketch.person("Ana", 17)
    sketch.person("Bel", None, role="schoolgirl")
    sketch.person("Cim", None, figure=six.id)
    sketch.person("Dor", 18, role="boy")
    sketch.person("Eli", None)
    mask = mask_for(sketch.reading())
    assert mask.hide("Ana, Bel, Cim, Dor, Eli").count("[name withheld]") == 3
    assert mask.hide("Dor, Eli") == "Dor, Eli"


def test_name_of_a_detained_person_is_withheld() -> None:
    sketch = Sketch("Bram Holk was arrested.")
    sketch.person("Bram Holk", 40, state=State.DETAINED)
    assert mask_for(sketch.reading()).hide("Bram Holk") == "[name withheld]"


def test_withholding_leaves_the_report_and_the_ids_as_they_are() -> None:
    reading = market().reading()
    hidden = withhold_names(reading, mask_for(reading))
    assert hidden.report == reading.report
    assert [figure.id for figure in hidden.figures] == [figure.id for figure in reading.figures]
    assert hidden.people[0].name == "[name withheld]"


@given(st.text(), st.lists(st.text(min_size=1)))
def test_spans_are_in_order_within_the_text(text: str, names: list[str]) -> None:
    spans = list(Mask.of(names).find_names(text))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


HOSPITAL = (
    "An air strike hit Al-Nesk Hospital in Marvoy, killing Lina Harrow, 9. Soldiers raped "
    "Ada Varn. Varn fled. Lina's father Odo Harrow, 41, was hurt at Al-Nesk."
)


def hospital() -> Sketch:
    sketch = Sketch(HOSPITAL, title="Al-Nesk Hospital hit")
    spot = sketch.place("Marvoy", "XA", lat=1.5, lon=2.5, where_prec=1)
    targets = (sketch.words("Al-Nesk Hospital"),)
    sketch.incident("air strike", None, place=spot, targets=targets)
    sketch.person("Lina Harrow", 9)
    sketch.person("Odo Harrow", 41, state=State.INJURED)
    return sketch


def test_survivors_and_hospitals_are_withheld_with_what_they_are_called_elsewhere() -> None:
    reading = hospital().reading()
    mask = mask_for(reading)
    assert mask.hide(HOSPITAL) == (
        "An air strike hit [hospital, name withheld] in Marvoy, killing [name withheld], 9. "
        "Soldiers raped [name withheld]. [name withheld] fled. [name withheld]'s father Odo "
        "Harrow, 41, was hurt at [hospital, name withheld]."
    )
    incident = withhold_names(reading, mask).incidents[0]
    assert incident.place is not None
    assert (incident.place.name, incident.place.lat, incident.place.where_prec) == (
        "Marvoy",
        None,
        3,
    )
    assert incident.targets[0].text == "[hospital, name withheld]"
    assert reading.incidents[0].place == hospital().reading().incidents[0].place


def test_kinds_and_names_of_all_others_stay() -> None:
    reading = hospital().reading()
    hidden = withhold_names(reading, mask_for(reading))
    assert hidden.incidents[0].kind is reading.incidents[0].kind
    assert [person.name for person in hidden.people] == ["[name withheld]", "Odo Harrow"]


def test_without_its_text_a_reading_tells_of_hospitals_by_its_records() -> None:
    mask = mask_for(hospital().reading(with_text=False))
    assert mask.hide("Al-Nesk Hospital") == "[hospital, name withheld]"
    assert mask.incidents


@pytest.mark.parametrize(
    ("lifted", "shown"),
    [
        (Lifted(rules=frozenset({Rule.FACILITIES})), "Al-Nesk Hospital"),
        (Lifted(names=frozenset({"al nesk hospital"})), "Al-Nesk Hospital"),
        (Lifted(rules=frozenset({Rule.SEXUAL_VIOLENCE})), "Ada Varn"),
        (Lifted(names=frozenset({"ada varn"})), "Ada Varn"),
        (Lifted(rules=frozenset({Rule.CHILDREN})), "Lina Harrow"),
    ],
)
def test_what_people_decided_to_show_is_shown_and_nothing_else(lifted: Lifted, shown: str) -> None:
    reading = hospital().reading()
    mask = mask_for(reading, lifted)
    every = ("Al-Nesk Hospital", "Ada Varn", "Lina Harrow")
    assert [name for name in every if mask.hide(name) == name] == [shown]
    place = withhold_names(reading, mask).incidents[0].place
    assert place is not None
    assert (place.lat is not None) == (shown == "Al-Nesk Hospital")


def test_quote_is_hidden_by_the_mask_of_its_reading_and_by_what_it_names() -> None:
    mask = mask_for(hospital().reading())
    assert hide_in_quote("Ada Varn, Orn Clinic", mask) == (
        "[name withheld], [clinic, name withheld]"
    )
    assert hide_in_quote("Ada Varn said no.") == "Ada Varn said no."
    lifted = Lifted(names=frozenset({"orn clinic"}))
    assert hide_in_quote("Orn Clinic", lifted=lifted) == "Orn Clinic"


@pytest.mark.parametrize(
    ("lat", "where_prec", "told"),
    [
        (1.5, 1, ("Marvoy [exact place withheld]", None, 3)),
        (None, 4, ("Marvoy", None, 4)),
    ],
)
def test_case_at_a_hospital_has_a_district_for_a_place(
    lat: float | None, where_prec: int, told: tuple[str, None, int]
) -> None:
    reading = hospital().reading()
    (incident,) = reading.incidents
    place = ToldPlace(
        name="Marvoy",
        gazetteer_id=None,
        gazetteer_name=None,
        admin1=None,
        country="XA",
        lat=lat,
        lon=lat,
        where_prec=where_prec,
        reports=("r1",),
    )
    account = CaseAccount(
        report="r1",
        incident=incident.id,
        kind=incident.kind,
        quote=HOSPITAL,
        date_from=None,
        date_to=None,
        place="Marvoy",
    )
    outline = CaseOutline(
        code="C-1", accounts=(account,), links=(), days=(), places=(place,), kinds=()
    )
    hidden = withhold_in(outline, mask_for(reading))
    assert (hidden.places[0].name, hidden.places[0].lat, hidden.places[0].where_prec) == told
    assert "Nesk" not in hidden.accounts[0].quote
    other = replace(outline, accounts=(replace(account, incident="f" * 16),))
    assert withhold_in(other, mask_for(reading)).places == (place,)
