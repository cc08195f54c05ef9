"""Check: a reference set that is brought, compared in the background, shown by its address."""

import pytest

from accordingto.web.pages import checks
from tests.formats.references import write_reference
from tests.web.waiting import done, until


@pytest.fixture
def ged(tmp_path):
    return write_reference(tmp_path / "ged.csv", {}, {"id": "7", "where_coordinates": "Dorrash"})


def bring(client, path, **given):
    files = {"file": (path.name, path.read_bytes())}
    return client.post("/check/files", data={"csrf": client.session.csrf, **given}, files=files)


def compared(client, **asked):
    return until(
        lambda: client.get("/api/v1/check", params={"against": "ged", **asked}).json(),
        lambda page: not page["job"],
    )


def test_reference_set_is_brought_and_compared_with(client, ged):
    answer = bring(client, ged)
    assert answer.url.query == b"against=ged&by=case"
    assert "UCDP" in answer.text
    page = compared(client)
    assert len(page["rows"]) == sum(count for _, count in page["counts"]) > 0
    assert all(len(row) == len(page["columns"]) for row in page["rows"])


def test_page_shows_map_and_findings_without_any_style_of_its_own(client, tmp_path):
    text = "Shells hit a bakery in Aleppo on Tuesday, killing 12 people, residents said."
    done(client, client.act("/add/text", {"text": text, "published": "2024-03-14"}))
    place = {"latitude": "36.20", "longitude": "37.16", "where_coordinates": "Aleppo town"}
    bring(client, write_reference(tmp_path / "ged.csv", place, {"id": "7"}))
    compared(client)
    text = client.get("/check", params={"against": "ged", "reverse": "true"}).text
    assert '<svg class="map"' in text
    assert 'class="finding ' in text
    assert "Rows that no report mentions" in text
    assert " style=" not in text


def test_findings_are_shown_a_page_at_a_time(client, ged, monkeypatch):
    monkeypatch.setattr(checks, "AT_ONCE", 3)
    bring(client, ged)
    first, second = compared(client), compared(client, page=2)
    assert first["counts"] == second["counts"]
    assert len(first["rows"]) >= 3
    assert first["rows"] != second["rows"]
    told = client.get("/check", params={"against": "ged", "page": 2}).text
    assert f"Page 2 of {first['pages']}" in told


def test_work_begins_once_and_again_when_it_is_asked_for(client, ged):
    bring(client, ged)
    compared(client)
    compared(client)
    assert len(client.desk.jobs.all()) == 1
    client.post_form("/check/anew", against="ged", by="case")
    assert len(client.desk.jobs.all()) == 2


def test_each_account_is_compared_by_itself(client, ged):
    bring(client, ged)
    by_case, by_incident = compared(client), compared(client, by="incident")
    assert sum(n for _, n in by_incident["counts"]) >= sum(n for _, n in by_case["counts"])


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/check?against=nothing", 404, "no reference set"),
        ("/check?by=guess", 422, "by"),
        ("/check?page=0", 422, "page"),
    ],
)
def test_what_cannot_be_meant_is_refused(client, path, status, told):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status
    assert told in answer.json()["detail"]


@pytest.mark.parametrize("raw", [b"", b"a,b\n1,2\n", b"\0\1\2", "ё\n".encode("utf-16")])
def test_file_that_is_no_reference_set_is_refused(client, tmp_path, raw):
    path = tmp_path / "ged.csv"
    path.write_bytes(raw)
    answer = bring(client, path)
    assert answer.status_code == 422
    assert "ged.csv: " in answer.text
    assert client.get("/api/v1/check").json()["names"] == []
