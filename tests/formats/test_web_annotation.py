"""Web Annotations: the standard's form, and back to the very words they came from."""

import json
from pathlib import Path

import jsonschema
import pytest

from accordingto.formats.marks import locate
from accordingto.formats.web_annotation import FILE
from accordingto.formats.web_annotation_marks import read_web_annotations
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.reviewing import current_readings_of
from accordingto.records.kinds import records_of
from tests.formats.exchanges import FAR, URL, exchange_ledger, export_all
from tests.ledger.incoming import make_incoming
from tests.ledger.warehouse import NAMED, SHELLED

SCHEMA = json.loads(Path(__file__).with_name("web-annotation.schema.json").read_text())


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The annotations, as JSON."""
    folder = tmp_path_factory.mktemp("web")
    return json.loads((export_all("web-annotation", folder) / FILE).read_text(encoding="utf-8"))


def items(made, text):
    sha256 = make_incoming(text).report.sha256
    return [one for one in made["first"]["items"] if sha256 in one["id"]]


def test_it_has_the_form_of_the_standard(made):
    jsonschema.validate(made, SCHEMA, jsonschema.Draft202012Validator)
    assert made["total"] == len(made["first"]["items"]) > 10


def test_positions_are_code_points_of_the_text(made):
    for one in items(made, FAR):
        quote, position = one["target"]["selector"]
        assert FAR[position["start"] : position["end"]] == quote["exact"]
        assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in FAR
        assert one["target"]["scope"] == URL.replace("<", "%3C").replace(">", "%3E")


def test_every_annotation_leads_back_to_its_record(made, tmp_path):
    marks = {mark.record: mark for mark in read_web_annotations(made)}
    with Ledger.open(exchange_ledger(tmp_path)) as ledger, ledger.look() as connection:
        for text in (FAR, SHELLED, NAMED):
            sha256 = make_incoming(text).report.sha256
            (stored,) = current_readings_of(connection, sha256)
            for listed in records_of(stored.reading):
                if listed.kind in {"figure", "statement", "incident", "agreement"}:
                    mark = marks[listed.record.id]
                    words = stored.reading.report.title if listed.in_title else text
                    assert locate(words, mark.at) == listed.span
                    assert (mark.kind, mark.is_ours, mark.verdict) == (listed.kind, True, None)


def test_words_of_a_withheld_name_have_a_position_alone(made):
    whole = json.dumps(items(made, NAMED), ensure_ascii=False)
    assert "Harrow" not in whole
    assert "withheld" in whole
    for one in items(made, NAMED):
        for selector in one["target"]["selector"]:
            assert "withheld" not in json.dumps(selector)
            if selector["type"] == "TextQuoteSelector":
                assert selector["prefix"] + selector["exact"] + selector["suffix"] in NAMED


def test_people_stand_for_what_they_reviewed_and_programs_for_the_rest(made):
    reviewed = [one for one in items(made, SHELLED) if "created" in one]
    assert len(reviewed) == 2
    assert {person["name"] for one in reviewed for person in one["creator"]} == {"Odd"}
    assert {one["creator"]["type"] for one in items(made, FAR)} == {"Software"}


def test_only_reviewed_records_go_out_by_themselves(tmp_path):
    folder = export_all("web-annotation", tmp_path, include_unreviewed=False)
    found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    assert found["total"] == 2
    jsonschema.validate(found, SCHEMA, jsonschema.Draft202012Validator)


def test_nothing_to_annotate_is_an_empty_page(tmp_path):
    folder = export_all("web-annotation", tmp_path, place="Nowhere")
    found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    assert (found["total"], found["first"]["items"]) == (0, [])
