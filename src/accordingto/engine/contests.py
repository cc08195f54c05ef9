"""Readers, and peers beside them, over one corpus by turns: each run is a process of its own."""

import json
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from accordingto.engine.measuring import Measured
from accordingto.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Contestant:
    """Something that goes over a corpus: how it is called, and how one run of it is started."""

    name: str
    command: tuple[str, ...]
    """Is given a corpus, the number of jobs and the time of its start; prints a `Measured`."""


@dataclass(frozen=True, slots=True)
class Course:
    """What each run goes over."""

    corpus: Path
    jobs: int
    words_a_report: float


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of several runs, with the lowest and the highest value."""

    median: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Series:
    """All runs of one contestant over one course."""

    name: str
    course: Course
    runs: tuple[Measured, ...]

    @property
    def failed(self) -> int:
        """How many reports came to nothing."""
        return max(run.failed for run in self.runs)

    def spreads(self) -> dict[str, Spread | None]:
        """Return what was measured, by name; None for what the machine does not tell."""
        rates = [run.reports_per_s for run in self.runs]
        memory = [run.memory_mb for run in self.runs if run.memory_mb is not None]
        return {
            "reports_per_s": _spread(rates),
            "words_per_s": _spread([rate * self.course.words_a_report for rate in rates]),
            "first_s": _spread([run.first_s for run in self.runs]),
            "whole_s": _spread([run.whole_s for run in self.runs]),
            "memory_mb": _spread(memory),
        }

    def ratio_to(self, other: "Series") -> float:
        """Return how many times as many reports a second this one reads, by the medians."""
        ours, theirs = (median(run.reports_per_s for run in s.runs) for s in (self, other))
        return ours / theirs


def hold_contest(
    contestants: Sequence[Contestant],
    course: Course,
    repeats: int,
    on_run: Callable[[str], None],
) -> list[Series]:
    """Return the runs of each contestant.

    `on_run` is told of each run before it starts. They take turns, so that whatever else the
    machine does slows all of them. Raises ConfigurationError when a run cannot be started, or does
    not come to its end.
    """
    runs: dict[Contestant, list[Measured]] = {contestant: [] for contestant in contestants}
    for _ in range(repeats):
        for contestant in contestants:
            on_run(f"{contestant.name}, jobs: {course.jobs}")
            runs[contestant].append(run_once(contestant, course))
    return [Series(contestant.name, course, tuple(done)) for contestant, done in runs.items()]


def run_once(contestant: Contestant, course: Course) -> Measured:
    """Start one run, wait for its end, and return what it measured of itself."""
    arguments = (str(course.corpus), str(course.jobs))
    command = (*contestant.command, *arguments, str(time.monotonic()))
    line = start(command, who=contestant.name)
    try:
        return Measured(**json.loads(line))
    except (TypeError, ValueError) as error:
        raise ConfigurationError(
            f"{contestant.name}: it printed {line[:80]!r}; expected what it measured, as JSON"
        ) from error


def start(command: Sequence[str], who: str) -> str:
    """Start a process, wait for its end, and return the last line that it printed.

    Raises ConfigurationError when it cannot be started or ends badly, with its own last word.
    """
    try:
        ended = subprocess.run(  # noqa: S603 -- ourselves, or the Python that the user named
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="backslashreplace",
            check=False,
        )
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte in it
        why = (isinstance(error, OSError) and error.strerror) or error
        raise ConfigurationError(f"{who}: it cannot be started: {why}") from error
    if ended.returncode:
        code = ended.returncode
        end = f"exit status {code}" if code > 0 else f"signal {-code}, as when memory runs out"
        raise ConfigurationError(f"{who}: {_last_line(ended.stderr) or 'it said nothing'} ({end})")
    return _last_line(ended.stdout)


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "")


def _spread(values: Sequence[float]) -> Spread | None:
    return Spread(median(values), min(values), max(values)) if values else None
