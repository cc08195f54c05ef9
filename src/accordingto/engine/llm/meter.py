"""What asking a model took: requests and tokens, noted as each answer comes."""

import os
from dataclasses import dataclass
from pathlib import Path

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counts them."""

    answers: int = 0
    uncounted: int = 0
    """Answers of which the server did not say what they took."""
    tokens_in: int = 0
    tokens_out: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.answers + other.answers,
            self.uncounted + other.uncounted,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
        )

    def cost(self, price_in: float, price_out: float) -> float:
        """Return what it cost, by prices for a million tokens."""
        return (self.tokens_in * price_in + self.tokens_out * price_out) / MILLION


class Meter:
    """Counts what answers take, in a file that all processes of a run share.

    A line is written as soon as an answer is there: what a process took that was ended is counted.
    """

    def __init__(self, journal: Path | None = None) -> None:
        self._journal = journal
        self._is_used = False

    def note(self, usage: Usage) -> None:
        """Count one answer."""
        self._is_used = True
        if self._journal is None:
            return
        row = (usage.answers, usage.uncounted, usage.tokens_in, usage.tokens_out)
        line = " ".join(map(str, row)) + "\n"
        # Appended in one piece, so that lines of two processes never mix.
        out = os.open(self._journal, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(out, line.encode("ascii"))
        finally:
            os.close(out)

    @property
    def is_used(self) -> bool:
        """Tell whether any answer has come, in whichever process of the run."""
        if self._is_used or self._journal is None:
            return self._is_used
        return self._journal.stat().st_size > 0


def read_journal(journal: Path) -> Usage:
    """Return the sum of what was noted."""
    total = Usage()
    for line in journal.read_text(encoding="ascii").splitlines():
        total += Usage(*map(int, line.split()))
    return total
