"""The map: what is drawn, what is told beside it, and what is withheld."""

import pytest

from tests.web.cases_on_maps import put_cases


def drawn(client, query="?machine=true"):
    return client.get(f"/api/v1/map{query}").json()["drawing"]


def test_only_cases_that_a_person_stands_for_are_drawn_unless_others_are_asked_for(client):
    assert drawn(client, "")["counted"]["cases"] == 0
    assert drawn(client)["counted"]["cases"] > 5
    assert "also what nobody has reviewed" in client.get("/map").text


def test_each_case_is_drawn_as_exactly_as_it_is_known(client, desk):
    area = {"lat": None, "lon": None, "gazetteer_name": "Ossen"}
    put_cases(desk, a={}, b={"where_prec": 2, "lat": 35.0}, c=area | {"where_prec": 4})
    put_cases(desk, keep=True, d=area | {"where_prec": 6, "gazetteer_name": "Syria"})
    drawing = drawn(client)
    assert [(one["cases"], one["exact"], one["ring"] is None) for one in drawing["stacks"]] == [
        (1, 0, False),
        (1, 1, True),
    ]
    assert [(one["place"], one["how"]) for one in drawing["areas"]] == [
        ("Ossen", "somewhere in the province"),
        ("Syria", "somewhere in the country"),
    ]
    lands = {one["country"]: one["cases"] for one in drawing["lands"]}
    assert (lands["SY"], lands["TR"]) == (1, 0)
    assert drawing["counted"] == {"cases": 4, "placed": 2, "in_view": 2, "unplaced": 2}


def test_one_case_leads_to_its_docket_and_several_to_their_list(client, desk):
    put_cases(desk, a={}, b={"lat": 35.0}, c={"lat": 35.0})
    many, one = drawn(client)["stacks"]
    assert one["href"] == "/cases/C-a"
    listed = client.get(many["href"])
    assert "Cases here" in listed.text
    assert "/cases/C-b" in listed.text
    assert "/cases/C-a" not in listed.text.split("Cases here")[1]


def test_a_hospital_has_no_point_unless_it_is_to_be_shown(client, desk):
    put_cases(desk, a={"at_facility": 1, "place": "Orn Hospital"})
    drawing = drawn(client)
    assert drawing["stacks"] == []
    assert [(one["place"], one["how"]) for one in drawing["areas"]] == [
        ("Marenna", "exact place withheld")
    ]
    assert "Orn Hospital" not in client.get("/map?machine=true&area=Marenna").text
    assert "[exact place withheld]" in client.get("/map?machine=true&area=Marenna").text
    client.post_form("/settings", reviewer="Ana", are_names_shown="true")
    assert len(drawn(client)["stacks"]) == 1


def test_the_name_of_a_hospital_is_withheld_where_it_is_all_that_is_told(client, desk):
    put_cases(desk, a={"gazetteer_name": None, "lat": None, "place": "Orn Eye Hospital"})
    page = client.get("/map?machine=true").text
    assert "Orn Eye" not in page
    assert "name withheld" in page


@pytest.mark.parametrize(
    ("query", "cases"),
    [("&kind=siege", 1), ("&from=2024-04", 1), ("&country=IQ", 1), ("&min_toll=50", 1)],
)
def test_filters_narrow_the_map(client, desk, query, cases):
    other = {"kind": "siege", "country": "IQ", "killed": 50}
    put_cases(desk, a={}, b=other | {"first_day": "2024-04-01", "last_day": "2024-04-02"})
    assert drawn(client, f"?machine=true{query}")["counted"]["cases"] == cases


def test_a_view_is_kept_in_the_address(client, desk):
    put_cases(desk, a={})
    page = client.get("/api/v1/map?machine=true&lat=10&lon=20&zoom=5").json()
    assert page["drawing"]["view"] == {"lat": 10.0, "lon": 20.0, "zoom": 5.0}
    assert page["drawing"]["counted"]["in_view"] == 0
    assert page["moves"]["nearer"] == "lat=10.0&lon=20.0&zoom=6.0"
    assert page["base"] == "/map?machine=true&"


@pytest.mark.parametrize(
    "query", ["here=1,2", "lat=95&lon=0&zoom=5", "zoom=99", "from=soon", "here=nan,a,b,c"]
)
def test_what_cannot_be_meant_is_refused_in_words(client, query):
    for path in ("/map", "/api/v1/map"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 422
        assert "Traceback" not in answer.text


def test_an_empty_ledger_has_a_map_that_says_so(empty):
    page = empty.get("/map")
    assert page.status_code == 200
    assert "No case is known yet" in page.text
    assert len(page.content) < 500_000
