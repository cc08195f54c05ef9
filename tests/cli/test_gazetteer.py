"""`accordingto gazetteer`: places added and found, and used by reading."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode

TABLE = "name,country,admin1,lat,lon\nBeth Marenna,SY,Aleppo,36.31,37.02\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("villages.csv").write_text(TABLE, encoding="utf-8")


def run(*words):
    return CliRunner().invoke(app, words)


def test_what_is_added_is_found_and_read():
    added = run("gazetteer", "add", "villages.csv", "--to", "my.places")
    assert added.exit_code == ExitCode.ALL_READ
    assert "added 1 place to my.places" in added.stderr
    assert 'name <- "name"' in added.stderr
    assert (
        "36.3100, 37.0200" in run("gazetteer", "find", "Beth Marenna", "--to", "my.places").stdout
    )
    Path("r.txt").write_text(
        "Shelling killed 12 people in Beth Marenna, in Syria, on Friday, residents said."
    )
    asked = ("read", "r.txt", "--published", "2024-03-16", "--reader", "rules", "--format", "json")
    places = [
        json.loads(run(*asked, *more).stdout)[0]["incidents"][0]["place"]
        for more in ((), ("--gazetteer", "my.places"))
    ]
    assert [place and place["gazetteer_id"] for place in places][1] == (
        "villages:Beth Marenna, Aleppo, SY"
    )
    assert places[0] is None or places[0]["lat"] is None


def test_what_the_built_index_knows_is_not_added_again():
    Path("known.csv").write_text("name,country,lat,lon\nAleppo,SY,36.2,37.16\n")
    told = run("gazetteer", "add", "known.csv", "--to", "my.places")
    assert told.exit_code == ExitCode.NOTHING_READ
    assert "left out 1: known already, under this name and nearby" in told.stderr


def test_a_name_that_nobody_knows_is_told():
    told = run("gazetteer", "find", "Zzyqx", "--to", "my.places")
    assert (told.exit_code, told.stdout) == (ExitCode.NOTHING_READ, "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("gone.csv",), "there is no such file"),
        (("villages.csv", "--column", "name=Ort"), 'there is no column "Ort"'),
        (("villages.csv", "--country", "Atlantis"), "is no country that the gazetteer knows"),
    ],
)
def test_what_cannot_be_added_is_told(words, told):
    result = run("gazetteer", "add", *words, "--to", "my.places")
    assert result.exit_code == ExitCode.MISCONFIGURED
    assert told in result.stderr
    assert not Path("my.places").exists()
