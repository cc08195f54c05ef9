import subprocess
import sys

import pytest

PROGRAM = [sys.executable, "-m", "accordingto"]
CHOSEN = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}  # the shell is named, not looked for


def run(home, *arguments, **variables):
    known = {"HOME": str(home), "PATH": "/usr/bin:/bin", **variables}
    command = [*PROGRAM, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=known, check=False)
    assert not done.stderr
    return done.stdout


def complete(home, typed):
    words = typed.split(" ")
    asked = {"COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
    return run(home, _ACCORDINGTO_COMPLETE="complete_bash", **asked).split()


@pytest.mark.parametrize(
    ("shell", "said"),
    [
        ("bash", "complete -o default -F _accordingto_completion accordingto"),
        ("zsh", "#compdef accordingto"),
        ("fish", "complete --command accordingto"),
    ],
)
def test_script_of_a_shell_is_printed(tmp_path, shell, said):
    assert said in run(tmp_path, "--show-completion", shell, **CHOSEN)


def test_completion_is_installed_for_a_shell(tmp_path):
    assert "installed" in run(tmp_path, "--install-completion", "bash", **CHOSEN)
    (script,) = (path for path in tmp_path.rglob("accordingto*") if path.is_file())
    assert "_accordingto_completion" in script.read_text()
    assert str(script) in (tmp_path / ".bashrc").read_text()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("accordingto ver", ["verify"]),
        ("accordingto read --format ", ["text", "json", "jsonl", "html"]),
        ("accordingto read --reader ", ["network", "rules", "llm"]),
        ("accordingto show inc", ["incidents"]),
        ("accordingto brief --format h", ["html"]),
        ("accordingto check --no-c", ["--no-color"]),
    ],
)
def test_values_are_offered(tmp_path, typed, offered):
    assert complete(tmp_path, typed) == offered
