"""A run of `log`: the decisions that are asked for, in the form that is asked for."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection

from accordingto.cli.exits import ExitCode
from accordingto.cli.forms import LogFormat
from accordingto.cli.outputs import FileOutput, Output, StandardOutput
from accordingto.cli.terminal import discard_output, say
from accordingto.errors import JudgementError
from accordingto.ledger.blackening import map_texts
from accordingto.ledger.decision_merging import branches_of
from accordingto.ledger.decisions import format_time, read_heads
from accordingto.ledger.heads import render_heads
from accordingto.ledger.judging import find_words
from accordingto.ledger.ledger import Ledger, read_about
from accordingto.ledger.logs import LogFilter, read_log, read_queue
from accordingto.ledger.standing import Recorded
from accordingto.records.base import JsonValue
from accordingto.records.judgements import Decision
from accordingto.views.decision_lines import (
    HEADER,
    QUEUE_HEADER,
    SHORT,
    line_to_json,
    line_to_row,
    queued_to_json,
    queued_to_row,
    render_line,
    render_queued,
)
from accordingto.views.withholding import Masks


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRun:
    """What a user asked for."""

    ledger: str
    about: str
    reviewer: str
    decision: Decision | None
    since: str
    until: str
    newest: int | None
    is_queued: bool
    form: LogFormat
    output: Path | None
    quiet: bool


def run_log(asked: LogRun) -> ExitCode:
    """Write the decisions that are asked for; errors are told on standard error."""
    try:
        with Ledger.open(asked.ledger) as ledger, ledger.look() as connection:
            parts = _parts(connection, asked)
            count = _write(parts, asked.output)
            if not asked.quiet:
                _tell(connection, count, asked)
    except JudgementError as error:
        say(str(error))
        return ExitCode.USAGE
    except BrokenPipeError:
        discard_output()
        return ExitCode.OUTPUT_CLOSED
    except OSError as error:
        say(f"{asked.output or 'standard output'}: cannot be written to: {error.strerror or error}")
        return ExitCode.MISCONFIGURED
    return ExitCode.ALL_READ


def run_heads(where: str, path: Path, *, quiet: bool) -> ExitCode:
    """Write the heads of the chains to a file."""
    with Ledger.open(where) as ledger, ledger.look() as connection:
        heads = read_heads(connection)
        name = read_about(connection)["ledger"]
        written = render_heads(heads, ledger=name, time=format_time(datetime.now(UTC)))
    try:
        _write([written], path)
    except OSError as error:
        say(f"{path}: cannot be written to: {error.strerror or error}")
        return ExitCode.MISCONFIGURED
    if not quiet:
        say(f"wrote {len(heads):,} heads to {path}; keep them away from the ledger")
    return ExitCode.ALL_READ


def parse_time(typed: str, *, is_end: bool = False) -> datetime | None:
    """Return the time that was typed, in UTC unless it says otherwise; of a day, its first second.

    Or its last, where a period ends. Raises JudgementError when it is neither day nor time.
    """
    if not typed:
        return None
    try:
        if len(typed) == len("2024-03-14"):
            start = datetime.combine(date.fromisoformat(typed), time(), UTC)
            return start + timedelta(days=1, seconds=-1) if is_end else start
        given = datetime.fromisoformat(typed)
        return (given if given.tzinfo else given.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise JudgementError(
            f"{typed!r} is no day or time; expected one as in 2024-03-14 or 2024-03-14T10:00Z"
        ) from error


def _parts(connection: Connection, asked: LogRun) -> Iterator[str]:
    """Yield what is to be written, an entry at a time."""
    wanted = LogFilter(
        reviewer=asked.reviewer,
        decision=asked.decision,
        about=find_words(connection, asked.about) if asked.about else None,
        since=parse_time(asked.since),
        until=parse_time(asked.until, is_end=True),
        newest=asked.newest,
    )
    masks = Masks(connection)
    if asked.is_queued:
        queue = read_queue(connection)
        if asked.form is LogFormat.JSON:
            return _json(_withheld(queued_to_json(one), one.entry, masks) for one in queue)
        hidden = ((one, masks.of(one.entry.judgement)) for one in queue)
        if asked.form is LogFormat.CSV:
            return _csv(QUEUE_HEADER, (queued_to_row(one, hide) for one, hide in hidden))
        return (render_queued(one, hide) + "\n" for one, hide in hidden)
    lines = read_log(connection, wanted)
    if asked.form is LogFormat.JSON:
        return _json(_withheld(line_to_json(one), one.entry, masks) for one in lines)
    shown = ((one, masks.of(one.entry.judgement)) for one in lines)
    if asked.form is LogFormat.CSV:
        return _csv(HEADER, (line_to_row(one, hide) for one, hide in shown))
    return (render_line(one, hide) + "\n" for one, hide in shown)


def _withheld(row: dict[str, JsonValue], entry: Recorded, masks: Masks) -> dict[str, JsonValue]:
    """Return a row, which tells all that is known but for names that people withhold."""
    hide = masks.decided_for(entry.judgement)
    return {name: map_texts(value, hide) for name, value in row.items()}


def _json(rows: Iterable[dict[str, JsonValue]]) -> Iterator[str]:
    lead = "[\n"
    for row in rows:
        yield lead + json.dumps(row, ensure_ascii=False)
        lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"


def _csv(header: Iterable[str], rows: Iterable[list[str]]) -> Iterator[str]:
    for row in chain([list(header)], rows):
        yield _csv_row(row)


def _csv_row(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _write(parts: Iterable[str], path: Path | None) -> int:
    """Write all parts; return how many there were."""
    count = 0
    with ExitStack() as stack:
        output: Output = stack.enter_context(FileOutput(path)) if path else StandardOutput()
        for part in parts:
            output.write(part.encode("utf-8", "backslashreplace"))
            count += 1
        output.keep(is_whole=True)
    return count


def _tell(connection: Connection, count: int, asked: LogRun) -> None:
    """Say on standard error what a table cannot show."""
    if asked.form is LogFormat.TABLE and not count:
        say("nothing is queued" if asked.is_queued else "no decisions")
    for reviewer, heads in branches_of(read_heads(connection)).items():
        told = ", ".join(head.hash[:SHORT] for head in heads)
        say(
            f"{reviewer}'s chain has {len(heads)} branches ({told}), made on as many machines; "
            "all are kept, and the next decision goes on from them"
        )
