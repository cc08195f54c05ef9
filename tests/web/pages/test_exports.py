"""Exports for a browser: files of lists and formats, withheld names, the log of exports."""

import csv
import io
import json
import zipfile

import pytest

from accordingto.ledger.exports import read_exports
from accordingto.ledger.listings import Listing
from accordingto.web.exporting import formats_offered

FORMATS = [one.name for one in formats_offered()]


def logged(client):
    with client.desk.ledger.look() as connection:
        return list(read_exports(connection))


def packed(answer):
    assert answer.headers["content-type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    return {info.filename: archive.read(info) for info in archive.infolist()}


@pytest.mark.parametrize("listing", Listing)
def test_list_goes_out_as_csv_and_json_with_the_same_rows(client, listing):
    sheet = client.get(f"/export/{listing}.csv")
    header, *rows = csv.reader(io.StringIO(sheet.text))
    plain = client.get(f"/export/{listing}.json").json()
    assert len(rows) == plain["shown"] == len(plain["rows"]) > 0
    assert all(len(row) == len(header) for row in rows)
    told = f'attachment; filename="accordingto-{listing}.csv"'
    assert sheet.headers["content-disposition"] == told


def test_list_is_narrowed_as_its_page_is(client):
    every = client.get("/export/figures.json").json()
    some = client.get("/export/figures.json", params={"min_toll": "10"}).json()
    assert 0 < some["shown"] < every["shown"]


@pytest.mark.parametrize("name", FORMATS)
def test_format_goes_out_as_an_archive_with_its_description(client, name):
    files = packed(client.get(f"/export/{name}"))
    about = json.loads(files[f"{name}/datapackage.json"])
    assert {f"{name}/{one['path']}" for one in about["resources"]} <= set(files)
    assert len(files) > 1


def test_export_stands_in_the_log_with_who_took_it_and_what_it_was_narrowed_to(client):
    client.get("/export/cases", params={"min_toll": "2", "review": "reviewed"})
    client.get("/export/figures.csv", params={"from": "2024"})
    cases, figures = logged(client)
    assert (cases.exported_by, cases.filters) == ("Ana", (("--min-toll", "2"),))
    assert (cases.with_unreviewed, figures.with_unreviewed) == (False, True)
    assert (figures.format, figures.filters) == ("figures.csv", (("--from", "2024"),))
    assert set(figures.files) == {"figures.csv"}


def test_same_ledger_gives_the_same_bytes(client):
    one, other = (client.get("/export/cases").content for _ in range(2))
    assert one == other


def test_one_case_is_taken_out_by_its_code(client):
    code = client.get("/export/cases.json").json()["rows"][0]["id"]
    files = packed(client.get("/export/cases", params={"case": code}))
    assert [row["case"] for row in csv.DictReader(io.StringIO(files["cases/cases.csv"].decode()))]


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/export/nothing", 404, "there is no form"),
        ("/export/..%2f..%2fetc%2fpasswd", 404, ""),
        ("/export/ledger-json", 403, "unmasked"),
        ("/export/cases?case=ZZ-9", 422, "no case"),
        ("/export/cases?review=rejected", 422, "expected review=reviewed"),
        ("/export/figures.csv?case=ZZ-9", 422, "takes no case"),
        ("/export/figures.csv?min_toll=many", 422, "whole number"),
        ("/export/sources.csv?kind=shelling", 422, "is not known"),
        ("/export/cases.csv?as_of=2024-01-01", 422, "as they are known now"),
        ("/export?from=yesterday", 422, "day"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_a_file_begins(client, path, status, told):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status
    assert told in answer.json()["detail"]
    assert logged(client) == []


def test_page_names_every_form_with_what_it_is_narrowed_to(client):
    page = client.get("/export", params={"place": "Marvoy"}).text
    for name in FORMATS:
        assert f"/export/{name}?place=Marvoy" in page
    assert "/export/figures.csv?place=Marvoy" in page


def test_empty_ledger_goes_out_too(empty):
    assert empty.get("/export/figures.json").json()["rows"] == []
    assert packed(empty.get("/export/cases"))
