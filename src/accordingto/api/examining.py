"""How a ledger is, and the program that is to work with it."""

from collections.abc import Iterator
from pathlib import Path

from accordingto.api.installation import examine_installation
from accordingto.engine.choices import ReaderChoice, open_reader
from accordingto.errors import ConfigurationError, StoreError
from accordingto.ledger.doctor import Finding, Health, examine_ledger, examine_program
from accordingto.ledger.ledger import Ledger
from accordingto.report import Report


def examine(ledger: str | Path | None = None, *, is_quick: bool = False) -> Iterator[Finding]:
    """Yield what was found, each thing as soon as it was looked at; nothing is written.

    Without a ledger, it is the installation that is looked at.
    """
    yield from examine_program()
    if ledger is None:
        yield from examine_installation()
        yield _examine_reader()
        return
    yield _examine_reader()
    try:
        with Ledger.open(ledger) as opened:
            yield from examine_ledger(opened, is_quick=is_quick)
    except StoreError as error:
        yield Finding("ledger", Health.FAULT, error.message)


def _examine_reader() -> Finding:
    """Load the reader, with its place index and what else it needs, and let it read a line."""
    try:
        reading = open_reader(ReaderChoice()).read(Report("doctor", "Shelling killed 12 people."))
    except ConfigurationError as error:
        return Finding("reader", Health.FAULT, str(error))
    info = reading.report.reader
    model = f", model {info.model_hash[:12]}" if info.model_hash else ", which needs no model"
    told = f"{info.name} {info.version}{model}; the place index is there"
    return Finding("reader", Health.WELL, told)
