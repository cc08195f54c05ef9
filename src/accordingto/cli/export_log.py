"""A run of `log --exports`: what was exported, by whom, and the hashes of it."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from accordingto.cli.exits import ExitCode
from accordingto.cli.forms import LogFormat
from accordingto.cli.outputs import csv_line, write_parts
from accordingto.cli.terminal import say
from accordingto.ledger.blackening import map_texts
from accordingto.ledger.exports import LoggedExport, read_exports
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.redaction import read_withheld
from accordingto.records.base import JsonValue
from accordingto.views.case_words import plural
from accordingto.views.cells import safe_cell
from accordingto.views.masks import Mask
from accordingto.views.visible import make_plain

_SHORT = 12
"""Digits of a hash that a person is shown."""
_HEADER = ("time", "by", "format", "filters", "with_unreviewed", "left_out", "as_of", "sha256")
Hide = Callable[[str], str]


def run_export_log(where: str, form: LogFormat, output: Path | None, *, quiet: bool) -> ExitCode:
    """Write the exports of a ledger, the last first."""
    with Ledger.open(where) as ledger, ledger.look() as connection:
        made = list(read_exports(connection))[::-1]
        hide = Mask.of(read_withheld(connection).everywhere).hide
    try:
        write_parts(_FORMS[form](made, hide), output)
    except OSError as error:
        say(f"{output or 'standard output'}: cannot be written to: {error.strerror or error}")
        return ExitCode.MISCONFIGURED
    if not quiet:
        say(plural(len(made), "export"))
    return ExitCode.ALL_READ


def _as_json(made: Iterable[LoggedExport], hide: Hide) -> Iterator[str]:
    for one in made:
        plain: JsonValue = map_texts(json.loads(json.dumps(asdict(one))), hide)
        yield json.dumps(plain, ensure_ascii=False) + "\n"


def _as_csv(made: Iterable[LoggedExport], hide: Hide) -> Iterator[str]:
    yield csv_line(_HEADER)
    for one in made:
        yield csv_line(safe_cell(str(cell)) for cell in _cells(one, hide))


def _as_lines(made: Iterable[LoggedExport], hide: Hide) -> Iterator[str]:
    for one in made:
        time, by, form, filters, unreviewed, left_out, as_of, _ = _cells(one, hide)
        told = ", unreviewed records too" if unreviewed == "yes" else ""
        yield f"{time}  {make_plain(by or 'nobody named')}  {form}{told}\n"
        yield f"    {make_plain(filters)}\n" if filters else ""
        yield f"    ledger as of {as_of}; left out {left_out}; {one.sha256[:_SHORT]}\n"


def _cells(one: LoggedExport, hide: Hide) -> tuple[str, ...]:
    return (
        one.exported_at[: len("2024-03-14T12:00")] + "Z",
        hide(one.exported_by),
        one.format,
        hide(" ".join(f"{name} {value}" for name, value in one.filters)),
        "yes" if one.with_unreviewed else "no",
        str(one.left_out),
        one.as_of,
        one.sha256,
    )


_FORMS: dict[LogFormat, Callable[[Iterable[LoggedExport], Hide], Iterator[str]]] = {
    LogFormat.TABLE: _as_lines,
    LogFormat.JSON: _as_json,
    LogFormat.CSV: _as_csv,
}
