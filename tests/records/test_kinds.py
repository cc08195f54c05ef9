import pytest

from accordingto.records.kinds import (
    RECORD_TYPES,
    Listed,
    RecordKind,
    evidence_of,
    kind_of,
    records_of,
)
from tests.builders import read
from tests.records.judgements import LISTED, READING


def test_every_kind_has_its_type():
    assert set(RECORD_TYPES) == set(RecordKind)


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed.kind)
def test_record_knows_its_kind_and_its_words(listed):
    assert kind_of(listed.record) is listed.kind
    words = evidence_of(listed.record)
    assert listed.span == words.span
    assert READING.report.text[words.start : words.end] == words.text


def test_records_of_the_title_come_last():
    reading = read("Shelling hit Homs.", title="Mayor: 12 killed")
    titles = [listed.in_title for listed in records_of(reading)]
    assert titles == sorted(titles)
    assert Listed(RecordKind.FIGURE, reading.headline.figures[0], in_title=True) in set(
        records_of(reading)
    )
