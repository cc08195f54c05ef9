"""A name that people decided to withhold, in the output of every command that looks at a ledger."""

import csv
import io
import json

import pytest
from sqlalchemy import insert, update
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.errors import StoreError
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.readings import iterate_current
from accordingto.ledger.redaction import Decided, withhold
from accordingto.ledger.store_tables import blobs, texts, tombstones
from accordingto.views.privacy import mask_for
from accordingto.views.withholding import Masks
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming

TEXT = "Residents said shelling killed 12 people near the house of Ada Varn on Friday."
SHA = make_incoming(TEXT).report.sha256


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, make_incoming(TEXT, title="Ada Varn's house hit"))
        decide(ledger, "note", kind="statement", text=SHA, why="ask Ada Varn's mother")
        withhold(ledger, Decided(names=("Ada Varn",), reviewer="Odd", why="her family asked"))
    return path


def run(path, *arguments):
    result = CliRunner().invoke(app, [*arguments, "--ledger", str(path)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("queued", [(), ("--queued",)])
def test_log_withholds_the_name(path, form, queued):
    output = run(path, "log", "--format", form, *queued).output
    assert "Varn" not in output
    assert queued or "mother" in output


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("listing", ["reports", "statements", "incidents"])
def test_show_withholds_the_name(path, form, listing):
    output = run(path, "show", listing, "--format", form).output
    assert "Varn" not in output
    assert "withheld" in output or listing == "incidents"


def test_who_keeps_a_ledger_is_not_told_the_name(path, tmp_path):
    for arguments in (
        ["verify", "--all"],
        ["doctor"],
        ["backup", str(tmp_path / "copy.ledger")],
        ["reread", "--dry-run"],
    ):
        result = run(path, *arguments)
        assert result.output, arguments
        assert "Varn" not in result.output, arguments
    assert "Varn" not in run(tmp_path / "other.ledger", "merge", str(path)).output


def test_verify_does_not_tell_the_words_that_are_gone(path):
    forged = TEXT.replace("house", "hovel")
    # Whoever changed the text has forged a tombstone for it.
    told = {"kind": "text", "sha256": SHA, "now_sha256": hash_text(forged), "spans": "[[0, 1]]"}
    with Ledger.open(path, Opening.CHANGE) as ledger, ledger.change() as connection:
        connection.execute(update(texts).values(text=forged))
        connection.execute(insert(tombstones), told | {"reason": "asked", "made_at": "2024"})
    result = run(path, "verify", "--all")
    assert "not as it was kept: span" in result.output
    assert "Varn" not in result.output


STRUCK = (
    "An air strike hit Al-Nesk Hospital in Aleppo on Friday, killing 12 people, residents said. "
    "Soldiers raped Ada Varn, 34, said Bero Tusk, an army spokesman."
)
TITLE = "Al-Nesk Hospital hit"
URL = "https://merrowin.example/1"
SHOWN = [
    ("show", listing, "--format", form)
    for listing in ("reports", "incidents", "figures", "statements", "actors")
    for form in ("table", "json", "csv")
] + [("brief", "--include-unreviewed", "--format", form) for form in ("markdown", "html")]


@pytest.fixture
def struck(tmp_path, monkeypatch):
    monkeypatch.delenv("ACCORDINGTO_LEDGER", raising=False)
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        keep(ledger, make_incoming(STRUCK, title=TITLE, url=URL))
    return path


@pytest.mark.parametrize("arguments", SHOWN, ids=" ".join)
def test_hospitals_and_survivors_are_withheld_without_any_decision(struck, arguments):
    output = run(struck, *arguments).output
    assert "Nesk" not in output
    assert "Varn" not in output
    assert "36.2" not in output
    assert arguments[1] == "actors" or "withheld" in output


def test_one_record_withholds_them_too(struck):
    listed = json.loads(run(struck, "show", "incidents", "--format", "json").stdout)["rows"]
    assert listed[0]["record"]["place"]["lat"] is None
    assert listed[0]["record"]["kind"] == "air_strike"
    assert listed[0]["tolls"][0]["record"]["low"] == 12
    for form in ("table", "json", "csv"):
        one = run(struck, "show", "incidents", listed[0]["record"]["id"], "--format", form).output
        assert "Nesk" not in one
        assert "36.2" not in one
    report = run(struck, "show", "reports", URL, "--format", "json").output
    assert "Nesk" not in report
    assert "36.2" not in report
    (row,) = csv.DictReader(io.StringIO(run(struck, "show", "incidents", "-f", "csv").stdout))
    assert (row["place"], row["place_withheld"], row["lat"]) == ("Aleppo", "yes", "")
    assert row["where_prec"] == "3"


def test_sheet_that_is_given_back_withholds_them(struck, tmp_path):
    (tmp_path / "cases.csv").write_text(f"Code,Source URL\nS-1,{URL}\n")
    run(struck, "import", str(tmp_path / "cases.csv"))
    out = tmp_path / "out.csv"
    run(struck, "export", "--sheet", "cases", "-o", str(out))
    written = out.read_text(encoding="utf-8")
    assert "[hospital, name withheld] hit" in written
    assert "Nesk" not in written


def test_person_decides_otherwise_with_a_reason(struck):
    said = ("--reviewer", "Odd", "--why", "in all the news")
    told = run(struck, "redact", "--show", "--rule", "facilities", *said).stderr
    assert "shown by decision: facilities" in told
    row = json.loads(run(struck, "show", "incidents", "--format", "json").stdout)["rows"][0]
    assert row["record"]["place"]["lat"] is not None
    assert "Al-Nesk Hospital" in row["sentence"]["text"]
    assert "Varn" not in run(struck, "show", "statements").output
    run(struck, "redact", "--rule", "facilities", *said)
    assert "Nesk" not in run(struck, "show", "incidents").output
    told = run(struck, "redact", "--show", "--name", "Al-Nesk Hospital", *said).stderr
    assert "shown by decision: 1 name" in told
    assert "Al-Nesk Hospital" in run(struck, "show", "incidents", "-f", "csv").output


def test_masks_of_readings_at_hand_are_those_of_readings_read_back(tmp_path):
    words = "A mortar killed Sela Brandt, 7, near the mill of Ostrel on Sunday, a doctor said."
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE) as ledger:
        keep(ledger, make_incoming(words))
        sha256 = make_incoming(words).report.sha256
        with ledger.look() as connection:
            (stored,) = iterate_current(connection)
        with ledger.change() as connection:
            connection.execute(update(blobs).values(bytes=b"damaged"))
        with ledger.look() as connection:
            with pytest.raises(StoreError, match="cannot be read back"):
                Masks(connection).prepare([sha256])
            masks = Masks(connection)
            masks.prepare([sha256], {stored.id: stored.reading})
            assert masks.of_text(sha256) == mask_for(stored.reading)
            assert "Sela" not in masks.of_text(sha256).hide(words)
