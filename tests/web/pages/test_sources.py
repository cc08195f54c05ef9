"""Sources: who says what, without private persons and without a score."""

from urllib.parse import quote

OBSERVATORY = "tavresian harm observatory"


def test_sources_stand_by_name_without_private_persons(client):
    found = client.get("/api/v1/sources").json()["sources"]
    keys = [one["source"]["key"] for one in found]
    assert keys == sorted(keys)
    assert OBSERVATORY in keys
    assert not any("resident" in key or "\t" in key for key in keys)
    assert "Nobody is ranked" in client.get("/sources").text


def test_every_source_of_the_list_has_a_page(client):
    for one in client.get("/api/v1/sources").json()["sources"]:
        assert client.get(one["path"]).status_code == 200


def test_figures_stand_beside_what_others_give(client):
    page = client.get(f"/api/v1/sources/{quote(OBSERVATORY)}").json()
    claims = page["claims"]
    assert claims
    assert {one["outcome"] for one in claims} <= {None, "within", "below", "above", "no_other"}
    assert any(one["case"] and one["outcome"] for one in claims)
    assert all(client.get(one["path"]).status_code == 200 for one in claims[:2])


def test_blame_and_statements_are_pages_of_their_own(client):
    for said in ("blame", "statements"):
        page = client.get(f"/sources/{quote('The Army')}?said={said}")
        assert page.status_code == 200
    statements = client.get("/api/v1/sources/army?said=statements").json()["claims"]
    assert all("knows from" in one["note"] for one in statements)


def test_what_a_source_says_can_be_taken_out(client):
    page = client.get(f"/sources/{quote(OBSERVATORY)}").text
    path = f"/export/figures.csv?source={OBSERVATORY.replace(' ', '+')}"
    assert path in page
    rows = client.get(path).text.strip().splitlines()[1:]
    assert len(rows) >= len(client.get(f"/api/v1/sources/{quote(OBSERVATORY)}").json()["claims"])
    for said, listing in (("blame", "incidents"), ("statements", "statements")):
        page = client.get(f"/sources/{quote(OBSERVATORY)}?said={said}").text
        assert f"/export/{listing}.json?source=" in page


def test_a_private_person_has_no_page(client):
    answer = client.get("/sources/residents")
    assert answer.status_code == 404
    assert "private persons have no page" in answer.text
    assert client.get("/sources/" + quote("x\tabc", safe="")).status_code == 404
    assert client.get("/sources/army?said=secrets").status_code == 422


def test_an_empty_ledger_has_none(empty):
    assert "No source says anything here yet" in empty.get("/sources").text
