"""Examples in documentation: commands with what they print, run as they stand.

Of pages that say so in a comment. In a block ```console, a line that begins with "$ " is a
command, and what follows is its output, both streams together; a command that ends in a backslash
goes on in the next line. A line "…" stands for any lines. A comment `<!-- file: NAME -->` puts the
block after it into a file. Times, rates and hashes need not be the same.
"""

import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from typer.testing import CliRunner

from accordingto.cli.app import app

FENCE = re.compile(
    r"(?:<!-- file: (?P<file>\S+) -->\n+)?```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.M | re.S
)
_BY_CHANCE = (
    re.compile(r"\b\d[\d,]*(?:\.\d+)? s\b(?: \([^)]*(?:second|minute)\))?"),
    re.compile(r"\b\d{4}-\d\d-\d\d(?:T| )\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| UTC)?"),
    re.compile(r"\b[0-9a-f]{64}\b"),
    re.compile(r"^ +(?:entry )?[0-9a-f]{12}$", re.M),
)
_ELISION = "…"
_RUN = "<!-- the examples of this page are run by the tests -->"


@dataclass
class Step:
    """A command with its output, or a file to be written."""

    start: int
    """Where in the page its output stands."""
    end: int
    command: str = ""
    output: str = ""
    file: str = ""


@dataclass
class Page:
    """A page of documentation whose examples are run one after the other in one folder."""

    path: Path
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.path.read_text(encoding="utf-8")

    @property
    def is_run(self) -> bool:
        """Tell whether the page says that its examples are run."""
        return _RUN in self.text

    def steps(self) -> Iterator[Step]:
        """Yield what is to be done, in order."""
        for found in FENCE.finditer(self.text):
            if found["file"]:
                yield Step(0, 0, output=found["body"], file=found["file"])
            elif found["kind"] == "console" and found["body"].startswith("$ "):
                yield from _commands(found["body"], found.start("body"))

    def run(self) -> list[tuple[Step, str]]:
        """Run all in the folder that is current; return the steps that print something else."""
        wrong = []
        for step in self.steps():
            if step.file:
                Path(step.file).parent.mkdir(parents=True, exist_ok=True)
                Path(step.file).write_text(step.output, encoding="utf-8")
                continue
            printed = run_command(step.command)
            if not is_like(printed, step.output):
                wrong.append((step, printed))
        return wrong

    def mend(self, wrong: list[tuple[Step, str]]) -> None:
        """Write the page with what was printed."""
        for step, printed in reversed(wrong):
            self.text = self.text[: step.start] + printed + self.text[step.end :]
        self.path.write_text(self.text, encoding="utf-8")


def _commands(body: str, at: int) -> Iterator[Step]:
    starts = [found.start() for found in re.finditer(r"^\$ ", body, re.M)]
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        command = re.match(r"\$ (?:[^\n]*\\\n)*[^\n]*\n", body[start:end])
        assert command, body[start:end]
        output = start + command.end()
        yield Step(at + output, at + end, command[0][2:].strip(), body[output:end])


def run_command(command: str) -> str:
    """Return what a command prints, on both streams."""
    words = command.replace("\\\n", " ")
    alone, _, lines = words.partition(" | head -n ")
    if alone.startswith("accordingto "):
        done = CliRunner(env={"NO_COLOR": "1"}).invoke(app, shlex.split(alone)[1:])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return "".join(done.output.splitlines(keepends=True)[: int(lines) if lines else None])
    done = subprocess.run(  # noqa: S602 -- pages of this repository
        words, shell=True, capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout + done.stderr


def is_like(printed: str, expected: str) -> bool:
    """Tell whether output is as a page has it, but for what is so by chance."""
    parts = [_plain(part) for part in re.split(rf"^{_ELISION}\n", expected, flags=re.M)]
    pattern = "(?:.*\n)*?".join(map(re.escape, parts))
    return re.fullmatch(pattern, _plain(printed)) is not None


def _plain(text: str) -> str:
    for pattern in _BY_CHANCE:
        text = pattern.sub("(chance)", text)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())
