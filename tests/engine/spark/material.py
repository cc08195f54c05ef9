"""Readings of invented events, and what one machine makes of them, to compare with."""

import os
import signal
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import TypeAdapter

from accordingto.api.corroborating import corroborate
from accordingto.corroboration.copies import CopyGroup
from accordingto.corroboration.origins import Origin
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.spark.corroborating import Corroborated
from accordingto.ingest.inputs import Incoming
from accordingto.ingest.reports import read_reports
from accordingto.records.cases import Case
from accordingto.records.codec import from_json, to_json
from accordingto.records.readings import Reading
from accordingto.records.source_rows import SourceRow
from accordingto.records.truces import Truce
from accordingto.report import Report
from tests.corroboration.texts import make_story

RULES = ReaderChoice("rules")
SAMPLES = [
    str(files("accordingto") / "samples" / name) for name in ("reports.jsonl", "one-event.jsonl")
]
NAMED = (
    "Rami Salem, head of the Harun Red Crescent, said 14 people were killed in Dorrash on Tuesday.",
    "The Harun Red Crescent said 15 people died in Dorrash on Tuesday. Salem said 3 were hurt.",
    "The HRC accused the Tarvo Army of shelling Dorrash on Tuesday.",
    "The HRC said shelling of Dorrash on Tuesday killed at least 12. Omar said he fled.",
    "The Tarvo Army denied that it had shelled Dorrash on Tuesday, where 14 people were killed.",
    "A truce agreed by the Tarvo Army and the Harun Front on 9 March 2024 collapsed on Tuesday.",
)


@cache
def read_lines() -> tuple[str, ...]:
    """Readings as JSON: samples, copies of one with other tolls, and names in several spellings."""
    read = RULES()
    reports = [one for one in read_reports(SAMPLES) if isinstance(one, Incoming)]
    first = reports[0]
    text = first.report.text
    copies = [text.replace("12", "13"), text[: len(text) * 2 // 3], "Agencies. " + text]
    for number, told in enumerate([*copies, *NAMED]):
        report = Report(
            id=f"n{number}", text=told, published="2024-03-13", publisher=f"Paper {number % 3}"
        )
        reports.append(replace(first, report=report))
    return tuple(to_json(read(one)) for one in reports)


def tell_of_one_event(count: int) -> list[str]:
    """Readings of so many texts that are no copies of each other, and all tell of one event."""
    read, told = RULES(), []
    for number in range(12):
        text = (
            f"An air strike on the market of Dorrash killed {20 + number % 5} people on Tuesday, "
            f"{('residents', 'the Harun Red Crescent', 'Rami Salem')[number % 3]} said."
        )
        report = Report(id="", text=text, published="2024-03-13", publisher="Merrowin")
        incoming = Incoming(report=report, path="", line=None, size=0)
        told.append(read(incoming))
    return [_again(told[number % 12], number) for number in range(count)]


def _again(reading: Reading, number: int) -> str:
    """Return the same reading of a text that goes on with other words."""
    text = f"{reading.report.text}\n\n{' '.join(make_story(number, 60))}"
    report = Report(id=f"e{number:05d}", text=text)
    info = replace(
        reading.report,
        id=report.id,
        text=text,
        sha256=report.sha256,
        publisher=f"Paper {number % 97}",
    )
    return to_json(replace(reading, id=report.id, report=info))


@dataclass(frozen=True)
class Failing:
    """Makes work that fails on one report."""

    def __call__(self):
        read = RULES()

        def work(incoming):
            if incoming.report.text == "FAIL":
                raise RuntimeError("no such thing")
            return read(incoming)

        return work


@dataclass(frozen=True)
class Dying:
    """Makes work that takes its process with it, once: then there is a file that says so."""

    flag: str

    def __call__(self):
        read = RULES()

        def work(incoming):
            try:
                Path(self.flag).touch(exist_ok=False)
            except FileExistsError:
                return read(incoming)
            return os.kill(os.getpid(), signal.SIGKILL)

        return work


def written(kind: type, records: Iterable[object]) -> list[str]:
    adapter = TypeAdapter(kind)
    return sorted(adapter.dump_json(record).decode() for record in records)


def tables_of(lines: Iterable[str]) -> dict[str, list[str]]:
    """What one machine makes of readings: the records of each table, sorted."""
    readings: list[Reading] = [from_json(line) for line in lines]
    found = corroborate(readings)
    return {
        "cases": written(Case, found.cases()),
        "copies": written(CopyGroup, found.copies),
        "origins": written(Origin, found.origins.values()),
        "truces": written(Truce, found.truces()),
        "sources": written(SourceRow, found.sources()),
    }


def records_of(found: Corroborated) -> dict[str, list[str]]:
    """The records of each table that Spark makes, sorted."""
    tables = found.tables()
    del tables["refused"]
    return {
        name: sorted(row["record"] for row in table.select("record").collect())
        for name, table in tables.items()
    }
