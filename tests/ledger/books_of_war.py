"""A ledger with something of every kind in it."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from accordingto.errors import IngestError, ReadingError
from accordingto.gazetteer.index import Gazetteer
from accordingto.ingest.inputs import Exchange, Given
from accordingto.ingest.reports import read_reports
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.quarantine import hold_refused
from accordingto.ledger.readings import make_ready
from accordingto.ledger.storing import store_report, store_unread
from accordingto.reader.readers import rule_reader
from accordingto.records.incidents import Incident, SourcedPlace
from accordingto.records.readings import Reading
from tests.ledger.incoming import OTHER_TEXT, TEXT, make_incoming

SAMPLES = Path(__file__).resolve().parents[2] / "src" / "accordingto" / "samples"
RICH = (
    "The Skerry Observatory said at least 5 civilians, among them Odd Berran, 9, were killed on "
    "Monday when shells fired by either the army or the Dorrash Front hit Marenna. The army denied "
    "it. Medics put the toll at 7. A truce brokered by Merrowin on Sunday collapsed, it said."
)
FETCHED = Exchange(
    url="https://merrowin.example/a",
    fetched_at="2024-03-14T09:26:53Z",
    status=200,
    request_headers=(("Accept", "*/*"),),
    response_headers=(("Content-Type", "text/html"), ("X-Served-By", "m1")),
    address="203.0.113.7",
    redirects=("http://merrowin.example/a",),
    warc=b"WARC/1.1 of an invented page",
)


@cache
def reports(samples: int):
    """Reports of every kind, with their readings."""
    gazetteer = Gazetteer.joined(Gazetteer.from_tsv(SAMPLES / "places.tsv"), Gazetteer.open())
    rules = rule_reader(gazetteer)
    incoming = [
        make_incoming(TEXT, title="Two killed in Marenna, residents say", given_id="r1"),
        make_incoming(OTHER_TEXT, given_id="r1"),
        make_incoming(
            RICH,
            given_id="",
            url="https://merrowin.example/a",
            fetched=FETCHED,
            metadata={"byline": "Ina Vell"},
            extra={"z": 1.5, "a": ["x", None, {"ü": True}]},
        ),
        make_incoming("", title="Five killed in Dorrash", given_id=""),
        *list(read_reports([str(SAMPLES / "reports.jsonl")]))[:samples],
    ]
    return [(one, make_ready(_with_all_fields(rules.read(one.report)))) for one in incoming]


def _with_all_fields(reading: Reading) -> Reading:
    """Fill what the rules leave empty in reports as short as these, as another reader would."""
    sure, side = {"confidence": 0.5}, "0123456789abcdef"
    return replace(
        reading,
        figures=tuple(replace(one, **sure, label="martyrs", side=side) for one in reading.figures),
        statements=tuple(replace(one, **sure) for one in reading.statements),
        incidents=tuple(replace(one, **sure, places=_places(one)) for one in reading.incidents),
        agreements=tuple(replace(one, **sure) for one in reading.agreements),
        people=tuple(replace(one, age=9, role="a pupil") for one in reading.people),
    )


def _places(incident: Incident) -> tuple[SourcedPlace, ...]:
    if incident.place is None:
        return ()
    source = replace(incident.place.evidence, actor="0123456789abcdef")
    other = replace(incident.place, runner_up="another Marenna")
    return (SourcedPlace(value=other, source=source),)


def fill(ledger: Ledger, *, samples: int = 12) -> Ledger:
    """Put reports of every kind in, one of which cannot be read, and things that were refused."""
    with ledger.change() as connection:
        for incoming, reading in reports(samples):
            store_report(connection, incoming, reading, ledger.now())
        failed = ReadingError("it stumbled", report="r9", path="c.jsonl", line=9)
        store_unread(connection, make_incoming("Stumble.", given_id="r9"), failed, ledger.now())
        for error, raw in (
            (IngestError("broken", path="c.jsonl", line=3, code="broken_json"), b"{broken"),
            (IngestError("unreadable", path="a.txt"), None),
            (IngestError("empty", path="b.txt", code="empty"), b""),
        ):
            hold_refused(connection, error, Given("2024-03-14", "Post"), raw, ledger.now())
    return ledger
