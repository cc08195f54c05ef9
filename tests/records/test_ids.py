import re

from accordingto.records.ids import record_id
from accordingto.report import Report, Span

REPORT = Report(id="r", text="12 dead")


def test_same_words_and_value_give_the_same_id():
    again = Report(id="other", text="12 dead")
    assert record_id(REPORT, "figure", Span(0, 7), 12) == record_id(again, "figure", Span(0, 7), 12)


def test_id_tells_report_kind_evidence_and_value_apart():
    ids = {
        record_id(REPORT, "figure", Span(0, 7), 12),
        record_id(Report(id="r", text="12 dead."), "figure", Span(0, 7), 12),
        record_id(REPORT, "incident", Span(0, 7), 12),
        record_id(REPORT, "figure", Span(0, 2), 12),
        record_id(REPORT, "figure", Span(0, 7), 13),
    }
    assert len(ids) == 5
    assert all(re.fullmatch("[0-9a-f]{16}", identity) for identity in ids)
