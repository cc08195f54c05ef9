"""Sheets: looked at first, kept when confirmed; claims sheets record what was shown."""

import csv
import io
import zipfile

import pytest

from accordingto.ledger.entry_tables import sheet_claims, sheets
from accordingto.ledger.verify import verify_ledger

SHEET = """Case no,Date,Location,Perpetrator,Civilians killed (min),Civilians killed (max),Mood
A-1,2024-03-12,Dorrash,the army,12,15,grim
A-2,03/04/2024,Marvoy,,dozens,,=1+1
"""


def brought(client, name="cases.csv", raw=SHEET):
    content = raw.encode() if isinstance(raw, str) else raw
    answer = client.post(
        "/add/sheet", data={"csrf": client.session.csrf}, files={"file": (name, content)}
    )
    assert answer.status_code in {200, 422}
    return answer.url.path


def preview(client, path, **given):
    return client.get(f"/api/v1{path}", params=given).json()["own"]


def counted(client, table):
    with client.desk.ledger.look() as connection:
        return len(connection.execute(table.select()).all())


def test_sheet_is_shown_as_it_would_be_kept_and_nothing_is(client):
    own = preview(client, brought(client))
    assert own["is_guess"]
    assert dict(own["things"])["code"] == "Case no"
    assert own["rows"][0]["tolls"] == ["12 to 15 civilian killed"]
    assert own["faults"] == [
        "row 3: no one day in “03/04/2024”: the words are kept",
        "row 3: no number in “dozens” (killed): the words are kept",
    ]
    assert counted(client, sheets) == 0


def test_mapping_of_the_address_stands_in_place_of_the_guess(client):
    given = {"thing": ["code", "date_from"], "column": ["Case no", "Date"], "dates": "day-first"}
    harm = {"state": "killed", "who": "civilian", "low": "Civilians killed (min)", "high": ""}
    own = preview(client, brought(client), **given, **harm)
    assert (own["is_guess"], own["dates"]) == (False, "day-first")
    assert [row["days"] for row in own["rows"]] == ["2024-03-12", "2024-04-03"]
    assert own["rows"][0]["tolls"] == ["12 to ? civilian killed"]
    assert 'dates = "day-first"' in own["mapping"]


def test_sheet_is_kept_when_it_is_confirmed(client):
    path = brought(client)
    own = preview(client, path)
    answer = client.post_form(f"{path}/keep", name="strikes", mapping=own["mapping"])
    assert "strikes, version 1, is kept: 2 rows, 2 cases, 2 claims" in answer.text
    assert (counted(client, sheets), counted(client, sheet_claims)) == (1, 2)
    assert list(verify_ledger(client.desk.ledger)) == []
    assert client.get(path).status_code == 404
    assert "strikes" in client.get("/add/sheet").text


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("cases.pdf", b"%PDF-1.7", "expected a file in CSV"),
        ("cases.xlsx", b"no workbook", "cases.xlsx: "),
        ("cases.csv", b"", "cases.csv: "),
        ("cases.xlsx", b"PK\x03\x04" + b"\0" * 50, "cases.xlsx: "),
    ],
)
def test_file_that_is_no_sheet_is_refused_by_its_name(client, name, raw, told):
    answer = client.get(f"/api/v1{brought(client, name, raw)}")
    assert answer.status_code == 422
    assert told in answer.json()["detail"]
    assert str(next(iter(client.desk.drafts._drafts.values())).path.parent) not in answer.text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"thing": "colour", "column": "Mood"}, "expected one of"),
        ({"thing": ["code", "place"], "column": "Case no"}, "not told as expected"),
        ({"thing": "code", "column": "No such"}, "no column"),
        ({"thing": "code", "column": "Mood", "dates": "backwards"}, "not told as expected"),
    ],
)
def test_mapping_that_cannot_be_meant_is_refused(client, given, told):
    answer = client.get(f"/api/v1{brought(client)}", params=given)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]


def test_mapping_that_was_tampered_with_is_refused(client):
    path = brought(client)
    answer = client.act(
        f"{path.removeprefix('/api/v1')}/keep", {"name": "a", "mapping": "rows = 3"}
    )
    assert answer.status_code == 400
    assert counted(client, sheets) == 0


def claims(client, decide):
    """Take out a claims sheet, decide in its rows, and bring it back."""
    packed = client.get("/export/claims").content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        text = archive.read("claims/claims.csv").decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    for row in rows:
        decide(dict(zip(header, row, strict=True)), row, header)
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return brought(client, "claims.csv", out.getvalue())


def test_claims_sheet_shows_what_it_decides_and_records_it_when_confirmed(client):
    def decide(cells, row, header):
        if cells["record"].startswith("figure/") and "accept" not in str(decide.done):
            row[header.index("decision")] = "accept"
            decide.done.append("accept")

    decide.done = []
    path = claims(client, decide)
    shown = client.get(f"/api/v1{path}").json()["claims"]
    assert [one["decision"] for one in shown["decided"]] == ["accept"]
    assert shown["faults"] == []
    before = client.get("/export/figures.json", params={"review": "reviewed"}).json()["shown"]
    answer = client.post_form(f"{path}/decide")
    assert "1 decisions recorded; 0 rows refused" in answer.text
    after = client.get("/export/figures.json", params={"review": "reviewed"}).json()["shown"]
    assert after == before + 1


def test_fault_in_a_claims_sheet_is_told_by_its_line(client):
    def decide(_cells, row, header):
        row[header.index("decision")] = "perhaps"

    shown = client.get(f"/api/v1{claims(client, decide)}").json()["claims"]
    assert shown["decided"] == []
    assert "line 2, column decision: " in shown["faults"][0]
