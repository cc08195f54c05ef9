"""The demo ledger: the sample reports of an invented war, read and linked."""

from importlib.resources import as_file, files
from pathlib import Path

from accordingto.corroboration.casebook import corroborate_pending
from accordingto.engine.adding import ReadToKeep, add_all
from accordingto.engine.choices import ReaderChoice, ReaderName
from accordingto.ingest.documents import NOTHING_GIVEN
from accordingto.ingest.reports import read_reports
from accordingto.ledger.ledger import Ledger, Opening

SAMPLES = ("reports.jsonl", "one-event.jsonl")


def make_demo_ledger(path: Path, reader: str = ReaderName.NETWORK) -> Ledger:
    """Make a ledger at a path, add the sample reports, link them, and return it opened."""
    samples = files("accordingto").joinpath("samples")
    ledger = Ledger.open(path, Opening.MAKE)
    with as_file(samples) as folder:
        choice = ReaderChoice(reader, (folder / "places.tsv",))
        reports = read_reports([str(folder / name) for name in SAMPLES])
        for _ in add_all(reports, ledger, ReadToKeep(choice), given=NOTHING_GIVEN):
            pass
    corroborate_pending(ledger)
    return ledger
