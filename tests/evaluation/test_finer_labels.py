import hashlib
import json
import re
from dataclasses import fields

import pytest

from accordingto.records.agreements import Agreement
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement
from accordingto.records.values import (
    Age,
    Bound,
    Certainty,
    Channel,
    Knowledge,
    PlaceRole,
    Sex,
    State,
    Step,
    Who,
)
from evaluation.finer_labels import FOLDER, PARTS, LabelError, labels_hash, load_labels

TEXT = "Shelling killed 12 people, the mayor said."
_NAME = re.compile(  # of a report, a record, a deal, a hash, a day
    r"[a-z0-9]+-[0-9a-z-]+|seed|[fsia][0-9]+|[A-Z]|[0-9a-f]{64}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
)
_LISTS = (State, Bound, Who, Age, Sex, Channel, Knowledge, PlaceRole, Certainty, Step)
_FIELDS = {f.name for record in (Figure, Statement, Incident, Agreement) for f in fields(record)}
_KNOWN = {value for values in _LISTS for value in values} | _FIELDS | {"agreements", "people"}


def strings(value: object):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def write(tmp_path, *, text: str = TEXT, evidence: tuple[int, int] = (16, 25)):
    (tmp_path / "gold" / "dev").mkdir(parents=True)
    (tmp_path / "gold" / "dev" / "r1.txt").write_text(text)
    figure = {"evidence": {"start": 16, "end": 25}, "state": "killed"}
    gold = {"figures": [figure], "statements": [], "incidents": [], "agreements": []}
    (tmp_path / "gold" / "dev" / "r1.gold.json").write_text(json.dumps(gold))
    row = {
        "id": "r1",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "figures": [{"evidence": evidence, "age": "mixed"}],
    }
    (tmp_path / "dev.json").write_text(json.dumps({"schema": 1, "reports": [row]}))
    return tmp_path


@pytest.mark.parametrize("part", PARTS)
def test_labels_hold_no_words_of_any_report(part):
    rows = json.loads((FOLDER / f"{part}.json").read_text())["reports"]
    told = set(strings(rows))
    assert len(rows) >= 20
    assert not [word for word in told - _KNOWN if not _NAME.fullmatch(word)]


def test_labels_stand_beside_the_gold_s_records(tmp_path):
    folder = write(tmp_path)
    (labelled,) = load_labels("dev", folder / "gold", folder)
    assert labelled.rows["figures"] == [{"evidence": [16, 25], "age": "mixed"}]
    assert labelled.asks("people")
    assert labels_hash("dev", folder) == labels_hash("dev", folder)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"text": TEXT + " "}, "another text"),
        ({"evidence": (16, 18)}, "figures: other records"),
    ],
)
def test_labels_of_another_text_or_gold_are_refused(tmp_path, changed, message):
    folder = write(tmp_path, **changed)
    with pytest.raises(LabelError, match=message):
        list(load_labels("dev", folder / "gold", folder))
