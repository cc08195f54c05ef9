"""What ingest hands on: reports with where they stood, and what was passed over."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accordingto.errors import IngestError
from accordingto.records.base import JsonValue
from accordingto.records.readings import Problem
from accordingto.report import Report

MOST_HELD = 256 * 1024 * 1024
"""Bytes up to which what is refused is held, to be kept in quarantine."""
STANDARD_INPUT = "-"
"""The path that stands for standard input."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of reports that do not say it themselves."""

    published: str | None = None
    publisher: str = ""


Headers = tuple[tuple[str, str], ...]
"""Names and values as they were sent, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request over the network and what came back, as it was recorded."""

    url: str
    """Address that was asked for; a redirect may have led on from it."""
    fetched_at: str
    """UTC, as in 2024-03-14T09:26:53Z."""
    status: int
    """HTTP status of the last answer; 0 where the record holds none."""
    request_headers: Headers = ()
    """Of the last request; empty where it was not recorded."""
    response_headers: Headers = ()
    """Of the last answer."""
    address: str = ""
    """IP address that gave the last answer."""
    redirects: tuple[str, ...] = ()
    """Addresses that led on to the last one, in their order."""
    warc: bytes = b""
    """The records of every request and answer, as a .warc.gz file holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a report's text came from: the bytes as they came, and how they were read."""

    raw: bytes
    """The input item's own bytes: a file, a row's line, a feed's entry."""
    media_type: str
    """`text/plain`, `text/html`, `application/pdf`, `application/jsonl-row` and so on."""
    tool: str
    """What read the text out of the bytes, with its version: `accordingto-text/1`."""
    url: str = ""
    """Canonical address, if known."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the source says beyond a report's fields, as written: byline, credit and so on."""
    extra: Mapping[str, JsonValue] = field(default_factory=dict)
    """Unknown columns of a row, intact and typed, in their order."""
    fetched: Exchange | None = None
    """How the bytes came over the network, by us or as a WARC file tells it."""


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
    given_id: str = ""
    """The id that the source itself gives, unchanged; empty where `report.id` was made from a path
    or from the text. Texts of one source under one given id are versions of one thing."""
    provenance: Provenance | None = None
    """None for a report that was made by a program, not read from bytes."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that was passed over on purpose."""

    path: str
    reason: str


Item = Incoming | IngestError | Skipped
