import inspect
import subprocess
import sys

import pytest
from typer.main import get_command

from accordingto.cli.app import COMMANDS, app
from accordingto.cli.loading import Commands, Home

HEAVY = ("onnxruntime", "lxml", "sqlalchemy", "numpy", "pydantic", "jinja2", "trafilatura")
LIGHT = [
    ["--help"],
    ["--version"],
    *([name, "--help"] for name in ("show", "brief", "log", "judge", "verify", "doctor")),
]


@pytest.mark.parametrize("name", COMMANDS)
def test_list_of_commands_says_how_each_begins(name):
    help_text = inspect.getdoc(get_command(app).commands[name].callback)
    assert COMMANDS[name].summary == help_text.split("\n\n")[0].replace("\n", " ")


def test_a_command_is_loaded_when_it_is_looked_up():
    commands = Commands({"read": Home("read", "Read."), "nowhere": Home("no_such_module", "")})
    assert list(commands) == ["read", "nowhere"]
    assert len(commands) == 2
    assert commands["read"].name == "read"
    assert commands["read"] is commands["read"]
    with pytest.raises(ModuleNotFoundError):
        commands["nowhere"]
    with pytest.raises(KeyError):
        commands["read_all"]


@pytest.mark.parametrize("arguments", LIGHT, ids=" ".join)
def test_what_needs_little_loads_little(arguments):
    code = (
        "import sys; from accordingto.cli.app import run; sys.argv[1:] = {!r}; code = run();"
        "print(code, *({!r} & sys.modules.keys()))"
    )
    run = [sys.executable, "-c", code.format(arguments, set(HEAVY))]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    code, *heavy = done.stdout.splitlines()[-1].split()
    assert code == "0"
    assert set(heavy) <= {"pydantic"}  # of the values that options offer


@pytest.mark.parametrize("module", ["cli.showing", "cli.logs", "cli.briefing", "api.reading"])
def test_no_network_is_loaded_before_something_is_read(module):
    code = f"import sys, accordingto.{module}; print('onnxruntime' in sys.modules)"
    run = [sys.executable, "-c", code]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "False\n"
