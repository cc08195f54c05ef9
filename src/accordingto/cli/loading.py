"""Commands that are loaded when they are asked for: most of them need much that others do not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command


@dataclass(frozen=True, slots=True)
class Home:
    """Where a command lives, and what the list of commands says of it."""

    module: str
    """In `accordingto.cli`, with the function that it is called after, and an `EPILOG`."""
    summary: str
    """How the command's help begins."""


class Commands(Mapping[str, TyperCommand]):
    """Commands by their names, in the order given; each is loaded when it is looked up."""

    def __init__(self, homes: Mapping[str, Home]) -> None:
        self._homes = homes

    def __getitem__(self, name: str) -> TyperCommand:
        return _load(name, self._homes[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)


class LoadingGroup(TyperGroup):
    """A command of commands, none of which is loaded to list them."""

    homes: ClassVar[Mapping[str, Home]]

    def __init__(self, **asked: Any) -> None:  # noqa: ANN401 -- typer's own arguments, passed on
        super().__init__(**asked)
        self.commands = cast("dict[str, Any]", Commands(self.homes))

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 -- typer's own
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, home.summary) for name, home in self.homes.items()])


@cache
def _load(name: str, home: Home) -> TyperCommand:
    module = import_module(f"accordingto.cli.{home.module}")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(name, epilog=module.EPILOG)(getattr(module, home.module))
    return cast("TyperCommand", get_command(alone))
