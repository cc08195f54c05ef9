import logging

import pytest

import accordingto as ato
from accordingto.api.casebook import corroborate_ledger
from accordingto.corroboration.check_results import Flag, Outcome
from accordingto.errors import ConfigurationError, IngestError, StoreError
from accordingto.formats.reference import Dataset
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.records.codec import to_json
from tests.builders import make_report, read, reader
from tests.formats.references import ACLED, AIRWARS, write_reference
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming

TEXT = "Shells hit a bakery in Aleppo on Tuesday, killing 12 people, residents said."
CHILD = "Shelling killed Lina Harrow, 9, and 11 others in Aleppo on Tuesday, residents said."
ALEPPO = {"adm_1": "Aleppo Governorate", "latitude": "36.20", "longitude": "37.16"}
ALEPPO |= {"where_coordinates": "Aleppo town", "source_headline": "Lina Harrow among the dead"}


@pytest.fixture
def ged(tmp_path):
    return write_reference(tmp_path / "ged.csv", ALEPPO)


@pytest.fixture
def readings(tmp_path):
    path = tmp_path / "readings.jsonl"
    path.write_text(to_json(read(TEXT)) + "\n", encoding="utf-8")
    return path


def test_readings_are_compared_with_a_dataset(readings, ged):
    found = ato.check(readings, against=ged)
    assert (found.readings, found.reference.dataset) == (1, Dataset.GED)
    (finding,) = found.result.findings
    assert (finding.outcome, finding.rows[0].event.id) == (Outcome.ONE_TO_ONE, "101")
    assert not [flagged for flagged in finding.flags if flagged.flag is Flag.OUTSIDE_SCOPE][1:]


@pytest.mark.parametrize("base", [ACLED, AIRWARS])
def test_acled_and_airwars_are_compared_too(readings, tmp_path, base):
    place = {"latitude": "36.20", "longitude": "37.16"}
    path = write_reference(tmp_path / "a.csv", place, base=base)
    (finding,) = ato.check(readings, against=path).result.findings
    assert finding.outcome is Outcome.ONE_TO_ONE


def test_lines_that_are_no_readings_and_bad_rows_are_told_and_the_rest_compared(readings, tmp_path):
    readings.write_text("{broken\n" + readings.read_text() + '{"id": "x", "text": "y"}\n')
    path = write_reference(tmp_path / "g.csv", ALEPPO, {"id": "7", "best": "many"})
    refused = []
    found = ato.check(readings, against=path, on_refused=refused.append)
    assert (found.readings, len(found.result.findings)) == (1, 1)
    assert [error.line for error in refused] == [3, 1, 3]


def test_refusals_are_logged_where_nobody_asks(readings, ged, caplog):
    readings.write_text("no reading\n")
    with caplog.at_level(logging.WARNING, "accordingto"):
        assert ato.check(readings, against=ged).readings == 0
    assert "line 1" in caplog.text


def test_same_reading_twice_is_two_accounts(readings, ged):
    readings.write_text(readings.read_text() * 2)
    findings = ato.check(readings, against=ged, by="incident").result.findings
    assert [finding.subject.group for finding in findings] == ["r1", "r1#2"]
    assert not [f for one in findings for f in one.flags if f.flag is Flag.AGGREGATE_OVERLAP]


def test_event_that_two_reports_tell_of_is_compared_once(readings, ged):
    text = TEXT.replace("12 people, residents", "14 people, the Hill Council")
    other = reader().read(make_report(text, id="r2"))
    readings.write_text(readings.read_text() + to_json(other) + "\n", encoding="utf-8")
    found = ato.check(readings, against=ged)
    (finding,) = found.result.findings
    assert (found.readings, finding.subject.reports) == (2, ("r1", "r2"))
    assert (finding.outcome, finding.rows[0].event.id) == (Outcome.ONE_TO_ONE, "101")
    assert len(ato.check(readings, against=ged, by="incident").result.findings) == 2


def test_what_a_title_alone_tells_is_compared_beside_the_cases(readings, ged):
    title = "Shells hit Aleppo on Tuesday, killing 12"
    quiet = reader().read(make_report("The council met.", id="r2", title=title))
    readings.write_text(readings.read_text() + to_json(quiet) + "\n", encoding="utf-8")
    findings = ato.check(readings, against=ged).result.findings
    assert sorted((one.subject.is_case, one.subject.reports) for one in findings) == [
        (False, ("r2",)),
        (True, ("r1",)),
    ]


def test_by_is_one_of_two(readings, ged):
    with pytest.raises(ConfigurationError, match="expected 'case' or 'incident'"):
        ato.check(readings, against=ged, by="report")


def test_columns_can_be_said(readings, tmp_path):
    changed = {**ACLED, "ours": "12"}
    place = {"latitude": "36.20", "longitude": "37.16", "fatalities": "900"}
    path = write_reference(tmp_path / "a.csv", place, base=changed)
    found = ato.check(readings, against=path, dataset="acled", columns={"best": "ours"})
    assert found.reference.events[0].toll.best == 12


def test_ledger_is_compared_as_peoples_decisions_left_it(tmp_path, ged):
    where, incoming = tmp_path / "war.ledger", make_incoming(TEXT, published="2024-03-14")
    with Ledger.open(where, Opening.MAKE) as ledger:
        keep(ledger, incoming)
    (finding,) = ato.check(ledger=where, against=ged).result.findings
    assert finding.outcome is Outcome.ONE_TO_ONE
    with Ledger.open(where, Opening.CHANGE) as ledger:
        decide(ledger, "reject", kind="incident", text=incoming.report.sha256)
    assert ato.check(ledger=where, against=ged).result.findings == ()


def test_cases_of_a_ledger_keep_the_codes_and_the_links_that_people_drew(tmp_path, ged):
    where = tmp_path / "war.ledger"
    incoming = make_incoming(TEXT, published="2024-03-14")
    with Ledger.open(where, Opening.MAKE) as ledger:
        keep(ledger, incoming)
    codes = corroborate_ledger(where).codes.codes
    (finding,) = ato.check(ledger=where, against=ged).result.findings
    assert (finding.subject.id,) == codes


def test_name_that_one_report_of_a_case_withholds_is_withheld_in_the_others(readings, ged):
    grown = reader().read(make_report(CHILD.replace(", 9,", ""), id="r2"))
    both = (to_json(read(CHILD)), to_json(grown))
    readings.write_text("\n".join(both) + "\n", encoding="utf-8")
    findings = ato.check(readings, against=ged).result.findings
    assert [one.subject.reports for one in findings] == [("r1", "r2")]
    assert not [one for one in findings if "lina" in repr(one.subject).casefold()]


def test_name_of_a_child_is_withheld_from_words_and_terms(readings, ged):
    readings.write_text(to_json(read(CHILD, title="Lina Harrow killed")) + "\n", encoding="utf-8")
    findings = ato.check(readings, against=ged).result.findings
    assert findings
    assert not [
        one for one in findings if "Lina" in repr(one.subject) or "lina" in repr(one.subject)
    ]
    terms = [term.why for one in findings for row in one.rows for term in row.terms]
    assert not [why for why in terms if "harrow" in why]


@pytest.mark.parametrize("both", [True, False])
def test_either_readings_or_a_ledger(both, readings, ged, tmp_path):
    with pytest.raises(ConfigurationError, match="either readings or a ledger"):
        ato.check(
            *([readings] if both else []), ledger=tmp_path / "l" if both else None, against=ged
        )


def test_what_cannot_be_opened_is_told(readings, ged, tmp_path):
    with pytest.raises(IngestError, match="cannot be read"):
        ato.check(readings, against=tmp_path / "none.csv")
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        ato.check(tmp_path / "none.jsonl", against=ged)
    with pytest.raises(StoreError, match="no ledger"):
        ato.check(ledger=tmp_path / "none.ledger", against=ged)
