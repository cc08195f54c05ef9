"""FollowTheMoney: entities as its own schema has them; nobody without a public office is one.

`followthemoney.json` holds facts of the schema of version 4.11.2. The package itself asks for
PyICU, of which there is no wheel, and its last version without needs stubs that hide the types of
SQLAlchemy 2; the entities were read by 3.8.2 in an environment of its own.
"""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from accordingto.api.exporting import export
from accordingto.corroboration.casebook import catch_up
from accordingto.formats.follow_the_money import FILE, PRIVATE
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.records.judgements import Change
from tests.formats.exchanges import exchange_ledger, export_all
from tests.ledger.desks import decide
from tests.ledger.incoming import make_incoming
from tests.ledger.warehouse import SHELLED

FACTS = json.loads(Path(__file__).with_name("followthemoney.json").read_text())
VALID = {
    "date": lambda value: date.fromisoformat(value[:10]),
    "country": lambda value: re.fullmatch("[a-z]{2}", value),
    "language": lambda value: re.fullmatch("[a-z]{3}", value),
    "url": lambda value: re.match("https?://", value),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The files."""
    return export_all("followthemoney", tmp_path_factory.mktemp("ftm"))


@pytest.fixture(scope="module")
def entities(folder):
    """The entities, in their order."""
    return [json.loads(line) for line in (folder / FILE).read_text(encoding="utf-8").splitlines()]


def of(entities, schema):
    return [one for one in entities if one["schema"] == schema]


def test_entities_have_the_properties_of_their_schema(entities):
    for one in entities:
        facts = FACTS[one["schema"]]
        assert set(facts["required"]) <= set(one["properties"])
        for name, values in one["properties"].items():
            kind = facts["properties"][name]["type"]
            assert all(isinstance(value, str) and value for value in values)
            assert all(VALID[kind](value) for value in values if kind in VALID), (name, values)


def test_ids_are_unique_and_references_lead_to_what_they_may(entities):
    by_id = {one["id"]: one["schema"] for one in entities}
    assert len(by_id) == len(entities)
    for one in entities:
        for name, values in one["properties"].items():
            wanted = FACTS[one["schema"]]["properties"][name].get("range")
            if wanted:
                assert all(wanted in FACTS[by_id[value]]["extends"] for value in values)


def test_cases_are_events_told_of_by_articles(entities):
    events, links = of(entities, "Event"), of(entities, "Documentation")
    assert len(of(entities, "Article")) == 6
    told = [one for one in links if one["properties"]["entity"] == [events[0]["id"]]]
    assert events
    assert told
    codes = [one["properties"]["recordId"][0] for one in events]
    assert codes == sorted(codes)


def test_tolls_stand_side_by_side_with_who_gives_them(entities):
    tolls = [told for one in of(entities, "Event") for told in one["properties"].get("summary", ())]
    assert "killed: 14 people, according to residents" in tolls
    assert any("killed: 17 people" in told for told in tolls)


def test_a_correction_is_told_with_its_number(tmp_path):
    where = exchange_ledger(tmp_path)
    with Ledger.open(where, Opening.CHANGE) as ledger:
        changes = [Change(field=name, value=13) for name in ("low", "high")]
        decide(
            ledger, "correct", *changes, text=make_incoming(SHELLED).report.sha256, why="recount"
        )
        catch_up(ledger)
    export("followthemoney", where, tmp_path / "out", log=False)
    assert "killed: 14 people (13), according to residents" in (tmp_path / "out" / FILE).read_text()


def test_blame_is_told_with_its_mode_and_is_no_involvement(entities):
    notes = " ".join(note for one in of(entities, "Event") for note in one["properties"]["notes"])
    assert "Dorrash Guard: accused, according to" in notes
    assert not any("involved" in one["properties"] for one in entities)


def test_private_persons_are_no_entities_and_nowhere_named(entities, folder):
    whole = json.dumps([one for one in entities if one["schema"] != "Article"])
    assert "Ada Varn" not in whole
    assert "Harrow" not in json.dumps(entities)
    assert "private persons, who are no entities: 1" in (folder / "left_out.csv").read_text()
    assert PRIVATE in whole


def test_holders_of_a_public_office_are_persons(entities):
    names = {one["properties"]["name"][0] for one in of(entities, "Person")}
    assert names == {"Odo Berran"}
