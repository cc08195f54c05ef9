"""What one report may take, before it is given up and told of."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

MB = 1 << 20
_STATM = "/proc/{}/statm"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a report may be read, and how large the process may grow that reads it."""

    seconds: float | None = None
    megabytes: int | None = None
    """Of a worker process, where the system tells how large one is (Linux)."""

    def why_slow(self) -> str:
        """Say that a report took too long."""
        return (
            f"it was not read to its end within {self.seconds:g} seconds; expected less; read it "
            "by itself with a higher --time-limit (0: none), and tell us of it"
        )

    def why_large(self, found: int) -> str:
        """Say that a process grew too large."""
        return (
            f"the process that read it grew to {found:,} MB; expected at most "
            f"{self.megabytes:,}; read it by itself with a higher --memory-limit (0: none)"
        )


NO_LIMITS = Limits()
TOO_SLOW, TOO_LARGE = "too_slow", "too_large"
"""Codes of reports that were given up."""


class OutOfTimeError(BaseException):
    """The time of a report is over. Nothing that reads may take it for an error of its own."""


@contextmanager
def time_limited(seconds: float | None) -> Iterator[None]:
    """Raise OutOfTimeError in what is done here once its time is over.

    Only where the system can interrupt a program (not on Windows), and in its main thread.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if seconds is None or not is_main or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTimeError


def size_of(process: int) -> int | None:
    """Return how many megabytes of memory a process holds; None where nobody tells."""
    try:
        told = Path(_STATM.format(process)).read_text(encoding="ascii")
    except OSError:
        return None
    return int(told.split()[1]) * os.sysconf("SC_PAGESIZE") // MB


def go_first() -> None:
    """Say that this process is to be ended before others when the machine has no memory left."""
    try:
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    except OSError:  # another system, or one that forbids it: it decides by itself
        return
