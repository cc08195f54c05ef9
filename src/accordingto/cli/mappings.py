"""Mappings of columns: shown to the user, taken from a file, kept in one."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from accordingto.cli.outputs import FileOutput, stands
from accordingto.cli.terminal import say
from accordingto.errors import ConfigurationError
from accordingto.ingest.mapping import (
    TableOptions,
    TableSeen,
    describe_table,
    load_mapping,
    write_mapping,
)

MappingOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.toml",
        help="Which column of a table (CSV, XLSX, JSONL with other names) is what; guessed from "
        "the headers where this is not given.",
        show_default=False,
    ),
]
SaveMappingOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.toml",
        help="Write which column was taken for what, to be mended and used with --mapping.",
        show_default=False,
    ),
]


def table_options(mapping: Path | None, save: Path | None, *, quiet: bool) -> TableOptions:
    """Return what the user says of tables; each table is shown, the first one's mapping kept.

    Raises ConfigurationError when the mapping cannot be used, BadParameter when what should be
    written is there already.
    """
    if save is not None and stands(save):
        raise typer.BadParameter(
            f"{save} is there already, and may have been mended by hand; name another file, "
            "or use it with --mapping",
            param_hint="--save-mapping",
        )
    shown = _Shown(save, quiet=quiet)
    return TableOptions(mapping=load_mapping(mapping) if mapping else None, on_table=shown)


class _Shown:
    """Shows tables as they are opened."""

    def __init__(self, save: Path | None, *, quiet: bool) -> None:
        self._save = save
        self._quiet = quiet
        self._saved_for = ""

    def __call__(self, seen: TableSeen) -> None:
        """Show one table, and keep its mapping if it is the first."""
        if not self._quiet:
            for line in describe_table(seen):
                say(line.lstrip(), len(line) - len(line.lstrip()))
        if self._save is None:
            return
        if self._saved_for:
            say(f"{self._save}: holds the mapping of {self._saved_for}, not of {seen.path}")
            return
        self._saved_for = seen.path
        self._write(self._save, seen)

    def _write(self, path: Path, seen: TableSeen) -> None:
        mapping = replace(seen.mapping, sheet=seen.mapping.sheet or seen.sheet)
        try:
            with FileOutput(path) as output:
                output.write(write_mapping(mapping, seen.names).encode())
                output.keep(is_whole=True)
        except OSError as error:
            raise ConfigurationError(
                f"{path}: the mapping cannot be written ({error.strerror or error}); "
                "name a file in a folder that you may write to"
            ) from error
