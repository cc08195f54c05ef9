"""Addresses of reports at the words of a record."""

from accordingto.corroboration.casebook_looking import load_cases
from accordingto.records.tolls import ClaimRef
from accordingto.web.words_in_reports import link_to_words, report_path

BUS = "C-g5d1t4d1aq"


def test_a_figure_leads_to_its_very_words(desk, client):
    with desk.ledger.look() as connection:
        loaded = load_cases(connection, [BUS])
        case = loaded.case(BUS, loaded.groups[0])
        link = link_to_words(connection, case.reports)
        claim = case.figures.tolls[0].claims[0]
        path, _, span = link(claim.ref).partition("?at=")
        start, end = map(int, span.split("-"))
    assert path == report_path(claim.ref.report)
    told = client.get(f"/api/v1{path}")
    assert told.status_code == 200
    assert claim.words.split()[0] in told.text
    assert end - start == len(claim.words)


def test_what_is_not_there_leads_to_the_report(desk):
    with desk.ledger.look() as connection:
        link = link_to_words(connection, ["r~0123456789ab"])
        assert link(ClaimRef(report="r~0123456789ab", record="gone")) == "/reports/0123456789ab"
