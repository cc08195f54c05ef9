"""`accordingto enter`."""

import json
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.exits import EXIT_CODES, ExitCode
from accordingto.cli.options import QuietOption
from accordingto.cli.terminal import say
from accordingto.errors import IngestError
from accordingto.ingest.entries import Entry, read_entries
from accordingto.ledger.entries import store_entry
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.records.entries import entry_schema

EPILOG = f"""\b
An entry is what somebody told or showed you: a call, a photo, a post in any
script. It is kept and shown as entered by you, never as read by machine.

\b
For example:
  accordingto enter --form > call.toml
  accordingto enter call.toml --check --by "Mira Okello"
  accordingto enter call.toml --ledger war.ledger --by "Mira Okello"

{EXIT_CODES}"""

FormsArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE]...",
        help="Forms in TOML, or JSON where the name ends in .json.",
        show_default=False,
    ),
]
OptionalLedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        "-l",
        metavar="FILE|URL",
        envvar="ACCORDINGTO_LEDGER",
        help="The ledger: a file, which is made where there is none, or "
        "postgresql://USER@HOST/DATABASE.",
        show_default=False,
    ),
]
ByOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Who enters what does not say it itself: a name, initials, a pseudonym.",
        show_default=False,
    ),
]
CheckOption = Annotated[bool, typer.Option("--check", help="Tell what is wrong; keep nothing.")]
FormOption = Annotated[bool, typer.Option("--form", help="Print a blank form and stop.")]
SchemaOption = Annotated[
    bool, typer.Option("--schema", help="Print the JSON Schema of a form and stop.")
]


def enter(
    forms: FormsArgument = None,
    ledger: OptionalLedgerOption = None,
    by: ByOption = None,
    check: CheckOption = False,
    form: FormOption = False,
    schema: SchemaOption = False,
    quiet: QuietOption = False,
) -> None:
    """Keep what you were told or shown, entered by hand into a form.

    What is wrong with an entry is told by file and line, and the others are kept.
    """
    if form or schema:
        print(_blank() if form else json.dumps(entry_schema(), indent=2), end="" if form else "\n")
        return
    if not forms:
        raise typer.BadParameter("name a form; --form prints a blank one", param_hint="FILE")
    if ledger is None and not check:
        raise typer.BadParameter("name the ledger, or --check alone", param_hint="--ledger")
    if ledger is None or check:
        raise typer.Exit(_check(forms, by, quiet=quiet))
    with Ledger.open(ledger, Opening.MAKE) as opened:
        raise typer.Exit(_keep(forms, by, opened, quiet=quiet))


def _blank() -> str:
    return files("accordingto.ingest").joinpath("entry_form.toml").read_text(encoding="utf-8")


def _check(forms: list[Path], by: str | None, *, quiet: bool) -> ExitCode:
    news: Counter[str] = Counter()
    for found in _entries(forms, by):
        news[_told(found) or "well formed"] += 1
    return _tell(news, "checked", quiet=quiet)


def _keep(forms: list[Path], by: str | None, ledger: Ledger, *, quiet: bool) -> ExitCode:
    news: Counter[str] = Counter()
    for found in _entries(forms, by):
        kept = _told(found)
        if isinstance(found, Entry):
            with ledger.change() as connection:
                kept = store_entry(connection, found, ledger.now()).value
        news[kept] += 1
    return _tell(news, f"kept in {ledger.name}", quiet=quiet)


def _entries(forms: list[Path], by: str | None) -> Iterator[Entry | IngestError]:
    for path in forms:
        try:
            yield from read_entries(path, by)
        except IngestError as error:
            yield error


def _told(found: Entry | IngestError) -> str:
    """Say what is wrong or odd with an entry; return `refused` where it is none."""
    if isinstance(found, IngestError):
        say(f"refused: {found}")
        return "refused"
    for problem in found.reading.problems:
        say(f"{found.incoming.path}, line {found.incoming.line}: {problem.message}")
    return ""


def _tell(news: Counter[str], done: str, *, quiet: bool) -> ExitCode:
    refused = news.pop("refused", 0)
    if not quiet:
        told = ", ".join(f"{name} {count:,}" for name, count in news.most_common())
        entries = "1 entry" if news.total() == 1 else f"{news.total():,} entries"
        say(f"{entries} {done}{': ' + told if told else ''}")
        if refused:
            say(f"refused {refused:,}")
    if not news:
        return ExitCode.NOTHING_READ
    return ExitCode.SOME_REFUSED if refused else ExitCode.ALL_READ
