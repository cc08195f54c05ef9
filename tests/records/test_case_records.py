"""What is found about a case goes to JSON and back."""

import pytest
from pydantic import TypeAdapter

from accordingto.records.blames import CaseBlame
from accordingto.records.grades import Grade, GradeEntry, GradeFlag, GradeHistory, GradeSuggestion
from accordingto.records.source_rows import SourceRow
from accordingto.records.tolls import Reconciliation, TollRange
from accordingto.records.truces import Truce
from accordingto.records.voices import VoiceCount

NOBODY = VoiceCount(named=0, with_unnamed=0)
RECORDS = [
    Reconciliation(rule="reconciliation/1", tolls=(), parts=(), cumulative=(), transitions=()),
    TollRange(rule="ucdp-like/1", name="deaths", extent=None),
    CaseBlame(rule="blame/1", entries=(), statements=(), rivals=(("a", "b"),)),
    GradeSuggestion(
        rule="airwars-like/1",
        grade=Grade.WEAK,
        reasons=("one voice",),
        flags=(GradeFlag.DENIED,),
        voices=NOBODY,
    ),
    GradeHistory(entries=(GradeEntry(by="person:ana", grade=Grade.CONFIRMED, reasons=()),)),
    Truce(
        id="0" * 16,
        subjects=(),
        parties=(),
        brokers=(),
        terms=(),
        reports=1,
        steps=(),
        links=(),
    ),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_record_goes_to_json_and_back(record):
    adapter = TypeAdapter(type(record))
    assert adapter.validate_json(adapter.dump_json(record)) == record


def test_row_has_a_schema_that_says_what_is_null():
    schema = TypeAdapter(SourceRow).json_schema()
    assert "null" in str(schema["properties"]["first_said"])
