"""The verb of a Python user who takes our own JSON into a ledger: readings, or a ledger whole."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain, repeat
from json import JSONDecodeError
from pathlib import Path

from accordingto.api.export_ledger import CODES, DECISIONS, PUBLICATIONS, READINGS, WITHHELD
from accordingto.corroboration.casebook import corroborate_pending
from accordingto.errors import IngestError, InvalidRecordError
from accordingto.ingest.lines import iterate_lines
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.storing import News
from accordingto.ledger.transfers import Taker

__all__ = ["JsonTaken", "import_json"]

_TOGETHER = 50
"""Readings that are kept in one transaction."""


@dataclass(slots=True, kw_only=True)
class JsonTaken:
    """What came of our own JSON."""

    new: int = 0
    """Readings that were not known."""
    known: int = 0
    decisions: int = 0
    """Entries of the log that were not known."""
    cases: int = 0
    """That are new."""
    faults: list[str] = field(default_factory=list)
    """Lines that were not taken in, and why."""


def import_json(ledger: str | Path, path: str | Path) -> JsonTaken:
    """Take in readings from a file of lines, or all that `export --to ledger-json` wrote.

    A line that cannot be taken in is told, and stops no other. What is known already stays as it
    is, so taking in again changes nothing. Raises IngestError when a file cannot be opened,
    StoreError when the ledger cannot be.
    """
    place = Path(path)
    folder = place if place.is_dir() else None
    taken = JsonTaken()
    with Ledger.open(ledger, Opening.MAKE) as opened:
        if folder:
            _take_lines(
                opened, folder / WITHHELD, taken, lambda taker, line: taker.take_withheld(line)
            )
        _take_readings(opened, place / READINGS if folder else place, folder, taken)
        if folder:
            _take_lines(opened, folder / CODES, taken, lambda taker, line: taker.take_code(line))
            _take_decisions(opened, folder / DECISIONS, taken)
        taken.cases = corroborate_pending(opened).new
    return taken


def _take_readings(ledger: Ledger, path: Path, folder: Path | None, taken: JsonTaken) -> None:
    beside: Iterator[tuple[int, str | None]] = repeat((0, None))
    if folder:
        beside = chain(_lines(folder / PUBLICATIONS), repeat((0, None)))
    waiting: list[tuple[int, str, str | None]] = []
    for (number, line), (_, publication) in zip(_lines(path), beside, strict=False):
        waiting.append((number, line, publication))
        if len(waiting) == _TOGETHER:
            _keep(ledger, path, waiting, taken)
            waiting = []
    _keep(ledger, path, waiting, taken)


def _keep(
    ledger: Ledger, path: Path, lines: list[tuple[int, str, str | None]], taken: JsonTaken
) -> None:
    with ledger.change() as connection:
        taker = Taker(connection, ledger.now())
        for number, line, publication in lines:
            try:
                news = taker.take_reading(line, publication, str(path), number)
            except (IngestError, InvalidRecordError, ValueError, KeyError) as error:
                taken.faults.append(_told(error, path, number))
            else:
                taken.new += news is not News.KNOWN
                taken.known += news is News.KNOWN


def _take_decisions(ledger: Ledger, path: Path, taken: JsonTaken) -> None:
    """Take all decisions in, or none: each names those that it goes on from."""
    found, number = 0, 0
    try:
        with ledger.change() as connection:
            taker = Taker(connection, ledger.now())
            for number, line in _lines(path):  # noqa: B007 -- told below
                found += taker.take_decision(line)
            taker.finish()
    except (InvalidRecordError, ValueError, KeyError, TypeError) as error:
        taken.faults.append(f"{_told(error, path, number)}; no decision was taken in")
    else:
        taken.decisions = found


def _take_lines(
    ledger: Ledger, path: Path, taken: JsonTaken, take: Callable[[Taker, str], None]
) -> None:
    with ledger.change() as connection:
        taker = Taker(connection, ledger.now())
        for number, line in _lines(path):
            try:
                take(taker, line)
            except (InvalidRecordError, ValueError, KeyError, TypeError) as error:
                taken.faults.append(_told(error, path, number))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file that hold something, with their numbers. Raises IngestError."""
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(path.open("rb"))
        except OSError as error:
            raise IngestError(
                f"it cannot be opened ({error.strerror or error}); expected lines of JSON as "
                "`accordingto export --to ledger-json` or `read --format jsonl` writes them",
                path=str(path),
            ) from error
        for number, line in enumerate(iterate_lines(b"", stream), start=1):
            if not line.isspace():
                yield number, line.decode("utf-8", "replace").removeprefix("\ufeff")


def _told(error: Exception, path: Path, number: int) -> str:
    if isinstance(error, IngestError):
        return str(error)
    found = f"it has no {error}" if isinstance(error, KeyError) else str(error)
    if isinstance(error, JSONDecodeError):
        found = "no JSON; expected one object a line, as it was exported"
    return f"{path}, line {number}: {found}"
