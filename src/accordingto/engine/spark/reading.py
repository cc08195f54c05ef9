"""Reports to readings on a Spark: each by itself, with the model loaded once a worker."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from accordingto.engine.choices import ReaderChoice
from accordingto.engine.outcomes import Done, MakeWork, attempt, failure
from accordingto.engine.spark.tables import Cells, Row, check_columns, map_groups, map_rows
from accordingto.errors import AccordingtoError, IngestError, ReadingError
from accordingto.ingest.inputs import Given, Incoming
from accordingto.ingest.reports import look_over, name_apart, refuse_again
from accordingto.ingest.rows import parse_row
from accordingto.records.codec import to_json
from accordingto.records.readings import Reading

FIELDS = ("id", "title", "published", "publisher", "agencies", "text")
"""Columns of reports; `id` and `text` are needed."""
A_PART = 1_000
"""Reports that one task reads: a minute's work, which is what a lost worker costs."""
NOTHING_GIVEN = Given()
_WHERE = {"path": "string", "line": "bigint"}
_PARSED = {"id": "string", **_WHERE, "raw": "binary", "error": "string", "code": "string"}
_READ = {
    "id": "string",
    **_WHERE,
    "reading": "string",
    "problems": "array<string>",
    "error": "string",
    "code": "string",
}
_TABLE = "table"
"""Stands for the path of a report that came in no file."""


def read(
    reports: DataFrame,
    choice: MakeWork[Reading] | None = None,
    given: Given = NOTHING_GIVEN,
    *,
    with_text: bool = True,
    parts: int | None = None,
) -> DataFrame:
    """Return the reading of every report, or why there is none.

    `reports` has the columns `id` and `text`, and may have `title`, `published`, `publisher` and
    `agencies`: strings, as in JSONL. One row comes back for each: its `reading` as JSON, equal to
    the line that `accordingto read --format jsonl` writes, with the codes of its `problems`; or its
    `error` with a `code`. Reports of one id are named apart as one machine does it, in the order of
    `path` and `line` where the table has them, else of their JSON. `choice`, a ReaderChoice, names
    the reader and tables of places, which every worker must find under the same path.

    Raises ConfigurationError when a column is not there.
    """
    check_columns(reports, ("id", "text"), "reports with an id and a text each")
    for name, kind in _WHERE.items():
        if name not in reports.columns:
            reports = reports.withColumn(name, sql.lit(None).cast(kind))
    row = sql.to_json(sql.struct(*(name for name in FIELDS if name in reports.columns)))
    lines = reports.select(*_WHERE, row.cast("binary").alias("raw"))
    return read_lines(lines, choice, given, with_text=with_text, parts=parts)


def read_lines(
    lines: DataFrame,
    choice: MakeWork[Reading] | None = None,
    given: Given = NOTHING_GIVEN,
    *,
    with_text: bool = True,
    parts: int | None = None,
) -> DataFrame:
    """Do the same for lines of JSONL, each in a row: `raw` bytes, with `path` and `line`."""
    parsed = map_rows(lines, _Parse(given), _PARSED)
    work = _Read(choice or ReaderChoice(), given, with_text)
    parts = parts or max(2 * _cores(lines), -(-lines.count() // A_PART))
    return map_groups(parsed, "id", ["path", "line", "raw"], work, _READ, parts)


def _cores(table: DataFrame) -> int:
    return table.sparkSession.sparkContext.defaultParallelism


@dataclass(frozen=True, slots=True)
class _Parse:
    """Finds the id of each line; those of one id are to meet."""

    given: Given

    def __call__(self, rows: Iterator[Row]) -> Iterator[Cells]:
        for row in rows:
            raw, where = bytes(row["raw"] or b""), (row["path"], row["line"])
            if not raw.strip():
                continue
            try:
                incoming = _incoming(raw, row, self.given)
            except IngestError as error:
                yield None, *where, None, str(error), error.code
            else:
                yield incoming.report.id, *where, raw, None, None


def _incoming(raw: bytes, row: Row, given: Given) -> Incoming:
    incoming = parse_row(raw, row["path"] or _TABLE, row["line"], given)
    return replace(incoming, provenance=None)


@dataclass(frozen=True, slots=True)
class _Read:
    """Reads the reports of one id."""

    choice: MakeWork[Reading]
    given: Given
    with_text: bool

    def __call__(self, key: str | None, rows: Iterator[Row]) -> Iterator[Cells]:
        met: set[str] = set()
        for nth, row in enumerate(rows):
            where = row["path"], row["line"]
            if key is None:
                yield None, *where, None, None, row["error"], row["code"]
                continue
            try:
                incoming = _incoming(row["raw"], row, self.given)
                incoming = _named_apart(incoming, met) if nth else incoming
                found = self._read(incoming)
            except IngestError as error:
                found = error
            if isinstance(found, Reading):
                codes = list(dict.fromkeys(problem.code for problem in found.problems))
                written = to_json(found, with_text=self.with_text)
                yield found.id, *where, written, codes, None, None
            else:
                yield key, *where, None, None, str(found), found.code

    def _read(self, incoming: Incoming) -> Reading | IngestError | ReadingError:
        item = look_over(incoming, datetime.now(UTC).date())
        if not isinstance(item, Incoming):
            return item
        try:
            outcome = attempt(self.choice(), item)
        except AccordingtoError:
            raise
        except Exception as error:  # noqa: BLE001 -- a fault of ours stops this report only
            return failure(item, f"{type(error).__name__}: {error}", "fault")
        return outcome.value if isinstance(outcome, Done) else outcome


def _named_apart(incoming: Incoming, met: set[str]) -> Incoming:
    """Give a report whose id was met before an id of its own; raises IngestError for a second."""
    apart = name_apart(incoming)
    if apart.report.id in met:
        raise refuse_again(incoming)
    met.add(apart.report.id)
    return apart
