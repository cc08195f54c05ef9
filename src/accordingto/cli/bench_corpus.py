"""What `accordingto bench` reads: the inputs as one corpus, repeated where they are few."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from math import ceil
from pathlib import Path

from accordingto.cli.tally import Tally
from accordingto.errors import IngestError
from accordingto.ingest.inputs import Incoming, Item
from accordingto.report import Report

WORDS_A_JOB = 100_000
REPORTS_A_JOB = 20
"""What a run reads at least, so that it takes seconds and keeps all jobs busy."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The reports that will be read, in a JSONL file of their own."""

    path: Path
    reports: int
    words: int
    is_read_once: bool = False
    """However few they are: a ledger knows what it has, and does not read it again."""

    def rounds(self, jobs: int) -> int:
        """Return how many times they must be read over to keep so many jobs busy."""
        if self.is_read_once:
            return 1
        words = ceil(WORDS_A_JOB * jobs / max(self.words, 1))
        return max(words, ceil(REPORTS_A_JOB * jobs / self.reports))

    def repeated(self, jobs: int) -> Path:
        """Return a file that holds them as often as `rounds` says, each time under other ids."""
        rounds = self.rounds(jobs)
        if rounds == 1:
            return self.path
        path = self.path.with_name(f"{rounds}-times.jsonl")
        with path.open("w", encoding="utf-8") as file:
            for turn in range(rounds):
                with self.path.open(encoding="utf-8") as lines:
                    for line in lines:
                        row = json.loads(line)
                        row["id"] = f"{row['id']}-{turn}"
                        file.write(f"{json.dumps(row)}\n")
        return path


def write_corpus(items: Iterable[Item], folder: Path, tally: Tally) -> Corpus | None:
    """Write what was read to a file of one report a line; None when nothing was.

    They go from file to file and are never held all at once: what this process holds would count
    towards the memory of those that it starts.
    """
    path = folder / "corpus.jsonl"
    words = 0
    number = count(1)
    with path.open("w", encoding="utf-8") as file:
        for item in items:
            if isinstance(item, Incoming):
                tally.note_read(())
                words += len(item.report.text.split())
                file.write(f"{json.dumps(_row(item.report, next(number)))}\n")
            elif isinstance(item, IngestError):
                tally.note_refused(item)
            else:
                tally.note_skipped(item)
    return Corpus(path, tally.read, words) if tally.read else None


def _row(report: Report, number: int) -> dict[str, object]:
    """Return a row that is read as the report was; numbers cannot be at odds as ids can."""
    return {
        "id": str(number),
        "title": report.title,
        "published": report.published,
        "publisher": report.publisher,
        "agencies": report.agencies,
        "text": report.text,
    }
