import re

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import InvalidRecordError, JudgementError
from accordingto.records.canonical import canonical_bytes, parse_canonical
from accordingto.records.judgement_codec import from_plain, judgement_schema, to_plain
from accordingto.records.judgements import Change, Reference
from accordingto.records.kinds import RecordKind
from tests.records.judgements import LISTED, judge, target_of
from tests.records.strategies import of_type

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed.kind)
def test_record_that_was_seen_comes_back_as_it_was(listed):
    judgement = judge("accept", listed, why="as the text has it")
    again = from_plain(parse_canonical(canonical_bytes(to_plain(judgement))))
    assert again == judgement
    assert type(again.seen[0].record) is type(listed.record)


@given(st.text(max_size=20), VALUES, st.lists(of_type(Reference), max_size=2))
def test_json_round_trip(why, value, references):
    judgement = judge("correct", LISTED[0], why=why, changes=(Change(field="low", value=value),))
    plain = to_plain(judgement)
    plain["seen"][0]["references"] = [to_plain_reference(one) for one in references]
    again = from_plain(parse_canonical(canonical_bytes(plain)))
    assert again.changes == judgement.changes
    assert again.seen[0].references == tuple(references)
    assert canonical_bytes(to_plain(again)) == canonical_bytes(plain)


def to_plain_reference(reference):
    names = ("sha256", "start", "end", "title_sha256")
    target = {name: getattr(reference.target, name) for name in names}
    return {"id": reference.id, "target": target | {"kind": reference.target.kind.value}}


def test_all_kinds_of_records_are_there():
    assert {listed.kind for listed in LISTED} == set(RecordKind)


@pytest.mark.parametrize("decision", ["accept", "correct", "note"])
def test_schema_describes_a_judgement(decision):
    schema = judgement_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(to_plain(judge(decision)), schema)


def test_schema_refuses_what_is_no_judgement():
    plain = to_plain(judge()) | {"decision": "delete"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, judgement_schema())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"decision": "delete"}, "decision: Input should be 'accept', 'correct'"),
        ({"time": "yesterday"}, "time: Input should be a valid datetime"),
        ({"targets": [{"sha256": "x"}]}, "targets.0.sha256"),
        ({"reviewer": 7}, "reviewer: Input should be a valid string"),
        ({"seen": [{"record": {}}]}, "seen.0.record"),
    ],
)
def test_what_is_no_judgement_is_refused_with_its_first_fault(change, message):
    with pytest.raises(InvalidRecordError, match=re.escape(message)):
        from_plain(to_plain(judge()) | change)


def test_what_does_not_hold_together_is_refused():
    with pytest.raises(JudgementError, match="accept about 2 records"):
        from_plain(to_plain(judge()) | {"targets": 2 * to_plain(judge())["targets"]})


def test_target_is_four_facts():
    assert set(to_plain(judge())["targets"][0]) == {
        "sha256",
        "kind",
        "start",
        "end",
        "title_sha256",
    }
    assert target_of().title_sha256 is None
