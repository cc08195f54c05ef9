import dataclasses
import json

import jsonschema
import pytest
from pydantic import ValidationError

from accordingto.records.agreements import Agreement
from accordingto.records.entries import entry_adapter, entry_schema
from accordingto.records.entry_forms import AgreementForm, FigureForm, IncidentForm, StatementForm
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement

LEAST = {"kind": "call", "received": "2024-03-12", "quote": "Shells fell."}
MADE = {"id", "evidence", "mentions", "confidence"}
"""What the program makes of a form, or that a person has no use for."""


def refuse(**fields):
    with pytest.raises(ValidationError) as refused:
        entry_adapter().validate_python(LEAST | fields)
    return [".".join(map(str, error["loc"])) for error in refused.value.errors()]


@pytest.mark.parametrize(
    ("form", "record", "made"),
    [
        (FigureForm, Figure, {"bound", "basis", "via", "status_source"}),
        (IncidentForm, Incident, {"actors", "alternatives", "days", "not_after"}),
        (StatementForm, Statement, {"knowledge"}),
        (AgreementForm, Agreement, {"statement"}),
    ],
)
def test_form_has_the_fields_of_the_record(form, record, made):
    wanted = {field.name for field in dataclasses.fields(record)} - MADE - made
    assert wanted <= {field.name for field in dataclasses.fields(form)}


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"kind": "gossip"}, "kind"),
        ({"received": "soon"}, "received"),
        ({"quotation": "x"}, "quotation"),
        ({"language": "Arabic"}, "language"),
        ({"figures": [{"state": "dead"}]}, "figures.0.state"),
        ({"figures": [{"state": "killed", "low": -1}]}, "figures.0.low"),
        ({"figures": [{"state": "killed", "low": 10**30}]}, "figures.0.low"),
        (
            {"incidents": [{"kind": "shelling", "place": {"name": "x", "lat": 91}}]},
            "incidents.0.place.lat",
        ),
        ({"media": [{"sha256": "xyz"}]}, "media.0.sha256"),
    ],
)
def test_slip_of_the_pen_is_told_by_its_place(fields, where):
    assert refuse(**fields) == [where]


def test_schema_is_one_and_agrees_with_what_is_taken():
    schema = json.loads(json.dumps(entry_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"schema": 1, "entry": [LEAST]})
    assert not validator.is_valid({"schema": 1, "entry": [LEAST | {"quotation": "x"}]})
    assert not validator.is_valid({"schema": 1, "entry": []})
