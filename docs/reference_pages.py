"""Pages of the reference, written from the code: commands, records, Python, schemas."""

import json
from collections.abc import Iterator
from pathlib import Path
from pkgutil import iter_modules

from typer.main import get_command
from typer.testing import CliRunner

import accordingto
from accordingto import api, records
from accordingto.cli.app import app

_TICKS = "```"


def write_reference(folder: Path) -> None:
    """Write all pages of the reference into a folder; pages that are as before are left."""
    folder.mkdir(exist_ok=True)
    pages = {
        "index.md": _index(),
        "cli.md": _commands(),
        "records.md": _modules("Records", records),
    }
    pages |= {"python.md": _python(), "schema.md": _schemas()}
    for name, text in pages.items():
        page = folder / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def _index() -> str:
    return f"""# Reference

Written from the code of version {accordingto.__version__}.

{_TICKS}{{toctree}}
cli
records
python
schema
{_TICKS}
"""


def _commands() -> str:
    return "\n".join(["# Commands", "", "What each prints with `--help`.", "", *_helps()])


def _helps() -> Iterator[str]:
    runner = CliRunner(env={"COLUMNS": "90", "NO_COLOR": "1"})
    for name in get_command(app).commands:
        told = runner.invoke(app, [name, "--help"]).output.rstrip()
        yield from (f"## {name}", "", f"{_TICKS}text", told, _TICKS, "")


def _modules(title: str, package: object) -> str:
    blocks = [f"# {title}", "", f"Modules of `{package.__name__}`.", ""]
    for module in iter_modules(package.__path__):
        blocks += _automodule(f"{package.__name__}.{module.name}")
    return "\n".join(blocks)


def _automodule(name: str) -> list[str]:
    options = ["   :members:", "   :undoc-members:"]
    directive = [f"{_TICKS}{{eval-rst}}", f".. automodule:: {name}", *options, _TICKS]
    return [f"## `{name}`", "", *directive, ""]


def _python() -> str:
    page = _modules("Python", api).splitlines()
    names = ", ".join(f"`{name}`" for name in sorted(accordingto.__all__))
    return "\n".join([*page[:2], f"`import accordingto` gives {names}.", "", *page[2:]])


def _schemas() -> str:
    blocks = ["# JSON Schemas", ""]
    for what in ("reading", "judgement"):
        told = CliRunner().invoke(app, ["schema", what]).stdout
        plain = json.dumps(json.loads(told), indent=2, ensure_ascii=False)
        blocks += [f"## {what}", "", f"{_TICKS}json", plain, _TICKS, ""]
    return "\n".join(blocks)
