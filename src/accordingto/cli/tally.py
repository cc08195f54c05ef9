"""What came of a run: how many were read, and what was refused or passed over, and why."""

import time
from collections import Counter
from dataclasses import dataclass, field

from accordingto.cli.exits import ExitCode
from accordingto.cli.terminal import say
from accordingto.errors import IngestError, ReadingError
from accordingto.ingest.inputs import Skipped

HELD = 1000
"""Refusals kept for the end of the run; those beyond are told as they come."""
_TOLD = 5
"""Refusals of one file for one reason that are told in full; of others, the lines."""
_SKIPPED_SHOWN = 3


@dataclass(slots=True)
class LineRanges:
    """Numbers of lines, kept and written as ranges."""

    count: int = 0
    ranges: list[tuple[int, int]] = field(default_factory=list)

    def add(self, line: int) -> None:
        """Add a line after all that were added before."""
        self.count += 1
        if self.ranges and self.ranges[-1][1] == line - 1:
            self.ranges[-1] = (self.ranges[-1][0], line)
        elif len(self.ranges) <= HELD:
            self.ranges.append((line, line))

    def __str__(self) -> str:
        return f"{self.count:,} more, lines {self.listed}"

    @property
    def listed(self) -> str:
        """Return the numbers alone, as in 3, 5-7."""
        shown = [str(a) if a == b else f"{a}-{b}" for a, b in self.ranges[:HELD]]
        return ", ".join(shown) + (", ..." if len(self.ranges) > HELD else "")


@dataclass(slots=True)
class Tally:
    """Counts outcomes and tells of them."""

    quiet: bool
    began: float = field(default_factory=time.monotonic)
    read: int = 0
    with_problems: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    skipped: dict[str, list[str]] = field(default_factory=dict)
    skipped_counts: Counter[str] = field(default_factory=Counter)
    _told: dict[str, list[str]] = field(default_factory=dict)
    """By file and reason, until the end of the run."""
    _lines: dict[str, LineRanges] = field(default_factory=dict)
    """Lines of those that are not told in full."""

    def note_read(self, problems: tuple[str, ...]) -> None:
        """Count a report that was read, with the codes of its problems."""
        self.read += 1
        self.with_problems += bool(problems)
        self.problems.update(dict.fromkeys(problems, 1))

    def note_refused(self, error: IngestError | ReadingError) -> None:
        """Count what was refused."""
        self.refused[error.code] += 1
        self._hold("refused", error)

    def note_fault(self, error: ReadingError) -> None:
        """Count a report on which accordingto failed."""
        self.faults += 1
        self._hold("failed", error)

    def note_skipped(self, skipped: Skipped) -> None:
        """Count what was passed over; a few are named."""
        self.skipped_counts[skipped.reason] += 1
        named = self.skipped.setdefault(skipped.reason, [])
        if len(named) < _SKIPPED_SHOWN:
            named.append(skipped.path)

    @property
    def exit_code(self) -> ExitCode:
        """What a run that went to its end ends with."""
        if self.faults:
            return ExitCode.FAULT
        if not self.read:
            return ExitCode.NOTHING_READ
        return ExitCode.SOME_REFUSED if self.refused else ExitCode.ALL_READ

    def tell(self, *, was_interrupted: bool) -> None:
        """Print the summary; when asked to be quiet, only what went wrong."""
        for group, lines in self._told.items():
            for line in lines:
                say(line)
            if group in self._lines:
                say(f"{group}: {self._lines[group]}")
        if self.quiet:
            return
        if was_interrupted:
            say("interrupted")
        say(self._read_line())
        if self.refused:
            say(f"refused {self.refused.total():,}: {_counts(self.refused)}")
        if self.faults:
            say(f"failed on {self.faults:,}: this is a fault of accordingto; please report it")
        for reason, paths in self.skipped.items():
            count = self.skipped_counts[reason]
            more = ", ..." if count > len(paths) else ""
            say(f"skipped {count:,}, {reason}: {', '.join(paths)}{more}")

    def _read_line(self) -> str:
        line = f"read {counted(self.read)} in {rate_of(self.began, self.read)}"
        return line + self._problems_told()

    def _problems_told(self) -> str:
        if not self.with_problems:
            return ""
        return f", {self.with_problems:,} with problems: {_counts(self.problems)}"

    def _hold(self, what: str, error: IngestError | ReadingError) -> None:
        group = f"{what}: {error.path} ({error.code})"
        told = self._told.get(group)
        if told is None and len(self._told) >= HELD:
            say(f"{what}: {error}")
        elif told is None:
            self._told[group] = [f"{what}: {error}"]
        elif len(told) < _TOLD or error.line is None:
            told.append(f"{what}: {error}")
        else:
            self._lines.setdefault(group, LineRanges()).add(error.line)


def counted(reports: int) -> str:
    """Return a number of reports in words.

    >>> counted(1), counted(1200)
    ('1 report', '1,200 reports')
    """
    return "1 report" if reports == 1 else f"{reports:,} reports"


def rate_of(began: float, reports: int) -> str:
    """Return how long it took since `began`, and how many a second that is, if it was long."""
    seconds = time.monotonic() - began
    is_told = seconds > 1 and reports > 1 and reports >= seconds
    rate = f" ({reports / seconds:,.0f} a second)" if is_told else ""
    return f"{seconds:,.1f} s{rate}"


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counter.most_common())
