import pytest

from accordingto.ingest.inputs import Incoming
from accordingto.ledger.arrivals import load_incoming, load_report
from accordingto.ledger.publications import Need, find_need, keep_publication
from accordingto.records.readings import Problem
from accordingto.report import Report
from tests.ledger.books_of_war import FETCHED
from tests.ledger.incoming import TEXT, keep, make_incoming


def kept(ledger, incoming):
    with ledger.change() as connection:
        publication = keep_publication(connection, incoming, ledger.now()).publication_id
        return load_incoming(connection, publication), load_report(connection, publication)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"title": "Marenna shelled", "published": None, "publisher": "", "given_id": ""},
        {"url": "https://merrowin.example/a", "fetched": FETCHED},
        {"metadata": {"byline": "Ina Vell"}, "extra": {"z": 1.5, "a": ["x", None, {"ü": True}]}},
    ],
)
def test_report_comes_back_as_it_came_in(ledger, more):
    incoming = make_incoming(**more)
    assert kept(ledger, incoming) == (incoming, incoming.report)


def test_report_of_a_program_comes_back_without_bytes(ledger):
    problem = Problem(stage="ingest", code="unexpected_title", message="is a number")
    report = Report("r1", TEXT, agencies=("Skerry Wire", "SNA"))
    incoming = Incoming(report=report, path="-", line=None, size=0, problems=(problem,))
    assert kept(ledger, incoming) == (incoming, report)


def test_last_arrival_is_the_one_that_comes_back(ledger):
    keep(ledger, make_incoming())
    later = make_incoming(title="Marenna shelled")
    assert kept(ledger, later) == (later, later.report)


def test_what_comes_back_is_known(ledger):
    incoming = make_incoming(title="zero\0", metadata={"a": "\ud800"}, extra={"b": "\0"})
    again, _ = kept(ledger, incoming)
    keep(ledger, again)
    with ledger.look() as connection:
        assert find_need(connection, incoming) is Need.NOTHING
