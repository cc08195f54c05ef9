"""What ingest hands on: reports with where they stood, and what was passed over."""

from dataclasses import dataclass

from accordingto.errors import IngestError
from accordingto.records.readings import Problem
from accordingto.report import Report

STANDARD_INPUT = "-"
"""The path that stands for standard input."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of reports that do not say it themselves."""

    published: str | None = None
    publisher: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One report, and where it stood."""

    report: Report
    path: str
    """As the user would write it; control characters are still in it."""
    line: int | None
    """Line of a JSONL corpus, from 1."""
    size: int
    """Bytes it took up in its file."""
    problems: tuple[Problem, ...] = ()
    """Fields that were not as expected; they go into the reading."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that was passed over on purpose."""

    path: str
    reason: str


Item = Incoming | IngestError | Skipped
