"""Reports as they come in, and what is read in them, in one line each."""

from dataclasses import replace

from accordingto.ingest.inputs import Incoming, Provenance
from accordingto.ledger.keeping import keep_reading
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.publications import Kept, keep_publication
from accordingto.report import Report
from tests.builders import reader

TEXT = "Shelling killed at least 12 people in Marenna on Friday, residents said."
OTHER_TEXT = "An air strike on Dorrash wounded 3 medics, the Skerry Wire reported."


def make_incoming(
    text=TEXT,
    *,
    given_id="r1",
    title="",
    published="2024-03-14",
    publisher="Merrowin Post",
    url="",
    raw=None,
    **provenance,
) -> Incoming:
    """A row of a corpus of the Merrowin Post, unless said otherwise."""
    report = Report(given_id or "a", text, title=title, published=published, publisher=publisher)
    raw = f"{report.id}|{title}|{published}|{publisher}|{text}" if raw is None else raw
    raw = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
    came = {"media_type": "text/plain", "tool": "tests/1", "url": url, "raw": raw} | provenance
    return Incoming(
        report=report,
        path="c.jsonl",
        line=1,
        size=len(raw),
        given_id=given_id,
        provenance=Provenance(**came),
    )


def read(incoming):
    """Its reading by the rules."""
    return reader().read(incoming.report)


def read_by(incoming, version):
    """Its reading as another version of the rules would sign it."""
    reading = read(incoming)
    info = replace(reading.report.reader, version=version)
    return replace(reading, report=replace(reading.report, reader=info))


def keep(ledger: Ledger, incoming: Incoming, reading=None) -> Kept:
    """Keep a report with a reading."""
    with ledger.change() as connection:
        kept = keep_publication(connection, incoming, ledger.now())
        keep_reading(connection, kept, reading or read(incoming), ledger.now())
    return kept
